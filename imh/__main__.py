"""``python -m imh``: the same work without a browser."""

from imh import core_dumps
from imh.cli import main

if __name__ == "__main__":
    core_dumps.switch_off()
    main()
