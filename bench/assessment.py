"""How long an assessment takes, what share of it the draws have, and how many cases a second."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from imh.case import casefile
from imh.case.case import Case
from imh.case.synthetic import synthetic_case
from imh.principles.assess import assess
from imh.principles.evidence import Finding
from imh.principles.knowledge import knowledge
from imh.principles.rules import evaluate
from imh.principles.situation import Situation
from imh.principles.stability import Weightings
from imh.principles.weighing import weigh

SAMPLES = Path(__file__).parents[1] / "sample_cases"
REPEATS = 15
BATCH, NODES = 1000, 30


def milliseconds(act: Callable[[], object]) -> float:
    """The median of some repeats."""
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _draws(case: Case) -> float:
    known = knowledge()
    findings = [h for h in evaluate(Situation(case, known)) if isinstance(h, Finding)]
    weighed = weigh(findings, known)
    return milliseconds(lambda: Weightings(weighed, known).acceptability())


def main() -> None:
    """Print a line for every sample case, and the rate of a batch from file to assessment."""
    print(f"{'case':<16}{'symbols':>8}{'items':>7}{'assess ms':>11}{'draws':>8}{'what-ifs':>10}")
    for path in sorted(SAMPLES.glob("*.json")):
        case = casefile.read(path)
        assessment = assess(case)
        whole = milliseconds(lambda case=case: assess(case))
        brief = milliseconds(lambda case=case: assess(case, what_ifs=False))
        draws = _draws(case) / whole
        print(
            f"{path.stem:<16}{len(case.symbols):>8}{len(assessment.items):>7}{whole:>11.1f}"
            f"{draws:>8.0%}{1 - brief / whole:>10.0%}"
        )
    _batch()


def _batch() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.json" for number in range(BATCH)]
        for number, file in enumerate(files):
            file.write_text(casefile.dump(synthetic_case(number, NODES)), "utf-8")
        start = time.perf_counter()
        read = [casefile.read(file) for file in files]
        reading = time.perf_counter() - start
        for case in read:
            assess(case, what_ifs=False)
        whole = time.perf_counter() - start
    print(
        f"{BATCH} generated cases of {NODES} symbols, file to assessment without what-ifs: "
        f"{BATCH / whole:.0f} a second, {reading / whole:.0%} of it reading"
    )
