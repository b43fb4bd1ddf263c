"""``python -m imh``: the same work without a browser."""

from imh.cli import main

if __name__ == "__main__":
    main()
