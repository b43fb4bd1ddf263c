"""The panel beside the map or the timeline: read everything about an entry, and change it there."""

from itertools import groupby

import streamlit as st

from imh.case.people import Household
from imh.forms import form_for
from imh.forms.additions import new_home
from imh.forms.entry_facts import Facts, facts_about
from imh.forms.homes import home_name
from imh.principles.knowledge import knowledge
from imh.principles.questions import varied
from imh.principles.sentences import joined, name_of
from imh.ui.core import permissions, session, sign_in
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.guidance_panel import age_lens_text
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import bullets, element, rows, show
from imh.ui.inspector.form_widgets import draw_form, follow, outcome
from imh.ui.session_state import CASE_CHANGED, EDITING, WITHIN

_EDIT = "view:edit"


def inspector_panel(on_screen: CaseOnScreen, facts: Facts | None) -> None:
    """Show what is known about the selected entry, or how to begin; "Edit" turns it into fields.

    Opening a tie, an event or a home from the panel happens within it, with a way back to what
    is selected. Turning pages within the panel runs the panel alone; a change runs the page.
    """
    CASE_CHANGED.clear()
    _panel(facts.id if facts else None)


@sign_in.guarded_fragment
def _panel(selected: str | None) -> None:
    if CASE_CHANGED.take():
        st.rerun()
    on_screen = session.on_screen()
    if on_screen is None:
        return
    trail = _trail(on_screen, selected)
    with st.container(key="inspector", gap="xsmall"):
        if trail:
            _entry(on_screen, selected, trail)
        else:
            outcome(on_screen, "")
            _nothing_selected(on_screen)


# ------------------------------------------------------------------ what is open within


def _trail(on_screen: CaseOnScreen, selected: str | None) -> tuple[str, ...]:
    """What is selected, then what was opened from it, as far as it is still there."""
    since, within = WITHIN.get()
    inside = within if since == selected else ()
    trail = (selected, *inside) if selected else inside
    return tuple(each for each in trail if each in on_screen.case.entries)


def _open(selected: str | None, trail: tuple[str, ...], identifier: str) -> None:
    """Open an entry within the panel; one that lies on the way back is gone back to."""
    way = trail[: trail.index(identifier)] if identifier in trail else trail
    path = (*way, identifier)
    WITHIN.put((selected, path[1:] if selected else path))


def _back(selected: str | None, trail: tuple[str, ...]) -> None:
    WITHIN.put((selected, trail[1:-1] if selected else trail[:-1]))


# ------------------------------------------------------------------ an entry


def _entry(on_screen: CaseOnScreen, selected: str | None, trail: tuple[str, ...]) -> None:
    shown = trail[-1]
    facts = facts_about(on_screen.case, shown, on_screen.assessment)
    _way_back(on_screen, selected, trail)
    head = st.container(horizontal=True, horizontal_alignment="distribute", gap="small")
    with head:
        show(element("h2", facts.heading, "entry"), element("p", facts.subtitle, "subtitle"))
        editing = permissions.may_change(on_screen) and _editing()
    if editing:
        draw_form(
            form_for(on_screen.case, shown), shown, lambda other: _open(selected, trail, other)
        )
        outcome(on_screen, shown)
        show('<section class="inspector below">', _reasons(facts), "</section>")
        return
    show(
        '<section class="inspector" aria-live="polite" aria-label="Known" tabindex="0">',
        rows(facts.rows) or element("p", "Nothing is noted yet.", "nothing"),
        _not_asked(facts),
        _reasons(facts),
        age_lens_text(on_screen.case, shown),
        "</section>",
    )
    outcome(on_screen, shown)


def _way_back(on_screen: CaseOnScreen, selected: str | None, trail: tuple[str, ...]) -> None:
    if len(trail) > 1 or not selected:
        where = (
            facts_about(on_screen.case, trail[-2], on_screen.assessment).heading
            if trail[1:]
            else ""
        )
        st.button(
            as_typed(f"Back to {where}") if where else "Back",
            icon=":material/arrow_back:",
            type="tertiary",
            key="view:back",
            on_click=_back,
            args=(selected, trail),
        )


def open_to_edit() -> None:
    """Show fields, and not what is known in words, the next time the panel is shown."""
    EDITING.put(True)


def _editing() -> bool:
    """Whether fields are shown; kept apart from the switch, which forgets when nothing is open."""
    editing = EDITING.get()
    if st.session_state.get(_EDIT) != editing:
        st.session_state[_EDIT] = editing
    st.toggle("Edit", key=_EDIT, on_change=_switch)
    return editing


def _switch() -> None:
    EDITING.put(st.session_state[_EDIT])


def _not_asked(facts: Facts) -> str:
    if not facts.not_asked:
        return ""
    return element("h3", "Not asked yet") + bullets(facts.not_asked, "not-asked")


def _reasons(facts: Facts) -> str:
    if not facts.reasons:
        return ""
    parts = [element("h3", "Where it matters in the reasons")]
    for principle, told in groupby(sorted(facts.reasons), key=lambda reason: reason[0]):
        parts.append(element("h4", knowledge().principles[principle].name))
        parts.append(bullets((sentence for _, sentence in told), "reasons"))
    return "".join(parts)


# ------------------------------------------------------------------ nothing is selected


def _nothing_selected(on_screen: CaseOnScreen) -> None:
    referral = on_screen.case.referral
    asked = f"“{referral.words}”" if referral.words else ""
    show(
        '<section class="inspector start">',
        element("h2", "Why now") if asked else "",
        element("p", asked) if asked else "",
        element("p", f"— {referral.by}", "subtitle") if asked and referral.by else "",
        element("h2", "Read the map"),
        element(
            "p", f"Click a person, a place, a tie or a home to {_can(on_screen)} what is known."
        ),
        element("p", "With the keyboard: Tab to the map, arrow keys to move, Enter to read."),
        "</section>",
    )
    _homes(on_screen)
    show(
        '<section class="inspector start">',
        element("h2", "Worth asking next") if on_screen.assessment.questions else "",
        bullets((q.text for q in varied(on_screen.assessment.questions, 3)), "not-asked"),
        "</section>",
    )
    st.page_link("pages/principles.py", label="Which principles bear most?")


def _can(on_screen: CaseOnScreen) -> str:
    return "read or change" if permissions.may_change(on_screen) else "read"


def _homes(on_screen: CaseOnScreen) -> None:
    """Each home with who lives there and the child's nights, to open and change."""
    show(element("h2", "Homes", "entry"))
    for home in on_screen.case.households:
        st.button(
            f"**{as_typed(home_name(home))}**: {as_typed(_who_lives_at(on_screen, home))}",
            key=f"view:home:{home.id}",
            type="tertiary",
            width="stretch",
            on_click=_open,
            args=(None, (), home.id),
        )
    if permissions.may_change(on_screen):
        st.button("Add a home", key="view:add-home", icon=":material/add:", on_click=_add_home)


def _who_lives_at(on_screen: CaseOnScreen, home: Household) -> str:
    who = joined(name_of(on_screen.case, member) for member in home.members)
    nights = [
        f"{name_of(on_screen.case, child)} {count:g} night{'' if count == 1 else 's'} a week"
        for child, count in home.nights.items()
    ]
    return "; ".join(part for part in (who, *nights) if part) or "nobody noted yet"


def _add_home() -> None:
    on_screen = session.on_screen()
    if on_screen:
        EDITING.put(True)
        follow(new_home(on_screen.case), lambda new: _open(None, (), new), "")
