"""A chart's marks that open: over each stands what leads where the same figure in the table under the chart leads.

The table is the way for a keyboard and for a screen reader: its figures have the same addresses, in order and by name. The marks
are for a pointer, so they are no stops of the Tab key and are hidden from what reads a page aloud, which would otherwise say and
pass every figure twice. They stand beside what is drawn and not in it, for an image may hold no links.
"""

from collections.abc import Sequence

from onroll.analysis.report.html import Html, element


def chart(
    name: str, title: str, describes: str, drawn: Sequence[Html | None], opens: Sequence[Html], height: int
) -> Html:
    """Put a chart together. `name` is its own on the page; `opens` are its marks that open, of which there may be none."""
    image: dict[str, str] = {
        "role": "img",
        "aria_labelledby": f"{name}-title",
        "aria_describedby": f"{name}-desc",
    }
    size: dict[str, str] = {"width": "100%", "height": str(height)}
    parts = element("title", title, id=f"{name}-title"), element("desc", describes, id=f"{name}-desc"), *drawn
    if not opens:
        return element("svg", *parts, class_="chart", **image, **size)
    over = element("g", *opens, aria_hidden="true")
    return element("svg", element("g", *parts, **image), over, class_="chart", **size)


def mark(address: str, says: str, laid: Html) -> Html:
    """Lead from a shape that is laid over a mark; `says` is told where a pointer rests on it."""
    return element("a", element("title", says), laid, href=address, tabindex="-1", class_="opens")


def over_bar(x: str, y: float, width: str, height: float) -> Html:
    """Lay a shape over a bar."""
    return element("rect", x=x, y=y, width=width, height=height, fill="none", pointer_events="all")


def over_point(x: str, y: str, reach: float) -> Html:
    """Lay a shape over a point."""
    return element("circle", cx=x, cy=y, r=reach, fill="none", pointer_events="all")
