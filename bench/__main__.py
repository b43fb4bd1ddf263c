"""Run every measurement, or those named, for example ``python -m bench clicks canvas``."""

import sys

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

if __name__ == "__main__":
    for name in sys.argv[1:] or ALL:
        print(f"\n== {name} ==")
        ALL[name]()
