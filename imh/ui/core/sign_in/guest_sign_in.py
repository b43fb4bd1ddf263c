"""A guest who signs in: by which browser and from where they come, and the code that they type."""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address, ip_network
from threading import BoundedSemaphore

import streamlit as st
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from imh.library.case_store import CaseStore
from imh.library.errors import OpensNothing
from imh.library.tickets import Visit
from imh.ui.core.sign_in import connection_limit, screens
from imh.ui.core.sign_in.idle_timeout import time_out

_SECRET_BYTES = 16
_WAITING = 50
"""How many wrong codes at once wait for their answer; more would only keep this server busy."""
_waits = BoundedSemaphore(_WAITING)


def visiting(library: CaseStore) -> Visit:
    """Whose visit goes on in this browser, or begins by a code.

    Shows the ways in, and stops the page, as long as nobody comes.
    """
    browser = _browser()
    visit = library.visited(browser, time_out()) if browser else None
    if visit is None:
        if not connection_limit.has_a_place():
            screens.crowded_screen()
        visit = screens.sign_in_screen(lambda code: _opened(library, code, browser))
    connection_limit.gives_its_place_back()
    return visit


def _opened(library: CaseStore, code: str, browser: str) -> Visit:
    """What a code opens. Raises :class:`OpensNothing`, the later the more wrong ones were tried."""
    if not browser:
        raise OpensNothing(
            "A code opens a case only where the browser keeps cookies. Please allow them for this "
            "address, and load the page again.",
            wait=0.0,
        )
    try:
        return library.visit(code, browser, _address())
    except OpensNothing as error:
        if error.wait and _waits.acquire(blocking=False):
            try:
                time.sleep(error.wait)
            finally:
                _waits.release()
        raise


def _browser() -> str:
    """The secret by which this browser is known, "" when it keeps none.

    Streamlit's server gives every browser one at its first visit, against forged requests, in a
    cookie that goes along when the browser connects. The cookie's look changes, what is in it not.
    """
    secret, _ = decode_xsrf_token_string(st.context.cookies.get(XSRF_COOKIE_NAME, ""))
    return secret.hex() if secret and len(secret) >= _SECRET_BYTES else ""


def _address() -> str:
    """Where this browser connects from, "" when nobody says.

    Of what is forwarded, only the last hop counts: our own proxy put it there, and whatever stands
    before it can be made up. Of an IPv6 address the half counts that a household has for itself.
    """
    forwarded = st.context.headers.get_all("X-Forwarded-For")
    last = forwarded[-1].rpartition(",")[2] if forwarded else st.context.ip_address or ""
    try:
        address = ip_address(last.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((address.packed, 64), strict=False))
    return str(address)
