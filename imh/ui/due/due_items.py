"""What is due: safety first, then steps and visits by their day, then open questions."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from imh.library.caseload import SOON, Due, DueKind, Item, Outline
from imh.principles.safety import ADVICE, NO_RISK_SCORE
from imh.ui.cases.case_list import open_from_library
from imh.ui.cases.filters import page_of
from imh.ui.components.case_table import CaseRow, Cell, case_table
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed

PAGE = 15
MINE, ALL = "My own cases", "All cases I work on"
SAFETY = (
    f"{ADVICE} {NO_RISK_SCORE}, and a case that is not named here is not known to be safe: "
    "the map itself may name more."
)
DATES = (
    "A next step stands by the day that its “by when” names with the year, such as 12 March 2027; "
    "other words stand as written, after the dated ones. A visit stands here until its date has "
    "passed."
)


@dataclass(frozen=True)
class _Part:
    heading: str
    about: str
    kinds: tuple[DueKind, ...]
    total: int


def whose() -> bool:
    """In a team: whether somebody looks at their own cases, or at all that they work on."""
    if sign_in.where() != "team":
        return False
    choice = st.segmented_control(
        "Whose cases",
        [MINE, ALL],
        format_func=as_typed,
        default=MINE,
        key="due:whose",
        label_visibility="collapsed",
    )
    return choice != ALL


def due_in_short() -> None:
    """One line on how much is due, and the way to it; nothing when nothing is."""
    outline = sign_in.account_cases().outline(date.today(), mine=sign_in.where() == "team")
    if outline.nothing:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="due-in-short"):
        st.page_link("pages/due.py", label="**See what is due**", icon=":material/event_upcoming:")
        st.markdown(as_typed(" · ".join(in_words(outline))), width="content")


def in_words(outline: Outline) -> list[str]:
    """How much is due, in words; what there is none of is left out."""
    coming = f"in the next {SOON.days} days"
    parts = (
        (outline.safety, "case with a safety concern", "cases with a safety concern"),
        (outline.overdue, "step overdue", "steps overdue"),
        (outline.soon, f"step or visit {coming}", f"steps and visits {coming}"),
        (outline.later + outline.undated, "later", "later"),
        (outline.questions, "open question", "open questions"),
    )
    return [f"{count:,} {one if count == 1 else several}" for count, one, several in parts if count]


def due_items(*, mine: bool) -> None:
    """Everything that is due, each line a way into its case."""
    outline = sign_in.account_cases().outline(date.today(), mine=mine)
    if outline.nothing:
        st.markdown(
            "Nothing is due. Open questions, next steps, visits with a date and safety concerns "
            "of the cases in this library stand here."
        )
        return
    dated = outline.overdue + outline.soon + outline.later + outline.undated
    for part in (
        _Part("Safety first", SAFETY, ("safety",), outline.safety),
        _Part("Next steps and visits", DATES, ("step", "visit"), dated),
        _Part("Open questions", "", ("question",), outline.questions),
    ):
        if part.total:
            _show(part, mine)


def _show(part: _Part, mine: bool) -> None:
    st.header(as_typed(part.heading), anchor=False)
    if part.about:
        st.caption(as_typed(part.about))
    key = f"due-{part.kinds[0]}"
    place, page = st.container(), page_of(part.total, PAGE, key=key, about=mine)
    with place:
        found = sign_in.account_cases().due(
            *part.kinds, today=date.today(), mine=mine, limit=PAGE, offset=page * PAGE
        )
        headings = ("When", "What", "Case") if "step" in part.kinds else ("What", "Case")
        lines = [_line(one, with_day="step" in part.kinds) for one in found]
        chosen = case_table(part.heading, headings, lines, key=f"{key}-table")
    if chosen.opened:
        open_from_library(chosen.opened)


def _line(one: Due, *, with_day: bool) -> CaseRow:
    item = one.item
    what = f"Visit: {item.text or 'no place noted'}" if item.kind == "visit" else item.text
    about = [one.children, *(one.owners if sign_in.where() == "team" else ())]
    cells = [Cell(what, small=item.who), Cell(one.title, small=" · ".join(about), opens=True)]
    if with_day:
        cells.insert(0, _when(item))
    return CaseRow(one.token, one.title, tuple(cells))


def _when(item: Item) -> Cell:
    if item.day is None:
        return Cell(item.by_when or "no day noted")
    return Cell(day_in_words(item.day), warning="Passed" if item.day < date.today() else "")


def day_in_words(day: date) -> str:
    """A day as one says it: near ones by their distance or weekday, others by their date."""
    days = (day - date.today()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days)
    if near:
        return near
    this_week = timedelta(0) < day - date.today() < timedelta(days=7)
    return f"{day:%A}, {day.day} {day:%B}" if this_week else f"{day.day} {day:%B %Y}"
