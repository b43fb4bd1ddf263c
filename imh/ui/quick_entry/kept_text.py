"""Lines that were typed and not yet added to the map, kept so that nothing typed is lost.

They live in the session, and beside the draft in the user's data folder, readable by that user
alone; there they outlive a reload. The lines of a draft that was deleted are deleted as well.
"""

import os
from pathlib import Path

import streamlit as st

from imh.library.drafts import drafts_folder
from imh.ui.session import Opened

SUFFIX = ".typed"


def kept_text(opened: Opened) -> str:
    """What was typed for this case and is not on the map yet."""
    name = _name(opened)
    if name not in st.session_state:
        st.session_state[name] = _from_file(opened)
    return str(st.session_state[name])


def keep_text(opened: Opened, text: str) -> None:
    """Keep the text; an empty one leaves nothing behind."""
    st.session_state[_name(opened)] = text
    if opened.draft is None:
        return
    file = _file(opened)
    try:
        _sweep(file.parent)
        if text.strip():
            _write(file, text)
        else:
            file.unlink(missing_ok=True)
    except OSError:
        return  # the session still has it


def _name(opened: Opened) -> str:
    return f"typed:{opened.draft.token if opened.draft else opened.name}"


def _file(opened: Opened) -> Path:
    assert opened.draft is not None
    return drafts_folder() / f"{opened.draft.token}{SUFFIX}"


def _from_file(opened: Opened) -> str:
    if opened.draft is None:
        return ""
    try:
        return _file(opened).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(file: Path, text: str) -> None:
    new = file.with_suffix(".typed-new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as kept:
        kept.write(text.encode("utf-8", "replace"))
    new.replace(file)


def _sweep(folder: Path) -> None:
    for file in folder.glob(f"*{SUFFIX}"):
        if not file.with_suffix(".draft").exists():
            file.unlink(missing_ok=True)
