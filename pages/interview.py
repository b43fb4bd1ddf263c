"""Interview: one question a screen, read out and answered together; every one can wait.

The safety banner of the other pages is not shown here: the family looks at the same screen.
"""

import streamlit as st

from imh.interview import answers
from imh.interview.question_order import Screen, progress
from imh.principles.sentences import name_of
from imh.ui.core import permissions
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.interview import STYLE
from imh.ui.interview.answering import answering
from imh.ui.interview.ending import ending
from imh.ui.interview.sheets import sheets
from imh.ui.interview.steps import Steps, all_screens, answer, back, current, jump, onward, steps

on_screen = permissions.to_change("Interview")
st.html(STYLE)
here = steps(on_screen)
screen = current(on_screen)
every = all_screens(on_screen)
skipped = frozenset(here.skipped)


def telling() -> None:
    """Who is telling, and whether an interpreter helps."""
    people = [
        person.id for person in on_screen.case.people if person.id not in on_screen.case.children
    ]
    by = st.multiselect(
        "Who is telling?",
        people,
        default=[one for one in here.telling.by if one in people],
        format_func=lambda one: name_of(on_screen.case, one),
        placeholder="nobody chosen yet",
    )
    interpreter = st.toggle("Through an interpreter", value=here.telling.interpreter)
    here.telling = answers.Telling(tuple(by), interpreter)


def sections() -> None:
    """The way through the interview, with how far each part has come."""
    for section in {one.section.id: one.section for one in every}.values():
        mine = [one for one in every if one.section.id == section.id]
        done = progress(mine, frozenset())
        st.button(
            as_typed(f"{section.title} {done.asked}/{done.total}"),
            key=f"part-{section.id}",
            type="tertiary",
            icon=":material/arrow_forward:" if screen and screen.section.id == section.id else None,
            on_click=jump,
            args=(every, section.id),
        )


def question(shown: Screen, pointer: Steps) -> None:
    """One question with its answers, and the three ways of not answering it."""
    mine = [one for one in every if one.section.id == shown.section.id]
    far = progress(mine, skipped)
    show(
        f'<p class="where">{element("span", shown.section.title)}'
        f"{element('span', f'{far.asked} of {far.total} asked')}</p>",
        f'<progress class="far" aria-label="How far this part has come" max="{far.total}" '
        f'value="{far.asked}"></progress>',
    )
    if shown.section.private:
        show(
            element(
                "p",
                "For you alone, after the visit. Nobody else needs to see this screen.",
                "private",
            )
        )
    show(
        '<div aria-live="polite">',
        element("h2", shown.text, "question"),
        element("p", shown.hint, "hint") if shown.hint else "",
        element("p", "One of the questions most worth asking now.", "worth") if shown.worth else "",
        element("p", "The family chose not to say.", "hint") if shown.state == "declined" else "",
        "</div>",
    )
    answering(on_screen, shown, pointer)
    with st.container(horizontal=True, key="ways-on"):
        st.button("Back", icon=":material/arrow_back:", on_click=back, disabled=not pointer.trail)
        later = "Not now" if shown.state == "open" else "Next"
        st.button(
            as_typed(later), key="not-now", on_click=onward, args=(shown,), kwargs={"skip": True}
        )
        st.button("Would rather not say", key="declined", on_click=rather_not, args=(shown,))


def rather_not(shown: Screen) -> None:
    """Respect a silence: it is noted, and not asked again."""
    answer(shown, lambda case: answers.declined(case, shown, here.telling))


asking, beside = st.columns([3, 1], gap="large")
with asking:
    st.title("Interview")
    if screen is None:
        ending(on_screen, every, skipped)
    else:
        question(screen, here)
with beside:
    telling()
    with st.container(key="parts"):
        sections()
    sheets()
