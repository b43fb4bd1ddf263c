"""Who has a part in the case: people, invitations that wait, tickets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import streamlit as st

from imh.library.open_case import OpenCase
from imh.library.roles import Role
from imh.library.tables import now
from imh.ui.core import session, sign_in
from imh.ui.core.local_time import until_words
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.core.role_sentences import SHORT


@dataclass(frozen=True)
class MemberLine:
    """Somebody's part in words, and what takes it back."""

    who: str
    what: str
    take_back: Callable[[], None]


def parts(open_case: OpenCase, *, owner: bool) -> None:
    """List every part in the case; an owner can take each back."""
    show(element("h2", "Who has a part in this case", "part"))
    for number, line in enumerate(_lines(open_case)):
        with st.container(
            border=True, key=f"part-{number}", horizontal=True, vertical_alignment="center"
        ):
            show(element("strong", line.who), "<br>", element("span", line.what, "small"))
            if owner:
                st.button(
                    "Take back",
                    key=f"take-back-{number}",
                    help=as_typed(f"Take back: {line.who}"),
                    on_click=session.attempt,
                    args=(line.take_back,),
                )


def _lines(open_case: OpenCase) -> Iterator[MemberLine]:
    account_cases, token, me = sign_in.account_cases(), open_case.token, sign_in.account().id
    for member in account_cases.members(token):
        who = f"{member.name} (you)" if member.account == me else member.name
        what = SHORT[member.role]
        if member.until:
            ends = "until" if member.until > now() else "ended"
            what += f", {ends} {until_words(member.until)}"
        yield MemberLine(who, what, partial(account_cases.unshare, token, member.account))
    for waiting in account_cases.invitations(token):
        what = f"{SHORT[waiting.role]}, invited; has not signed in yet"
        if waiting.until:
            what += f"; until {until_words(waiting.until)}"
        yield MemberLine(waiting.email, what, partial(account_cases.uninvite, token, waiting.email))
    for ticket in account_cases.tickets(token):
        what = f"{SHORT[Role.GUEST]} with a ticket, until {until_words(ticket.until)}"
        what += "; came in" if ticket.used else "; nobody has come in by it yet"
        if ticket.elsewhere and ticket.elsewhere_last:
            times = "once" if ticket.elsewhere == 1 else f"{ticket.elsewhere} times"
            last = until_words(ticket.elsewhere_last)
            what += f". Another browser tried this code {times}, last on {last}, and was refused"
        yield MemberLine(
            ticket.name, what, partial(account_cases.withdraw_ticket, token, ticket.account)
        )
