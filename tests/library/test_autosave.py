"""What was typed and not added yet is kept for who typed it; what is deleted is gone."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from imh.case.edits import Add
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.errors import LibraryError
from imh.library.purge import Removal
from imh.library.roles import Account, Role
from imh.library.tables import METADATA

CASE = synthetic_case(3, 8)


def test_what_was_typed_is_kept_for_who_typed_it(
    library: CaseStore, account_cases: AccountCases, ana: Account
) -> None:
    token = account_cases.begin(CASE, "family").token
    account_cases.share(token, ana.id, Role.CONTRIBUTOR)
    account_cases.autosave(token, "lines", "Rosa, grandmother\n -> Leo \ud800\0")
    account_cases.autosave(token, "table:people", "old")
    account_cases.autosave(token, "table:people", '[{"name": "Ana"}]')
    account_cases.autosave(None, "new case", "Leo")
    library.for_account(ana).autosave(token, "lines", "Ben")
    assert account_cases.autosaved(token) == {
        "lines": "Rosa, grandmother\n -> Leo ?\N{REPLACEMENT CHARACTER}",
        "table:people": '[{"name": "Ana"}]',
    }
    assert account_cases.autosaved(None) == {"new case": "Leo"}
    assert library.for_account(ana).autosaved(token) == {"lines": "Ben"}
    assert library.for_account(ana).autosaved(None) == {}


def test_what_was_added_to_the_case_is_no_longer_kept(account_cases: AccountCases) -> None:
    token = account_cases.begin(CASE, "family").token
    account_cases.autosave(token, "lines", "Rosa")
    account_cases.autosave(token, "lines", "")
    account_cases.autosave(token, "lines", "")
    assert account_cases.autosaved(token) == {}
    with pytest.raises(LibraryError, match="too long"):
        account_cases.autosave(token, "lines", "x" * 1_000_001)


def test_deleting_says_what_goes_and_leaves_nothing(
    account_cases: AccountCases, store: Engine, ana: Account
) -> None:
    kept = account_cases.begin(CASE, "another family")
    question = Add(collection="questions", entry={"id": "q", "text": "Who sings to her?"})
    open_case = account_cases.begin(CASE, "family").do(question).write("notes", "x")
    open_case.name_snapshot("before the meeting")
    account_cases.share(open_case.token, ana.id, Role.GUEST)
    account_cases.autosave(open_case.token, "lines", "Rosa")
    open_case.rate((1, 2, 3, 4, 5), name="TR")
    expected = Removal(revisions=3, snapshots=1, people=2, typed=1, ratings=1)
    assert account_cases.removal(open_case.token) == expected
    assert len(account_cases.list()) == 2
    assert account_cases.delete(open_case.token) == expected
    assert [one.token for one in account_cases.list()] == [kept.token]
    for call in (
        lambda: account_cases.open(open_case.token),
        lambda: open_case.write("notes", "y"),
    ):
        with pytest.raises(LibraryError, match="no such case"):
            call()
    with store.connect() as connection:
        left = {
            table.name: len(connection.execute(select(table)).all())
            for table in METADATA.sorted_tables
            if table.name not in ("audit", "accounts", "settings")
        }
    one_case = {"cases": 1, "members": 1, "revisions": 1, "authorship": len(CASE.reflections)}
    assert left == dict.fromkeys(left, 0) | one_case
