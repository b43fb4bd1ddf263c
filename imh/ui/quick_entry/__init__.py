"""Writing the family down in lines: the box, what was understood, how lines are written."""

from pathlib import Path

from imh.ui.components.writing_box import writing_box
from imh.ui.quick_entry.entering import add_to_the_map, written
from imh.ui.quick_entry.grammar import grammar
from imh.ui.quick_entry.understood import understood

STYLE = Path(__file__).with_name("quick_entry.css")

__all__ = ["STYLE", "add_to_the_map", "grammar", "understood", "writing_box", "written"]
