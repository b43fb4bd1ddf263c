"""The libraries that can be opened here: one to practise in, one's own, or a team's on a server."""

from __future__ import annotations

from weakref import WeakSet

import streamlit as st

from imh.library import local_libraries
from imh.library.case_store import CaseStore
from imh.library.local_libraries import LocalCaseStore
from imh.library.locations import team_address
from imh.library.team_server import open_team

__all__ = [
    "close_all_own",
    "is_open",
    "practice",
    "remember",
    "team",
    "team_address",
]

_open: WeakSet[LocalCaseStore] = WeakSet()
"""One's own library as it is open in the windows of this program."""


@st.cache_resource(show_spinner=False)
def practice() -> CaseStore:
    """The library to practise in. Raises :class:`LibraryError`."""
    return local_libraries.practice()


@st.cache_resource(show_spinner=False)
def team(address: str) -> CaseStore:
    """The team's library. Raises :class:`LibraryError`."""
    return open_team(address)


def remember(library: LocalCaseStore) -> None:
    """Know of a window in which one's own library is open."""
    _open.add(library)


def is_open(library: CaseStore) -> bool:
    """Whether a library may still be used: one's own may have been replaced by a backup."""
    return not isinstance(library, LocalCaseStore) or library in _open


def close_all_own() -> None:
    """Close one's own library in every window, as before another takes its place."""
    for library in list(_open):
        _open.discard(library)
        library.close()
