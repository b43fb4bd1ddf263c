"""Claimed against held, as a picture: on the line the claim was exact, above it cautious."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from imh.trust.robustness import Held, mean

SIDE, LEFT, TOP = 400, 70, 54
LOWEST = 0.2
FONT = "'Source Sans Pro','Source Sans 3',sans-serif"
TEXT, MUTED, LINE, WRITTEN, MADE_UP = "#1d2733", "#566170", "#c5ccd6", "#1f5fa8", "#b35510"
TENTHS = tuple(round(LOWEST + 0.1 * step, 1) for step in range(9))


def calibration_picture(several: Iterable[Held]) -> str:
    """An SVG: a dot for each case, hollow for made-up ones; a bar for the mean of each tenth."""
    every = list(several)
    title = "How often the first principle stayed first when a tenth of the ties was read otherwise"
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="0 0 {LEFT + SIDE + 210} {TOP + SIDE + 60}" width="{LEFT + SIDE + 210}"'
        f' height="{TOP + SIDE + 60}" font-family="{FONT}" font-size="13">',
        f"<title>{escape(title)}</title>",
        _words(LEFT, 24, title, TEXT, size=15),
        *_frame(),
        *(_dot(one) for one in every if one.made_up),
        *(_dot(one) for one in every if not one.made_up),
        *_means(every),
        *_legend(),
        "</svg>",
    ]
    return "".join(parts)


def _x(share: float) -> float:
    return LEFT + SIDE * (max(share, LOWEST) - LOWEST) / (1 - LOWEST)


def _y(share: float) -> float:
    return TOP + SIDE - SIDE * (max(share, LOWEST) - LOWEST) / (1 - LOWEST)


def _frame() -> Iterable[str]:
    for tenth in TENTHS:
        x, y = _x(tenth), _y(tenth)
        yield _line(x, TOP, x, TOP + SIDE, LINE, 0.6)
        yield _line(LEFT, y, LEFT + SIDE, y, LINE, 0.6)
        yield _words(x, TOP + SIDE + 18, f"{tenth:.1f}", MUTED, anchor="middle")
        yield _words(LEFT - 8, y + 4, f"{tenth:.1f}", MUTED, anchor="end")
    yield _line(_x(LOWEST), _y(LOWEST), _x(1), _y(1), TEXT, 1.2)
    label = "claimed: share of plausible weightings in which it comes first"
    yield _words(LEFT + SIDE / 2, TOP + SIDE + 42, label, TEXT, anchor="middle")
    turned = f"rotate(-90 22 {TOP + SIDE / 2})"
    yield f'<g transform="{turned}">'
    yield _words(22, TOP + SIDE / 2, "held: share of recodings in which it stays", TEXT, "middle")
    yield "</g>"


def _dot(one: Held) -> str:
    colour = MADE_UP if one.made_up else WRITTEN
    fill = "none" if one.made_up else colour
    radius = 2.6 if one.made_up else 5
    return (
        f'<circle cx="{_x(one.claimed):.1f}" cy="{_y(one.held):.1f}" r="{radius}"'
        f' fill="{fill}" stroke="{colour}" stroke-width="1"/>'
    )


def _means(every: list[Held]) -> Iterable[str]:
    for low in TENTHS[:-1]:
        top = low + 0.1
        inside = [o.held for o in every if low <= o.claimed < top or o.claimed == top == 1]
        if len(inside) > 2:
            y = _y(mean(inside))
            yield _line(_x(low) + 4, y, _x(top) - 4, y, TEXT, 3)


def _legend() -> Iterable[str]:
    left, top = LEFT + SIDE + 20, TOP + 14
    yield f'<circle cx="{left}" cy="{top - 4}" r="5" fill="{WRITTEN}"/>'
    yield _words(left + 16, top, "a sample case", TEXT)
    yield f'<circle cx="{left}" cy="{top + 20}" r="2.6" fill="none" stroke="{MADE_UP}"/>'
    yield _words(left + 16, top + 24, "a made-up case", TEXT)
    yield _line(left - 8, top + 44, left + 8, top + 44, TEXT, 3)
    yield _words(left + 16, top + 48, "mean of a tenth", TEXT)
    yield _line(left - 8, top + 74, left + 8, top + 62, TEXT, 1.2)
    yield _words(left + 16, top + 72, "claim and outcome alike", TEXT)
    yield _words(left - 8, top + 100, "Above the line the claim", MUTED)
    yield _words(left - 8, top + 117, "was cautious, below it", MUTED)
    yield _words(left - 8, top + 134, "too sure.", MUTED)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        f' stroke="{colour}" stroke-width="{width}"/>'
    )


def _words(
    x: float, y: float, text: str, colour: str, anchor: str = "start", size: int = 13
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"'
        f' font-size="{size}">{escape(text)}</text>'
    )
