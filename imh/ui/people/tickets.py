"""Making a ticket for a guest of a meeting who has no account."""

from __future__ import annotations

from functools import partial

import streamlit as st

from imh.library.expiry import LONGEST_TICKET
from imh.library.open_case import OpenCase
from imh.library.tickets import HOURS
from imh.ui.core import session, sign_in
from imh.ui.core.local_time import until_words
from imh.ui.core.markup import element, show
from imh.ui.core.text_checks import why_not
from imh.ui.session_state import TICKET_MADE

_NAME, _FOR = "view:ticket:name", "view:ticket:hours"


def ticket_panel(open_case: OpenCase) -> None:
    """Make a ticket for one person; its code is shown until it was passed on."""
    show(element("h2", "A guest without an account", "part"))
    made = TICKET_MADE.get()
    if made:
        ticket, code = made
        show(element("p", f"The code for {ticket.name}, until {until_words(ticket.until)}:"))
        st.code(code, language=None)
        st.caption("It is shown only here and now. The guest types it in at the door.")
        st.button("I have passed it on", key="ticket-passed-on", on_click=TICKET_MADE.clear)
        return
    st.text_input("Whose ticket, for your list", key=_NAME, placeholder="a name or initials")
    st.number_input(
        "Good for how many hours", 0.5, LONGEST_TICKET, HOURS, 0.5, format="%g", key=_FOR
    )
    st.button("Make a ticket", key="make-ticket", on_click=_make, args=(open_case,))
    st.caption(
        "One ticket is for one person and their browser: it opens this case to read and to rate, "
        "no more. When another browser tries the same code, your list says so."
    )


def _make(open_case: OpenCase) -> None:
    name, hours = st.session_state[_NAME], st.session_state[_FOR]
    reason = why_not(name)
    if reason:
        session.notify(reason)
        return
    made = session.attempt(
        partial(sign_in.account_cases().make_ticket, open_case.token, name, hours)
    )
    if made:
        TICKET_MADE.put(made)
