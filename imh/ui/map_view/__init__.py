"""The family map to look at: select by click or key, read facts on hover, zoom; no editing."""

from collections.abc import Collection

from imh.ui.map_canvas import TOOLBAR_HEIGHT, component


def map_view(svg: str, *, key: str, height: int, lit: Collection[str] = ()) -> None:
    """Show a painted map of ``imh.drawing``; ``height`` is the picture's in pixels.

    Symbols and ties that are not ``lit`` fade; when none is, nothing fades.
    """
    whole = height + TOOLBAR_HEIGHT
    component(
        key=key,
        data={"key": key, "svg": svg, "editable": False, "lit": sorted(lit), "height": whole},
        height=whole,
    )
