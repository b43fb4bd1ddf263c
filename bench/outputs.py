"""Time to each document of a case, side by side in one run, as ratios to the assessment.

Every sample case is written in turn by every way, round after round, so that all ways meet the
same load of the machine. What a document has in common with the others (assessment, draft, map)
stands as its own line and is not in theirs.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from imh.case import casefile
from imh.case.case import Case
from imh.drawing import draw
from imh.formulation import (
    draft,
    family_map_case,
    family_version,
    merge,
    to_docx,
    to_markdown,
    to_pdf,
    to_plain_text,
)
from imh.principles.assess import assess

SAMPLES = Path(__file__).parents[1] / "sample_cases"
ROUNDS = 3
MEASURE = "assessment"  # what the others are measured against

Way = Callable[[], object]


def ways(case: Case) -> dict[str, Way]:
    """What is done for one case, by name."""
    assessment = assess(case)
    document = merge(draft(case, assessment), picture=draw(case, theme="print"))
    ready = document.without_prompts()

    def for_the_family() -> bytes:
        picture = draw(family_map_case(case), theme="print")
        return to_docx(merge(family_version(case), picture=picture).without_prompts())

    return {
        MEASURE: lambda: assess(case),
        "draft": lambda: draft(case, assessment),
        "map": lambda: draw(case, theme="print"),
        "plain text": lambda: to_plain_text(ready),
        "Markdown": lambda: to_markdown(ready),
        "Word": lambda: to_docx(ready),
        "PDF": lambda: to_pdf(ready),
        "family, whole": for_the_family,
    }


def timed() -> dict[str, list[float]]:
    """Milliseconds for each way, one for each sample case: the best of the rounds."""
    cases = [ways(casefile.read(path)) for path in sorted(SAMPLES.glob("*.json"))]
    best = {name: [float("inf")] * len(cases) for name in cases[0]}
    for _ in range(ROUNDS):
        for place, case in enumerate(cases):
            for name, way in case.items():
                start = time.perf_counter()
                way()
                spent = 1000 * (time.perf_counter() - start)
                best[name][place] = min(best[name][place], spent)
    return best


def main() -> None:
    """Print the median and the slowest case for each output, and the ratio to the assessment."""
    times = timed()
    measure = statistics.median(times[MEASURE])
    print(f"{'output':<15}{'median ms':>10}{'slowest':>9}{'ratio':>8}")
    for name, spent in times.items():
        median = statistics.median(spent)
        print(f"{name:<15}{median:>10.1f}{max(spent):>9.1f}{median / measure:>8.2f}")
    print("Ratio: to the assessment of the same cases in the same run. 'family, whole' is from the")
    print("case to the Word file, its own map included.")


if __name__ == "__main__":
    main()
