"""In a team's library a reflection is read by who wrote it alone, until it is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from imh.case.case import Case
from imh.case.edits import Add, Change, Edit, Remove, SetCase
from imh.case.reflections import Reflection
from imh.case.synthetic import made_up_case
from imh.library import search_index
from imh.library.account_cases import Desk
from imh.library.case_store import Library
from imh.library.concurrent_merge import Clashing, bring_together, found_again
from imh.library.errors import Refused
from imh.library.listing import Filter
from imh.library.open_case import Moved, Work
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import cases, keepers, revisions
from tests.library.conftest import Opener

CASE = made_up_case(3, 8).supposing(reflections=())
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
def hers(library: Library, ana: Account) -> Work:
    """Ana's case, in which she wrote something for herself; Ben works on it as well."""
    desk = library.as_(ana)
    work = desk.begin(CASE, "family").do(WRITE)
    desk.share(work.token, "ben", Role.CONTRIBUTOR)
    return work


@pytest.fixture
def bens(library: Library, ben: Account) -> Desk:
    return library.as_(ben)


def hers_now(library: Library, work: Work) -> Work:
    return library.as_(work.access.account).open(work.token)


def note_in(case: Case) -> Reflection:
    found = case.entries["split"]
    assert isinstance(found, Reflection)
    return found


def undo(work: Work) -> Work:
    return work.do(ROSA).undo().redo().undo()


def remove_and_undo(work: Work) -> Work:
    return work.do(Remove(id="kin-0"), SetCase.of(title="Leo")).undo().undo()


def restore(work: Work) -> Work:
    return work.do(ROSA).restore(1)


def remove_and_restore(work: Work) -> Work:
    return work.do(Remove(id="kin-0")).restore(work.number)


def several(work: Work) -> Work:
    return work.do(ROSA, Change.of("carer-1", note="Sings"))


def paper(work: Work) -> Work:
    return work.write("notes", "Ben's")


def merge(work: Work) -> Work:
    """Ana changes her own words meanwhile, and the tie of both changes is in the case."""
    again = Library(work.access.engine).as_(Account("ana", "Ana")).open(work.token)
    again.do(Change.of("split", text=f"{QUIET} three"), Change.of("carer-1", note="Sings"))
    with pytest.raises(Moved) as moved:
        work.do(ROSA)
    merged = bring_together(moved.value)
    assert isinstance(merged, Work)
    return merged


@pytest.mark.parametrize(
    "act", [undo, remove_and_undo, restore, remove_and_restore, several, paper, merge]
)
def test_what_somebody_else_saves_loses_and_changes_no_word(
    act: Callable[[Work], Work], library: Library, hers: Work, bens: Desk
) -> None:
    his = act(bens.open(hers.token))
    again = bens.open(hers.token)
    for work in (his, again):
        assert QUIET not in repr((work.history, work.papers, work.states(range(1, 20))))
        assert note_in(work.case).towards == ("kin-0",)
    assert again.case == his.case
    assert note_in(hers_now(library, hers).case) == note_in(hers.case)
    assert [one.account for one in rows(library)] == ["ana"]


def rows(library: Library) -> list[Any]:
    with library.engine.connect() as connection:
        return list(connection.execute(select(keepers)))


def test_undo_goes_on_across_what_somebody_else_keeps(
    library: Library, hers: Work, bens: Desk
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
    assert her.again().undo().undo().case == CASE


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
    edit: Edit, library: Library, hers: Work, bens: Desk
) -> None:
    with pytest.raises(Refused, match="for themselves"):
        bens.open(hers.token).do(edit)
    assert hers_now(library, hers).case == hers.case
    told = library.as_(hers.access.account).record(hers.token)
    assert ("ben", "refused") in {(one.account, one.action) for one in told}


def test_what_is_shared_is_everybodys_and_goes_back_to_who_wrote_it(
    library: Library, hers: Work, bens: Desk
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
    library: Library, hers: Work, bens: Desk
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
    library: Library, hers: Work, bens: Desk
) -> None:
    his = bens.open(hers.token).do(Change.of("carer-1", name="Eva"))
    his = his.do(Remove(id="carer-1"))
    her = hers_now(library, hers)
    assert note_in(her.case).text == f"{QUIET} three\nEva: {QUIET} two"
    assert [view.says for view in note_in(her.case).views] == [f"{QUIET} one"]
    assert bens.open(hers.token).case == his.case
    assert her.history.can_undo


def test_both_write_at_once_and_each_keeps_their_own(
    library: Library, hers: Work, bens: Desk
) -> None:
    his, words = bens.open(hers.token), {"kind": "bias", "id": "bias"}
    hers.do(Add(collection="reflections", entry=words | {"text": QUIET})).do(Remove(id="bias"))
    with pytest.raises(Moved) as moved:
        his.do(Add(collection="reflections", entry=words))
    both = bring_together(moved.value)
    assert isinstance(both, Work)
    assert [one.id for one in both.case.reflections] == ["split", "bias-2"]
    assert bens.open(hers.token).case == both.case


def test_a_choice_between_two_versions_quotes_nothing(
    library: Library, hers: Work, bens: Desk
) -> None:
    his = bens.open(hers.token)
    views = [NOTE["views"][0], {"who": "carer-1", "says": f"{QUIET} other"}]
    her = hers.do(Change.of("split", views=views), Change.of("carer-1", name="Ana"))
    with pytest.raises(Moved) as moved:
        his.do(Remove(id="carer-1"))
    both = bring_together(moved.value)
    assert isinstance(both, Clashing)
    assert QUIET not in repr((both.clashes, both.kept()))
    settled = found_again(both.theirs, both.kept())
    assert isinstance(settled, Clashing)
    assert isinstance(settled.settle(["theirs"] * len(settled.clashes)), Work)
    assert note_in(hers_now(library, hers).case) == note_in(her.case)


def test_words_written_while_she_took_it_back_stay_with_who_wrote_them(
    library: Library, hers: Work, bens: Desk
) -> None:
    hers = hers.do(Change.of("split", shared=True))
    his = bens.open(hers.token)
    hers = hers.do(Change.of("split", shared=False))
    with pytest.raises(Moved) as moved:
        his.do(Change.of("split", text="loudword"))
    both = bring_together(moved.value)
    assert isinstance(both, Clashing)
    both = both.settle(["mine"])
    assert isinstance(both, Work)
    assert [(one.id, one.text) for one in both.case.reflections] == [
        ("split-2", "loudword"),
        ("split", ""),
    ]
    assert note_in(hers_now(library, hers).case) == note_in(hers.case)
    assert "loudword" not in repr(hers_now(library, hers).history)


def test_nobody_finds_a_case_by_private_words(library: Library, hers: Work, bens: Desk) -> None:
    def found(desk: Desk) -> int:
        return len(desk.list(Filter(text=QUIET)))

    assert (found(bens), found(library.as_(hers.access.account))) == (0, 0)
    hers.do(Change.of("split", shared=True))
    assert (found(bens), found(library.as_(hers.access.account))) == (1, 1)


def test_a_library_of_before_learns_who_wrote_what(opener: Opener, ana: Account) -> None:
    store = opener()
    desk = Library(store).as_(THIS_COMPUTER)
    token = desk.begin(CASE, "family").token
    desk.share(token, ana.id, Role.CONTRIBUTOR)
    Library(store).as_(ana).open(token).do(WRITE, ROSA)
    as_before(store)
    store.dispose()
    library = Library(opener())
    assert [(one.reflection, one.account) for one in rows(library)] == [("split", ana.id)]
    assert QUIET not in repr(library.as_(THIS_COMPUTER).open(token).history)
    assert QUIET in repr(library.as_(ana).open(token).history)
    assert library.as_(ana).list(Filter(text=QUIET)) == ()
    assert len(library.as_(ana).list(Filter(text="rosa"))) == 1


def as_before(store: Engine) -> None:
    """Make a library one of the first schema, in which private words find a case."""
    with store.begin() as connection:
        for table in ("keepers", "ratings"):
            connection.execute(text(f"DROP TABLE {table}"))
        for column in ("slow", "browser", "elsewhere", "elsewhere_last"):
            connection.execute(text(f"ALTER TABLE tickets DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        row = connection.execute(select(cases.c.id, cases.c.name)).one()
        search_index.keep_words(connection, row.id, f"{row.name} {QUIET}", _shared(connection))


def _shared(connection: Any) -> Any:
    from imh.library.revision_contents import unpacked

    document = connection.scalars(select(revisions.c.document).order_by(revisions.c.number.desc()))
    return unpacked(document.first())
