"""Bars as SVG, drawn in shares of the width so that words keep their size on a phone, a screen and paper.

No meaning is in colour alone: a second part of a bar is hatched, and every bar has its words and its figure beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onroll.analysis.report.figures import KEPT_BACK, NONE, Figure, share
from onroll.analysis.report.html import Html, element, joined
from onroll.analysis.report.marks import chart, mark, over_bar

_ROW = 42
_KEY = 30
_TALL = 24
# Of so many letters there is room on the narrowest screen, and on a wide one or paper.
_LETTERS = 36
_LETTERS_WIDE = 72


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label and its figures, one part after another. None where there was nothing to count.

    `addresses` are where its parts lead, in the same order; nothing of one that does not open.
    """

    label: str
    figures: tuple[Figure | None, ...]
    addresses: tuple[str, ...] = ()

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
    opens = [one for number, bar in enumerate(bars) for one in _opens(bar, top + number * _ROW, longest, key)]
    above = [_hatching(name) if key else None, *_key(name, key)]
    return chart(name, title, describes, [*above, *drawn], opens, top + len(bars) * _ROW)


def longest_of(bars: Sequence[Bar]) -> float:
    """Answer the length of the longest bar; of none, one per cent."""
    return max((bar.length for bar in bars), default=0) or 1


def _length(figure: Figure | None) -> float:
    if figure is None or figure.numerator is None or not figure.denominator:
        return 0
    return figure.numerator / figure.denominator * 100


def _bar(name: str, bar: Bar, top: int, longest: float) -> Html:
    drawn = [_part(name, number, start, length, top + 19) for number, start, length in _parts(bar, longest)]
    return joined(
        [
            *_label(bar.label, top + 13),
            element("text", bar.value, x="100%", y=top + 13, text_anchor="end", class_="value"),
            element("line", x1="0", x2="100%", y1=top + 33, y2=top + 33, class_="grid"),
            *drawn,
        ]
    )


def _label(label: str, y: int) -> Iterator[Html]:
    """Yield a bar's label; one too long for a phone a second time, and the page's styles show the one there is room for."""
    if len(label) <= _LETTERS:
        yield element("text", element("title", label), label, x="0", y=y)
        return
    for letters, shown in ((_LETTERS, "narrow-alone"), (_LETTERS_WIDE, "wide-alone")):
        yield element("text", element("title", label), _cut(label, letters), x="0", y=y, class_=shown)


def _cut(label: str, letters: int) -> str:
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"


def _parts(bar: Bar, longest: float) -> Iterator[tuple[int, float, float]]:
    """Yield what is drawn of a bar: which part, where it starts and how long it is, in per cent of the width."""
    start = 0.0
    for number, figure in enumerate(bar.figures):
        length = _length(figure) / longest * 100 if bar.value not in (KEPT_BACK, NONE) else 0
        if length:
            yield number, start, length
        start += length


def _opens(bar: Bar, top: int, longest: float, key: Sequence[str]) -> Iterator[Html]:
    """Yield what leads from the parts of a bar that open, as tall as a finger needs."""
    for number, start, length in _parts(bar, longest):
        figure, address = bar.figures[number], bar.addresses[number] if bar.addresses else ""
        if address and figure is not None:
            of_part = f"{key[number]}, {bar.label}" if key else bar.label
            laid = over_bar(f"{start:.2f}%", top + 14, f"{length:.2f}%", _TALL)
            yield mark(address, f"{of_part}: {figure.rate}", laid)


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
