"""Who it is that a team's sign-in service vouches for."""

from __future__ import annotations

from typing import Any

import pytest

from imh.library.roles import Role
from imh.ui.core.sign_in.team_sign_in import Settings, sign_in_of

CLAIMS = {
    "iss": "https://login.clinic.example",
    "sub": "4711",
    "name": "Ana Reyes",
    "email": "Ana@Clinic.example",
    "email_verified": True,
    "iat": 1,
}
AUDITORS = Settings(frozenset({"ana@clinic.example", "4712"}))


def sign_in(settings: Settings = AUDITORS, **changed: Any) -> Any:
    return sign_in_of(CLAIMS | changed, settings)


def test_an_account_is_a_subject_within_its_issuer() -> None:
    one = sign_in().account
    assert one.name == "Ana Reyes"
    assert sign_in(email="other@clinic.example", name="Ana Lund", iat=2).account.id == one.id
    assert sign_in(sub="4712").account.id != one.id
    assert sign_in(iss="https://elsewhere.example").account.id != one.id
    assert len(sign_in(sub="x" * 255).account.id) <= 255
    assert sign_in(sub="x" * 255).account.id != sign_in(sub="x" * 254).account.id


@pytest.mark.parametrize("missing", ["sub", "iss"])
def test_nobody_is_nobody(missing: str) -> None:
    assert sign_in(**{missing: ""}) is None


def test_each_sign_in_has_a_mark_of_its_own() -> None:
    assert sign_in().mark == sign_in().mark
    assert sign_in().mark != sign_in(iat=2).mark


@pytest.mark.parametrize("said", [False, None, "true"])
def test_an_address_counts_only_when_it_was_checked(said: object) -> None:
    assert sign_in().email == "ana@clinic.example"
    assert sign_in(email_verified=said).email == ""
    assert sign_in(Settings(emails_are_checked=True), email_verified=said).email


def test_who_audits_the_whole_server() -> None:
    assert sign_in().account.everywhere is Role.AUDITOR
    assert sign_in(email_verified=False).account.everywhere is None
    assert sign_in(sub="4712", email="").account.everywhere is Role.AUDITOR
    assert sign_in(Settings()).account.everywhere is None
    assert sign_in(Settings(frozenset({""})), email="").account.everywhere is None
