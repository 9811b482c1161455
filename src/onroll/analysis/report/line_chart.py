"""Lines over the weeks of a year as SVG, drawn in shares of the width; a week without a figure breaks its line.

The second line is broken into dashes and its points are open squares, and the third is dotted, so that black and white tells
them apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from onroll.analysis.report.figures import KEPT_BACK, Figure
from onroll.analysis.report.html import Html, element, joined
from onroll.analysis.report.marks import chart, mark, over_point
from onroll.analysis.report.words import month, short_day

_TOP, _HEIGHT, _FOOT = 44, 220, 34
_LEFT, _RIGHT = 9.0, 98.0
#: How far from a point a pointer may be to be on it; the weeks of a year stand close.
_REACH = 9
_STROKES = ("line", "line dashed", "line dotted")
# Lines across at the first of these steps of which there are five at most.
_STEPS = (1, 2, 5, 10, 20, 25)


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn: its name and its figure of each week, by the week's Monday, and where those lead that open."""

    name: str
    figures: dict[date, Figure | None]
    addresses: Mapping[date, str] = field(default_factory=dict)


def line_chart(name: str, title: str, describes: str, lines: Sequence[Line]) -> Html:
    """Draw per cents over weeks. `name` is the chart's own on the page."""
    weeks = sorted({week for line in lines for week in line.figures})
    plot = _Plot(
        weeks[0], weeks[-1], max(_value(figure) or 0 for line in lines for figure in line.figures.values())
    )
    drawn = [
        *_across(plot),
        *_months(plot),
        *(_line(plot, line, number) for number, line in enumerate(lines)),
        *_kept_back(plot, lines[0]),
        *_key(lines),
    ]
    opens = [one for line in lines for one in _opens(plot, line)]
    return chart(name, title, describes, drawn, opens, _TOP + _HEIGHT + _FOOT)


@dataclass(frozen=True, slots=True)
class _Plot:
    first: date
    last: date
    highest: float

    @property
    def step(self) -> int:
        return next((step for step in _STEPS if self.highest <= 5 * step), _STEPS[-1])

    @property
    def top(self) -> int:
        return max(self.step, -(-int(self.highest * 1000) // (1000 * self.step)) * self.step)

    def x(self, day: date) -> str:
        return f"{_LEFT + (_RIGHT - _LEFT) * (day - self.first).days / ((self.last - self.first).days or 1):.2f}%"

    def y(self, value: float) -> str:
        return f"{_TOP + _HEIGHT * (1 - value / self.top):.1f}"


def _value(figure: Figure | None) -> float | None:
    if figure is None or figure.numerator is None or not figure.denominator:
        return None
    return figure.numerator / figure.denominator * 100


def _across(plot: _Plot) -> list[Html]:
    return [
        joined(
            [
                element("line", x1="0", x2="100%", y1=plot.y(value), y2=plot.y(value), class_="grid"),
                element("text", f"{value}%", x="0", y=f"{float(plot.y(value)) - 4:.1f}", class_="small"),
            ]
        )
        for value in range(0, plot.top + 1, plot.step)
    ]


def _months(plot: _Plot) -> list[Html]:
    """Mark each month at its first week; every second one is left out where there is little room."""
    weeks = [plot.first + timedelta(weeks=number) for number in range((plot.last - plot.first).days // 7 + 1)]
    firsts = [
        week
        for before, week in pairwise([plot.first - timedelta(days=31), *weeks])
        if before.month != week.month
    ]
    return [
        element(
            "text",
            month(week),
            x=plot.x(week),
            y=_TOP + _HEIGHT + 20,
            text_anchor="start" if number == 0 else "end" if week == plot.last else "middle",
            class_="small every-other" if number % 2 else "small",
        )
        for number, week in enumerate(firsts)
    ]


def _line(plot: _Plot, line: Line, number: int) -> Html:
    weeks = sorted(line.figures)
    drawn = [
        _stroke(plot, (before, _value(line.figures[before])), (after, _value(line.figures[after])), number)
        for before, after in pairwise(weeks)
        if after - before == timedelta(weeks=1)
    ]
    points = [_point(plot, line, week, number) for week in weeks]
    return joined([*drawn, *points])


def _stroke(
    plot: _Plot, start: tuple[date, float | None], end: tuple[date, float | None], number: int
) -> Html | None:
    if start[1] is None or end[1] is None:
        return None
    return element(
        "line",
        x1=plot.x(start[0]),
        y1=plot.y(start[1]),
        x2=plot.x(end[0]),
        y2=plot.y(end[1]),
        class_=_STROKES[number],
    )


def _point(plot: _Plot, line: Line, week: date, number: int) -> Html | None:
    figure = line.figures[week]
    value = _value(figure)
    if value is None or figure is None:
        return None
    told = element("title", _told(line, week, figure))
    return _mark(plot.x(week), plot.y(value), number, told)


def _told(line: Line, week: date, figure: Figure) -> str:
    return f"{line.name}, week of {short_day(week)}: {figure.rate}"


def _opens(plot: _Plot, line: Line) -> Iterator[Html]:
    """Yield what leads from the points of a line that open."""
    for week, address in sorted(line.addresses.items()):
        figure = line.figures[week]
        value = _value(figure)
        if address and figure is not None and value is not None:
            laid = over_point(plot.x(week), plot.y(value), _REACH)
            yield mark(address, _told(line, week, figure), laid)


def _mark(x: str, y: str, number: int, told: Html | None = None) -> Html:
    """Draw a point: a dot for the first line, an open square for the second, a small one for the third."""
    if number != 1:
        return element("circle", told, cx=x, cy=y, r=1.5 if number else 3.5, class_="dot")
    return element(
        "svg",
        element("rect", told, x=-3, y=-3, width=6, height=6, class_="square"),
        x=x,
        y=y,
        overflow="visible",
    )


def _kept_back(plot: _Plot, line: Line) -> list[Html]:
    return [
        element("text", KEPT_BACK, x=plot.x(week), y=_TOP + _HEIGHT - 5, text_anchor="middle", class_="small")
        for week, figure in line.figures.items()
        if figure is not None and not figure.is_shown
    ]


def _key(lines: Sequence[Line]) -> list[Html]:
    return [
        element(
            "svg",
            element("line", x1=0, x2=28, y1=12, y2=12, class_=_STROKES[number]),
            _mark("14", "12", number),
            element("text", line.name, x=36, y=17),
            x=f"{number * 100 / max(2, len(lines)):.2f}%",
            y=0,
            width=f"{100 / max(2, len(lines)):.2f}%",
            height=24,
        )
        for number, line in enumerate(lines)
    ]
