"""Browser windows that are used again, each with cookies and a memory of its own.

A new window reads and compiles Streamlit's scripts anew, which is three times the work of a visit.
A window that was emptied is as new to the app: no cookie, nothing remembered, a session of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"

# At every answer Streamlit lets all that is old fade for a second; without a graphics card the
# processor draws each frame of it. And what waits for an answer is faded, however short the wait:
# no figure of its contrast would say anything; nor would one of a colour that is just changing.
STILL = """(() => {
  const parts = '[data-testid="stElementContainer"], [data-testid="stSkeleton"]';
  const still = new CSSStyleSheet();
  still.replaceSync(`${parts} { animation: none !important; }
    * { transition: none !important; }
    [data-stale="true"] { opacity: 1 !important; }`);
  document.adoptedStyleSheets.push(still);
})()"""


class Windows:
    """The windows of one kind; ``how`` are their properties, as Playwright names them."""

    def __init__(self, browser: Browser, patience: float, **how: Any) -> None:
        self._browser, self._patience, self._how = browser, patience, how
        self._free: list[Page] = []
        self._lent: list[Page] = []

    def lend(self, cookies: Any = ()) -> Page:
        """An empty window, with what a browser kept of an earlier visit."""
        page = self._free.pop() if self._free else self._new()
        page.context.add_cookies(list(cookies))
        self._lent.append(page)
        return page

    def _new(self) -> Page:
        context: BrowserContext = self._browser.new_context(**self._how)
        context.set_default_timeout(self._patience)
        context.add_init_script(STILL)
        return context.new_page()

    def empty(self) -> None:
        """Empty every window that was lent and not closed since."""
        for page in self._lent:
            if page.is_closed():
                page.context.close()
                continue
            if page.url.startswith("http"):
                page.evaluate(FORGET)
            page.goto("about:blank")
            page.context.clear_cookies()
            page.emulate_media(color_scheme="light")
            self._free.append(page)
        self._lent.clear()
