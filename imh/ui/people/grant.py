"""Giving somebody a part in the case: a person who signed in before, or an e-mail address."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import streamlit as st

from imh.library.accounts import Person
from imh.library.open_case import OpenCase
from imh.library.roles import Role
from imh.library.tickets import HOURS
from imh.ui.core import session, sign_in
from imh.ui.core.local_time import zone
from imh.ui.core.markup import element, show
from imh.ui.core.role_sentences import SHORT

_WHO, _ROLE, _UNTIL = "view:share:who", "view:share:role", "view:share:until"


def giving(open_case: OpenCase) -> None:
    """Choose whom, what part, and for a guest until when."""
    show(element("h2", "Give somebody a part", "part"))
    people = {_called(person): person for person in sign_in.account_cases().people()}
    st.selectbox(
        "Who",
        list(people),
        index=None,
        placeholder="a name, or an e-mail address to invite",
        accept_new_options=True,
        key=_WHO,
        help="Whoever has not signed in yet is invited by the address they will sign in with.",
    )
    role = st.selectbox("As", list(SHORT), index=1, format_func=SHORT.__getitem__, key=_ROLE)
    if role is Role.GUEST:
        later = datetime.now(zone()) + timedelta(hours=HOURS)
        st.session_state.setdefault(_UNTIL, later.replace(tzinfo=None, second=0, microsecond=0))
        st.datetime_input("Until", key=_UNTIL)
    st.button(
        "Give this part", type="primary", key="give", on_click=_give, args=(open_case, people)
    )


def _called(person: Person) -> str:
    return f"{person.name} ({person.email})" if person.email else person.name


def _give(open_case: OpenCase, people: dict[str, Person]) -> None:
    who, role = st.session_state[_WHO], st.session_state[_ROLE]
    if not who:
        return
    until = _chosen_end() if role is Role.GUEST else None
    person, account_cases = people.get(who), sign_in.account_cases()
    if person:
        session.attempt(partial(account_cases.share, open_case.token, person.id, role, until))
    else:
        session.attempt(partial(account_cases.invite, open_case.token, who, role, until))
    st.session_state[_WHO] = None


def _chosen_end() -> datetime:
    """The chosen moment, which was chosen by the clock of whoever looks."""
    chosen: datetime = st.session_state[_UNTIL]
    here = zone()
    return chosen.replace(tzinfo=here) if here else chosen.astimezone()
