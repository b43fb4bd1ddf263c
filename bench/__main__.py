"""Run every measurement, or those named, for example ``python -m bench clicks canvas``."""

import sys
from collections.abc import Sequence

from bench import assessment, canvas, clicks, entry, largest, layout_quality, library, outputs

ALL = {
    "assessment": assessment.main,
    "layout": layout_quality.main,
    "clicks": clicks.main,
    "canvas": canvas.main,
    "entry": entry.main,
    "outputs": outputs.main,
    "largest": largest.main,
    "library": library.main,
}


def main(names: Sequence[str]) -> None:
    """Run these measurements, all when none is named; an unknown name starts none of them."""
    for name in names:
        if name not in ALL:
            sys.exit(f"There is no measurement called {name!r}. There are: {', '.join(ALL)}.")
    for name in names or ALL:
        print(f"\n== {name} ==")
        ALL[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
