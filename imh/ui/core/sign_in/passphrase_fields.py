"""Fields for a passphrase: the present one, or a new one twice."""

from __future__ import annotations

import streamlit as st

from imh.library import keys
from imh.library.keys import KeyProblem
from imh.ui.core.markdown import as_typed


def present_passphrase(label: str, key: str) -> str:
    """A field for the passphrase that opens the library now."""
    return st.text_input(as_typed(label), type="password", key=key, autocomplete="current-password")


def new_passphrase(key: str) -> tuple[str, str]:
    """Two fields for a new passphrase, with a word on what makes a good one."""
    new = st.text_input(
        "New passphrase", type="password", key=f"{key}:new", autocomplete="new-password"
    )
    again = st.text_input(
        "The same once more", type="password", key=f"{key}:again", autocomplete="new-password"
    )
    st.caption(
        f"At least {keys.SHORTEST_PASSPHRASE:d} characters. Several words that belong together "
        "only for you are good. Nobody can look the passphrase up for you."
    )
    return new, again


def same(new: str, again: str) -> None:
    """Raise :class:`KeyProblem` unless a fit new passphrase was typed twice alike."""
    keys.fit_passphrase(new)
    if new != again:
        raise KeyProblem("The two passphrases are not the same.")
