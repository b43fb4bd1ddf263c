"""The key file beside an encrypted library.

The library is encrypted with 32 random bytes, its data key. The key file holds the data key
twice, each time locked (AES-256-GCM): once by the passphrase, slowed by scrypt (Percival 2009),
once by a recovery key made for printing. Either opens it; when both are lost, nothing can. A
demonstration library has its data key beside it in clear, and its key file says so.
"""

import base64
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from imh.library import key_file
from imh.library.key_file import DamagedKeyFile, Document, KeyFileKind, KeyProblem
from imh.library.recovery_key import WrongRecoveryKey, random_recovery_key, read_recovery_key

__all__ = [
    "DamagedKeyFile",
    "KeyProblem",
    "NewKeys",
    "UnfitPassphrase",
    "WrongPassphrase",
    "WrongRecoveryKey",
    "can_be_opened",
    "change_passphrase",
    "demonstration_key",
    "fit_passphrase",
    "kind",
    "new_recovery_key",
    "open_key",
    "read_recovery_key",
    "set_up",
    "set_up_demonstration",
    "unlock",
    "unlock_with_recovery_key",
]

KEY_BYTES = 32
SHORTEST_PASSPHRASE = 12
"""Characters; there is no other rule."""


class WrongPassphrase(KeyProblem):
    """The passphrase is not the one of this library."""


class UnfitPassphrase(KeyProblem):
    """A new passphrase that is too short."""


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: scrypt needs 128 x n x r bytes of memory."""

    n: int = 2**17
    r: int = 8
    p: int = 1


COST = Cost()
"""128 MiB for each guess."""
_LARGEST = Cost(n=2**20, r=32, p=4)
_MOST = 2**28
"""Bytes that a guess may take when a key file says so: twice of today, for computers to come."""


class NewKeys(NamedTuple):
    """What setting up gives: the data key, and the recovery key to print."""

    data_key: bytes
    recovery_key: str


# Setting up and opening


def set_up(path: Path, passphrase: str, cost: Cost = COST) -> NewKeys:
    """Make a data key and the key file that keeps it.

    Raises :class:`UnfitPassphrase`, and :class:`KeyProblem` when there is a file already or
    none can be written.
    """
    data_key, recovery_key = secrets.token_bytes(KEY_BYTES), random_recovery_key()
    document = {
        "passphrase": _locked_by_passphrase(data_key, passphrase, cost),
        "recovery": _locked_by_recovery_key(data_key, recovery_key),
    }
    key_file.begin(path, "library", document)
    return NewKeys(data_key, recovery_key)


def set_up_demonstration(path: Path) -> bytes:
    """Make the key file of a demonstration library, which anybody can open."""
    data_key = secrets.token_bytes(KEY_BYTES)
    key_file.begin(path, "demonstration", {"data_key": _text(data_key)})
    return data_key


def kind(path: Path) -> KeyFileKind:
    """Whether a key file needs a secret. Raises :class:`DamagedKeyFile`."""
    found: KeyFileKind = key_file.read(path)["kind"]
    return found


def unlock(path: Path, passphrase: str) -> bytes:
    """The data key. Raises :class:`WrongPassphrase` or :class:`DamagedKeyFile`."""
    part = key_file.part(path, "passphrase")
    try:
        wrapping = _stretched(passphrase, _bytes(part["salt"]), _bearable(part["scrypt"]))
        return _unlocked(part, wrapping)
    except InvalidTag:
        raise WrongPassphrase("This is not the passphrase of this library.") from None
    except (KeyError, TypeError, ValueError):
        raise key_file.damaged(path) from None


def unlock_with_recovery_key(path: Path, recovery_key: str) -> bytes:
    """The data key. Raises :class:`WrongRecoveryKey` or :class:`DamagedKeyFile`.

    Spaces, dashes and capitals do not matter; a mistyped group is named.
    """
    part, typed = key_file.part(path, "recovery"), read_recovery_key(recovery_key)
    try:
        return _unlocked(part, _drawn_out(typed, _bytes(part["salt"])))
    except InvalidTag:
        raise WrongRecoveryKey("This is not the recovery key of this library.") from None
    except (KeyError, TypeError, ValueError):
        raise key_file.damaged(path) from None


def demonstration_key(path: Path) -> bytes:
    """The data key of a demonstration library. Raises :class:`KeyProblem` for any other."""
    document = key_file.read(path)
    if document["kind"] != "demonstration":
        raise KeyProblem("This library is locked: it needs its passphrase or its recovery key.")
    try:
        data_key = _bytes(document["data_key"])
        if len(data_key) != KEY_BYTES:
            raise ValueError("a key of another length")
        return data_key
    except (KeyError, TypeError, ValueError):
        raise key_file.damaged(path) from None


def open_key(
    path: Path, *, passphrase: str | None = None, recovery_key: str | None = None
) -> bytes:
    """The data key by whichever secret is given, or by none for a demonstration library.

    Raises :class:`KeyProblem`.
    """
    if passphrase is not None:
        return unlock(path, passphrase)
    if recovery_key is not None:
        return unlock_with_recovery_key(path, recovery_key)
    return demonstration_key(path)


def can_be_opened(path: Path) -> bool:
    """Whether a key file is sound enough that one of its secrets opens something."""
    for name in ("passphrase", "recovery"):
        try:
            part = key_file.part(path, name)
            whole = all(_bytes(part[each]) for each in ("salt", "nonce", "locked"))
            if whole and (name == "recovery" or _bearable(part["scrypt"])):
                return True
        except (KeyProblem, KeyError, TypeError, ValueError):
            continue
    return False


# Changing what opens it


def change_passphrase(
    path: Path,
    new: str,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    cost: Cost = COST,
) -> None:
    """Lock the data key by another passphrase, given the old one or the recovery key.

    The recovery key stays. A copy of the old key file, as in a backup, still opens by the old
    passphrase. Raises :class:`KeyProblem`; the file is then as it was.
    """
    data_key = open_key(path, passphrase=passphrase, recovery_key=recovery_key)
    _change(path, "passphrase", lambda: _locked_by_passphrase(data_key, new, cost))


def new_recovery_key(
    path: Path, *, passphrase: str | None = None, recovery_key: str | None = None
) -> str:
    """Make another recovery key, given the passphrase or the old one, which opens no more.

    Raises :class:`KeyProblem`; the file is then as it was.
    """
    data_key = open_key(path, passphrase=passphrase, recovery_key=recovery_key)
    new = random_recovery_key()
    _change(path, "recovery", lambda: _locked_by_recovery_key(data_key, new))
    return new


def _change(path: Path, name: str, locked: Callable[[], Document]) -> None:
    document = key_file.read(path)
    if document["kind"] == "demonstration":
        raise KeyProblem("A demonstration library has no passphrase and no recovery key.")
    key_file.write(path, document | {name: locked()})


# Passphrase


def fit_passphrase(passphrase: str) -> str:
    """A new passphrase as it counts: trimmed, and the same however its accents were typed.

    Raises :class:`UnfitPassphrase` for fewer than twelve characters.
    """
    plain = _plain(passphrase)
    if len(plain) < SHORTEST_PASSPHRASE:
        raise UnfitPassphrase(
            f"A passphrase needs at least {SHORTEST_PASSPHRASE} characters; this has {len(plain)}."
        )
    return plain


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip()


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    secret = _plain(passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p).derive(secret)


def _bearable(said: Any) -> Cost:
    """The cost that a key file names. A damaged file must not take all memory, or hours."""
    cost = Cost(**said)
    for name, most in asdict(_LARGEST).items():
        value = getattr(cost, name)
        if type(value) is not int or not 1 <= value <= most:
            raise ValueError("cost out of range")
    if cost.n.bit_count() != 1 or 128 * cost.r * (cost.n + cost.p) > _MOST:
        raise ValueError("cost out of range")
    return cost


def _locked_by_passphrase(data_key: bytes, passphrase: str, cost: Cost) -> Document:
    salt = secrets.token_bytes(16)
    wrapping = _stretched(fit_passphrase(passphrase), salt, cost)
    return {"scrypt": asdict(cost), "salt": _text(salt), **_locked(data_key, wrapping)}


# Locking


def _drawn_out(recovery_key: str, salt: bytes) -> bytes:
    """A key of the right length; a random secret needs no slowing."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=salt, info=key_file.FORMAT.encode())
    return derivation.derive(recovery_key.encode())


def _locked_by_recovery_key(data_key: bytes, recovery_key: str) -> Document:
    salt = secrets.token_bytes(16)
    return {"salt": _text(salt), **_locked(data_key, _drawn_out(recovery_key, salt))}


def _locked(data_key: bytes, wrapping: bytes) -> Document:
    nonce = secrets.token_bytes(12)
    locked = AESGCM(wrapping).encrypt(nonce, data_key, key_file.FORMAT.encode())
    return {"nonce": _text(nonce), "locked": _text(locked)}


def _unlocked(part: Document, wrapping: bytes) -> bytes:
    return AESGCM(wrapping).decrypt(
        _bytes(part["nonce"]), _bytes(part["locked"]), key_file.FORMAT.encode()
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: Any) -> bytes:
    if not isinstance(text, str):
        raise TypeError("not a text")
    return base64.b64decode(text, validate=True)
