"""A backup of one's own library, as one file to save elsewhere."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import streamlit as st

from imh.library.backup import SUFFIX
from imh.library.errors import LibraryError
from imh.library.own import OwnLibrary

_MADE = "library:backup"


def backup_button(library: OwnLibrary) -> None:
    """Make a backup, then offer it for saving."""
    st.markdown(
        "A backup is one file that holds every case with its history, as locked as the library "
        "itself: it opens by the passphrase or the recovery key of today. Keep it on another disk."
    )
    if st.button("Back up now", icon=":material/inventory_2:", key="library:back up"):
        try:
            with st.spinner("The library is copied and the copy is checked"):
                st.session_state[_MADE] = _made(library)
        except LibraryError as error:
            st.warning(str(error), icon=":material/error:")
    if _MADE in st.session_state:
        name, data = st.session_state[_MADE]
        st.download_button(
            f"Save {name}",
            data,
            file_name=name,
            mime="application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
            type="primary",
        )


def _made(library: OwnLibrary) -> tuple[str, bytes]:
    now = datetime.now().strftime("%Y-%m-%d %H.%M")
    try:
        with tempfile.TemporaryDirectory(prefix="imh-backup-") as folder:
            file = library.back_up(Path(folder) / f"library{SUFFIX}")
            return f"library {now}{SUFFIX}", file.read_bytes()
    except OSError as error:
        raise LibraryError(f"The backup could not be made: {error.strerror}.") from None
