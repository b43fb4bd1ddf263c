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
async ([clickOn, watch]) => {
  const find = (path) => {
    let root = document, found = null;
    for (const step of path) {
      if (found?.shadowRoot) root = found.shadowRoot;
      else if (found) root = found;
      found = typeof step === "number" ? root[step] : root.querySelector(step);
      if (!found) return null;
    }
    return found;
  };
  const target = find(clickOn), before = find(watch)?.textContent;
  if (!target) throw new Error("nothing to click: " + clickOn);
  return await new Promise((resolve, reject) => {
    const start = performance.now();
    const check = () => {
      const now = find(watch)?.textContent;
      if (now === undefined || now === before) return;
      observers.forEach((one) => one.disconnect());
      resolve(performance.now() - start);
    };
    const observers = [document.body, find(watch)?.getRootNode()].filter(Boolean).map((root) => {
      const observer = new MutationObserver(check);
      observer.observe(root, { childList: true, subtree: true, characterData: true });
      return observer;
    });
    setTimeout(() => reject(new Error("nothing changed: " + watch)), 10000);
    target.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
  });
}
"""


@contextmanager
def server(script: Path) -> Iterator[str]:
    """A Streamlit script on a free port."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
        app = subprocess.Popen(
            [*command, "--server.fileWatcherType=none"],
            cwd=ROOT,
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


def _median(page: Page, targets: list[list[str]], watch: list[str]) -> float:
    taken = []
    for number in range(CLICKS + 4):
        taken.append(page.evaluate(MEASURE, [targets[number % len(targets)], watch]))
        page.wait_for_timeout(120)
    return statistics.median(taken[4:])  # the first few warm the caches


def _empty(page: Page, address: str) -> float:
    page.goto(address)
    page.get_by_role("button", name="Click").wait_for()
    button = ['[data-testid="stButton"] button']
    return _median(page, [button], ['[data-testid="stText"]'])


def _open_sample(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(f".st-key-open-{SAMPLE} button").click()
    page.get_by_role("heading", name="Family map").wait_for()


def _symbol(identifier: str) -> list[str]:
    return [".st-key-view-map [data-testid]", f'[data-id="{identifier}"]']


def _row(principle: str) -> list[str]:
    return [".st-key-view-ranking [data-testid]", f'[data-id="{principle}"]']


def main() -> None:
    """Print the medians and their ratios."""
    found = next(path for path in map(shutil.which, BROWSERS) if path)
    with (
        sync_playwright() as playwright,
        server(ROOT / "bench" / "empty_page.py") as empty,
        server(ROOT / "app.py") as app,
    ):
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        yardstick = _empty(page, empty)
        print(f"{'page':<44}{'ms':>6}{'ratio':>7}")
        print(f"{'empty page, one button':<44}{yardstick:>6.0f}{1:>7.1f}")
        _open_sample(page, app)
        page.wait_for_timeout(3000)
        for name, targets, watch in _journeys(page):
            taken = _median(page, targets, watch)
            print(f"{name:<44}{taken:>6.0f}{taken / yardstick:>7.2f}")
        browser.close()


def _journeys(page: Page) -> Iterator[tuple[str, list[list[str]], list[str]]]:
    people = ["dulce", "warren"]
    yield "Map: select a person", [_symbol(person) for person in people], [".inspector h2"]
    page.get_by_test_id("stSidebar").get_by_role("link", name="Principles").click()
    page.get_by_role("heading", name="Which principles bear most").wait_for()
    page.wait_for_timeout(3000)
    rows = [_row("whole_family"), _row("context")]
    yield "Principles: choose one, its map lit", rows, [".why"]
