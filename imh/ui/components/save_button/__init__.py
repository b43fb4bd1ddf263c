"""A button that saves a file on the computer of whoever presses it, made when it is pressed.

Its bytes go through the connection that shows the page, and the browser makes the file of them.
Streamlit's own button lays a file under an address of the server that asks nobody who they are.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from imh.library.errors import LibraryError
from imh.ui.components.bundle import bundle
from imh.ui.session_state import PARCEL

_HERE = Path(__file__).parent
_LOG = logging.getLogger(__name__)
PIECE = 3 * 2**20
"""Bytes that are sent at once: as many as a backup that is chosen comes in."""
_NOT_MADE = "The file could not be made. Nothing was saved."
_NOT_WHOLE = "The file did not arrive whole. Please press again."

_component = st.components.v2.component(
    "save_button",
    html="""
    <button type="button"><span class="icon" aria-hidden="true"></span><span class="label"></span>
    </button><p role="status"></p>""",
    css=(_HERE / "save_button.css").read_text("utf-8"),
    js=bundle(_HERE / "save_button.js"),
)


class _Asked(NamedTuple):
    """What the browser asks for: a file, by a ticket for this one press, from a byte on."""

    ticket: str
    start: int


class Parcel(NamedTuple):
    """A file too large to be sent at once, kept until its last piece was fetched."""

    ticket: str
    name: str
    data: bytes


def save_button(
    label: str,
    make: Callable[[], str | bytes],
    name: str,
    *,
    key: str,
    icon: str = "download",
    style: str = "",
    disabled: bool = False,
    help: str = "",
) -> None:
    """Show a button which saves what ``make`` returns as a file called ``name``.

    ``icon`` is a name of Material Symbols, "" for none; ``style`` is "primary", or "bare" where
    the label is only for who hears the screen. When ``make`` raises, nothing is saved: a
    :class:`LibraryError` is said beneath the button, anything else goes to the log.
    """
    _component(
        key=key,
        data={
            "key": key,
            "label": label,
            "icon": icon,
            "style": style,
            "disabled": disabled,
            "help": help,
            "answer": None if disabled else _answer(key, make, name),
        },
        on_asked_change=lambda: None,
    )


def _answer(key: str, make: Callable[[], str | bytes], name: str) -> dict[str, Any] | None:
    """What is sent to the browser now: a piece of the file or a sentence; None when not asked."""
    asked = _asked(key)
    if asked is None:
        return None
    parcel = PARCEL.take()
    if asked.start == 0:
        try:
            made = make()
        except LibraryError as error:
            return {"ticket": asked.ticket, "said": str(error)}
        except Exception:
            _LOG.exception("a file could not be made")
            return {"ticket": asked.ticket, "said": _NOT_MADE}
        parcel = Parcel(asked.ticket, name, made.encode() if isinstance(made, str) else made)
    if parcel is None or parcel.ticket != asked.ticket:
        return {"ticket": asked.ticket, "said": _NOT_WHOLE}
    return _piece(parcel, asked.start)


def _piece(parcel: Parcel, start: int) -> dict[str, Any]:
    """A part of a file; the file is kept only while another part is left."""
    end = start + PIECE
    if end < len(parcel.data):
        PARCEL.put(parcel)
    return {
        "ticket": parcel.ticket,
        "name": parcel.name,
        "from": start,
        "size": len(parcel.data),
        "bytes": base64.b64encode(parcel.data[start:end]).decode(),
    }


def _asked(key: str) -> _Asked | None:
    """What this button's browser asked for just now."""
    state = st.session_state.get(key)
    asked = state.get("asked") if isinstance(state, dict) else None
    try:
        return _Asked(str(asked["ticket"]), max(0, int(asked["from"]))) if asked else None
    except (KeyError, TypeError, ValueError):
        return None
