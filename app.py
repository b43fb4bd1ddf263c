"""The front door: names the pages, draws the menu and shows the chosen page."""

from pathlib import Path

import streamlit as st

from imh.library.errors import Closed, LibraryError
from imh.ui.core import permissions, session, sign_in
from imh.ui.core.concurrent_edits import concurrent_edits_panel
from imh.ui.core.conflict_panel import conflict_panel
from imh.ui.core.log_redaction import redact_log
from imh.ui.core.markdown import as_typed
from imh.ui.core.menu import library_panel, open_case_panel, pages_for_account
from imh.ui.core.rerun_guard import guard_reruns
from imh.ui.core.sign_in import landing

STATIC = Path(__file__).parent / "imh" / "ui" / "static"
MENU_WIDTH = 200  # pixels, the narrowest Streamlit allows: the map needs the rest

redact_log()
guard_reruns()
sign_in.limit_connections()

# The icon is a file of ours: without one Streamlit fetches the page's icon from another host.
st.set_page_config(
    page_title="Family context formulation",
    page_icon=STATIC / "icon.svg",
    layout="wide",
    initial_sidebar_state=MENU_WIDTH,
)

MENU = {
    "This case": [
        st.Page("pages/map.py", title="Map", icon=":material/hub:"),
        st.Page("pages/timeline.py", title="Timeline", icon=":material/timeline:"),
        st.Page("pages/principles.py", title="Principles", icon=":material/balance:"),
        st.Page("pages/reflection.py", title="Reflection", icon=":material/self_improvement:"),
        st.Page("pages/rating.py", title="Rate", icon=":material/how_to_vote:"),
        st.Page("pages/formulation.py", title="Formulation", icon=":material/article:"),
        st.Page("pages/history.py", title="History", icon=":material/history:"),
        st.Page("pages/people.py", title="Sharing", icon=":material/group:"),
    ],
    "Build the map": [
        st.Page("pages/quick_entry.py", title="Write it down", icon=":material/edit_note:"),
        st.Page("pages/tables.py", title="Tables", icon=":material/table:"),
        st.Page("pages/interview.py", title="Interview", icon=":material/forum:"),
    ],
    "Cases": [
        st.Page("pages/cases.py", title="Cases", icon=":material/folder_open:", default=True),
        st.Page("pages/due.py", title="Due", icon=":material/event_upcoming:"),
        st.Page("pages/library.py", title="Library", icon=":material/lock_open:"),
        st.Page("pages/about.py", title="About", icon=":material/info:"),
        st.Page("pages/method.py", title="Method", icon=":material/calculate:"),
    ],
}

st.html(STATIC / "screen.css")
st.navigation(MENU, position="hidden")  # at the door, the address keeps its page and its case
sign_in.admit()
permissions.keep_up()
landing.entered()
session.restore()
menu = pages_for_account(MENU)
page = st.navigation(menu, position="hidden")
landing.continue_to(menu)

# Drawn here because Streamlit's own grouped menu puts headings inside a list,
# which a screen reader then announces wrongly.
with st.sidebar:
    # What comes and goes has a place of its own: a click on a menu that is moved meets nothing.
    with st.container():
        library_panel()
        open_case_panel()
        concurrent_edits_panel()
    for heading, pages in menu.items():
        st.caption(as_typed(heading))
        for entry in pages:
            st.page_link(entry)

open_choice = session.unresolved()
if open_choice:
    conflict_panel(open_choice)
else:
    try:
        landing.shows(page)
        page.run()
    except Closed:
        st.rerun()  # to the door
    except LibraryError as error:  # what a page has no better place for
        st.warning(as_typed(error), icon=":material/error:")
    if session.unresolved():  # a step on the page met somebody else's
        st.rerun()
