"""What the clinician wrote beside the case, kept with its draft: changes, choices, signatures."""

from collections.abc import Collection

from imh.formulation import Edited, Signed
from imh.ui import session
from imh.ui.session import Opened

_EDITED, _FAMILY, _SIGNED = "formulation", "family version", "signed formulation"


def edited(opened: Opened) -> Edited:
    """The clinician's changes over the draft; none at first."""
    return Edited.model_validate(opened.paper(_EDITED) or {})


def keep_edited(changed: Edited) -> bool:
    """Keep changes over the draft."""
    return session.write(_EDITED, changed.model_dump(mode="json", exclude_defaults=True))


def allowed(opened: Opened) -> frozenset[str]:
    """Keys of sentences that were switched on for the family version."""
    return frozenset(opened.paper(_FAMILY) or ())


def keep_allowed(keys: Collection[str]) -> bool:
    """Keep what is switched on for the family."""
    return session.write(_FAMILY, sorted(keys))


def signed(opened: Opened) -> Signed | None:
    """The signed version with its addenda, None when nothing is signed."""
    paper = opened.paper(_SIGNED)
    return Signed.model_validate(paper) if paper else None


def keep_signed(document: Signed) -> bool:
    """Keep a signed version."""
    return session.write(_SIGNED, document.model_dump(mode="json"))
