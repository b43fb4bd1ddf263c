"""Reflection: what the work stirs, written for oneself; with the others only once it is shared."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

import streamlit as st

from imh.case.case import Case
from imh.case.edits import Add, Change, Edit, Remove
from imh.case.labels import label
from imh.case.quickentry.names import free_id
from imh.case.reflections import Reflection
from imh.case.ties import Tie
from imh.case.vocabulary import PROFESSIONAL_ROLES, UNSAID
from imh.network import build, clinicians, current_ties_of, other_end
from imh.principles.guidance import clinicians_triangles, triangle_sentence
from imh.principles.sentences import joined, name_of
from imh.ui import session
from imh.ui.guidance_panel import reflection_prompts_panel, watch_next_panel
from imh.ui.inspector_form.controls import title, words_of
from imh.ui.inspector_form.drawn import outcome, plain, take
from imh.ui.markup import bullets, element, safety_banner, show

PRIVATE = (
    "What you write here is yours until you share it. It is left out of documents that leave the "
    "team unless switched on. It is kept in this case on this computer, so a case file that you "
    "save and pass on holds it too."
)
STRENGTHS = {"unknown": "not said", "some": "some", "much": "much"}
SUPERVISION = {
    "used": "used for this family",
    "available": "there is one, not used yet",
    "none": "there is none",
}
EMPTY: dict[str, Any] = {
    "kind": "reaction",
    "by": None,
    "towards": [],
    "feeling": None,
    "strength": "unknown",
    "state": None,
    "holders": [],
    "text": "",
}
KEPT, EDITED, REFUSED = "view:reflection kept", "view:reflection edited", "view:reflection refused"
TRIANGLES = 3

opened = session.required()
case = opened.case
ours = [person.id for person in case.people if person.role in ("clinician", "team")]


# ------------------------------------------------------------------ what is being written


def key_of(field: str) -> str:
    """The key of a field; another page forgets it, so what is typed is kept beside it."""
    return f"view:reflect:{field}"


def field(name: str) -> str:
    """A field's key, holding what was typed before one went to another page."""
    kept = st.session_state.setdefault(KEPT, {})
    st.session_state.setdefault(key_of(name), kept.get(name, EMPTY.get(name, "")))
    return key_of(name)


def typed(name: str) -> Any:
    """What stands in a field, whether or not it is on the screen."""
    return st.session_state.get(key_of(name), EMPTY.get(name, ""))


def worded(words: Mapping[str, str]) -> Callable[[str], str]:
    """How the codes of a field are shown."""
    return lambda code: title(words.get(code, code))


def fill_in(values: dict[str, Any]) -> None:
    """Put values into the fields; fields that are not named are emptied."""
    for key in [key for key in st.session_state if str(key).startswith(key_of(""))]:
        del st.session_state[key]
    st.session_state[KEPT] = values


def writing() -> None:
    """The fields of one reflection, as many as its kind has."""
    edited = case.entries.get(st.session_state.get(EDITED, ""))
    show(element("h2", "Change a reflection" if edited else "Write a reflection", "part"))
    others = {symbol: plain(name_of(case, symbol)) for symbol in case.symbols}
    kinds = words_of("ReflectionKind")
    left, right = st.columns(2)
    kind = left.selectbox("Kind", list(kinds), format_func=worded(kinds), key=field("kind"))
    if len(ours) > 1:
        right.selectbox("Who reflects", ours, format_func=worded(others), key=field("by"))
    place = left if len(ours) > 1 else right
    place.multiselect(
        "Towards whom",
        [symbol for symbol in others if symbol not in ours],
        format_func=worded(others),
        placeholder="nobody in particular",
        select_all=False,
        key=field("towards"),
    )
    if kind == "reaction":
        feelings = words_of("Reaction")
        left, right = st.columns(2)
        left.selectbox(
            "Feeling",
            list(feelings),
            format_func=worded(feelings),
            placeholder="choose",
            key=field("feeling"),
        )
        right.selectbox(
            "How strong", list(STRENGTHS), format_func=worded(STRENGTHS), key=field("strength")
        )
    elif kind == "supervision":
        st.selectbox(
            "Reflective supervision",
            list(SUPERVISION),
            format_func=worded(SUPERVISION),
            placeholder="choose",
            key=field("state"),
        )
    elif kind == "split":
        helpers = sorted(
            others,
            key=lambda one: getattr(case.symbols[one], "role", "") not in PROFESSIONAL_ROLES,
        )
        holders = st.multiselect(
            "Who holds a view",
            helpers,
            format_func=worded(others),
            placeholder="choose",
            select_all=False,
            key=field("holders"),
        )
        for holder in holders:
            st.text_input(f"The view of {others[holder]}", key=field(f"view of {holder}"))
    st.text_area("In your words", height=110, key=field("text"))
    st.session_state[KEPT] = {
        str(key).removeprefix(key_of("")): value
        for key, value in st.session_state.items()
        if str(key).startswith(key_of(""))
    }
    with st.container(horizontal=True):
        words = "Keep the change" if edited else "Keep this reflection"
        st.button(words, type="primary", key="keep-reflection", on_click=keep)
        if edited:
            st.button("Leave it as it was", key="leave-reflection", on_click=leave)
    refused = st.session_state.pop(REFUSED, "")
    if refused:
        show(f'<div class="refused" role="alert">{element("p", refused)}</div>')
    outcome(opened, "")


def written_fields() -> dict[str, Any]:
    """The fields of the reflection as it is typed; those of other kinds are empty."""
    kind = typed("kind")
    views = [{"who": who, "says": typed(f"view of {who}")} for who in typed("holders")]
    by = typed("by") if typed("by") in ours else next(iter(ours), None)
    return {
        "kind": kind,
        "by": by,
        "towards": list(typed("towards")),
        "feeling": typed("feeling") if kind == "reaction" else None,
        "strength": typed("strength") if kind == "reaction" else "unknown",
        "state": (typed("state") if kind == "supervision" else None) or "unknown",
        "views": views if kind == "split" else [],
        "text": typed("text").strip(),
    }


def keep() -> None:
    """Add what was typed, or change the reflection that was open; typed words stay if refused."""
    fields = written_fields()
    says = (fields["text"], fields["feeling"], fields["views"], fields["state"] != "unknown")
    if not any(says):
        st.session_state[REFUSED] = "Not kept yet. A feeling or a word is enough."
        return
    edited = st.session_state.get(EDITED)
    if edited in case.entries:
        done = take(Change.of(edited, **fields))
    else:
        entry = fields | {
            "id": free_id(fields["kind"], case.entries),
            "at_months": case.reference_age_months,
        }
        done = take(Add(collection="reflections", entry=entry))
    if done:
        leave()
    else:
        st.session_state[REFUSED] = f"Not kept. {session.trouble()}"


def leave() -> None:
    """Empty the fields."""
    st.session_state.pop(EDITED, None)
    fill_in({})


# ------------------------------------------------------------------ what was written


def written() -> None:
    """Every reflection, the latest first, with what can be done with it."""
    show(element("h2", f"What was written ({len(case.reflections)})", "part"))
    if not case.reflections:
        st.caption("Nothing is written yet. That is neither good nor bad.")
    for reflection in reversed(case.reflections):
        with st.container(border=True, key=f"reflection-{reflection.id}", gap="xsmall"):
            show(
                element("h3", heading(reflection), "part"),
                element("p", about(case, reflection), "small"),
                element("p", reflection.text) if reflection.text else "",
                bullets(
                    (f"{name_of(case, v.who)}: {v.says or 'not said'}" for v in reflection.views),
                    "plain",
                ),
            )
            with st.container(horizontal=True):
                name = reflection.id
                st.button(
                    "Edit", key=f"edit-{name}", type="tertiary", on_click=edit, args=(reflection,)
                )
                share = "Make it private again" if reflection.shared else "Share with the team"
                change: Edit = Change.of(name, shared=not reflection.shared)
                st.button(
                    share, key=f"share-{name}", type="tertiary", on_click=change_it, args=(change,)
                )
                st.button(
                    "Remove",
                    key=f"remove-{name}",
                    type="tertiary",
                    on_click=change_it,
                    args=(Remove(id=name),),
                )


def heading(reflection: Reflection) -> str:
    """Its kind, with the feeling and how strong it was, or the state of supervision."""
    words = title(label("ReflectionKind", reflection.kind))
    if reflection.feeling:
        words = title(label("Reaction", reflection.feeling))
        if reflection.strength in ("some", "much"):
            words += f", {reflection.strength}"
    if reflection.kind == "supervision" and reflection.state in SUPERVISION:
        words += f": {SUPERVISION[reflection.state]}"
    return words


def about(case: Case, reflection: Reflection) -> str:
    """Who wrote it, towards whom, and whether anybody else may read it."""
    parts = ["Shared with the team" if reflection.shared else "Only yours"]
    if reflection.by:
        parts.append(f"by {name_of(case, reflection.by)}")
    if reflection.towards:
        parts.append(f"towards {joined(name_of(case, each) for each in reflection.towards)}")
    return ", ".join(parts)


def change_it(step: Edit) -> None:
    """Do a step; why it could not be done is told above the fields."""
    if not take(step):
        st.session_state[REFUSED] = f"Not done. {session.trouble()}"


def edit(reflection: Reflection) -> None:
    """Take a reflection back into the fields."""
    values = {name: getattr(reflection, name) for name in EMPTY if name != "holders"}
    values["towards"] = list(reflection.towards)
    values["state"] = reflection.state if reflection.state in SUPERVISION else None
    values["strength"] = reflection.strength if reflection.strength in STRENGTHS else "unknown"
    values["holders"] = [view.who for view in reflection.views]
    values |= {f"view of {view.who}": view.says for view in reflection.views}
    fill_in(values)
    st.session_state[EDITED] = reflection.id


# ------------------------------------------------------------------ the clinician on the map


def on_the_map() -> None:
    """Where the clinician and the team stand in this family's map."""
    graph = build(case)
    every = [tie for one in sorted(clinicians(graph)) for tie in current_ties_of(graph, one)]
    ties = list({tie.id: tie for tie in every}.values())
    show(element("h2", "You on the map", "part"))
    if not ours:
        offer_a_place()
        return
    lit = {*ours, *(each for tie in ties for each in (tie.id, tie.source, tie.target))}
    show(small_map(frozenset(lit)))
    lines = list(ties_in_words(ties))
    alliances = [
        i.sentence for i in opened.assessment.of("reflective_practice") if i.indicator == "P2"
    ]
    triangles = [triangle_sentence(case, each) for each in clinicians_triangles(case)[:TRIANGLES]]
    found = [*alliances, *triangles]
    show(
        bullets(lines, "plain") or element("p", "No tie of yours is drawn yet.", "small"),
        element("h3", "Triangles", "part") if found else "",
        bullets(found, "plain") or element("p", "No triangle is found around you.", "small"),
        element("p", "Nobody is at fault for standing in a triangle.", "small") if found else "",
    )
    st.page_link("pages/map.py", label="Draw your ties on the map")


def ties_in_words(ties: Iterable[Tie]) -> Iterator[str]:
    """How it is with each, as far as it was said; then with whom nobody has said it yet."""
    unsaid = []
    for tie in ties:
        one = tie.source if tie.source in ours else tie.target
        pair = f"{name_of(case, one)} and {name_of(case, other_end(tie, one))}"
        if tie.quality in UNSAID:
            unsaid.append(name_of(case, other_end(tie, one)))
        else:
            yield f"{pair}: {label('Quality', tie.quality)}"
    if unsaid:
        yield f"Not said yet, how it is with {joined(unsaid)}"


def small_map(lit: frozenset[str]) -> str:
    """The map as a picture in which all but these symbols and ties is faint."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    svg = opened.picture(lit=lit, legend=False, theme=theme)
    names = joined(name_of(case, one) for one in ours)
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    words = escape(f"The family map; lit: {names} and their ties")
    return f'<img src="{source}" width="100%" alt="{words}">'


def offer_a_place() -> None:
    """A clinician who is not on the map yet can be put there."""
    st.caption("The work is part of the picture. Nobody who works here is on the map yet.")
    st.text_input("Your name or initials", key="view:own-name")
    st.button("Add me to the map", key="add-clinician", on_click=add_clinician)


def add_clinician() -> None:
    """Put the clinician on the map, with no tie yet."""
    name = st.session_state.get("view:own-name", "").strip()
    person = {"id": free_id(name or "clinician", case.entries), "name": name, "role": "clinician"}
    if not take(Add(collection="people", entry=person)):
        st.session_state[REFUSED] = f"Not added. {session.trouble()}"


# ------------------------------------------------------------------ the page

st.title("Reflection")
show(element("p", PRIVATE, "subtitle"))
safety_banner(opened.assessment)
words, picture = st.columns([3, 2], gap="large")
with words:
    reflection_prompts_panel(opened)
    writing()
    written()
with picture:
    on_the_map()
    bearing = next(b for b in opened.assessment.bearings if b.principle == "reflective_practice")
    counted = bearing.reason or "What you wrote, and your ties, are among its reasons."
    show(
        element("h2", "Reflective Practice is Key", "part"),
        element("p", counted, "reflective-practice"),
    )
    st.page_link("pages/principles.py", label="See it among the principles")
    watch_next_panel(opened)
