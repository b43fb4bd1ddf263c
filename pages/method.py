"""Method: how the ranking is made and how far it can be trusted, as ``docs/method.md`` says it."""

import re
from base64 import b64encode
from html import escape
from pathlib import Path

import streamlit as st

from imh.ui.core.markdown import Markdown, as_typed
from imh.ui.core.sign_in import landing

SOURCE = Path(__file__).parents[1] / "docs" / "method.md"
SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
PICTURE = re.compile(r"^!\[(.+)\]\((.+)\)\n", re.MULTILINE)
PICTURE_WIDTH = 560  # pixels, about a column of text

landing.through()


def show(text: str) -> None:
    """A section under its tab, which stands for its heading: those inside it move up by one."""
    words, *pictures = PICTURE.split(text.replace("\n### ", "\n## "))
    st.markdown(Markdown(words))
    for caption, file, more in zip(*[iter(pictures)] * 3, strict=True):
        picture(caption, SOURCE.parent / file)
        st.markdown(Markdown(more))


def picture(caption: str, file: Path) -> None:
    """A picture with its words for those who cannot see it, which ``st.image`` does not give."""
    source = f"data:image/png;base64,{b64encode(file.read_bytes()).decode()}"
    st.html(f'<img src="{source}" alt="{escape(caption)}" width="{PICTURE_WIDTH}">')
    st.caption(as_typed(caption))


heading, *sections = SECTION.split(SOURCE.read_text("utf-8"))
title, opening = heading.removeprefix("# ").split("\n", 1)
st.title(as_typed(title))
st.markdown(Markdown(opening))
tabs = st.tabs([as_typed(name) for name in sections[::2]])
for tab, section in zip(tabs, sections[1::2], strict=True):
    with tab:
        show(section)
