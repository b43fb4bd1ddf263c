"""From a click to the new picture, as a ratio to an empty Streamlit page in the same browser.

The clock starts in the page, the click happens there, and a MutationObserver stops the clock when
what is waited for has changed; asking from outside would round everything to its polling steps.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
CLICKS = 40
SAMPLE = "theo-and-lin"
BROWSERS = ("chromium", "google-chrome", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

MEASURE = """
async ([clickOn, watch, attribute, lit]) => {
  const find = (selector, root = document) => {
    const here = root.querySelector(selector);
    if (here) return here;
    for (const host of root.querySelectorAll("*")) {
      const found = host.shadowRoot && find(selector, host.shadowRoot);
      if (found) return found;
    }
    return null;
  };
  const target = find(clickOn), watched = find(watch);
  if (!target || !watched) throw new Error("not on the page: " + (target ? watch : clickOn));
  const root = watched.getRootNode(), now = () => root.querySelector(watch);
  const read = (one) =>
    attribute ? one.getAttribute(attribute)
    : lit ? one.querySelectorAll("[data-faded]").length : one.textContent;
  const before = read(watched);
  return await new Promise((resolve, reject) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      const found = now();
      if (!found || read(found) === before) return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(root === document ? document.body : root, {
      childList: true, subtree: true, characterData: true, attributes: Boolean(lit || attribute),
    });
    setTimeout(() => reject(new Error("nothing changed: " + watch)), 10000);
    const place = target.getBoundingClientRect();
    const where = {
      bubbles: true, composed: true, pointerId: 1, isPrimary: true, button: 0,
      clientX: place.x + place.width / 2, clientY: place.y + place.height / 3,
    };
    target.dispatchEvent(new PointerEvent("pointerdown", where));
    target.dispatchEvent(new PointerEvent("pointerup", where));
    target.dispatchEvent(new MouseEvent("click", where));
  });
}
"""


@contextmanager
def server(script: Path, *, our_settings: bool = True) -> Iterator[str]:
    """A Streamlit script on a free port, with the app's settings or as Streamlit comes."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
        app = subprocess.Popen(
            [*command, "--server.fileWatcherType=none", "--server.headless=true"],
            cwd=ROOT if our_settings else home,
            env=os.environ | {"HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _until_up(f"http://localhost:{port}/_stcore/health")
            yield f"http://localhost:{port}"
        finally:
            app.terminate()
            app.wait()


def _until_up(health: str) -> None:
    for _ in range(600):
        try:
            with urlopen(health):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit("the app did not start")


@dataclass(frozen=True)
class Journey:
    """What is clicked in turn, and what changes then: a text, an attribute, or what is lit."""

    name: str
    targets: tuple[str, ...]
    watch: str
    attribute: str = ""
    lit: bool = False

    def click(self, page: Page, number: int) -> float:
        """Milliseconds from the click to the change."""
        target = self.targets[number % len(self.targets)]
        taken = float(page.evaluate(MEASURE, [target, self.watch, self.attribute, self.lit]))
        page.wait_for_timeout(150)
        return taken


EMPTY = Journey("", ('[data-testid="stButton"] button',), '[data-testid="stText"]')
ON_THE_MAP = (
    Journey(
        "Map: select a person, read the facts",
        ('.symbol[data-id="dulce"]', '.symbol[data-id="warren"]'),
        ".st-key-inspector",
    ),
    Journey(
        "Map: another view, the new picture",
        tuple(f'.views button[data-view="{view}"]' for view in ("strain", "everything")),
        ".picture svg",
        attribute="data-show",
    ),
)
ROWS = ('.row[data-id="context"]', '.row[data-id="whole_family"]')
ON_PRINCIPLES = (
    Journey("Principles: choose one, read why", ROWS, ".reasons"),
    Journey("Principles: choose one, the map lit", ROWS, ".picture svg", lit=True),
)


def _compare(journey: Journey, page: Page, empty: Page) -> None:
    """Click there and on the empty page in turn, so that both meet the same load."""
    for number in range(4):  # warms the caches
        journey.click(page, number)
    pairs = [(journey.click(page, n), EMPTY.click(empty, n)) for n in range(CLICKS)]
    taken, yardstick = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{journey.name:<40}{taken:>6.0f}{yardstick:>8.0f}{taken / yardstick:>8.2f}")


def _open_sample(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(f'button[data-id="{SAMPLE}"]').click()
    page.get_by_role("heading", name="Family map").wait_for()
    page.wait_for_timeout(4000)


@contextmanager
def side_by_side() -> Iterator[tuple[Page, Page, str]]:
    """A window for the app, one on an empty Streamlit page, and the app's address."""
    found = next(path for path in map(shutil.which, BROWSERS) if path)
    with (
        sync_playwright() as playwright,
        server(ROOT / "bench" / "empty_page.py", our_settings=False) as yardstick,
        server(ROOT / "serve.py") as app,
    ):
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        empty, page = (browser.new_page(viewport={"width": 1280, "height": 720}) for _ in "ab")
        empty.goto(yardstick)
        empty.get_by_role("button", name="Click").wait_for()
        yield page, empty, app
        browser.close()


def main() -> None:
    """Print the medians of both and their ratio."""
    with side_by_side() as (page, empty, app):
        _open_sample(page, app)
        print(
            f"{'median of ' + str(CLICKS) + ' clicks, ms':<40}{'here':>6}{'empty':>8}{'ratio':>8}"
        )
        for journey in ON_THE_MAP:
            _compare(journey, page, empty)
        page.get_by_test_id("stSidebar").get_by_role("link", name="Principles").click()
        page.get_by_role("heading", name="Which principles bear most").wait_for()
        page.wait_for_timeout(4000)
        for journey in ON_PRINCIPLES:
            _compare(journey, page, empty)
