"""Lines that were typed and not yet added to the map, kept so that nothing typed is lost.

They live in the session, and in the library beside the case; there they outlive a reload.
"""

import streamlit as st

from imh.library.errors import LibraryError
from imh.ui import door
from imh.ui.session import Opened

PLACE = "lines"


def kept_text(opened: Opened, place: str = PLACE) -> str:
    """What was typed in a place for this case and is not on the map yet."""
    name = _name(opened, place)
    if name not in st.session_state:
        kept = door.desk().typed(opened.work.token) if opened.work else {}
        st.session_state[name] = kept.get(place, "")
    return str(st.session_state[name])


def keep_text(opened: Opened, text: str, place: str = PLACE) -> None:
    """Keep the text; an empty one leaves nothing behind."""
    st.session_state[_name(opened, place)] = text
    if opened.work is None:
        return
    try:
        door.desk().keep_typed(opened.work.token, place, text if text.strip() else "")
    except LibraryError:
        return  # the session still has it


def _name(opened: Opened, place: str) -> str:
    return f"typed:{opened.key}:{place}"
