"""What every answer of the app's server tells the browser, and what the server does not answer.

A page that is shown can ask no other host, even if a word of a case became a command to do so, and
no other site can frame it or read from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

STREAMLITS_INLINE_SCRIPT = "sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA="
"""The one line of script in Streamlit's own page; another Streamlit may have another."""

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": f"'self' blob: '{STREAMLITS_INLINE_SCRIPT}'",  # our components come as blobs
    "style-src": "'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
    "img-src": "'self' data: blob:",  # pictures that are made here, and Plotly's save as PNG
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(map(" ".join, CONTENT_SECURITY_POLICY.items())),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

STREAMLITS_SERVICES = "/_stcore/"
NEEDED_SERVICES = {STREAMLITS_SERVICES + name for name in ("health", "host-config", "stream")}
"""The others tell how the app is used (metrics), or take what nobody asked for (uploads)."""

NOT_HERE = PlainTextResponse("Not Found", status_code=404)


class GuardedAnswers:
    """The app's server with these headers and without the services that it does not need."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the server does, in every case with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        closed = scope["type"] == "http" and _is_closed(scope["path"])
        await (NOT_HERE if closed else self._app)(scope, receive, send_with_headers)


def _is_closed(path: str) -> bool:
    return path.startswith(STREAMLITS_SERVICES) and path not in NEEDED_SERVICES
