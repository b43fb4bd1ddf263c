"""Coming in to a team's library: signed in at the team's own service, or by a guest's code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from imh.library.case_store import CaseStore
from imh.library.roles import Account, Role
from imh.ui.core.sign_in import connection_limit, guest_sign_in, screens
from imh.ui.core.sign_in.idle_timeout import time_out
from imh.ui.core.sign_in.session_lifetime import WindowSession

_LONGEST_ID = 255
_NO_SERVICE = (
    "This server keeps a team's library, and nobody has said where the team signs in. "
    "Whoever looks after the server finds how in docs/deployment.md."
)
_NOBODY = "The sign-in service names nobody: it gives no subject, or not from which issuer it is."


@dataclass(frozen=True)
class Settings:
    """What the server's secrets say of a team, under ``[team]``.

    ``auditors`` are subjects or checked e-mail addresses of those who read every case's record,
    and no case. ``emails_are_checked`` says that the sign-in service gives no address that it has
    not checked, for services that do not say so themselves.
    """

    auditors: frozenset[str] = frozenset()
    emails_are_checked: bool = False


@dataclass(frozen=True)
class SignIn:
    """Somebody's sign-in: ``mark`` tells it from every other, ``email`` is a checked address."""

    account: Account
    mark: str
    email: str = ""


def sign_in_of(claims: Mapping[str, Any], settings: Settings) -> SignIn | None:
    """Who it is that the service vouches for; None when it names nobody.

    An account is its subject within its issuer: names and addresses pass to other people.
    """
    subject, issuer = str(claims.get("sub") or ""), str(claims.get("iss") or "")
    if not subject or not issuer:
        return None
    identifier = f"{issuer} {subject}"
    if len(identifier) > _LONGEST_ID:
        identifier = hashlib.sha256(identifier.encode()).hexdigest()
    given = str(claims.get("email") or "").strip().lower()
    checked = claims.get("email_verified") is True or settings.emails_are_checked
    email = given if checked else ""
    auditor = bool(({subject.lower(), email} - {""}) & settings.auditors)
    name = str(claims.get("name") or given or claims.get("preferred_username") or subject)
    account = Account(identifier, name[:200], Role.AUDITOR if auditor else None)
    return SignIn(account, _mark(claims), email)


def _mark(claims: Mapping[str, Any]) -> str:
    told = {name: str(claims[name]) for name in claims if name != "tokens"}
    text = json.dumps(told, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def arrive(library: CaseStore) -> SignIn:
    """Who comes in, and by what. Shows the ways in, and stops the page, as long as nobody does."""
    if not _has_a_service():
        screens.nothing_opens(_NO_SERVICE)
    if st.user.get("is_logged_in"):
        one = _signed_in()
        if one is None:
            screens.nothing_opens(_NOBODY)
        if library.sign_in(one.account, one.mark, time_out(), one.email):
            connection_limit.gives_its_place_back()
            return one
    visit = guest_sign_in.visiting(library)
    return SignIn(visit.account, visit.mark)


def lasts(window_session: WindowSession | None) -> bool:
    """Whether the sign-in of this window still holds; if it does it was used now."""
    return window_session is not None and window_session.lasts(used=True)


def left_alone(window_session: WindowSession | None) -> bool:
    """Whether the sign-in of this window is over, in whichever window it was ended or used."""
    return window_session is None or not window_session.lasts(used=False)


def sign_out(window_session: WindowSession, who: Account) -> None:
    """End a sign-in; who has an account is sent to the sign-in service next, to end it there."""
    window_session.library.sign_out(who, window_session.mark)
    if not who.visitor:
        st.logout()


def _signed_in() -> SignIn | None:
    return sign_in_of(st.user.to_dict(), _settings())


def _has_a_service() -> bool:
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def _settings() -> Settings:
    said = st.secrets.get("team", {})
    named = said.get("auditors", ())
    several = [named] if isinstance(named, str) else named
    auditors = frozenset(str(one).strip().lower() for one in several)
    return Settings(auditors, bool(said.get("emails_are_checked", False)))
