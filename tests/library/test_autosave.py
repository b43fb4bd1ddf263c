"""What was typed and not added yet is kept for who typed it; what is deleted is gone."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from imh.case.edits import Add
from imh.case.synthetic import made_up_case
from imh.library.account_cases import Desk
from imh.library.case_store import Library
from imh.library.errors import LibraryError
from imh.library.purge import Removal
from imh.library.roles import Account, Role
from imh.library.tables import METADATA

CASE = made_up_case(3, 8)


def test_what_was_typed_is_kept_for_who_typed_it(
    library: Library, desk: Desk, ana: Account
) -> None:
    token = desk.begin(CASE, "family").token
    desk.share(token, ana.id, Role.CONTRIBUTOR)
    desk.keep_typed(token, "lines", "Rosa, grandmother\n -> Leo \ud800\0")
    desk.keep_typed(token, "table:people", "old")
    desk.keep_typed(token, "table:people", '[{"name": "Ana"}]')
    desk.keep_typed(None, "new case", "Leo")
    library.as_(ana).keep_typed(token, "lines", "Ben")
    assert desk.typed(token) == {
        "lines": "Rosa, grandmother\n -> Leo ?\N{REPLACEMENT CHARACTER}",
        "table:people": '[{"name": "Ana"}]',
    }
    assert desk.typed(None) == {"new case": "Leo"}
    assert library.as_(ana).typed(token) == {"lines": "Ben"}
    assert library.as_(ana).typed(None) == {}


def test_what_was_added_to_the_case_is_no_longer_kept(desk: Desk) -> None:
    token = desk.begin(CASE, "family").token
    desk.keep_typed(token, "lines", "Rosa")
    desk.keep_typed(token, "lines", "")
    desk.keep_typed(token, "lines", "")
    assert desk.typed(token) == {}
    with pytest.raises(LibraryError, match="too long"):
        desk.keep_typed(token, "lines", "x" * 1_000_001)


def test_deleting_says_what_goes_and_leaves_nothing(
    desk: Desk, store: Engine, ana: Account
) -> None:
    kept = desk.begin(CASE, "another family")
    question = Add(collection="questions", entry={"id": "q", "text": "Who sings to her?"})
    work = desk.begin(CASE, "family").do(question).write("notes", "x")
    work.name_snapshot("before the meeting")
    desk.share(work.token, ana.id, Role.GUEST)
    desk.keep_typed(work.token, "lines", "Rosa")
    work.rate((1, 2, 3, 4, 5), name="TR")
    expected = Removal(revisions=3, snapshots=1, people=2, typed=1, ratings=1)
    assert desk.removal(work.token) == expected
    assert len(desk.list()) == 2
    assert desk.delete(work.token) == expected
    assert [one.token for one in desk.list()] == [kept.token]
    for call in (lambda: desk.open(work.token), lambda: work.write("notes", "y")):
        with pytest.raises(LibraryError, match="no such case"):
            call()
    with store.connect() as connection:
        left = {
            table.name: len(connection.execute(select(table)).all())
            for table in METADATA.sorted_tables
            if table.name not in ("audit", "accounts", "settings")
        }
    one_case = {"cases": 1, "members": 1, "revisions": 1, "keepers": len(CASE.reflections)}
    assert left == dict.fromkeys(left, 0) | one_case
