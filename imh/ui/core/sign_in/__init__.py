"""Signing in: nobody sees a case before a library is open, and it closes when nobody is there.

Without a library of one's own everybody is let into the practice library. One's own is opened by
its passphrase, a team's by signing in or, for one case, by a guest's code.
"""

from imh.ui.core.sign_in.auth_session import (
    Where,
    account,
    account_cases,
    admit,
    enter,
    leave,
    library,
    sign_out,
    where,
)
from imh.ui.core.sign_in.connection_limit import limit_connections
from imh.ui.core.sign_in.fragments import guarded_fragment
from imh.ui.core.sign_in.idle_check import close_when_idle

__all__ = [
    "Where",
    "account",
    "account_cases",
    "admit",
    "close_when_idle",
    "enter",
    "guarded_fragment",
    "leave",
    "library",
    "limit_connections",
    "sign_out",
    "where",
]
