"""In a team's library a reflection is read by who wrote it alone, until it is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select

from imh.case.case import Case
from imh.case.edits import Add, Change, Edit, Remove, SetCase
from imh.case.reflections import Reflection
from imh.case.synthetic import synthetic_case
from imh.library import search_index
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.concurrent_merge import UnresolvedMerge, merge_stale, restore_merge
from imh.library.errors import Refused
from imh.library.listing import Filter
from imh.library.open_case import OpenCase, StaleRevision
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import authorship, cases, revisions
from tests.library.conftest import Opener
from tests.library.former_schemas import take_back

CASE = synthetic_case(3, 8).supposing(reflections=())
QUIET = "quietword"
ROSA = Change.of("carer-0", name="Rosa")
NOTE: dict[str, Any] = {
    "id": "split",
    "kind": "split",
    "by": "carer-1",
    "towards": ["kin-0"],
    "views": [
        {"who": "carer-0", "says": f"{QUIET} one"},
        {"who": "carer-1", "says": f"{QUIET} two"},
    ],
    "text": f"{QUIET} three",
}
WRITE = Add(collection="reflections", entry=NOTE)


@pytest.fixture
def hers(library: CaseStore, ana: Account) -> OpenCase:
    """Ana's case, in which she wrote something for herself; Ben works on it as well."""
    account_cases = library.for_account(ana)
    open_case = account_cases.begin(CASE, "family").do(WRITE)
    account_cases.share(open_case.token, "ben", Role.CONTRIBUTOR)
    return open_case


@pytest.fixture
def bens(library: CaseStore, ben: Account) -> AccountCases:
    return library.for_account(ben)


def hers_now(library: CaseStore, open_case: OpenCase) -> OpenCase:
    return library.for_account(open_case.access.account).open(open_case.token)


def note_in(case: Case) -> Reflection:
    found = case.entries["split"]
    assert isinstance(found, Reflection)
    return found


def undo(open_case: OpenCase) -> OpenCase:
    return open_case.do(ROSA).undo().redo().undo()


def remove_and_undo(open_case: OpenCase) -> OpenCase:
    return open_case.do(Remove(id="kin-0"), SetCase.of(title="Leo")).undo().undo()


def restore(open_case: OpenCase) -> OpenCase:
    return open_case.do(ROSA).restore(1)


def remove_and_restore(open_case: OpenCase) -> OpenCase:
    return open_case.do(Remove(id="kin-0")).restore(open_case.number)


def several(open_case: OpenCase) -> OpenCase:
    return open_case.do(ROSA, Change.of("carer-1", note="Sings"))


def attachment(open_case: OpenCase) -> OpenCase:
    return open_case.write("notes", "Ben's")


def merge(open_case: OpenCase) -> OpenCase:
    """Ana changes her own words meanwhile, and the tie of both changes is in the case."""
    reload = (
        CaseStore(open_case.access.engine).for_account(Account("ana", "Ana")).open(open_case.token)
    )
    reload.do(Change.of("split", text=f"{QUIET} three"), Change.of("carer-1", note="Sings"))
    with pytest.raises(StaleRevision) as moved:
        open_case.do(ROSA)
    merged = merge_stale(moved.value)
    assert isinstance(merged, OpenCase)
    return merged


@pytest.mark.parametrize(
    "act", [undo, remove_and_undo, restore, remove_and_restore, several, attachment, merge]
)
def test_what_somebody_else_saves_loses_and_changes_no_word(
    act: Callable[[OpenCase], OpenCase], library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    his = act(bens.open(hers.token))
    reload = bens.open(hers.token)
    for open_case in (his, reload):
        assert QUIET not in repr(
            (open_case.history, open_case.attachments, open_case.states(range(1, 20)))
        )
        assert note_in(open_case.case).towards == ("kin-0",)
    assert reload.case == his.case
    assert note_in(hers_now(library, hers).case) == note_in(hers.case)
    assert [one.account for one in rows(library)] == ["ana"]


def rows(library: CaseStore) -> list[Any]:
    with library.engine.connect() as connection:
        return list(connection.execute(select(authorship)))


def test_undo_goes_on_across_what_somebody_else_keeps(
    library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    his = bens.open(hers.token)
    assert not his.history.can_undo  # only Ana takes back what she wrote
    his.do(ROSA)
    his = bens.open(hers.token)
    assert len(his.history.descriptions) == 1
    his.undo()
    her = hers_now(library, hers)
    assert her.case == hers.case
    assert her.redo().case.person["carer-0"].name == "Rosa"
    assert her.reload().undo().undo().case == CASE


@pytest.mark.parametrize(
    "edit",
    [
        Change.of("split", text="his"),
        Change.of("split", shared=True),
        Change.of("split", state="none"),
        Remove(id="split"),
    ],
)
def test_nobody_else_changes_shares_or_removes_it(
    edit: Edit, library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    with pytest.raises(Refused, match="for themselves"):
        bens.open(hers.token).do(edit)
    assert hers_now(library, hers).case == hers.case
    told = library.for_account(hers.access.account).record(hers.token)
    assert ("ben", "refused") in {(one.account, one.action) for one in told}


def test_what_is_shared_is_everybodys_and_goes_back_to_who_wrote_it(
    library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    shared = hers.do(Change.of("split", shared=True))
    his = bens.open(hers.token)
    assert note_in(his.case) == note_in(shared.case)
    assert QUIET not in repr(his.at(2))  # as it was before she shared it
    with pytest.raises(Refused):
        his.do(Change.of("split", shared=False))
    his = his.do(Change.of("split", text="more words"))
    her = hers_now(library, hers).do(Change.of("split", shared=False))
    assert note_in(her.case).text == "more words"
    his = bens.open(hers.token)
    assert note_in(his.case).text == ""
    assert not his.history.can_undo
    assert note_in(his.restore(his.number - 1).case).text == ""
    assert note_in(hers_now(library, hers).case) == note_in(her.case)


def test_what_she_removed_is_not_brought_back_and_its_id_stays_hers(
    library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    hers.do(Remove(id="split"))
    his = bens.open(hers.token).restore(2)
    assert not his.case.reflections
    his = his.do(Add(collection="reflections", entry=NOTE | {"text": "loudword"}))
    (own,) = his.case.reflections
    assert (own.id, own.text) == ("split-2", "loudword")
    assert bens.open(hers.token).case == his.case
    assert note_in(hers_now(library, hers).restore(2).case) == note_in(hers.case)
    assert "loudword" not in repr(hers_now(library, hers).history)


def test_words_stay_when_somebody_else_takes_out_who_holds_a_view(
    library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    his = bens.open(hers.token).do(Change.of("carer-1", name="Eva"))
    his = his.do(Remove(id="carer-1"))
    her = hers_now(library, hers)
    assert note_in(her.case).text == f"{QUIET} three\nEva: {QUIET} two"
    assert [view.says for view in note_in(her.case).views] == [f"{QUIET} one"]
    assert bens.open(hers.token).case == his.case
    assert her.history.can_undo


def test_both_write_at_once_and_each_keeps_their_own(
    library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    his, words = bens.open(hers.token), {"kind": "bias", "id": "bias"}
    hers.do(Add(collection="reflections", entry=words | {"text": QUIET})).do(Remove(id="bias"))
    with pytest.raises(StaleRevision) as moved:
        his.do(Add(collection="reflections", entry=words))
    both = merge_stale(moved.value)
    assert isinstance(both, OpenCase)
    assert [one.id for one in both.case.reflections] == ["split", "bias-2"]
    assert bens.open(hers.token).case == both.case


def test_a_choice_between_two_versions_quotes_nothing(
    library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    his = bens.open(hers.token)
    views = [NOTE["views"][0], {"who": "carer-1", "says": f"{QUIET} other"}]
    her = hers.do(Change.of("split", views=views), Change.of("carer-1", name="Ana"))
    with pytest.raises(StaleRevision) as moved:
        his.do(Remove(id="carer-1"))
    both = merge_stale(moved.value)
    assert isinstance(both, UnresolvedMerge)
    assert QUIET not in repr((both.conflicts, both.kept()))
    settled = restore_merge(both.theirs, both.kept())
    assert isinstance(settled, UnresolvedMerge)
    assert isinstance(settled.settle(["theirs"] * len(settled.conflicts)), OpenCase)
    assert note_in(hers_now(library, hers).case) == note_in(her.case)


def test_words_written_while_she_took_it_back_stay_with_who_wrote_them(
    library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    hers = hers.do(Change.of("split", shared=True))
    his = bens.open(hers.token)
    hers = hers.do(Change.of("split", shared=False))
    with pytest.raises(StaleRevision) as moved:
        his.do(Change.of("split", text="loudword"))
    both = merge_stale(moved.value)
    assert isinstance(both, UnresolvedMerge)
    both = both.settle(["mine"])
    assert isinstance(both, OpenCase)
    assert [(one.id, one.text) for one in both.case.reflections] == [
        ("split-2", "loudword"),
        ("split", ""),
    ]
    assert note_in(hers_now(library, hers).case) == note_in(hers.case)
    assert "loudword" not in repr(hers_now(library, hers).history)


def test_nobody_finds_a_case_by_private_words(
    library: CaseStore, hers: OpenCase, bens: AccountCases
) -> None:
    def found(account_cases: AccountCases) -> int:
        return len(account_cases.list(Filter(text=QUIET)))

    assert (found(bens), found(library.for_account(hers.access.account))) == (0, 0)
    hers.do(Change.of("split", shared=True))
    assert (found(bens), found(library.for_account(hers.access.account))) == (1, 1)


def test_a_library_of_before_learns_who_wrote_what(opener: Opener, ana: Account) -> None:
    store = opener()
    account_cases = CaseStore(store).for_account(THIS_COMPUTER)
    token = account_cases.begin(CASE, "family").token
    account_cases.share(token, ana.id, Role.CONTRIBUTOR)
    CaseStore(store).for_account(ana).open(token).do(WRITE, ROSA)
    as_before(store)
    store.dispose()
    library = CaseStore(opener())
    assert [(one.reflection, one.account) for one in rows(library)] == [("split", ana.id)]
    assert QUIET not in repr(library.for_account(THIS_COMPUTER).open(token).history)
    assert QUIET in repr(library.for_account(ana).open(token).history)
    assert library.for_account(ana).list(Filter(text=QUIET)) == ()
    assert len(library.for_account(ana).list(Filter(text="rosa"))) == 1


def as_before(store: Engine) -> None:
    """Make a library one of the first schema, in which private words find a case."""
    take_back(store, "0001")
    with store.begin() as connection:
        row = connection.execute(select(cases.c.id, cases.c.name)).one()
        search_index.keep_words(connection, row.id, f"{row.name} {QUIET}", _shared(connection))


def _shared(connection: Any) -> Any:
    from imh.library.revision_contents import unpacked

    document = connection.scalars(select(revisions.c.document).order_by(revisions.c.number.desc()))
    return unpacked(document.first())
