"""The clinician on the map: their ties, the triangles around them, or an offer of a place."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

import streamlit as st

from imh.case.case import Case
from imh.case.edits import Add
from imh.case.ids import free_id
from imh.case.labels import label
from imh.case.ties import Tie
from imh.case.vocabulary import UNSAID
from imh.network import build, clinicians, current_ties_of, other_end
from imh.principles.guidance import clinicians_triangles, triangle_sentence
from imh.principles.sentences import joined, name_of
from imh.ui.core import session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markup import bullets, element, show
from imh.ui.inspector.form_widgets import take
from imh.ui.reflection.fields import ours, refuse

TRIANGLES = 3
_NAME = "view:own-name"


def on_the_map(on_screen: CaseOnScreen) -> None:
    """Where the clinician and the team stand in this family's map."""
    case = on_screen.case
    show(element("h2", "You on the map", "part"))
    if not ours(case):
        _offer_a_place(case)
        return
    ties = _current_ties(case)
    show(_small_map(on_screen, ties))
    lines = list(_ties_in_words(case, ties))
    alliances = [
        i.sentence for i in on_screen.assessment.of("reflective_practice") if i.indicator == "P2"
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


def _current_ties(case: Case) -> list[Tie]:
    """The ties of all clinicians, each once."""
    graph = build(case)
    every = [tie for one in sorted(clinicians(graph)) for tie in current_ties_of(graph, one)]
    return list({tie.id: tie for tie in every}.values())


def _ties_in_words(case: Case, ties: Iterable[Tie]) -> Iterator[str]:
    """How it is with each, as far as it was said; then with whom nobody has said it yet."""
    unsaid = []
    for tie in ties:
        one = tie.source if tie.source in ours(case) else tie.target
        pair = f"{name_of(case, one)} and {name_of(case, other_end(tie, one))}"
        if tie.quality in UNSAID:
            unsaid.append(name_of(case, other_end(tie, one)))
        else:
            yield f"{pair}: {label('Quality', tie.quality)}"
    if unsaid:
        yield f"Not said yet, how it is with {joined(unsaid)}"


def _small_map(on_screen: CaseOnScreen, ties: Iterable[Tie]) -> str:
    """The map as a picture in which all but the clinicians and these ties is faint."""
    us = ours(on_screen.case)
    lit = frozenset({*us, *(each for tie in ties for each in (tie.id, tie.source, tie.target))})
    theme = "dark" if st.context.theme.type == "dark" else "light"
    svg = on_screen.picture(highlighted=lit, legend=False, theme=theme)
    names = joined(name_of(on_screen.case, one) for one in us)
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    words = escape(f"The family map; lit: {names} and their ties")
    return f'<img src="{source}" width="100%" alt="{words}">'


def _offer_a_place(case: Case) -> None:
    """A clinician who is not on the map yet can be put there."""
    st.caption("The work is part of the picture. Nobody who works here is on the map yet.")
    st.text_input("Your name or initials", key=_NAME)
    st.button("Add me to the map", key="add-clinician", on_click=_add, args=(case,))


def _add(case: Case) -> None:
    """Put the clinician on the map, with no tie yet."""
    name = st.session_state.get(_NAME, "").strip()
    person = {"id": free_id(name or "clinician", case.entries), "name": name, "role": "clinician"}
    if not take(Add(collection="people", entry=person)):
        refuse(f"Not added. {session.pop_notice()}")
