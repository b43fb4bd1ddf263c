"""The libraries that can be opened here: one to practise in, one's own, or a team's on a server."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import streamlit as st
from platformdirs import user_data_path

from imh.library import engines, keys
from imh.library.errors import LibraryError
from imh.library.library import Library

TEAM_ADDRESS = "IMH_DATABASE_URL"
"""The environment variable with the address of a team's PostgreSQL server."""
TIME_OUT = "IMH_TIMEOUT_MINUTES"
"""The environment variable with the minutes after which an unused library is closed."""


def folder() -> Path:
    """Where this user's libraries lie, closed to everybody else."""
    place = user_data_path("imh")
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def own_file() -> Path:
    """The encrypted library of this computer's user."""
    return folder() / "library.imh"


def own_keys() -> Path:
    """The key file beside it: the library's key, locked by passphrase and by recovery key."""
    return folder() / "library.key"


def own_is_set_up() -> bool:
    """Whether this computer's user has a library of their own."""
    return own_keys().exists()


def set_up_own(passphrase: str) -> tuple[Library, str]:
    """Begin a library of one's own; returns it with the recovery key to print.

    Raises :class:`LibraryError`.
    """
    if own_file().exists():
        raise LibraryError(f"There is a library without its key file: {own_file()}.")
    new = keys.set_up(own_keys(), passphrase)
    return Library(engines.embedded(own_file(), new.data_key)), new.recovery_key


def open_own(*, passphrase: str | None = None, recovery_key: str | None = None) -> Library:
    """Open one's own library by either secret. Raises :class:`LibraryError`."""
    key = keys.open_key(own_keys(), passphrase=passphrase, recovery_key=recovery_key)
    return Library(engines.embedded(own_file(), key))


@st.cache_resource(show_spinner=False)
def practice() -> Library:
    """The library to practise in, which needs no passphrase. It is not for real families."""
    key_file = folder() / "practice.key"
    if not key_file.exists():
        keys.set_up_demonstration(key_file)
    key = keys.demonstration_key(key_file)
    return Library(engines.embedded(folder() / "practice.imh", key))


def team_address() -> str | None:
    """The address of the team's server, None where each works for themselves."""
    return os.environ.get(TEAM_ADDRESS) or None


@st.cache_resource(show_spinner=False)
def team(address: str) -> Library:
    """The team's library. Raises :class:`LibraryError`."""
    return Library(engines.server(address))


def time_out() -> timedelta:
    """How long a library may lie open unused; 15 minutes unless the setting says otherwise."""
    try:
        minutes = float(os.environ.get(TIME_OUT, ""))
    except ValueError:
        minutes = 15.0
    return timedelta(minutes=max(minutes, 0.05))
