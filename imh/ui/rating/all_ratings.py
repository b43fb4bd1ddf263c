"""All ratings on one screen, once somebody asks for them: for those who work on the case."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from imh.library.errors import LibraryError
from imh.library.ratings import Rating
from imh.library.roles import Act
from imh.principles.sentences import joined
from imh.trust import agreement
from imh.trust.kendall import concordance
from imh.trust.ratings import as_csv
from imh.ui.components.save_button import save_button
from imh.ui.core import permissions, session
from imh.ui.core.audited_download import audited_download
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import bullets, element, show
from imh.ui.rating.comparison import (
    RatedPrinciple,
    compared,
    furthest_apart,
    place_words,
    what_decided,
    whole,
)
from imh.ui.rating.dot_strips import strips
from imh.ui.rating.own_rating import STYLE
from imh.ui.session_state import ALL_RATINGS_SHOWN

_TOO_FEW = "How far the room agrees can be said once two people have rated all five."
_READING = (
    "A dot is one person, a bar the mean. On the right stands the app's own order, a dash where "
    "it gives no place. Neither is a diagnosis, and the room need not agree."
)


def who_has_rated(on_screen: CaseOnScreen) -> None:
    """Say who has rated, and not what, with a button that shows all ratings."""
    rated = _of_all(on_screen)
    if rated:
        _head(rated, "Show all ratings")


def are_shown(on_screen: CaseOnScreen) -> bool:
    """Whether somebody asked for all ratings of a case that has some."""
    return ALL_RATINGS_SHOWN.get() and bool(_of_all(on_screen))


def _of_all(on_screen: CaseOnScreen) -> Sequence[Rating]:
    """What everybody rated; nothing for who may see their own only."""
    return (
        on_screen.open_case.ratings()
        if on_screen.open_case and permissions.may(on_screen, Act.LOOK_BACK)
        else ()
    )


def _head(rated: Sequence[Rating], button: str) -> None:
    people = "1 person has" if len(rated) == 1 else f"{len(rated)} people have"
    names = joined(sorted((one.name for one in rated), key=str.casefold))
    said, ask = st.columns([8, 3], vertical_alignment="center")
    with said:
        show(element("p", f"{people} rated: {names}.", "rated"))
    ask.button(as_typed(button), key="all-ratings", on_click=_turn, width="stretch")


def _turn() -> None:
    """Show all ratings, or the fields again; the library says whether that may be."""
    shown, on_screen = ALL_RATINGS_SHOWN.get(), session.on_screen()
    try:
        ALL_RATINGS_SHOWN.put(not shown and on_screen is not None and bool(_of_all(on_screen)))
    except LibraryError as error:
        session.notify(str(error))


def all_ratings(on_screen: CaseOnScreen) -> None:
    """All ratings beside the app's order, in a picture, in words and in numbers."""
    st.html(STYLE)
    rated = _of_all(on_screen)
    _head(rated, "Back to rating")
    rows = compared(rated, on_screen.assessment)
    picture, words = st.columns([7, 5], gap="medium")
    with picture:
        show(element("h2", "The room's ratings beside the app's order", "part"))
        figure = strips(rows, dark=st.context.theme.type == "dark")
        st.plotly_chart(figure, key="view:strips", config={"displayModeBar": False})
        st.caption(as_typed(_READING))
    with words, st.container(key="rating-words"):
        decided = what_decided(on_screen.case, rated, on_screen.assessment)
        show(
            element("h2", "What decided", "part"),
            bullets(decided, "plain") or element("p", "Nobody has named a fact yet.", "small"),
            element("h2", "Agreement", "part"),
            element("p", agreement.in_words(whole(rated)) or _TOO_FEW, "rated"),
            element("p", furthest_apart(rows)),
        )
        _save(on_screen, rated)
    _numbers(rows, rated)


def _save(on_screen: CaseOnScreen, rated: Sequence[Rating]) -> None:
    if not permissions.may(on_screen, Act.EXPORT):
        return
    save_button(
        "Ratings (CSV)",
        audited_download(
            on_screen, "ratings, CSV", lambda: as_csv(on_screen.name, [one.scores for one in rated])
        ),
        f"{on_screen.name}-ratings.csv",
        disabled=not whole(rated),
        help="Ratings of all five principles, without names.",
        key="save-ratings",
    )


def _numbers(rows: Sequence[RatedPrinciple], rated: Sequence[Rating]) -> None:
    """Every score, and the number behind the words."""
    with st.expander("The numbers behind this"):
        w, people = concordance(whole(rated)), len(whole(rated))
        if w is not None:
            st.caption(
                f"Kendall's W = {w:.2f} of {people:d} people who rated all five: 1 where all have "
                f"one order; about {1 / people:.2f} by chance."
            )
        raters = (element("th", str(number)) for number in range(1, len(rated) + 1))
        lines = "".join(
            f"<tr><th scope='row'>{escape(row.name)}</th>"
            + "".join(element("td", "–" if each is None else str(each)) for each in row.scores)
            + element("td", "–" if row.mean is None else f"{row.mean:.1f}")
            + element("td", place_words(row.place))
            + "</tr>"
            for row in rows
        )
        show(
            '<table class="numbers"><caption>Every rating, in order of time</caption><thead><tr>'
            f"<td></td>{''.join(raters)}<th>Mean</th><th>The app</th></tr></thead>"
            f"<tbody>{lines}</tbody></table>"
        )
