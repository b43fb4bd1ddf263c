"""What the trust commands print: each runs one check and says in words what it found.

A check that fails ends with False, so that the command line can say so to other programs.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from imh.case import casefile
from imh.case.case import Case
from imh.case.casefile import plain
from imh.principles.assess import assess
from imh.principles.knowledge import FOLDER, PRINCIPLES, Knowledge, knowledge
from imh.trust import agreement, calibration, explanation, fairness, robustness
from imh.trust.ratings import read_ratings
from imh.trust.trials import Trial, smallest

SHOWN = 5
"""Failures of one check that are told in full."""

BESIDE = (
    "People: single judges agreed at 0.37 on underlying mechanisms, five averaged at 0.72",
    "(Persons & Bertagnolli 1999); 18 studies found slight to substantial reliability",
    "(Flinn, Braham & das Nair 2014). Other figures than these, so a yardstick, not a test.",
)


# Agreement


def agree(folder: Path, ratings: Path, as_json: bool) -> str:
    """The app beside blind raters. Raises RatingsError or CaseFileError."""
    stems = {path.stem for path in folder.glob("*.json")}
    rated = read_ratings(ratings, stems)
    app = {
        name: agreement.app_scores(
            assess(casefile.read(folder / f"{name}.json"), knowledge(), what_ifs=False)
        )
        for name in {one.case for one in rated}
    }
    cases = agreement.of_cases(rated, app)
    if as_json:
        return json.dumps(agreement.as_data(cases), ensure_ascii=False, allow_nan=False)
    return "\n".join(_agreement_lines(cases))


def _agreement_lines(cases: Sequence[agreement.CaseAgreement]) -> Iterator[str]:
    figures = agreement.overall(cases)
    pooled = _estimate(figures["app_first_in_two"])
    yield f"The raters' first is among the app's first two in {pooled} of {len(cases)} cases."
    yield ""
    yield f"{'':<24}{'raters':>7}   {'first in first two':<26}{'Kendall tau-b':<26}"
    yield f"{'':<34}{'app':<13}{'people':<13}{'app':<13}{'people':<13}"
    for one in cases:
        cells = [_cell(figure(one)) for figure in agreement.FIGURES.values()]
        yield f"{one.case:<24}{one.raters:>7}   " + "".join(f"{cell:<13}" for cell in cells)
    yield ""
    for name, words in (
        ("app_first_in_two", "first in first two: app, with the raters' mean"),
        ("people_first_in_two", "first in first two: each rater, with the others"),
        ("app_tau_b", "tau-b: app, with the raters' mean"),
        ("people_tau_b", "tau-b: each rater, with the others"),
    ):
        yield f"{words:<50}{_estimate(figures[name])}"
    yield ""
    yield "Intervals: 95 %, cases drawn anew 10,000 times."
    yield from BESIDE


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _estimate(one: agreement.Estimate) -> str:
    if one.mean is None or one.low is None or one.high is None:
        return "-"
    return f"{one.mean:.2f} ({one.low:.2f} to {one.high:.2f})"


# Calibration


def calibrate(cases: Mapping[str, Case], write: bool) -> tuple[str, bool]:
    """Set the scales; write them into the knowledge files if asked and if it improves."""
    found = calibration.calibrate(cases, knowledge())
    lines = [*_calibration_lines(found)]
    if write and found.improves:
        path = FOLDER / "weighing.yaml"
        path.write_text(calibration.recorded(path.read_text("utf-8"), found), "utf-8")
        knowledge.cache_clear()
        lines.append(f"Written to {path.name}.")
    elif found.stands:
        lines.append("The knowledge files hold these scales.")
    elif write:
        lines.append("Not written: these scales are no improvement.")
    return "\n".join(lines), found.improves or found.stands or not write


def _calibration_lines(found: calibration.Calibration) -> Iterator[str]:
    yield f"Balanced cases: {found.count:,}. Named set: {', '.join(found.cases)}."
    yield ""
    yield f"{'':<22}{'mean evidence':<34}{'scale':<16}first among balanced"
    yield (
        f"{'':<22}{'balanced':<10}{'named':<24}{'before':<8}{'after':<8}"
        f"{f'{calibration.COMMON:g} for all':<11}{'before':<8}after"
    )
    for p in PRINCIPLES:
        low, high = found.named_range[p]
        named = f"{found.named[p]:.2f}  ({low:.2f} to {high:.2f})"
        yield (
            f"{p:<22}{found.balanced[p]:<10.2f}{named:<24}{found.old[p]:<8g}{found.new[p]:<8g}"
            f"{found.alike[p]:<11.3f}{found.before[p]:<8.3f}{found.after[p]:.3f}"
        )
    yield ""
    yield "In brackets: the named mean relative to the other principles, cases drawn anew (95 %)."
    before, after = calibration.departure(found.before), calibration.departure(found.after)
    yield f"Greatest departure from a fifth: {before:.3f} before, {after:.3f} after."
    for one in found.turned:
        close = "was too close to call" if one.close else "was not close"
        yield f"{one.case}: {one.after} first instead of {one.before}; it {close}."
    if not found.turned:
        yield "No named case has another first principle."


# Fairness and explanation


def fair(trials: Iterable[Trial]) -> tuple[str, bool]:
    """Change what must not matter, and count the digits that change."""
    known = knowledge()
    tally = _Tally(fairness.CHECKS)
    for trial in trials:
        tally.add(trial, fairness.complaints(trial.case(), trial.random, known))
    lines = [*tally.lines()]
    for check, trial in tally.first_failed():
        small = smallest(trial.case(), _unfair(check, trial, known))
        lines += ["", f"Smallest case found, {check}:", json.dumps(plain(small))]
    return "\n".join(lines), not tally.failed


def _unfair(check: str, trial: Trial, known: Knowledge) -> Callable[[Case], bool]:
    """Whether a case fails a check that its trial failed, in one of a few random ways."""

    def fails(case: Case) -> bool:
        ways = (trial.random, *(trial.once_more(time) for time in range(SHOWN)))
        return any(
            wrong for way in ways for _, wrong in fairness.complaints(case, way, known, [check])
        )

    return fails


def explain(trials: Iterable[Trial], lights: explanation.Lights) -> tuple[str, bool]:
    """Take every reason apart: facts, parts, sentence."""
    known = knowledge()
    tally = _Tally(explanation.CHECKS)
    for trial in trials:
        tally.add(trial, explanation.complaints(trial.case(), known, lights))
    return "\n".join(tally.lines()), not tally.failed


class _Tally:
    """How often each check was made and failed, and where."""

    def __init__(self, checks: Iterable[str]) -> None:
        self._made = Counter(dict.fromkeys(checks, 0))
        self._failures: dict[str, list[tuple[Trial, str]]] = {check: [] for check in self._made}
        self._cases = 0

    @property
    def failed(self) -> int:
        return sum(len(several) for several in self._failures.values())

    def add(self, trial: Trial, complaints: Iterable[tuple[str, str]]) -> None:
        self._cases += 1
        for check, wrong in complaints:
            self._made[check] += 1
            if wrong:
                self._failures[check].append((trial, wrong))

    def lines(self) -> Iterator[str]:
        width = max(len(check) for check in self._made) + 2
        yield f"{self._cases:,} cases"
        yield f"{'':<{width}}{'compared':>10}{'failed':>8}"
        for check, made in self._made.items():
            yield f"{check:<{width}}{made:>10,}{len(self._failures[check]):>8,}"
        for check, failures in self._failures.items():
            if failures:
                yield ""
                yield f"{check}:"
                yield from (f"  {trial.name}: {wrong}" for trial, wrong in failures[:SHOWN])
                if len(failures) > SHOWN:
                    yield f"  and {len(failures) - SHOWN:,} more"

    def first_failed(self) -> list[tuple[str, Trial]]:
        return [(check, several[0][0]) for check, several in self._failures.items() if several]


# Robustness


def robust(trials: Iterable[Trial]) -> tuple[str, list[robustness.Held]]:
    """Read a tenth of the ties one step differently, and compare with what was claimed."""
    known = knowledge()
    several = [held for trial in trials if (held := robustness.held(trial, known))]
    return "\n".join(_robustness_lines(several)), several


def _robustness_lines(several: Sequence[robustness.Held]) -> Iterator[str]:
    yield (
        f"{len(several):,} cases with a first principle; {robustness.SHARE:.0%} of the tie "
        f"qualities read one step differently, {robustness.TIMES} times each."
    )
    yield ""
    yield f"{'':<36}{'ties read':>10}{'claimed':>9}{'stayed':>8}{'changed':>9}"
    for one in several:
        if not one.made_up:
            yield (
                f"{one.case + ': ' + one.first:<36}{one.recoded:>10}{one.claimed:>9.3f}"
                f"{one.held:>8.3f}{1 - one.held:>9.3f}"
            )
    yield ""
    yield f"{'the headline says':<36}{'cases':>10}{'claimed':>9}{'stayed':>8}{'too sure':>9}"
    for band in robustness.bands(several):
        yield (
            f"{band.name:<36}{band.cases:>10,}{band.claimed:>9.3f}{band.held:>8.3f}"
            f"{band.too_sure:>9,}"
        )
    yield ""
    yield f"Too sure: stayed first less often than was claimed, by more than {robustness.SLACK:g}."
    for one in several:
        if one.too_sure:
            yield f"  {one.case}: claimed {one.claimed:.3f}, stayed {one.held:.3f}"
