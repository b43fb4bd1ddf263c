"""The file that keeps the locked data key: read with suspicion, written durably."""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any, Literal

from imh.library.errors import LibraryError

KeyFileKind = Literal["library", "demonstration"]
Document = dict[str, Any]

FORMAT = "imh library key 1"
LARGEST = 20_000
"""Bytes that a key file may have."""

_NOTES = {
    "library": "Opens the library beside it, with the passphrase or the recovery key.",
    "demonstration": "NOT FOR REAL FAMILIES. This key is not locked: whoever has it can read"
    " the demonstration library.",
}


class KeyProblem(LibraryError):
    """A library that cannot be unlocked or locked this way, in one plain sentence."""


class DamagedKeyFile(KeyProblem):
    """The key file is missing, damaged, or something else."""


def begin(path: Path, kind: KeyFileKind, document: Document) -> None:
    """Write a first key file. Raises :class:`KeyProblem` when there is one already."""
    if path.exists():
        raise KeyProblem(f"There is a key file already: {path.name}.")
    write(path, {"format": FORMAT, "kind": kind, "note": _NOTES[kind], **document})


def read(path: Path) -> Document:
    """A whole key file as JSON values. Raises :class:`DamagedKeyFile`."""
    try:
        with path.open("rb") as file:
            document = json.loads(file.read(LARGEST))
        whole = document["check"] == _checksum(document) and document["format"] == FORMAT
        if whole and document["kind"] in _NOTES:
            return dict(document)
    except FileNotFoundError:
        raise DamagedKeyFile(f"The key file {path.name} is missing.") from None
    except OSError as error:
        raise DamagedKeyFile(f"The key file cannot be read: {error.strerror}.") from None
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        pass
    raise damaged(path)


def part(path: Path, name: str) -> Document:
    """One of the two ways in. Raises :class:`KeyProblem`."""
    document = read(path)
    if document["kind"] == "demonstration":
        raise KeyProblem("A demonstration library opens without a passphrase or recovery key.")
    found = document.get(name)
    if not isinstance(found, dict):
        raise damaged(path)
    return found


def damaged(path: Path) -> DamagedKeyFile:
    """What to raise when a key file makes no sense."""
    return DamagedKeyFile(f"{path.name} is damaged or is no key file.")


def _checksum(document: Document) -> str:
    """Tells a damaged file from a wrong passphrase; it protects nothing."""
    said = {key: value for key, value in document.items() if key != "check"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def write(path: Path, document: Document) -> None:
    """The file holds the old keys or the new ones, whatever happens, and is its owner's alone."""
    text = json.dumps(document | {"check": _checksum(document)}, indent=2) + "\n"
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".key-", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise KeyProblem(f"The key file could not be written: {error.strerror}.") from None


def flush_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can do so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
