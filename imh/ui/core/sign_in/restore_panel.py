"""Putting a backup in the place of one's own library: before signing in, and from within."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from imh.library import backup, local_libraries, locations
from imh.library.errors import LibraryError
from imh.ui.components.backup_opener import Arriving, backup_opener, forget_backup
from imh.ui.core import libraries
from imh.ui.core.markdown import as_typed

_SECRETS = {"passphrase of that day": "passphrase", "recovery key of that day": "recovery_key"}
_PRESENT = {"passphrase of today": "passphrase", "recovery key of today": "recovery_key"}


def restore_panel(present: bytes | None = None) -> str:
    """Ask for a backup and its secret; returns what was done in words, once it was.

    ``present`` is the data key of the library that is open; without one a secret is asked for.
    """
    st.markdown(as_typed(_what_is_replaced()))
    chosen = backup_opener("backup")
    trouble = st.container()
    with st.form("restore", border=False, width=520):
        wanted = _secret("It opens by the", "What opens the backup", _SECRETS, "restore:secret")
        allowed = None if present or not local_libraries.present_opens() else _present_secret()
        asked = st.form_submit_button("Restore this backup")
    if asked and chosen is None:
        trouble.warning("Choose a backup first.", icon=":material/error:")
    elif asked and chosen:
        with st.spinner("The backup is checked and put in its place"):
            try:
                backup.verify(chosen.file, **wanted)
                if allowed is not None:
                    present = _present_key(allowed or wanted)
                return _restored(chosen, wanted, present)
            except LibraryError as error:
                trouble.warning(as_typed(f"Nothing was replaced. {error}"), icon=":material/error:")
    return ""


def _what_is_replaced() -> str:
    present = [file for file in (locations.own_file(), locations.own_keys()) if file.exists()]
    if not present:
        return "The backup becomes your library on this computer. Nothing is replaced."
    changed = max(file.stat().st_mtime for file in present)
    day = datetime.fromtimestamp(changed).strftime("%d %B %Y at %H:%M")
    return (
        f"The backup takes the place of your library on this computer, which was last changed on "
        f"{day}. That library is not deleted: it goes into a folder of its own, in "
        f"{locations.folder()}."
    )


def _present_secret() -> dict[str, str]:
    """What opens the library that is replaced; nothing when nothing was typed."""
    found = _secret(
        "The library that is here now opens by the",
        "What opens the library that is here now",
        _PRESENT,
        "restore:present",
        help="Empty when it is the same. If both are lost, move the two files of the library out "
        "of its folder first.",
    )
    return found if any(found.values()) else {}


def _secret(
    opens: str, what: str, ways: dict[str, str], key: str, help: str = ""
) -> dict[str, str]:
    """Which of the ``ways`` opens a library, and what was typed for it."""
    how = st.radio(
        as_typed(opens), list(ways), format_func=as_typed, horizontal=True, key=f"{key} how"
    )
    secret = st.text_input(
        as_typed(what),
        type="password",
        key=key,
        autocomplete="off",
        help=as_typed(help) if help else None,
    )
    return {ways[how]: secret}


def _present_key(secret: dict[str, str]) -> bytes:
    try:
        return local_libraries.present_key(**secret)
    except LibraryError as error:
        raise LibraryError(f"The library that is here now: {error}") from None


def _restored(chosen: Arriving, secret: dict[str, str], present: bytes | None) -> str:
    libraries.close_all_own()
    done = local_libraries.restore(chosen.file, **secret, present=present)
    forget_backup()
    kept = f" The library that it replaced is kept in {done.replaced}." if done.replaced else ""
    return f"{chosen.name} was restored.{kept} Open it with the passphrase of the backup."
