"""Where the libraries of this computer's user lie, and the address of a team's."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from imh.library.errors import LibraryError

TEAM_ADDRESS = "IMH_DATABASE_URL"
"""The environment variable with the address of a team's PostgreSQL server."""

SEAL_FILE = "IMH_SEAL_FILE"
"""The environment variable with the file in which a team's server notes the record's seals."""


def folder() -> Path:
    """Where this user's libraries lie, closed to everybody else.

    Raises :class:`LibraryError` when it cannot be made or read.
    """
    place = user_data_path("imh")
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.scandir(place).close()
    except OSError as error:
        raise LibraryError(
            f"The libraries' folder {place} cannot be made or read: {error.strerror}."
        ) from None
    return place


def own_file() -> Path:
    """The encrypted library of this computer's user."""
    return folder() / "library.imh"


def own_keys() -> Path:
    """The key file beside it: the library's key, locked by passphrase and by recovery key."""
    return folder() / "library.key"


def practice_file() -> Path:
    """The library to practise in."""
    return folder() / "practice.imh"


def practice_keys() -> Path:
    """The key file beside it, which is not locked."""
    return folder() / "practice.key"


def team_address() -> str | None:
    """The address of the team's server, None where each works for themselves."""
    return os.environ.get(TEAM_ADDRESS) or None


def seal_file() -> Path | None:
    """The file in which a team's server notes the record's seals, None where none is named."""
    named = os.environ.get(SEAL_FILE)
    return Path(named) if named else None
