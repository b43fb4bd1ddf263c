"""What the clinician wrote beside the case, kept with its draft: changes, choices, signatures."""

from collections.abc import Collection, Mapping

import streamlit as st

from imh.exchange.review import ReviewedText
from imh.formulation import Edited, Signed
from imh.ui.core import session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.change_lines import EDITED, FAMILY, REVIEWED, SIGNED


def edited(on_screen: CaseOnScreen) -> Edited:
    """The clinician's changes over the draft; none at first."""
    return Edited.model_validate(on_screen.attachment(EDITED) or {})


def keep_edited(changed: Edited) -> None:
    """Keep changes over the draft, and show the page with them."""
    if session.write(EDITED, changed.model_dump(mode="json", exclude_defaults=True)):
        st.rerun()


def allowed(on_screen: CaseOnScreen) -> frozenset[str]:
    """Keys of sentences that were switched on for the family version."""
    return frozenset(on_screen.attachment(FAMILY) or ())


def keep_allowed(keys: Collection[str]) -> bool:
    """Keep what is switched on for the family."""
    return session.write(FAMILY, sorted(keys))


def signed(on_screen: CaseOnScreen) -> Signed | None:
    """The signed version with its addenda, None when nothing is signed."""
    attachment = on_screen.attachment(SIGNED)
    return Signed.model_validate(attachment) if attachment else None


def keep_signed(document: Signed) -> bool:
    """Keep a signed version."""
    return session.write(SIGNED, document.model_dump(mode="json"))


def reviewed(on_screen: CaseOnScreen) -> dict[str, ReviewedText]:
    """The lines of the de-identified case that somebody has read, by path."""
    kept = on_screen.attachment(REVIEWED) or {}
    return {path: ReviewedText.model_validate(each) for path, each in kept.items()}


def keep_reviewed(read: Mapping[str, ReviewedText]) -> bool:
    """Keep which lines were read, and what they are to say."""
    return session.write(REVIEWED, {path: each.model_dump() for path, each in read.items()})
