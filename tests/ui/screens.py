"""What an app under test has on its screen."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def said_by(app: AppTest) -> str:
    """All that the app sends to the browser."""
    return "\n".join(str(getattr(each, "proto", "")) for each in app)


def keys_of(app: AppTest) -> set[str]:
    """The keys of all controls on the screen."""
    return {str(key) for one in app if (key := getattr(one, "key", None))}
