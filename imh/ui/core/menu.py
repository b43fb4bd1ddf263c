"""The menu: at its top the open library and case, with undo and redo; below, the pages for whom."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from imh.case import casefile
from imh.library.roles import Act, may
from imh.ui.components.save_button import save_button
from imh.ui.core import permissions, session, sign_in
from imh.ui.core.audited_download import audited_download
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show

Menu = Mapping[str, Sequence[StreamlitPage]]
FOR_VISITORS = ("Map", "Timeline", "Principles", "Rate")
FOR_RATERS = ("Rate",)
FOR_TEAMS = ("Sharing",)
PLACES = {
    "practice": "Practice: not for real families",
    "own": "Your library, encrypted",
    "team": "Your team's library",
}


def library_panel() -> None:
    """Say which library is open; close it at once, or by itself when nobody is there."""
    where = sign_in.where()
    who = f": {sign_in.account().name}" if where == "team" else ""
    show(element("div", PLACES[where] + who, f"library {where}"))
    if where != "practice":
        signed_in = where == "team" and not sign_in.account().visitor
        words = "Sign out" if signed_in else "Close the library"
        st.button(as_typed(words), icon=":material/lock:", key="lock", on_click=sign_in.sign_out)
    sign_in.close_when_idle(permissions.changed)
    news = session.news()
    if news:
        show('<div class="news" role="status">', element("p", news), "</div>")


def open_case_panel() -> None:
    """Name the open case; offer undo, redo and its case file.

    They stand there before anything was changed, so that the menu does not move under the hand.
    """
    on_screen = session.on_screen()
    if on_screen is None:
        return
    show(
        element("div", on_screen.title, "open-case"),
        element("div", _kind(on_screen), "open-case-kind"),
    )
    if not permissions.may_change(on_screen):
        return
    history = on_screen.open_case.history if on_screen.open_case else None
    back, forth, save = st.columns(3)
    back.button(
        "Undo",
        icon=":material/undo:",
        on_click=session.undo,
        disabled=not (history and history.can_undo),
        key="undo",
    )
    forth.button(
        "Redo",
        icon=":material/redo:",
        on_click=session.redo,
        disabled=not (history and history.can_redo),
        key="redo",
    )
    with save:
        file = audited_download(on_screen, "case file", lambda: casefile.dump(on_screen.own))
        save_button("Save case file", file, f"{on_screen.name}.json", key="save-file", style="bare")


def _kind(on_screen: CaseOnScreen) -> str:
    if on_screen.open_case is None:
        return "Fictional sample case"
    if not on_screen.open_case.can_change:
        return "For a consultation: to read and to rate"
    return "Copy of a fictional case" if on_screen.case.fictional else "Your case"


def pages_for_account(menu: Menu) -> dict[str, list[StreamlitPage]]:
    """The pages that whoever is in may come to; there is no way to any other."""
    mine = {heading: [page for page in pages if _is_mine(page)] for heading, pages in menu.items()}
    return {heading: pages for heading, pages in mine.items() if pages}


def _is_mine(page: StreamlitPage) -> bool:
    account = sign_in.account()
    if account.visitor:
        return page.title in FOR_VISITORS
    if page.title in FOR_RATERS and account.everywhere:
        return may(account.everywhere, Act.RATE)
    return page.title not in FOR_TEAMS or sign_in.where() == "team"
