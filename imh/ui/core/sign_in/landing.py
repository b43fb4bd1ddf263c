"""The way in: every visit passes app.py first, and goes on to the page that it asked for.

Streamlit itself runs files in a folder named ``pages`` until app.py has run once, so the first
visitor of a server, or whoever works on when it was started anew, can come to a page past it.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from imh.ui.session_state import ENTERED, PAGE_SHOWN, WANTED_PAGE


def entered() -> None:
    """Called by app.py before it shows a page."""
    ENTERED.put(True)


def through() -> None:
    """Send a visitor to app.py who came to a page past it."""
    if not ENTERED.get():
        WANTED_PAGE.put(PurePosixPath(urlsplit(st.context.url or "").path).name)
        st.switch_page("app.py", query_params=st.query_params.to_dict())


def shows(page: StreamlitPage) -> None:
    """Called by app.py for the page that it is about to show."""
    PAGE_SHOWN.put(page)


def shown() -> StreamlitPage | None:
    """The page that was shown last; None before app.py has shown one."""
    return PAGE_SHOWN.get()


def continue_to(menu: Mapping[str, Iterable[StreamlitPage]]) -> None:
    """Show the page that a visitor wanted who was sent to app.py, if it is in the menu."""
    wanted = WANTED_PAGE.take()
    found = (page for pages in menu.values() for page in pages if page.url_path == wanted)
    page = next(found, None) if wanted else None
    if page:
        st.switch_page(page, query_params=st.query_params.to_dict())
