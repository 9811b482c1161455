"""Bars as SVG, drawn in shares of the width so that words keep their size on a phone, a screen and paper.

No meaning is in colour alone: a second part of a bar is hatched, and every bar has its words and its figure beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.analysis.report.figures import KEPT_BACK, NONE, Figure, share
from onroll.analysis.report.html import Html, element, joined

_ROW = 42
_KEY = 30
# Of so many letters there is room on the narrowest screen.
_LETTERS = 36


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label and its figures, one part after another. None where there was nothing to count."""

    label: str
    figures: tuple[Figure | None, ...]

    @property
    def length(self) -> float:
        """How long it is drawn, in per cent; only drawings use it."""
        return sum(_length(figure) for figure in self.figures)

    @property
    def value(self) -> str:
        """The figure printed at its end: its parts together."""
        if any(figure is None for figure in self.figures):
            return NONE
        whole, parts = 0, 0
        for figure in self.figures:
            if figure is None or figure.numerator is None or figure.denominator is None:
                return KEPT_BACK
            whole, parts = figure.denominator, parts + figure.numerator
        return share(parts, whole)


def bar_chart(
    name: str,
    title: str,
    describes: str,
    bars: Sequence[Bar],
    key: Sequence[str] = (),
    longest: float = 0,
) -> Html:
    """Draw bars one under another. `name` is the chart's own on the page; `key` says what the parts of a bar are.

    Charts that stand side by side are given the `longest` bar of both, so that they compare.
    """
    top = _KEY if key else 4
    longest = longest or longest_of(bars)
    drawn = [_bar(name, bar, top + number * _ROW, longest) for number, bar in enumerate(bars)]
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", describes, id=f"{name}-desc"),
        _hatching(name) if key else None,
        *_key(name, key),
        *drawn,
        class_="chart",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        width="100%",
        height=top + len(bars) * _ROW,
    )


def longest_of(bars: Sequence[Bar]) -> float:
    """Answer the length of the longest bar; of none, one per cent."""
    return max((bar.length for bar in bars), default=0) or 1


def _length(figure: Figure | None) -> float:
    if figure is None or figure.numerator is None or not figure.denominator:
        return 0
    return figure.numerator / figure.denominator * 100


def _bar(name: str, bar: Bar, top: int, longest: float) -> Html:
    label = bar.label if len(bar.label) <= _LETTERS else bar.label[: _LETTERS - 1].rstrip() + "…"
    drawn: list[Html] = []
    start = 0.0
    for number, figure in enumerate(bar.figures):
        length = _length(figure) / longest * 100 if bar.value not in (KEPT_BACK, NONE) else 0
        if length:
            drawn.append(_part(name, number, start, length, top + 19))
        start += length
    return joined(
        [
            element("text", element("title", bar.label), label, x="0", y=top + 13),
            element("text", bar.value, x="100%", y=top + 13, text_anchor="end", class_="value"),
            element("line", x1="0", x2="100%", y1=top + 33, y2=top + 33, class_="grid"),
            *drawn,
        ]
    )


def _part(name: str, number: int, start: float, length: float, top: int) -> Html:
    fill = f"url(#{name}-hatch)" if number else None
    return element(
        "rect",
        x=f"{start:.2f}%",
        y=top,
        width=f"{length:.2f}%",
        height=13,
        class_="second" if number else "first",
        fill=fill,
    )


def _key(name: str, key: Sequence[str]) -> list[Html]:
    drawn: list[Html] = []
    for number, words in enumerate(key):
        start = f"{number * 50}%"
        drawn.append(
            element(
                "svg",
                element(
                    "rect",
                    x=1,
                    y=4,
                    width=16,
                    height=12,
                    class_="second" if number else "first",
                    fill=f"url(#{name}-hatch)" if number else None,
                ),
                element("text", words, x=23, y=15),
                x=start,
                y=0,
                width="50%",
                height=_KEY,
            )
        )
    return drawn


def _hatching(name: str) -> Html:
    return element(
        "defs",
        element(
            "pattern",
            element("rect", width=6, height=6, fill="#fff"),
            element("line", x1=0, y1=0, x2=0, y2=6, stroke="#0f5257", stroke_width=5),
            id=f"{name}-hatch",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        ),
    )
