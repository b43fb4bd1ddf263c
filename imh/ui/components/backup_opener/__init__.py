"""Choosing a backup on this computer. Streamlit's own uploader breaks an axe rule."""

from __future__ import annotations

import base64
import binascii
import tempfile
from pathlib import Path, PurePath
from typing import Any

import streamlit as st

from imh.library.backup import SUFFIX
from imh.ui.components.bundle import bundle
from imh.ui.session_state import BACKUP_CHOSEN

_HERE = Path(__file__).parent
LARGEST = 2 * 2**30
"""Bytes that a backup may have which comes through the browser."""

_component = st.components.v2.component(
    "backup_opener",
    html=f"""
    <label class="opener">
      <span class="button">Choose a backup ({SUFFIX})</span>
      <input type="file" accept="{SUFFIX}">
      <span class="name" aria-live="polite"></span>
    </label>""",
    css=(_HERE.parent / "file_opener" / "file_opener.css").read_text("utf-8"),
    js=bundle(_HERE / "backup_opener.js"),
)


class Arriving:
    """A backup on its way from the browser into a file that goes when it is not needed."""

    def __init__(self, name: str, size: int) -> None:
        self.name, self.size, self.arrived = PurePath(name).name, size, 0
        self._folder = tempfile.TemporaryDirectory(prefix="imh-restore-")
        self.file = Path(self._folder.name) / f"backup{SUFFIX}"
        self.file.touch(0o600)

    @property
    def whole(self) -> bool:
        """Whether all of it is here."""
        return self.arrived == self.size

    def add(self, start: int, piece: bytes) -> None:
        """Take the next piece; any other is left alone."""
        if start == self.arrived and self.arrived + len(piece) <= self.size:
            with self.file.open("ab") as file:
                file.write(piece)
            self.arrived += len(piece)


def backup_opener(key: str) -> Arriving | None:
    """Show the button; return the backup that was chosen, once all of it is here."""
    arriving = BACKUP_CHOSEN.get()
    place = {"wanted": arriving.arrived if arriving else 0, "said": _said(arriving)}
    piece = _component(key=key, data=place, on_piece_change=lambda: None).piece
    if piece:
        _take(piece)
        st.rerun()
    return arriving if arriving and arriving.whole else None


def _said(arriving: Arriving | None) -> str:
    if arriving is None:
        return ""
    if arriving.size > LARGEST:
        return f"{arriving.name} is larger than a backup can be that is opened here (2 GB)."
    if arriving.whole:
        return arriving.name
    return f"{arriving.name}: {arriving.arrived * 100 // arriving.size} %"


def _take(piece: dict[str, Any]) -> None:
    try:
        name, size, start = str(piece["name"]), int(piece["size"]), int(piece["from"])
        data = base64.b64decode(piece["bytes"], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error):
        return
    if start == 0:
        BACKUP_CHOSEN.put(Arriving(name, size))
    arriving = BACKUP_CHOSEN.get()
    if arriving and arriving.size <= LARGEST:
        arriving.add(start, data)


def forget_backup() -> None:
    """Let go of the backup that was chosen."""
    BACKUP_CHOSEN.clear()
