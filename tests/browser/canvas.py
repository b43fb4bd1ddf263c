"""Hands on the map: what a person points at, and where things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Screen

SAMPLE = "cass"  # a small family; its map has every kind of symbol
MIDDLE = """(symbol) => {
  const outlines = symbol.querySelectorAll("path");
  const outline = outlines[symbol.classList.contains("child") ? 1 : 0];
  const seen = outline.getBoundingClientRect(), box = outline.getBBox();
  const moved = symbol.transform.baseVal.consolidate()?.matrix ?? { e: 0, f: 0 };
  return {
    screen: [seen.x + seen.width / 2, seen.y + seen.height / 2],
    map: [box.x + box.width / 2 + moved.e, box.y + box.height / 2 + moved.f],
  };
}"""
# Along the ellipse on which somebody stands, the first place where the map is empty.
BESIDE = """(svg, at) => {
  const rings = svg.querySelector(".rings").getBBox();
  const half = [rings.width / 2, rings.height / 2];
  const share = Math.hypot(at[0] / half[0], at[1] / half[1]);
  const start = Math.atan2(at[1] / half[1], at[0] / half[0]);
  for (let turn = 0.1; turn < 6.2; turn += 0.1) {
    const [x, y] = [Math.cos(start + turn) * half[0], Math.sin(start + turn) * half[1]];
    const seen = new DOMPoint(x * share, y * share).matrixTransform(svg.getScreenCTM());
    const meets = [[0, 0], [20, 0], [-20, 0], [0, 20], [0, -20]].map(([dx, dy]) =>
      svg.getRootNode().elementFromPoint(seen.x + dx, seen.y + dy));
    if (meets.every((one) => svg.contains(one) && !one.closest("[data-id], [data-ids]")))
      return [seen.x, seen.y];
  }
}"""

Spot = tuple[float, float]


class Canvas:
    """The canvas of the Map page in one browser window."""

    def __init__(self, screen: Screen, sample: str = SAMPLE) -> None:
        self.screen, self.page = screen, screen.page
        screen.visit("map", sample)
        self.box = self.page.locator(".st-key-view-map")

    def symbol(self, identifier: str) -> Locator:
        return self.box.locator(f'.symbol[data-id="{identifier}"]')

    def tie(self, identifier: str) -> Locator:
        return self.box.locator(f'.tie[data-views~="everything"][data-ids~="{identifier}"]')

    def tool(self, name: str) -> Locator:
        tools = self.box.get_by_role("toolbar", name="Map tools")
        return tools.get_by_role("button", name=name, exact=True)

    @property
    def status(self) -> Locator:
        return self.box.get_by_role("status")

    @property
    def name_field(self) -> Locator:
        return self.box.get_by_role("textbox", name="Name")

    def seen(self, identifier: str) -> Spot:
        """The middle of a symbol on the screen."""
        x, y = self._middle(identifier)["screen"]
        return x, y

    def place(self, identifier: str) -> Spot:
        """The middle of a symbol on the map, as shown now."""
        x, y = self._middle(identifier)["map"]
        return round(x, 1), round(y, 1)

    def _middle(self, identifier: str) -> dict[str, Spot]:
        """Found and measured in one step, so that a new picture cannot come in between."""
        find = 'picture.querySelector(`.symbol[data-id="${id}"]`)'
        found: dict[str, Spot] = self.box.locator(".picture").evaluate(
            f"(picture, id) => ({MIDDLE})({find})", identifier
        )
        return found

    def places(self) -> dict[str, Spot]:
        """Where everybody stands once Python has answered what was done so far."""
        expect(self.box.locator(".frame[data-waiting]")).to_have_count(0)
        symbols = self.box.locator(".symbol[data-id]")
        expect(symbols.first).to_be_visible()  # the picture comes in one piece
        found = symbols.evaluate_all(
            f"(all) => all.map((one) => [one.dataset.id, ({MIDDLE})(one)])"
        )
        return {who: (round(at["map"][0], 1), round(at["map"][1], 1)) for who, at in found}

    def selected(self) -> set[str]:
        pressed = self.box.locator('[data-id][aria-pressed="true"]')
        return set(pressed.evaluate_all("(all) => all.map((one) => one.dataset.id)"))

    def confirmed(self) -> None:
        """Wait for Python's answer; nothing provisional may be left on the picture."""
        self.screen.settled()
        provisional = ".symbol[transform], .tie.moving, .loose, .provisional, .gone, .band"
        expect(self.box.locator(f".frame[data-waiting], {provisional}")).to_have_count(0)
        self.screen.settled()

    def free_spot(self) -> Spot:
        """A place on the screen where the map is empty: the upper left corner of the picture."""
        frame = self.box.locator(".picture svg").bounding_box()
        assert frame
        return frame["x"] + frame["width"] * 0.12, frame["y"] + frame["height"] * 0.22

    def spot_on_the_ring_of(self, identifier: str) -> Spot:
        """A place on the screen where the map is empty, on the ring on which somebody stands."""
        x, y = self.box.locator(".picture svg").evaluate(BESIDE, self.place(identifier))
        return x, y

    def drag(self, start: Spot, end: Spot) -> None:
        """Press, move and let go of the mouse."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
        self.page.mouse.move(*end, steps=3)
        self.page.mouse.up()
