"""The app in a real Chromium: one server a run, one fresh browser window a test.

A test asks for `screen` and moves as a person does:

    def test_something(screen: Screen) -> None:
        screen.open("Map")
        screen.page.get_by_role("button", name="Strain").click()
        screen.settled()
        assert screen.trouble() == []

What is asked for trouble is looked at in light and in dark.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.windows import Windows
from tests.homes import HOME_VARIABLES

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FURTHER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this machine can be reached, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
START_SECONDS = 90  # a cold start on a busy machine, not a goal
PRESS = 80  # milliseconds that a finger holds a button down
BACKGROUNDS: dict[Literal["light", "dark"], str] = {
    "light": "rgb(255, 255, 255)",
    "dark": "rgb(20, 24, 31)",
}
PATIENCE = 30_000  # milliseconds to wait for what should appear, on a busy machine
expect.set_options(timeout=PATIENCE)
ERRORS_ON_SCREEN = (
    '[data-testid="stException"]',
    '[data-testid="stAlertContentError"]',
    '[role="dialog"]:has-text("Page not found")',
    '[role="dialog"]:has-text("Connection error")',
)
# Opened by a page's address, Streamlit asks for its server beneath that page first.
LOOKING_FOR_THE_SERVER = re.compile(r"//[^/]+/\w+/_stcore/(health|host-config)$")
# Milliseconds from one look at the page to the next. Unasked, Playwright looks at every frame, and
# has frames drawn for that.
LOOK_AGAIN = 50
TWO_FRAMES = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
RESTING = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app !== null
    && app.dataset.testConnectionState === "CONNECTED"
    && app.dataset.testScriptState === "notRunning"
    && document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]') === null
    && document.querySelector('[data-stale="true"]') === null
    && document.getAnimations().every((one) => one.effect.target.tagName !== "DETAILS");
}"""
# True once Streamlit has been at rest for a fifth of a second: a click and the rerun that
# follows it are not the same instant.
AT_REST = f"""() => {{
  if (!({RESTING})()) {{ window.restingSince = undefined; return false; }}
  window.restingSince ??= performance.now();
  return performance.now() - window.restingSince > 200;
}}"""


class Screen:
    """One browser window on the app, and everything that went wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.console_errors: list[str] = []
        self.foreign_requests: list[str] = []
        self._heard = {
            "console": self._note_console,
            "pageerror": lambda error: self.console_errors.append(str(error)),
            "request": lambda request: self._note_request(request.url),
            "websocket": lambda socket: self._note_request(socket.url),
        }
        for event, note in self._heard.items():
            page.on(event, note)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not LOOKING_FOR_THE_SERVER.search(message.location["url"]):
            self.console_errors.append(message.text)

    def _note_request(self, url: str) -> None:
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        if not url.startswith(own):
            self.foreign_requests.append(url)

    def leave(self) -> None:
        """Note nothing any more."""
        for event, note in self._heard.items():
            self.page.remove_listener(event, note)

    @property
    def menu(self) -> Locator:
        return self.page.get_by_test_id("stSidebar")

    def open(self, title: str) -> None:
        """Go to a page by its title in the menu, as a person does."""
        if self.page.url == "about:blank":
            self.page.goto(self.address)
            self.settled()
        # A menu that is still being drawn moves.
        self.page.wait_for_function(RESTING, polling=LOOK_AGAIN)
        # A finger stays down for a moment; by then what the field under it had to say is sent.
        self.menu.get_by_role("link", name=title, exact=True).click(delay=PRESS)
        self.settled()

    def visit(self, page: str, sample: str) -> None:
        """Open a page on a sample case by its address, as from a bookmark."""
        self.page.goto(f"{self.address}/{page}?sample={sample}")
        self.settled()
        if f"/{page}?" not in self.page.url:  # a server's first visitor is led to its front door
            self.menu.locator(f'a[href$="{page}"]').click(delay=PRESS)
            self.settled()

    def unfold(self, title: str) -> None:
        """Open a fold and let it open: until it has, what is in it moves from under the mouse."""
        words = self.page.get_by_text(title, exact=True)
        self.page.locator("summary").filter(has=words).click()
        self.settled()

    def reach(self, field: Locator) -> None:
        """Go to a field and let it scroll into sight: a list that is open by then closes."""
        field.focus()
        self.page.evaluate(TWO_FRAMES)

    def choose(self, field: Locator, words: str) -> None:
        """Choose from a list as one does by keyboard: type, see it come first, Enter."""
        self.look_for(field, words)
        self.page.keyboard.press("Enter")
        self.settled()

    def look_for(self, field: Locator, words: str) -> None:
        """Type into a list until what is looked for comes first.

        An open list closes when its page is drawn anew; who sees that types again.
        """
        first = self.page.get_by_role("option").first
        for patience in (PATIENCE / 10, PATIENCE):
            self.reach(field)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(words)
            with suppress(AssertionError):
                expect(first).to_contain_text(words, ignore_case=True, timeout=patience)
                return
        pytest.fail(f"{words!r} never came first in the list")

    def settled(self) -> None:
        """Wait until the app has answered everything it was asked."""
        self.page.evaluate("window.restingSince = undefined")
        self.page.wait_for_function(AT_REST, polling=LOOK_AGAIN)

    def errors_on_screen(self) -> list[str]:
        """What every exception, red box or error dialog on the screen says."""
        return self.page.locator(", ".join(ERRORS_ON_SCREEN)).all_text_contents()

    def in_both_themes(self) -> Iterator[str]:
        """The screen as it is where the system asks for dark, then where it asks for light."""
        app = self.page.get_by_test_id("stApp")
        for theme, background in reversed(BACKGROUNDS.items()):
            self.page.emulate_media(color_scheme=theme)
            expect(app).to_have_css("background-color", background)
            yield theme

    def axe(self) -> list[str]:
        """Every accessibility rule of axe-core that the screen breaks, with the elements."""
        return [
            f"{theme}: {violation['id']} ({violation['impact']}): {violation['help']}: "
            + " | ".join(node["html"][:200] for node in violation["nodes"])
            for theme in self.in_both_themes()
            for violation in Axe().run(self.page).response["violations"]
        ]

    def trouble(self) -> list[str]:
        """All that must never happen: errors, requests to other hosts, broken axe rules."""
        return (
            [f"on screen: {text}" for text in self.errors_on_screen()]
            + [f"console: {text}" for text in self.console_errors]
            + [f"asked another host: {url}" for url in self.foreign_requests]
            + [f"axe: {text}" for text in self.axe()]
        )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def running_app(
    home: Path, *options: str, root: Path = ROOT, port: int = 0, **environment: str
) -> Iterator[str]:
    """The app on a port (0: a free one), with `home` as its whole home folder; gives its address.

    `root` is the folder of serve.py.
    """
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = port or free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", f"--server.port={port}"]
    command += ["--server.headless=true", "--server.fileWatcherType=none", *options]
    log = home / f"app-{port}.log"
    with log.open("wb") as output:
        app = subprocess.Popen(
            command,
            cwd=root,
            env=os.environ | dict.fromkeys(HOME_VARIABLES, str(home)) | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_up(app, f"http://localhost:{port}/_stcore/health", log)
        yield f"http://localhost:{port}"
    finally:
        app.terminate()
        app.wait(timeout=30)


def _wait_until_up(app: subprocess.Popen[bytes], health: str, log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and app.poll() is None:
        try:
            with urlopen(health):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text('utf-8', 'replace')}", pytrace=False)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app that all tests share."""
    with running_app(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def fresh_address(tmp_path: Path) -> Iterator[str]:
    """An app of the test's own that nobody has visited yet."""
    with running_app(tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium or Chrome; without one tests are skipped, or fail where CI=true."""
    found = [path for path in map(shutil.which, (*BROWSERS, *FURTHER_PLACES)) if path]
    if not found:
        missing = "no Chromium or Chrome found; on Debian or Ubuntu: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0], args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def laptops(browser: Browser) -> Windows:
    return Windows(browser, 2 * PATIENCE, viewport={"width": 1280, "height": 720})


@pytest.fixture(scope="session")
def tablets(browser: Browser) -> Windows:
    """Fingers on glass."""
    return Windows(browser, 2 * PATIENCE, viewport={"width": 1180, "height": 820}, has_touch=True)


@pytest.fixture
def windows(laptops: Windows) -> Iterator[Windows]:
    """Where a test takes as many windows of 1280x720 as it needs."""
    yield laptops
    laptops.empty()


@pytest.fixture
def page(windows: Windows) -> Page:
    return windows.lend()


@pytest.fixture
def screen_on(windows: Windows) -> Iterator[Callable[..., Screen]]:
    """What opens a window on the app at an address, with cookies of an earlier visit."""
    screens: list[Screen] = []

    def open_on(address: str, cookies: Any = ()) -> Screen:
        page = windows.lend(cookies)
        screens.append(Screen(page, address))
        return screens[-1]

    yield open_on
    for screen in screens:
        screen.leave()


@pytest.fixture
def screen(screen_on: Callable[..., Screen], address: str) -> Screen:
    return screen_on(address)
