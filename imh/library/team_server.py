"""A team's library, on a server."""

from __future__ import annotations

from dataclasses import replace

from imh.library import engines, locations, seals
from imh.library.case_store import CaseStore
from imh.library.roles import THE_SERVER
from imh.library.seal_locations import SealFile


def open_team(address: str) -> CaseStore:
    """Open the library at an address; its seals are noted where the clinic says.

    Raises :class:`LibraryError`.
    """
    library, file = CaseStore(engines.server(address)), locations.seal_file()
    if file is None:
        return library
    keeper = SealFile(file)
    amiss = seals.watch(library.engine, keeper, THE_SERVER)
    return replace(library, seals=keeper, amiss=amiss)
