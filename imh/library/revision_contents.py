"""A revision's document: the case and what was written beside it, as bytes and back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from imh.case.case import Case
from imh.case.casefile import FULLEST, LARGEST, CaseFileError, parse, plain, too_full
from imh.library.errors import LibraryError

_DAMAGED = "This revision is damaged and was left as it is."
START = ""
"""The parent of a first revision."""


@dataclass(frozen=True)
class Contents:
    """What one revision holds. ``attachments`` are JSON values by name."""

    case: Case
    attachments: Mapping[str, Any] = field(default_factory=dict)


def packed(contents: Contents) -> bytes:
    """The document as canonical JSON; equal contents give equal bytes.

    Raises :class:`LibraryError` when the case says more than a case may, or the attachments do.
    """
    document = plain(contents.case)
    case = json.dumps(document, ensure_ascii=False, allow_nan=False)
    attachments = json.dumps(contents.attachments, sort_keys=True, allow_nan=False)
    full = len(case) > FULLEST // 4 and too_full(document)
    if full or len(attachments) > LARGEST:
        most = FULLEST if full else LARGEST
        raise LibraryError(f"This case has grown too large to be kept (over {most:,} bytes).")
    both = {"case": case, "papers": json.loads(attachments)}
    return json.dumps(both, sort_keys=True, separators=(",", ":")).encode()


def content_hash(parent: str, document: bytes) -> str:
    """What names a revision: SHA-256 over its parent's hash and its document."""
    return hashlib.sha256(parent.encode() + b"\n" + document).hexdigest()


def compressed(document: bytes) -> bytes:
    """The document as it is stored."""
    return zlib.compress(document, 3)  # half the time of 6, which saves a tenth of the room


def unpacked(stored: bytes) -> Contents:
    """The contents of a stored document. Raises :class:`LibraryError` when it is damaged."""
    try:
        document = json.loads(zlib.decompress(stored))
        return Contents(parse(document["case"], "case"), document["papers"])
    except CaseFileError as error:
        if not error.too_much:
            raise LibraryError(_DAMAGED) from None
        raise LibraryError(
            f"This revision was left as it is, it holds too much ({error})."
        ) from None
    except (zlib.error, ValueError, KeyError, TypeError):
        raise LibraryError(_DAMAGED) from None
