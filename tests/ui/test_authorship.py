"""Two clinicians on one case of a team: what one keeps private, the other reads on no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from imh.case.case import Case
from imh.case.casefile import parse
from imh.case.edits import Change
from imh.library.case_store import CaseStore
from imh.library.engines import embedded
from imh.library.roles import Account, Role
from imh.ui.core.sign_in import team_sign_in
from imh.ui.interview.steps import Steps
from tests.ui.screens import keys_of, said_by
from tests.ui.test_redaction import KINDS, SECRET, WRITTEN, family

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
ANA, BEN = Account("ana", "Ana"), Account("ben", "Ben")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CaseStore]:
    """A case in which Ana wrote for herself; Ben changed something after her."""
    monkeypatch.setattr(team_sign_in, "lasts", lambda _: True)  # the sign-in has tests of its own
    monkeypatch.setattr(team_sign_in, "left_alone", lambda _: False)
    library = CaseStore(embedded(tmp_path / "library", bytes(range(32))))
    account_cases = library.for_account(ANA)
    fictional = family(shared=False).supposing(fictional=True)  # so that private notes are told
    open_case = account_cases.begin(fictional, "leo").do(Change.of("r0", text=f"{SECRET} again"))
    account_cases.share(open_case.token, BEN.id, Role.CONTRIBUTOR)
    library.for_account(BEN).open(open_case.token).do(Change.of("marco", note="Sings"))
    yield library
    library.close()


def token_in(library: CaseStore) -> str:
    (one,) = library.for_account(ANA).list()
    return one.token


def as_ana(library: CaseStore) -> Case:
    return library.for_account(ANA).open(token_in(library)).case


def as_ben(library: CaseStore) -> Case:
    return library.for_account(BEN).open(token_in(library)).case


def coming_in(library: CaseStore, account: Account) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["library"] = library
    app.session_state["where"] = "team"
    app.session_state["desk"] = library.for_account(account)
    app.session_state["view:with-reflection"] = True
    app.query_params["case"] = token_in(library)
    return app.run()


def at(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, page
    return app


def test_no_page_tells_another_what_is_private(
    library: CaseStore, offered: list[Callable[[], str]]
) -> None:
    app = coming_in(library, BEN)
    for page in PAGES:
        said = said_by(at(app, page))
        assert SECRET not in said, page
        assert WRITTEN not in said, page
        assert "Show my private notes" not in said, page
        if page == "map":
            assert parse(offered[0](), "file").reflections == ()
        if page == "history":
            said = said_by(app.button("view:history:step:2").click().run())
            assert "A reflection was changed" in said
            assert SECRET not in said
        if page == "reflection":
            assert "You wrote down" not in said
            assert f"Others keep {len(KINDS)} more for themselves" in said
            assert not {"edit-r0", "share-r0", "remove-r0"} & keys_of(app)
    assert as_ana(library).reflections[1:] == family(shared=False).reflections[1:]


def test_who_wrote_it_reads_it_and_shares_it(library: CaseStore) -> None:
    app = at(coming_in(library, ANA), "reflection")
    said = said_by(app)
    assert all(f"{SECRET}{n}" in said for n in range(1, len(KINDS)))
    app.button("share-r1").click().run()
    assert WRITTEN in said_by(at(app, "principles"))
    app = at(coming_in(library, BEN), "reflection")
    said = said_by(app)
    assert f"{SECRET}1" in said
    assert f"{SECRET}2" not in said
    assert {"edit-r1", "remove-r1"} <= keys_of(app)
    assert "share-r1" not in keys_of(app)


def test_an_answer_of_ones_own_leaves_the_others_alone(library: CaseStore) -> None:
    app = coming_in(library, BEN)
    app.session_state["interview steps"] = {token_in(library): Steps(at="own/held-yourself")}
    at(app, "interview")
    said = said_by(app)
    assert "think about this family" in said
    assert ":material/check:" not in said  # her answer is none for him
    app.button("answer-0").click().run()
    said = said_by(at(app, "principles"))
    assert "Show my private notes" in said
    assert WRITTEN not in said
    new = [one for one in as_ben(library).reflections if one.id not in as_her_ids()]
    assert [(one.kind, one.state) for one in new] == [("supervision", "used")]
    assert [one for one in as_ana(library).reflections if one.id in as_her_ids()][1:] == list(
        family(shared=False).reflections[1:]
    )


def as_her_ids() -> set[str]:
    return {one.id for one in family(shared=False).reflections}
