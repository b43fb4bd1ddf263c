"""Every door is offered bad input: a corpus of our own, then mutations of good input for a time.

A door has to refuse in a sentence of its own or to take the input in: no traceback, no more than
5 s of the processor, no more than 1 GB, and the library beside it as it was.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from bench import bad_inputs
from bench.bad_inputs import Bad
from imh.case import casefile
from imh.case.casefile import CaseFileError
from imh.case.quick_entry import read_lines, write_lines
from imh.case.synthetic import synthetic_case
from imh.drawing import draw
from imh.drawing.png import to_png
from imh.library import engines, keys, local_libraries, locations
from imh.library.errors import LibraryError
from imh.library.keys import Cost
from imh.library.local_libraries import LocalCaseStore
from imh.library.roles import THIS_COMPUTER
from imh.principles.assess import assess
from imh.tables.columns import TABLES
from imh.tables.rows import saving
from imh.tables.sheet import Sheet, TooManyRows, pasted
from imh.trust.ratings import RatingsError, read_ratings

MOST_SECONDS, MOST_BYTES = 5.0, 1_000_000_000
GIVE_UP = 60
"""Seconds after which an input is given up."""
FUZZ_SECONDS = 20.0
PASSPHRASE = "four made-up words"
QUICK = Cost(n=2**10)

Enter = Callable[[bytes, Path], None]


@dataclass(frozen=True)
class Door:
    """One way in: what it refuses with, its bad inputs, and good ones to begin a fuzz with.

    Nothing where it says beside each line or row what is the matter, and takes in the others.
    """

    name: str
    refuses: tuple[type[Exception], ...]
    enter: Enter
    bad: Bad
    good: tuple[bytes, ...]


@dataclass(frozen=True)
class Counts:
    """What came of the inputs of one door; the last four have to be 0."""

    inputs: int = 0
    refused: int = 0
    tracebacks: int = 0
    slow: int = 0
    large: int = 0
    changed: int = 0

    @property
    def good(self) -> bool:
        """Whether the door held."""
        return not (self.tracebacks or self.slow or self.large or self.changed)


class Practice:
    """A folder with a library, its key file and a backup, in the place of the user's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        file, key_file = self.files
        data_key = keys.set_up(key_file, PASSPHRASE, QUICK).data_key
        library = LocalCaseStore(engines.embedded(file, data_key), data_key=data_key)
        with self.here():
            library.for_account(THIS_COMPUTER).begin(synthetic_case(3, 10), "family")
            backup = library.back_up(folder / "good.imhbackup")
            library.close()
        self.key, self.backup = key_file.read_bytes(), backup.read_bytes()
        backup.unlink()

    def here(self) -> Any:
        """The libraries' folder is this one, within."""
        return mock.patch.object(locations, "user_data_path", return_value=self.folder)

    def seal(self) -> str:
        """What tells that nothing in it was changed."""
        return "".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in self.files)

    @property
    def files(self) -> tuple[Path, Path]:
        """The library's file and its key file."""
        return self.folder / "library.imh", self.folder / "library.key"


def doors(practice: Practice) -> tuple[Door, ...]:
    """Every door through which something comes that somebody else may have made."""
    case = synthetic_case(3, 10)
    line = "case,a,1,2,3,4,5\n"
    return (
        Door(
            "case file",
            (CaseFileError,),
            _case_file,
            bad_inputs.case_files(),
            (casefile.dump(case).encode(), casefile.dump(synthetic_case(5, 12)).encode()),
        ),
        Door(
            "ratings",
            (RatingsError,),
            _ratings,
            bad_inputs.ratings(),
            ((bad_inputs.RATINGS_HEAD + line).encode(),),
        ),
        Door(
            "pasted rows",
            (TooManyRows,),
            _rows,
            bad_inputs.pasted_rows(),
            (b"name\trole\tage\tnote\nAna\tmother\t30\tlow since\nBo\tuncle\t41\t\n",),
        ),
        Door("quick entry", (), _lines, bad_inputs.lines(), (write_lines(case).encode(),)),
        Door(
            "key file", (LibraryError,), _key, bad_inputs.key_files(practice.key), (practice.key,)
        ),
        Door(
            "backup",
            (LibraryError,),
            practice_restore(practice),
            bad_inputs.backups(practice.backup),
            (practice.backup,),
        ),
    )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")  # a browser may send half a character
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _case_file(data: bytes, _folder: Path) -> None:
    case = casefile.parse(data, "case.json")
    assess(case)
    to_png(draw(case))


def _ratings(data: bytes, folder: Path) -> None:
    file = folder / "ratings.csv"
    file.write_bytes(data)
    read_ratings(file, {"case"})


def _rows(data: bytes, _folder: Path) -> None:
    case = synthetic_case(3, 10)
    for table in TABLES[:1]:
        sheet = Sheet.of(case, table).with_rows(pasted(_text(data), table))
        saving(case, table, sheet.typed)


def _lines(data: bytes, _folder: Path) -> None:
    onto = synthetic_case(3, 10) if len(data) % 2 else None  # a new case, or one that is open
    read_lines(_text(data), onto)


def _key(data: bytes, folder: Path) -> None:
    file = folder / "other.key"
    file.write_bytes(data)
    keys.open_key(file, passphrase=PASSPHRASE)


def practice_restore(practice: Practice) -> Enter:
    """Putting an input in the place of the practice's library."""

    def restore(data: bytes, folder: Path) -> None:
        file = folder / "bad.imhbackup"
        file.write_bytes(data)
        with practice.here():
            present = local_libraries.present_key(passphrase=PASSPHRASE)
            local_libraries.restore(file, passphrase=PASSPHRASE, present=present)

    return restore


def offered(door: Door, data: bytes, folder: Path) -> bool:
    """Offer an input; returns whether it was refused. Raises what a door must not raise."""
    try:
        door.enter(data, folder)
    except door.refuses:
        return True
    return False


def corpus(door: Door, practice: Practice) -> Counts:
    """Offer every bad input to a door, each in a program of its own."""
    counts = Counts()
    for what, made in door.bad.items():
        data = made() if callable(made) else made
        before = practice.seal()
        refused, said, used = _apart(door, data)
        troubles = {
            "tracebacks": said,
            "slow": used.ru_utime + used.ru_stime > MOST_SECONDS and "over 5 s",
            "large": used.ru_maxrss * 1024 > MOST_BYTES and "over 1 GB",
            "changed": refused and practice.seal() != before and "the library was changed",
        }
        for trouble in filter(None, troubles.values()):
            print(f"    {door.name}, {what}: {trouble}")
        found = {name: getattr(counts, name) + bool(troubles[name]) for name in troubles}
        counts = replace(
            counts, inputs=counts.inputs + 1, refused=counts.refused + refused, **found
        )
    return counts


def _apart(door: Door, data: bytes) -> tuple[bool, str, resource.struct_rusage]:
    """Whether a door refused an input, what went wrong, and what it took, in a fork of this."""
    out, into = os.pipe()
    process = os.fork()
    if not process:
        signal.alarm(GIVE_UP)
        said = b"taken"
        try:
            with tempfile.TemporaryDirectory() as folder:
                said = b"refused" if offered(door, data, Path(folder)) else said
        except BaseException as error:
            said = type(error).__qualname__.encode()
        os.write(into, said)
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read().decode()
    _, status, used = os.wait4(process, 0)
    trouble = "" if said in ("taken", "refused") else said or f"ended by signal {status & 127}"
    return said == "refused", trouble, used


def fuzz(door: Door, practice: Practice, seconds: float) -> Counts:
    """Offer changed good inputs to a door for so many seconds."""
    chance, counts, until = random.Random(1), Counts(), time.monotonic() + seconds
    before = practice.seal()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            data = mutated(chance, chance.choice(door.good))
            begun, refused, trouble = time.process_time(), False, 0
            try:
                refused = offered(door, data, Path(folder))
            except Exception as error:
                trouble = 1
                print(f"    {door.name}: {type(error).__qualname__} for {data[:200]!r}")
            counts = replace(
                counts,
                inputs=counts.inputs + 1,
                refused=counts.refused + refused,
                tracebacks=counts.tracebacks + trouble,
                slow=counts.slow + (time.process_time() - begun > MOST_SECONDS),
            )
            if door.name == "backup" and not refused:
                before = practice.seal()  # a backup that opens takes the library's place
    large = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > MOST_BYTES
    return replace(counts, large=int(large), changed=int(practice.seal() != before))


TOKENS = (b"\0", b'"', b"\\", b"{", b"[", b"}", b",", b":", b"->", b"\n", b"\t", b"(", b"=")
TOKENS += (b"1e999", b"-1", b"null", "\u200f".encode(), b"\xff", b"\xed\xa0\x80", b"<img src=x>")


def mutated(chance: random.Random, data: bytes) -> bytes:
    """A good input with a few pieces cut out, doubled, swapped or put in."""
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        b = min(b, a + chance.choice((1, 4, 30, 400)))
        data = chance.choice(
            (
                data[:a] + data[b:],
                data[:b] + data[a:b] * chance.choice((1, 3)) + data[b:],
                data[:a] + chance.choice(TOKENS) + data[b:],
                data[:a] + bytes(chance.randrange(256) for _ in range(b - a)) + data[b:],
                data[:a] + data[a:b][::-1] + data[b:],
            )
        )
        if not data:
            break
    return data


def told(what: str, counts: Sequence[Counts]) -> bool:
    """Print what came of it in one line; returns whether all doors held."""

    def total(name: str) -> int:
        return sum(int(getattr(each, name)) for each in counts)

    print(
        f"  {what}: {total('inputs'):,} inputs, {total('refused'):,} refused; "
        f"{total('tracebacks')} tracebacks, {total('slow')} over 5 s, {total('large')} over 1 GB, "
        f"{total('changed')} libraries changed"
    )
    return all(each.good for each in counts)


def tried(seconds: float = FUZZ_SECONDS) -> Iterator[bool]:
    """Try the corpus and the fuzz on every door, and print the counts of each."""
    with tempfile.TemporaryDirectory(prefix="imh-bad-input-") as folder:
        practice = Practice(Path(folder))
        every = doors(practice)
        print("Bad input:")
        yield told("corpus of all doors", [_told_corpus(door, practice) for door in every])
        print(f"Good input, changed at random, {seconds:g} s a door:")
        for door in every:
            yield told(door.name, [fuzz(door, practice, seconds)])


def _told_corpus(door: Door, practice: Practice) -> Counts:
    counts = corpus(door, practice)
    told(door.name, [counts])
    return counts
