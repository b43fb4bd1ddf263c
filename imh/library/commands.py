"""What the command line asks of a library, answered in words and whether all is well."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imh.library import audit, backup, local_libraries, locations, seals, team_server
from imh.library.audit import AuditLine
from imh.library.audit_sentences import in_words
from imh.library.case_store import CaseStore
from imh.library.engines import transaction
from imh.library.errors import LibraryError
from imh.library.integrity_check import WHAT_IT_PROVES
from imh.library.keys import KeyProblem
from imh.library.local_libraries import LocalCaseStore
from imh.library.retention import Retention
from imh.library.roles import THE_SERVER, THIS_COMPUTER
from imh.library.seal_locations import NotedDown

PASSPHRASE_FILE = "IMH_PASSPHRASE_FILE"
"""The environment variable with the name of a file that holds the passphrase."""
_ALL = 1_000_000_000


@contextmanager
def opened(practice: bool) -> Iterator[CaseStore]:
    """The practice library, the team's, or one's own, whichever is asked for or set."""
    address = locations.team_address()
    if practice:
        library = local_libraries.practice()
    elif address:
        library = team_server.open_team(address)
    else:
        library = _own()
    try:
        yield library
    finally:
        library.close()


def _own() -> LocalCaseStore:
    if not local_libraries.is_set_up():
        raise LibraryError("There is no library of your own on this computer (see --practice).")
    return local_libraries.open_own(passphrase=_secret("Passphrase"))


def _secret(what: str) -> str:
    """A secret from the file that the setting names, or typed at the terminal, unseen."""
    file = os.environ.get(PASSPHRASE_FILE)
    if not file:
        return _typed(what)
    try:
        return Path(file).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise LibraryError(f"The file that {PASSPHRASE_FILE} names cannot be read.") from None


def _typed(what: str) -> str:
    try:
        return getpass.getpass(f"{what}: ")
    except (EOFError, KeyboardInterrupt):
        raise LibraryError(f"No {what.lower()} was given.") from None


def verify(practice: bool, noted: str | None = None) -> tuple[str, bool]:
    """Check the library, its record first, and show the record's last line that holds.

    ``noted`` is a seal that somebody noted down, or the name of a file with seals.
    """
    with opened(practice) as library:
        found = library.examine(*([NotedDown(noted)] if noted else []))
        with transaction(library.engine) as connection:
            holds = audit.lines(connection, None, 1) if found.record.whole else ()
    told = [] if found.record.whole else [found.record.trouble]
    told += found.troubles
    told += [f"Last line: {_told(line)}" for line in holds]
    told.append(WHAT_IT_PROVES)
    told.append(f"Lines that hold: {found.record.lines}, the last with the seal")
    told.append(found.record.last)
    told.insert(0, "The record is whole." if found.whole else "The library is not whole.")
    return "\n".join(told), found.whole


def note_anew() -> tuple[str, bool]:
    """Let the seals that were noted before count no more."""
    with opened(practice=False) as library:
        if library.seals is None:
            raise LibraryError(f"No seals are noted for this library (see {locations.SEAL_FILE}).")
        account = THIS_COMPUTER if isinstance(library, LocalCaseStore) else THE_SERVER
        before = seals.note_anew(library.engine, library.seals, account)
        name = library.seals.name
    let_go = f" Before, it was that of line {before.number}." if before.number else ""
    return f"The last seal was noted in {name}.{let_go} That is on the record.", True


def record(practice: bool, token: str | None) -> tuple[str, bool]:
    """All lines of the record, or of one case, the newest first."""
    with opened(practice) as library, transaction(library.engine) as connection:
        lines = audit.lines(connection, token, _ALL)
    return "\n".join(map(_told, lines)) or "The record is empty.", True


def _told(line: AuditLine) -> str:
    when = line.time.strftime("%Y-%m-%d %H:%M:%S UTC")
    about = f" [{line.token}]" if line.token else ""
    return f"{line.number} {when} {line.name} {in_words(line)}{about}"


def retention(practice: bool, to: Retention | None) -> tuple[str, bool]:
    """Set how long cases are kept, if that is asked for; say what holds."""
    on_a_server = locations.team_address() and not practice
    with opened(practice) as library:
        account_cases = library.for_account(THE_SERVER if on_a_server else THIS_COMPUTER)
        before = account_cases.retention()
        if to is None:
            return before.sentence, True
        account_cases.set_retention(to)
        return f"{to.sentence} Before, they were kept {before.until}.", True


def back_up(file: Path) -> tuple[str, bool]:
    """Copy one's own library into a file."""
    library = _own()
    try:
        library.back_up(file)
    finally:
        library.close()
    return f"{file.name} holds your library. It opens by the passphrase of today.", True


def _present_key(of_the_backup: dict[str, str]) -> bytes | None:
    """What shows that somebody may replace the library that is there: often the same secret."""
    if not local_libraries.present_opens():
        return None
    with suppress(KeyProblem):
        return local_libraries.present_key(**of_the_backup)
    typed = _typed("Passphrase or recovery key of the library that is there now")
    with suppress(KeyProblem):
        return local_libraries.present_key(recovery_key=typed)
    return local_libraries.present_key(passphrase=typed)


def restore(file: Path, by_recovery_key: bool) -> tuple[str, bool]:
    """Put the library of a backup in the place of one's own."""
    kind = "recovery_key" if by_recovery_key else "passphrase"
    secret = {kind: _secret("Recovery key" if by_recovery_key else "Passphrase")}
    backup.verify(file, **secret)
    done = local_libraries.restore(file, **secret, present=_present_key(secret))
    kept = f" The library that it replaced is kept in {done.replaced}." if done.replaced else ""
    return f"{file.name} was restored.{kept}", True
