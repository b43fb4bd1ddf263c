"""The case as tables: what stands in them, how a cell is read, and one step for each saving."""

from pathlib import Path

STYLE = Path(__file__).with_name("tables.css")
