"""How long the list and the search of a large library take, beside the bare database query.

10,000 made-up cases of 20 revisions each, in an encrypted file as it is used on one computer.
Making it takes some minutes, so this is a measurement of its own: ``python -m bench.library``.
A smaller library: ``python -m bench.library 500``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import Connection

from imh.case.care_plan import Goal, Question
from imh.case.case import Case
from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library import revisions, sharing
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.engines import embedded, transaction
from imh.library.listing import Filter
from imh.library.open_case import OpenCase
from imh.library.revision_contents import START, Contents, compressed, content_hash, packed
from imh.library.revisions import HashedRevision, PendingRevision
from imh.library.roles import THIS_COMPUTER, Account
from imh.library.tables import now

CASES, REVISIONS, KINDS, RUNS = 10_000, 20, 40, 30
QUESTIONS, STEPS = 6, 2
KEY = bytes(range(32))
ANA = Account("ana", "a member of every case")

COLUMNS = "token, title, children, reference_age_months, fictional, safety, changed, number"
NEWEST = f"SELECT {COLUMNS} FROM cases ORDER BY changed DESC LIMIT 50"
AGED = f"SELECT {COLUMNS} FROM cases WHERE reference_age_months BETWEEN 12 AND 24 "
AGED += "ORDER BY changed DESC LIMIT 50"
FOUND = f"SELECT {COLUMNS} FROM cases WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?) "
FOUND += "ORDER BY changed DESC LIMIT 50"


def vocabulary() -> list[str]:
    """Some thousand words of no language, so that searching has something to tell apart."""
    syllables = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]
    return [f"{one}{other}{one[:1]}" for one in syllables for other in syllables]


def _kinds() -> list[Case]:
    return [synthetic_case(seed, 8 + seed % 40) for seed in range(KINDS)]


def _varied(case: Case, chance: Random, words: list[str]) -> Case:
    """The same family under another title, with a note, questions and next steps of its own."""
    child, *others = case.people
    child = child.model_copy(update={"note": " ".join(chance.choices(words, k=60))})
    title = " ".join(chance.choices(words, k=2)).title()
    questions = tuple(
        Question(id=f"question-{number}", text=" ".join(chance.choices(words, k=8)))
        for number in range(QUESTIONS)
    )
    goals = tuple(
        Goal(id=f"step-{number}", text="Call", by_when=f"{_day(chance)}") for number in range(STEPS)
    )
    return case.supposing(title=title, people=(child, *others), questions=questions, goals=goals)


def _day(chance: Random) -> date:
    return date.today() + timedelta(days=chance.randint(-100, 300))


def _chain(earlier: list[bytes], newest: Contents) -> list[HashedRevision]:
    """Twenty revisions that end in ``newest``; the documents before it are shared by many cases."""
    chain, parent = [], START
    for number, document in enumerate([*earlier, packed(newest)], 1):
        name = content_hash(parent, document)
        step = PendingRevision(newest, "Carer: note changed", {"paper": "notes"})
        chain.append(HashedRevision(step, number, parent, name, compressed(document)))
        parent = name
    return chain


def fill(library: CaseStore, count: int) -> None:
    """Put so many cases into a library, past its front door for the sake of time."""
    chance, words, kinds = Random(1), vocabulary(), _kinds()
    earlier = [
        [packed(Contents(kind, {"notes": number})) for number in range(REVISIONS - 1)]
        for kind in kinds
    ]
    for start in range(0, count, 500):
        with transaction(library.engine, writes=True) as connection:
            for number in range(start, min(start + 500, count)):
                which = number % KINDS
                newest = Contents(_varied(kinds[which], chance, words))
                _put(connection, number, _chain(earlier[which], newest))


def _put(connection: Connection, number: int, chain: list[HashedRevision]) -> None:
    case_id, _ = revisions.first(connection, THIS_COMPUTER, f"{number:032x}", "made up", chain[-1])
    earlier, time = chain[:-1], now() - timedelta(days=1)
    revisions.write_down(connection, THIS_COMPUTER, case_id, earlier, time)
    sharing.make_owner(connection, case_id, ANA)


def milliseconds(act: Callable[[], Any]) -> float:
    """The median of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def _bare(raw: Any, joined: str, query: str, *values: str) -> float:
    """The query alone, past SQLAlchemy and past roles; ``joined`` narrows it to her cases."""
    query = query.replace("FROM cases", f"FROM cases {joined}")
    return milliseconds(lambda: raw.execute(query, values).fetchall())


def _comparisons(library: CaseStore) -> Iterator[tuple[str, float, float]]:
    raw = library.engine.raw_connection().driver_connection
    hers = f"JOIN members ON case_id = id AND account = '{ANA.id}'"
    for account, joined in ((THIS_COMPUTER, ""), (ANA, hers)):
        print(f"as {account.name}")
        account_cases, bare = library.for_account(account), partial(_bare, raw, joined)
        for name, which, alone in (
            ("the list", Filter(), bare(NEWEST)),
            ("by age", Filter(ages=(12, 24)), bare(AGED)),
            ("a word of few cases", Filter(text="bazeb"), bare(FOUND, '"bazeb"*')),
            ("a word of all cases", Filter(text="made"), bare(FOUND, '"made"*')),
            ("two letters", Filter(text="ba"), bare(FOUND, '"ba"*')),
        ):
            yield name, milliseconds(partial(account_cases.list, which)), alone


def _caseload(account_cases: AccountCases) -> Iterator[tuple[str, Callable[[], Any]]]:
    today = date.today()
    yield "how many cases", account_cases.count
    yield "the last page", lambda: account_cases.list(limit=20, offset=account_cases.count() - 20)
    yield "how much is due", partial(account_cases.outline, today)
    yield "the first steps", partial(account_cases.due, "step", "visit", today=today)
    yield "the first questions", partial(account_cases.due, "question", today=today)


def main(count: int = CASES) -> None:
    """Fill a library, then print what listing and searching take."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library"
        library = CaseStore(embedded(file, KEY))
        start = time.perf_counter()
        fill(library, count)
        size = file.stat().st_size / 1e6
        print(
            f"{count:,} cases x {REVISIONS} revisions: {size:,.0f} MB, "
            f"made in {time.perf_counter() - start:.0f} s"
        )
        print(f"{'':24}{'library':>9}{'bare':>9}{'ratio':>7}")
        for name, ours, alone in _comparisons(library):
            print(f"  {name:22}{ours:6.2f} ms{alone:6.2f} ms{ours / alone:7.1f}")
        for account in (THIS_COMPUTER, ANA):
            print(f"as {account.name}")
            for name, act in _caseload(library.for_account(account)):
                print(f"  {name:22}{milliseconds(act):6.2f} ms")
        account_cases = library.for_account(THIS_COMPUTER)
        token = f"{count // 2:032x}"
        open_case = account_cases.open(token)
        print(f"{'opening a case':24}{milliseconds(lambda: account_cases.open(token)):6.2f} ms")
        print(f"{'saving a step':24}{_saving(open_case):6.2f} ms")
        library.close()


def _saving(open_case: OpenCase) -> float:
    times = []
    for number in range(RUNS):
        edit = Change.of("carer-0", note=f"step {number}")
        start = time.perf_counter()
        open_case = open_case.do(edit)
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
