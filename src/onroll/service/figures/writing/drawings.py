"""A chart for paper: what a page's styles say of it is said within it, and it has a width of its own."""

from __future__ import annotations

import re

from onroll.analysis.report.html import Html

#: In the units its heights are in; a chart as wide as a sheet of paper keeps its words as large as the text beside it.
_WIDTH = 760
_STYLES = (
    "svg{font-family:'Source Sans Pro';font-size:14px}text{fill:#0b0c0c}.value{font-weight:bold}"
    ".small{font-size:13px;fill:#484949}.grid{stroke:#cecece;stroke-width:1}.first{fill:#0f5257;stroke:#0f5257}"
    ".second{stroke:#0f5257}.line{stroke:#0f5257;stroke-width:2.5}"
    ".dashed{stroke:#0b0c0c;stroke-width:2;stroke-dasharray:4 4}.dotted{stroke:#484949;stroke-width:2;stroke-dasharray:1 4}"
    ".narrow-alone{display:none}.dot{fill:#0f5257}.square{fill:#ffffff;stroke:#0b0c0c;stroke-width:1.5}"
)


_HEIGHT = re.compile(r'^<svg[^>]* height="(\d+)')
#: A point drawn about its own middle, in an SVG of its own that lets it stand out; what typesets cuts it off there.
_POINT = re.compile(r'<svg x="([\d.]+)(%?)" y="([\d.]+)" overflow="visible">(.*?)</svg>')


def on_paper(drawn: Html) -> str:
    """Return a chart as an SVG that stands by itself."""
    opening, end, rest = drawn.text.partition(">")
    alone = opening.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    alone = alone.replace('width="100%"', f'width="{_WIDTH}"', 1)
    rest = _POINT.sub(_still, rest)
    return f"{alone}{end}<style>{_STYLES}</style>{rest}"


def height_on_paper(drawn: Html) -> float:
    """Return how tall a chart is, as a part of how wide it stands on paper."""
    found = _HEIGHT.search(drawn.text)
    return int(found[1]) / _WIDTH if found else 1.0


def _still(point: re.Match[str]) -> str:
    """Put a point in its place on a chart of a width of its own."""
    across, is_share, down, drawn = point.groups()
    x = float(across) * _WIDTH / 100 if is_share else float(across)
    return f'<g transform="translate({x:.1f} {down})">{drawn}</g>'
