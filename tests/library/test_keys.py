"""The passphrase and the recovery key each open the library, and nothing else does."""

import base64
import datetime
import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh.library import key_file, keys, recovery_sheet
from imh.library.code_letters import CODE_LETTERS
from imh.library.keys import (
    DamagedKeyFile,
    KeyProblem,
    NewKeys,
    UnfitPassphrase,
    WrongPassphrase,
    WrongRecoveryKey,
)
from imh.library.recovery_key import random_recovery_key, read_recovery_key

QUICK = keys.Cost(n=2**10)
PASSPHRASE = "four plain words here"
OTHER = "another set of words"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.key"


@pytest.fixture
def made(file: Path) -> NewKeys:
    return keys.set_up(file, PASSPHRASE, QUICK)


def test_either_secret_opens_the_same_data_key(file: Path, made: NewKeys) -> None:
    assert len(made.data_key) == 32
    assert keys.kind(file) == "library"
    assert keys.unlock(file, PASSPHRASE) == made.data_key
    assert keys.unlock_with_recovery_key(file, made.recovery_key) == made.data_key
    assert keys.open_key(file, recovery_key=made.recovery_key) == made.data_key


def test_the_usual_cost_is_kept_in_the_file_and_opens_again(file: Path) -> None:
    made = keys.set_up(file, PASSPHRASE)
    assert json.loads(file.read_text())["passphrase"]["scrypt"] == {"n": 2**17, "r": 8, "p": 1}
    assert keys.unlock(file, PASSPHRASE) == made.data_key


def test_no_secret_stands_in_the_file(file: Path, made: NewKeys) -> None:
    text = file.read_text()
    assert PASSPHRASE not in text
    assert made.recovery_key not in text
    assert base64.b64encode(made.data_key).decode() not in text
    assert made.data_key.hex() not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("wrong", ["", "four plain words her", PASSPHRASE.upper(), "\ud800" * 12])
def test_a_wrong_passphrase_is_said_plainly(file: Path, made: NewKeys, wrong: str) -> None:
    with pytest.raises(WrongPassphrase, match=r"^This is not the passphrase of this library\.$"):
        keys.unlock(file, wrong)


def test_the_recovery_key_of_another_library_is_said_plainly(file: Path, made: NewKeys) -> None:
    with pytest.raises(WrongRecoveryKey, match=r"^This is not the recovery key of this library"):
        keys.unlock_with_recovery_key(file, random_recovery_key())


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        ("  corréct horse battery \n", "corréct horse battery"),  # composed, then decomposed
        ("ﬁne and long enough", "fine and long enough"),
    ],
)
def test_a_passphrase_counts_as_it_is_read(file: Path, typed: str, again: str) -> None:
    made = keys.set_up(file, typed, QUICK)
    assert keys.unlock(file, again) == made.data_key


@pytest.mark.parametrize("short", ["", "eleven char", "   eleven char   ", " " * 20])
def test_a_short_passphrase_is_refused_and_nothing_is_written(file: Path, short: str) -> None:
    with pytest.raises(UnfitPassphrase, match="at least 12 characters"):
        keys.set_up(file, short, QUICK)
    assert not file.exists()


def test_twelve_characters_are_enough_whatever_they_are(file: Path) -> None:
    keys.set_up(file, "aaaaaaaaaaaa", QUICK)
    assert len(keys.unlock(file, "aaaaaaaaaaaa")) == 32


def test_a_key_file_is_never_replaced_by_setting_up(file: Path, made: NewKeys) -> None:
    with pytest.raises(KeyProblem, match="already"):
        keys.set_up(file, OTHER, QUICK)
    assert keys.unlock(file, PASSPHRASE) == made.data_key


# Changing


@pytest.mark.parametrize("by", ["passphrase", "recovery_key"])
def test_another_passphrase_opens_the_same_library(file: Path, made: NewKeys, by: str) -> None:
    old = {"passphrase": PASSPHRASE, "recovery_key": made.recovery_key}[by]
    keys.change_passphrase(file, OTHER, **{by: old}, cost=QUICK)
    assert keys.unlock(file, OTHER) == made.data_key
    assert keys.unlock_with_recovery_key(file, made.recovery_key) == made.data_key
    with pytest.raises(WrongPassphrase):
        keys.unlock(file, PASSPHRASE)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("by", ["passphrase", "recovery_key"])
def test_a_new_recovery_key_makes_the_old_one_useless(file: Path, made: NewKeys, by: str) -> None:
    old = {"passphrase": PASSPHRASE, "recovery_key": made.recovery_key}[by]
    new = keys.new_recovery_key(file, **{by: old})
    assert keys.unlock_with_recovery_key(file, new) == made.data_key
    assert keys.unlock(file, PASSPHRASE) == made.data_key
    with pytest.raises(WrongRecoveryKey):
        keys.unlock_with_recovery_key(file, made.recovery_key)


def test_nothing_changes_without_an_old_secret(file: Path, made: NewKeys) -> None:
    before = file.read_bytes()
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase(file, OTHER, passphrase=OTHER, cost=QUICK)
    with pytest.raises(KeyProblem, match="locked"):
        keys.change_passphrase(file, OTHER, cost=QUICK)
    with pytest.raises(KeyProblem, match="locked"):
        keys.new_recovery_key(file)
    with pytest.raises(UnfitPassphrase):
        keys.change_passphrase(file, "short", passphrase=PASSPHRASE, cost=QUICK)
    assert file.read_bytes() == before


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_leaves_the_old_keys(
    file: Path, made: NewKeys, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(failing, full)
        with pytest.raises(KeyProblem, match="No space left on device"):
            keys.change_passphrase(file, OTHER, passphrase=PASSPHRASE, cost=QUICK)
    assert keys.unlock(file, PASSPHRASE) == made.data_key
    assert [each.name for each in file.parent.iterdir()] == [file.name]


# Damage


def test_a_changed_character_anywhere_is_damage_not_a_wrong_passphrase(
    file: Path, made: NewKeys
) -> None:
    document = json.loads(file.read_text())
    document["passphrase"]["locked"] = "A" + document["passphrase"]["locked"][1:]
    document["passphrase"]["scrypt"]["n"] = 2**30
    file.write_text(json.dumps(document))
    with pytest.raises(DamagedKeyFile):
        keys.unlock(file, PASSPHRASE)
    with pytest.raises(DamagedKeyFile):
        keys.unlock_with_recovery_key(file, made.recovery_key)


@pytest.mark.parametrize(
    "part",
    [
        {"n": 2**30, "r": 8, "p": 1},
        {"n": 1000, "r": 8, "p": 1},
        {"n": "many", "r": 8, "p": 1},
        {"n": 2**10, "r": 8, "p": 10**9},
        {"n": 2, "r": 2**22, "p": 16},  # as little as is asked of n x r, and gigabytes
        {"n": 2**62, "r": -1, "p": 1},
        {"n": 2**200, "r": 0, "p": 1},
        {"n": 2**17, "r": 32, "p": 4},
        {"n": 2**10, "r": 8, "p": True},
        {"cheap": True},
        None,
    ],
)
def test_an_impossible_cost_is_damage(file: Path, made: NewKeys, part: object) -> None:
    document = json.loads(file.read_text())
    document["passphrase"]["scrypt"] = part
    key_file.write(file, document)
    with pytest.raises(DamagedKeyFile):
        keys.unlock(file, PASSPHRASE)


def test_an_absurd_cost_is_refused_before_any_memory_is_taken(
    file: Path, made: NewKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(**_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(keys, "Scrypt", never)
    document = json.loads(file.read_text())
    for cost in ({"n": 2, "r": 2**22, "p": 16}, {"n": 2**20, "r": 32, "p": 1}):
        document["passphrase"]["scrypt"] = cost
        key_file.write(file, document)
        with pytest.raises(DamagedKeyFile):
            keys.unlock(file, PASSPHRASE)


@pytest.mark.parametrize("odd", ["", "QUJD", "A" * 400])
def test_an_odd_key_of_a_demonstration_library_is_one_sentence(file: Path, odd: str) -> None:
    keys.set_up_demonstration(file)
    key_file.write(file, json.loads(file.read_text()) | {"data_key": odd})
    with pytest.raises(DamagedKeyFile):
        keys.demonstration_key(file)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b"[" * 19_000, b"{}" + b" " * 30_000]
)
def test_what_is_no_key_file_is_named(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(DamagedKeyFile, match=r"^library\.key is damaged or is no key file\.$"):
        keys.unlock(file, PASSPHRASE)
    assert file.read_bytes() == content


def test_a_missing_key_file_is_said(file: Path) -> None:
    with pytest.raises(DamagedKeyFile, match=r"library\.key is missing"):
        keys.kind(file)


# Recovery key


def _clumsy(key: str, how: str) -> str:
    return {
        "lower": key.lower(),
        "spaces": key.replace("-", "  "),
        "together": key.replace("-", ""),
        "lines": key.replace("-", "\n"),
        "dashes": key.replace("-", " – "),
        "wide": "".join(chr(ord(c) + 0xFEE0) if c != "-" else "\u3000" for c in key),
        "odd gaps": key[:2] + " " + key[2:].replace("-", ""),
    }[how]


@pytest.mark.parametrize(
    "how", ["lower", "spaces", "together", "lines", "dashes", "wide", "odd gaps"]
)
def test_a_recovery_key_may_be_typed_clumsily(how: str) -> None:
    key = random_recovery_key()
    assert read_recovery_key(_clumsy(key, how)) == key


@given(st.integers(0, 31), st.sampled_from(CODE_LETTERS + "01OIL?é"))
def test_a_mistyped_character_names_its_group(place: int, wrong: str) -> None:
    key = random_recovery_key().replace("-", "")
    typed = key[:place] + wrong + key[place + 1 :]
    groups = "-".join(typed[start : start + 4] for start in range(0, 32, 4))
    if typed == key:
        assert read_recovery_key(groups).replace("-", "") == key
    else:
        with pytest.raises(WrongRecoveryKey, match=f"^Group {place // 4 + 1} of"):
            read_recovery_key(groups)


@given(st.integers(0, 30))
def test_exchanged_neighbours_are_found(place: int) -> None:
    key = random_recovery_key().replace("-", "")
    typed = key[:place] + key[place + 1] + key[place] + key[place + 2 :]
    if typed != key and place % 4 != 3:
        with pytest.raises(WrongRecoveryKey, match=f"^Group {place // 4 + 1} of"):
            read_recovery_key(typed)


@given(st.lists(st.integers(0, 7), min_size=2, max_size=2, unique=True))
def test_exchanged_groups_are_found(two: list[int]) -> None:
    groups = random_recovery_key().split("-")
    one, other = two
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(WrongRecoveryKey, match=f"^Group {min(two) + 1} of"):
        read_recovery_key(" ".join(groups))


@pytest.mark.parametrize("cut", [1, 4, 31])
def test_a_recovery_key_of_another_length_is_said(cut: int) -> None:
    with pytest.raises(WrongRecoveryKey, match=f"this has {32 - cut} characters instead of 32"):
        read_recovery_key(random_recovery_key().replace("-", "")[cut:])


def test_a_group_that_lacks_a_character_is_named() -> None:
    groups = random_recovery_key().split("-")
    groups[4] = groups[4][1:]
    with pytest.raises(WrongRecoveryKey, match=r"^Group 5 of"):
        read_recovery_key("-".join(groups))


def test_recovery_keys_differ() -> None:
    assert len({random_recovery_key() for _ in range(100)}) == 100


# The sheet and the demonstration


@pytest.mark.parametrize("sheet", [recovery_sheet.as_text, recovery_sheet.as_html])
def test_what_is_printed_opens_the_library(sheet: object, file: Path, made: NewKeys) -> None:
    assert callable(sheet)
    page = sheet(made.recovery_key, "A <b>& B", datetime.date(2026, 3, 1))
    for group in made.recovery_key.split("-"):
        assert group in page
    assert "nothing can open the library" in page
    assert "2026-03-01" in page


def test_the_page_asks_for_nothing_and_shows_names_as_text() -> None:
    page = recovery_sheet.as_html(random_recovery_key(), "<img src=x>", datetime.date(2026, 3, 1))
    assert "<img" not in page
    for outside in ("http", "url(", "<script", "<link", "@import", "src="):
        assert outside not in page.replace("&lt;img src=x&gt;", "")


def test_a_demonstration_key_opens_without_a_secret_and_says_what_it_is(file: Path) -> None:
    data_key = keys.set_up_demonstration(file)
    assert keys.kind(file) == "demonstration"
    assert keys.demonstration_key(file) == keys.open_key(file) == data_key
    assert "NOT FOR REAL FAMILIES" in file.read_text()
    for refused in (
        lambda: keys.unlock(file, PASSPHRASE),
        lambda: keys.unlock_with_recovery_key(file, random_recovery_key()),
        lambda: keys.change_passphrase(file, OTHER, cost=QUICK),
        lambda: keys.new_recovery_key(file),
    ):
        with pytest.raises(KeyProblem, match="emonstration library"):
            refused()
    assert keys.demonstration_key(file) == data_key


def test_a_locked_library_has_no_key_in_clear(file: Path, made: NewKeys) -> None:
    with pytest.raises(KeyProblem, match="passphrase or its recovery key"):
        keys.demonstration_key(file)
