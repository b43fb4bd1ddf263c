"""The sheet that a clinician prints when a library is set up, with the recovery key on it."""

import datetime
from html import escape

_TITLE = "Recovery sheet"
_WHAT_FOR = (
    "This key opens the library when its passphrase is forgotten. It opens it as fully as the"
    " passphrase does: whoever has it and the library's files can read every case."
)
_BEFORE = (
    "When both the passphrase and this recovery key are lost, nothing can open the library: not the"
    " program, not its makers, not whoever looks after this computer."
)
_KEEP = (
    "Keep this sheet on paper, locked away, apart from the computer.",
    "Do not photograph it, and do not keep it as a file.",
    "Capitals, spaces and dashes do not matter when it is typed. A mistyped group is named.",
    "A new recovery key makes this one useless. Destroy this sheet then, and remember that older"
    " backups still open with it.",
)


def as_text(recovery_key: str, library: str, made: datetime.date) -> str:
    """The sheet as plain text; ``library`` is what the library is called."""
    lines = [_TITLE, f"Library: {library}", f"Made on: {made:%Y-%m-%d}", ""]
    lines += [f"    {line}" for line in _in_lines(recovery_key)]
    lines += ["", _WHAT_FOR, "", _BEFORE, "", *(f"- {line}" for line in _KEEP)]
    return "\n".join(lines) + "\n"


def as_html(recovery_key: str, library: str, made: datetime.date) -> str:
    """The sheet as one page to print, which asks nothing of any other place."""
    key = "".join(f"<p>{escape(line)}</p>" for line in _in_lines(recovery_key))
    keep = "".join(f"<li>{escape(line)}</li>" for line in _KEEP)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{_TITLE}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{_TITLE}</h1>
<dl><dt>Library</dt><dd>{escape(library)}</dd><dt>Made on</dt><dd>{made:%Y-%m-%d}</dd></dl>
<div class="key" role="group" aria-label="Recovery key">{key}</div>
<p>{escape(_WHAT_FOR)}</p>
<p class="before">{escape(_BEFORE)}</p>
<ul>{keep}</ul>
</main>
</body>
</html>
"""


def _in_lines(recovery_key: str) -> tuple[str, str]:
    """Two lines of four groups, easier to copy by eye."""
    groups = recovery_key.split("-")
    half = len(groups) // 2
    return "   ".join(groups[:half]), "   ".join(groups[half:])


_STYLE = """
@page { size: auto; margin: 25mm; }
body { margin: 0; background: #fff; color: #1c1c1c;
  font: 12pt/1.5 "Source Sans Pro", "Source Sans 3", system-ui, sans-serif; }
main { max-width: 36em; margin: 2.5em auto; padding: 0 1.5em; }
@media print { main { margin: 0; padding: 0; } }
h1 { font-size: 20pt; font-weight: 600; margin: 0 0 .6em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.2em; margin: 0; }
dt { color: #555; }
dd { margin: 0; overflow-wrap: anywhere; }
.key { margin: 1.8em 0; padding: 1.1em 1.4em; border: 1.5pt solid #1c1c1c; border-radius: 3pt;
  font: 600 19pt/1.7 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; white-space: pre;
  break-inside: avoid; }
.key p { margin: 0; }
.before { font-weight: 600; }
ul { padding-left: 1.2em; }
li { margin: .35em 0; }
"""
