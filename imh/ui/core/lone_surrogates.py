"""A pasted half of a character is taken as one that cannot be read, not as a broken message.

Some programs cut a text in the middle of an emoji. The browser sends the half that is left as bytes
that are no UTF-8, and Streamlit closes the connection over them: what was typed would never arrive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_UNREADABLE = "\ufffd".encode()
"""As long as a half, so that all lengths in a message stay right."""


class WholeCharacters:
    """The app's server, which never meets half a character."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the server does."""

        async def receive_whole() -> Message:
            message = await receive()
            data = message.get("bytes")
            if message["type"] == "websocket.receive" and data and not _can_be_read(data):
                message["bytes"] = _HALF.sub(_UNREADABLE, data)
            return message

        await self._app(scope, receive_whole, send)


def _can_be_read(data: bytes) -> bool:
    """Whether a message is whole; only one that is not may be changed."""
    if not _HALF.search(data):
        return True
    try:
        BackMsg().ParseFromString(data)
    except DecodeError:
        return False
    return True
