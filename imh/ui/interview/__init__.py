"""The guided interview: its script, the screens it makes of a case, and what an answer changes."""

from pathlib import Path

STYLE = Path(__file__).with_name("interview.css")
