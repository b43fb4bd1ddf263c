"""What the app's own figures have in common: no frame, no legend, the page's letters."""

from typing import Any


def plain_layout(height: float, margin: dict[str, int], text: str, size: int) -> dict[str, Any]:
    """A Plotly layout on the page's own ground; ``margin`` by side (l, r, t, b), in pixels."""
    return {
        "height": height,
        "margin": margin,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Source Sans, sans-serif", "size": size, "color": text},
        "showlegend": False,
        "hovermode": "closest",
    }
