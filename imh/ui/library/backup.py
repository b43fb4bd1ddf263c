"""A backup of one's own library, as one file to save elsewhere."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import streamlit as st

from imh.library.backup import SUFFIX
from imh.library.errors import LibraryError
from imh.library.local_libraries import LocalCaseStore
from imh.ui.components.save_button import save_button

LARGEST = 256 * 2**20
"""Bytes of a backup that is saved by the browser, which holds all of it until it is saved."""


def backup_button(library: LocalCaseStore) -> None:
    """Make a backup and save it."""
    st.markdown(
        "A backup is one file that holds every case with its history, as locked as the library "
        "itself: it opens by the passphrase or the recovery key of today. Keep it on another disk."
    )
    now = datetime.now().strftime("%Y-%m-%d %H.%M")
    save_button(
        "Back up now",
        lambda: _made(library),
        f"library {now}{SUFFIX}",
        key="library:back up",
        icon="inventory_2",
    )


def _made(library: LocalCaseStore) -> bytes:
    try:
        with tempfile.TemporaryDirectory(prefix="imh-backup-") as folder:
            file = library.back_up(Path(folder) / f"library{SUFFIX}")
            if file.stat().st_size > LARGEST:
                raise LibraryError(
                    f"This library is too large to be saved by the browser (over "
                    f"{LARGEST // 2**20} MB). Make its backup by the command: "
                    "python -m imh backup FILE"
                )
            return file.read_bytes()
    except OSError as error:
        raise LibraryError(f"The backup could not be made: {error.strerror}.") from None
