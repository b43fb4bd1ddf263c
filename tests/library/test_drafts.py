"""Drafts keep every acknowledged step, and undo survives a restart."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh.case.case import Case
from imh.case.edits import Change, EditError, Remove
from imh.case.made_up import made_up_case
from imh.library.drafts import DraftError, begin, kept, resume
from tests.case.generated import cases, edits, fewer


@pytest.fixture
def case() -> Case:
    return made_up_case(3, 10)


def test_a_resumed_draft_is_where_it_was_with_its_undo(case: Case, tmp_path: Path) -> None:
    draft = begin(case, "family", tmp_path)
    draft = draft.do(Change.of("carer-0", name="Rosa")).do(Change.of("carer-0", name="Ana"))
    draft = draft.undo()
    again = resume(draft.token, tmp_path)
    assert again.case.person["carer-0"].name == "Rosa"
    assert again.redo().case.person["carer-0"].name == "Ana"
    assert again.undo().case == case


def test_a_paper_is_kept_beside_the_case(case: Case, tmp_path: Path) -> None:
    draft = begin(case, "family", tmp_path).write("formulation", {"replaced": {}})
    draft = draft.do(Change.of("carer-0", name="Rosa")).write("formulation", {"added": ["x"]})
    again = resume(draft.token, tmp_path)
    assert again.papers == {"formulation": {"added": ["x"]}}
    assert again.case.person["carer-0"].name == "Rosa"


def test_a_step_that_does_not_fit_leaves_no_trace(case: Case, tmp_path: Path) -> None:
    draft = begin(case, "family", tmp_path)
    before = draft.file.read_bytes()
    with pytest.raises(EditError):
        draft.do(Remove(id="nobody"))
    assert draft.file.read_bytes() == before


@pytest.mark.parametrize("cut", [1, 7, 30])
def test_a_line_cut_off_while_it_was_written_is_dropped(
    case: Case, tmp_path: Path, cut: int
) -> None:
    draft = begin(case, "family", tmp_path).do(Change.of("carer-0", name="Rosa"))
    whole = draft.file.read_bytes()
    draft.do(Change.of("carer-0", name="Ana"))
    draft.file.write_bytes(draft.file.read_bytes()[:-cut])
    again = resume(draft.token, tmp_path)
    assert again.case.person["carer-0"].name == "Rosa"
    assert again.file.read_bytes() == whole
    assert (
        resume(again.do(Change.of("carer-0", name="Mia")).token, tmp_path)
        .case.person["carer-0"]
        .name
        == "Mia"
    )


def test_only_its_user_may_read_a_draft(case: Case, tmp_path: Path) -> None:
    draft = begin(case, "family", tmp_path)
    assert stat.S_IMODE(draft.file.stat().st_mode) == 0o600


@pytest.mark.parametrize("token", ["", "../secrets", "a" * 31, "g" * 32, "0" * 32])
def test_a_draft_that_is_not_there_is_refused(tmp_path: Path, token: str) -> None:
    with pytest.raises(DraftError, match="no such draft"):
        resume(token, tmp_path)


def test_a_damaged_draft_is_named_and_left_alone(case: Case, tmp_path: Path) -> None:
    draft = begin(case, "family", tmp_path)
    draft.file.write_bytes(b'{"name": "x"}\n')
    with pytest.raises(DraftError, match="damaged"):
        resume(draft.token, tmp_path)
    assert [one.title for one in kept(tmp_path)] == [f"damaged draft {draft.token[:6]}"]
    assert draft.file.read_bytes() == b'{"name": "x"}\n'


def test_a_full_disk_is_said_and_nothing_is_lost(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begin(case, "family", tmp_path).do(Change.of("carer-0", name="Rosa"))
    before = draft.file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(DraftError, match="No space left on device"):
            draft.do(Change.of("carer-0", name="Ana"))
    assert draft.file.read_bytes() == before
    assert resume(draft.token, tmp_path).case.person["carer-0"].name == "Rosa"


@fewer
@given(cases(), st.data())
def test_every_kind_of_step_comes_back(
    tmp_path_factory: pytest.TempPathFactory, case: Case, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    draft = begin(case, "family", folder)
    for _ in range(3):
        try:
            draft = draft.do(data.draw(edits(draft.case)))
        except EditError:
            continue
        if data.draw(st.booleans()):
            draft = draft.undo()
    again = resume(draft.token, folder)
    assert again.case == draft.case
    assert again.history.descriptions == draft.history.descriptions
