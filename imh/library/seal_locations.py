"""Where seals of the record are noted: the key file, a file of the clinic's, somebody's notes."""

from __future__ import annotations

import hmac
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from imh.library import key_file
from imh.library.errors import LibraryError
from imh.library.seals import Seal


@dataclass(frozen=True)
class KeyFileSeals:
    """One's own library: the last seal stands in its key file, with a proof by the data key.

    Nothing is noted for a library whose file is no longer the one that was opened.
    """

    path: Path
    library: Path
    data_key: bytes = field(repr=False)
    opened: tuple[int, int]
    expected: bool = False

    @classmethod
    def of(cls, path: Path, library: Path, data_key: bytes) -> KeyFileSeals:
        """The place of a library that was just opened."""
        return cls(path, library, data_key, _which(library))

    @property
    def name(self) -> str:
        """What the place is called in a sentence."""
        return f"the key file {self.path.name}"

    def noted(self) -> tuple[Seal, ...]:
        """The seal, none in a key file of an earlier version."""
        kept = key_file.read(self.path).get("seal")
        if kept is None:
            return ()
        try:
            seal = Seal(int(kept["line"]), str(kept["seal"]), str(kept["time"]))
            genuine = hmac.compare_digest(str(kept["proof"]).encode(), self._proof(seal).encode())
        except (KeyError, TypeError, ValueError, OverflowError):
            genuine = False
        if not genuine:
            raise LibraryError(f"The seal in {self.name} was not noted by this library.")
        return (seal,)

    def note(self, seal: Seal, *, anew: bool) -> None:
        """Write it into the key file, in the place of the one before."""
        if _which(self.library) != self.opened:
            return
        kept = {"line": seal.number, "seal": seal.hash, "time": seal.time}
        document = key_file.read(self.path)
        key_file.write(self.path, document | {"seal": kept | {"proof": self._proof(seal)}})

    def _proof(self, seal: Seal) -> str:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"imh record seal 1")
        told = json.dumps([seal.number, seal.hash, seal.time]).encode()
        return hmac.digest(derived.derive(self.data_key), told, "sha256").hex()


def _which(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


_LINE = re.compile(r"(?P<time>\S+) (?P<number>\d{1,18}) (?P<hash>[0-9a-f]{64})(?P<anew> anew)?")
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True)
class SealFile:
    """A team's library: every seal is a line at the end of a file, which is never rewritten.

    Several programs write in it at once, so it can lie where nothing but adding is allowed.
    """

    path: Path
    expected: bool = True

    @property
    def name(self) -> str:
        """What the place is called in a sentence."""
        return f"the file {self.path}"

    def noted(self) -> tuple[Seal, ...]:
        """The seals since those before were let go; none when there is no file yet."""
        seals: list[Seal] = []
        for number, line in enumerate(_text(self.path, missing="").splitlines(), 1):
            found = _LINE.fullmatch(line)
            if found is None:
                raise LibraryError(f"Line {number} of {self.name} is no seal.")
            if found["anew"]:
                seals = []
            seals.append(Seal(int(found["number"]), found["hash"], found["time"]))
        return tuple(seals)

    def note(self, seal: Seal, *, anew: bool) -> None:
        """Add a line, in one piece."""
        line = f"{seal.time} {seal.number} {seal.hash}{' anew' if anew else ''}\n"
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, line.encode())
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise LibraryError(f"No seal can be noted in {self.name}: {error.strerror}.") from None


@dataclass(frozen=True)
class NotedDown:
    """What somebody noted down: one seal, or a text or file with several."""

    said: str
    expected: bool = True
    name: str = "what was noted down"

    def noted(self) -> tuple[Seal, ...]:
        """Every seal in it. Raises :class:`LibraryError` when there is none."""
        text = self.said.strip().lower()
        if not _HASH.fullmatch(text):
            text = _text(Path(self.said))
        seals = [seal for line in text.splitlines() for seal in _seals_in(line)]
        if not seals:
            raise LibraryError(f"{Path(self.said).name} holds no seal of 64 letters and digits.")
        return tuple(seals)


def _seals_in(line: str) -> Iterator[Seal]:
    found = _LINE.fullmatch(line.strip())
    if found:
        yield Seal(int(found["number"]), found["hash"], found["time"])
    else:
        yield from (Seal(0, each) for each in _HASH.findall(line))


def _text(path: Path, missing: Any = None) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        if missing is None:
            raise LibraryError(f"There is no file {path.name}.") from None
        return str(missing)
    except OSError as error:
        raise LibraryError(f"The file {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise LibraryError(f"The file {path} holds something other than seals.") from None
