"""Small pieces of HTML for the screens; every text from a case is escaped here, and only here."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from imh.principles import safety
from imh.principles.evidence import Assessment


def show(*parts: str) -> None:
    """Put HTML on the screen."""
    st.html("".join(parts))


def element(tag: str, text: str, style: str = "") -> str:
    """One element with escaped text."""
    kind = f' class="{style}"' if style else ""
    return f"<{tag}{kind}>{escape(text)}</{tag}>"


def rows(pairs: Iterable[tuple[str, str, str]]) -> str:
    """A list of facts: label, value and, small, how it is known."""
    lines = []
    for name, value, basis in pairs:
        source = f" {element('em', basis)}" if basis else ""
        lines.append(f"<dt>{escape(name)}</dt><dd>{escape(value)}{source}</dd>")
    return f'<dl class="facts">{"".join(lines)}</dl>' if lines else ""


def bullets(texts: Iterable[str], style: str) -> str:
    """A list of sentences."""
    items = "".join(element("li", text) for text in texts)
    return f'<ul class="{style}">{items}</ul>' if items else ""


def safety_banner(assessment: Assessment) -> None:
    """What has to be raised before any principle, in plain words, on top of the page."""
    if assessment.safety_flags:
        show(
            '<section class="safety" aria-label="Safety first">',
            element("strong", "Safety first. "),
            bullets((flag.sentence for flag in assessment.safety_flags), "safety-list"),
            element("p", f"{safety.ADVICE} {safety.NO_RISK_SCORE}."),
            "</section>",
        )
