"""What the clinician wrote beside the case, kept with its draft: changes, choices, signatures."""

from collections.abc import Collection, Mapping

import streamlit as st

from imh.exchange.review import Read
from imh.formulation import Edited, Signed
from imh.ui.core import session
from imh.ui.core.session import Opened

_EDITED, _FAMILY, _SIGNED = "formulation", "family version", "signed formulation"
_REVIEWED = "read without names"


def edited(opened: Opened) -> Edited:
    """The clinician's changes over the draft; none at first."""
    return Edited.model_validate(opened.attachment(_EDITED) or {})


def keep_edited(changed: Edited) -> None:
    """Keep changes over the draft, and show the page with them."""
    if session.write(_EDITED, changed.model_dump(mode="json", exclude_defaults=True)):
        st.rerun()


def allowed(opened: Opened) -> frozenset[str]:
    """Keys of sentences that were switched on for the family version."""
    return frozenset(opened.attachment(_FAMILY) or ())


def keep_allowed(keys: Collection[str]) -> bool:
    """Keep what is switched on for the family."""
    return session.write(_FAMILY, sorted(keys))


def signed(opened: Opened) -> Signed | None:
    """The signed version with its addenda, None when nothing is signed."""
    attachment = opened.attachment(_SIGNED)
    return Signed.model_validate(attachment) if attachment else None


def keep_signed(document: Signed) -> bool:
    """Keep a signed version."""
    return session.write(_SIGNED, document.model_dump(mode="json"))


def reviewed(opened: Opened) -> dict[str, Read]:
    """The lines of the de-identified case that somebody has read, by path."""
    kept = opened.attachment(_REVIEWED) or {}
    return {path: Read.model_validate(each) for path, each in kept.items()}


def keep_reviewed(read: Mapping[str, Read]) -> bool:
    """Keep which lines were read, and what they are to say."""
    return session.write(_REVIEWED, {path: each.model_dump() for path, each in read.items()})
