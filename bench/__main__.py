"""Run every measurement, or those named: ``python -m bench [assessment] [clicks] [layout]``."""

import sys

from bench import assessment, clicks, layout_quality

ALL = {
    "assessment": assessment.main,
    "layout": layout_quality.main,
    "clicks": clicks.main,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or ALL:
        print(f"\n== {name} ==")
        ALL[name]()
