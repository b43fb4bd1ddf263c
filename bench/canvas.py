"""The canvas: from a drop to the true picture, beside an empty page; frames while dragging.

A drop is answered by a provisional picture in the same frame; what is measured is when Python's
own picture has replaced it, on the family whose entry is counted too (20 symbols, 25 ties) and on
sample cases. Frames are counted in a headless Chromium without a graphics card, on
a made-up family of 60 symbols, while a symbol with many ties is dragged.
"""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from bench.clicks import EMPTY, ROOT, side_by_side
from bench.entry import CHILD, REFERENCE
from imh.case.case import Case
from imh.case.casefile import dump, read
from imh.case.quick_entry import read_case
from imh.case.synthetic import synthetic_case

DROPS = 20
SYMBOLS = 60
STEPS = 120
SAMPLES = ("cass", "hana", "noor", "theo-and-lin")

ARM = """(picture) => {
  window.taken = new Promise((resolve, reject) => {
    let start = null;
    addEventListener("pointerup", () => (start = performance.now()), { once: true, capture: true });
    const observer = new MutationObserver(() => {
      if (start === null || picture.querySelector(".symbol[transform]")) return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(picture, { childList: true, subtree: true });
    setTimeout(() => reject(new Error("no new picture")), 20000);
  });
}"""
COUNT_FRAMES = """() => {
  window.frames_seen = [];
  let last = performance.now();
  const next = (now) => {
    window.frames_seen.push(now - last);
    last = now;
    window.counting = requestAnimationFrame(next);
  };
  window.counting = requestAnimationFrame(next);
}"""
STOP_COUNTING = (
    "() => { cancelAnimationFrame(window.counting); return window.frames_seen.slice(2); }"
)
IDS = """(all) => all.map((one) => one.dataset.id)"""


def _middle(page: Page, identifier: str) -> tuple[float, float]:
    box = page.locator(f'.symbol[data-id="{identifier}"] path').first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _drop(page: Page, identifier: str, number: int) -> float:
    """Milliseconds from letting go of a symbol, each time elsewhere, to Python's picture."""
    way = 1 if number % 4 < 2 else -1
    x, y = _middle(page, identifier)
    page.locator(".picture").evaluate(ARM)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + (14 + number) * way, y + 8 * way, steps=3)
    page.wait_for_timeout(60)  # a hand rests before it lets go
    page.mouse.up()
    taken = float(page.evaluate("() => window.taken"))
    page.wait_for_timeout(400)
    return taken


def _open_sample(page: Page, name: str) -> Case:
    page.locator(f'button[data-id="{name}"]').click()
    _until_drawn(page)
    return read(ROOT / "sample_cases" / f"{name}.json")


def _open(page: Page, case: Case) -> Case:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made-up.json"
        file.write_text(dump(case), "utf-8")
        page.locator('input[type="file"]').set_input_files(file)
        _until_drawn(page)
    return case


def _until_drawn(page: Page) -> None:
    page.get_by_role("heading", name="Family map").wait_for()
    page.locator(".symbol.person").first.wait_for()
    page.wait_for_timeout(4000)


def _drops(page: Page, empty: Page, name: str, case: Case) -> None:
    ids = page.locator(".symbol.person").evaluate_all(IDS)[:2]
    for number in range(3):  # warms the caches
        _drop(page, ids[number % 2], number)
        EMPTY.click(empty, number)
    pairs = [(_drop(page, ids[n % 2], n), EMPTY.click(empty, n)) for n in range(DROPS)]
    taken, yardstick = (statistics.median(times) for times in zip(*pairs, strict=True))
    what = f"{name}: {len(case.symbols)} symbols, {len(case.ties)} ties"
    print(f"{what:<40}{taken:>6.0f}{yardstick:>8.0f}{taken / yardstick:>8.2f}")


def _frames(page: Page) -> None:
    case = synthetic_case(3, SYMBOLS)
    degree = {who: sum(who in (t.source, t.target) for t in case.ties) for who in case.symbols}
    busiest = max(degree, key=lambda who: degree[who])
    _open(page, case)
    x, y = _middle(page, busiest)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y + 12, steps=2)
    page.evaluate(COUNT_FRAMES)
    for step in range(STEPS):
        page.mouse.move(x + 12 + step % 40 * 2, y + 12 + step % 30 * 2)
    frames = page.evaluate(STOP_COUNTING)
    page.keyboard.press("Escape")
    page.mouse.up()
    late = statistics.quantiles(frames, n=20)[-1]
    print(
        f"\ndragging one of {len(case.symbols)} symbols with {degree[busiest]} of {len(case.ties)}"
        f" ties: {len(frames)} frames, median {statistics.median(frames):.1f} ms,"
        f" 95 % within {late:.1f} ms"
    )


def main() -> None:
    """Print the medians of drops and of an empty page's clicks, then the frames of one drag."""
    with side_by_side() as (page, empty, app):

        def at_the_cases() -> Page:
            page.goto(app)
            page.locator('input[type="file"]').wait_for(state="attached")
            page.wait_for_timeout(2000)
            return page

        head = f"drop to Python's picture, median of {DROPS}"
        print(f"{head:<40}{'ms':>6}{'empty':>8}{'ratio':>8}")
        reference = _open(at_the_cases(), read_case(CHILD + REFERENCE))
        _drops(page, empty, "as entered", reference)
        for sample in SAMPLES:
            _drops(page, empty, sample, _open_sample(at_the_cases(), sample))
        _frames(at_the_cases())


if __name__ == "__main__":
    main()
