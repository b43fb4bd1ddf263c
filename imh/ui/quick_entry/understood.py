"""What was understood, line by line, and what it would put on the map."""

from collections import Counter
from collections.abc import Callable

import streamlit as st

from imh.case.case import Case
from imh.case.diff import difference, kind_of, named
from imh.case.quick_entry import EntryLine, Reading
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show

NOTHING_NEW = "The map says all of this already."
_ONE = {"setting": "place"}
_SEVERAL = {"person": "people", "setting": "places"}


def understood(reading: Reading, put_right: Callable[[EntryLine, str], None]) -> None:
    """Every line with its mark, in words; ``put_right`` hears which line gets which other text.

    Where nothing could be read, why.
    """
    if reading.problem and not reading.lines:
        show('<div role="alert">', element("p", reading.problem), "</div>")
    good: list[EntryLine] = []
    for line in reading.lines:
        if line.understood:
            good.append(line)
            continue
        _understood(good)
        good = []
        _not_understood(line, put_right)
    _understood(good)


def _understood(lines: list[EntryLine]) -> None:
    if lines:
        show('<ul class="lines">', *(_row(line, line.says) for line in lines), "</ul>")


def _row(line: EntryLine, says: str) -> str:
    mark = "understood" if line.understood else "not-understood"
    spoken = "understood" if line.understood else "not understood"
    return (
        f'<li class="{mark}"><span class="mark" role="img" aria-label="Line {line.number}, '
        f'{spoken}:"></span><div>{element("span", says)}</div></li>'
    )


def _not_understood(line: EntryLine, put_right: Callable[[EntryLine, str], None]) -> None:
    show(
        '<ul class="lines"><li class="not-understood"><span class="mark" role="img" '
        f'aria-label="Line {line.number}, not understood:"></span><div>',
        element("q", line.text),
        element("p", _sentence(line.problem or "")),
        "</div></li></ul>",
    )
    if line.suggestion:
        st.button(
            as_typed(f"Put right: {line.suggestion}"),
            key=f"put-right-{line.number}",
            icon=":material/spellcheck:",
            on_click=put_right,
            args=(line, line.suggestion),
        )
    with st.container(horizontal=True):
        for place, (answer, text) in enumerate(line.answers):
            st.button(
                as_typed(answer),
                key=f"answer-{line.number}-{place}",
                on_click=put_right,
                args=(line, text),
            )


def _sentence(problem: str) -> str:
    return problem[:1].upper() + problem[1:] + ("" if problem.endswith(("?", ".")) else ".")


def outcome(old: Case, new: Case | None) -> str:
    """What adding the lines would do, in one sentence: how much is new, who changes."""
    if new is None:
        return ""
    lines = difference(old, new)
    kinds = Counter(
        kind_of(new.entries[line.id]) for line in lines if line.kind == "new" and line.id
    )
    parts = [_counted(kind, count) for kind, count in kinds.items()]
    ids = dict.fromkeys(line.id for line in lines if line.kind == "changed" and line.id)
    changed = [named(identifier, new.entries) for identifier in ids]
    if any(line.kind == "changed" and not line.id for line in lines):
        changed.append("what the case says of itself")
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    said = [f"Adds {', '.join(parts)}."] if parts else []
    said += [f"Changes {', '.join(changed[:3])}{more}."] if changed else []
    return " ".join(said) or NOTHING_NEW


def _counted(kind: str, count: int) -> str:
    several = _SEVERAL.get(kind) or f"{kind}s"
    return f"{count} {several if count > 1 else _ONE.get(kind, kind)}"
