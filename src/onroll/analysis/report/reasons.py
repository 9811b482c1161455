"""Why: the four classes of possible sessions, and every code."""

from collections.abc import Iterable, Sequence

from onroll.analysis.codes import in_order
from onroll.analysis.measures.definitions import FAMILIES, of_code
from onroll.analysis.report.bar_chart import Bar, bar_chart, longest_of
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import KEPT_BACK, NOT_POSSIBLE, Figure
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.tables import cell, folded, scrolling, table
from onroll.analysis.report.words import code_in_words
from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_meaning import StatisticalClass

Coded = tuple[str, Figure]


def reasons(contents: Contents) -> list[Part]:
    """Give the classes, draw the codes of absence, and list every code by class."""
    codes = _codes(contents)
    drawn = {found: _bars(contents, codes[found]) for found in codes if found.is_absence}
    longest = longest_of([bar for bars in drawn.values() for bar in bars])
    return [
        table(
            "Possible sessions by class",
            ("Class", "Sessions"),
            [(one.title, [cell(contents.figures.find(one.name))]) for one in FAMILIES],
        ),
        element(
            "div",
            *(_drawn(found, drawn[found], longest) for found in drawn),
            class_="pair",
        ),
        folded("Table of every code", _every_code(contents, codes), is_open=True),
    ]


def _codes(contents: Contents) -> dict[StatisticalClass, list[Coded]]:
    """Sort the codes found into the classes they have on the last day, in the order of the law's table."""
    on = contents.scope.on
    start = of_code("")
    found = [name.removeprefix(start) for name in contents.figures.measures(start)]
    by_class: dict[StatisticalClass, list[Coded]] = {}
    for code in in_order(found, on):
        figure = contents.figures.find(of_code(code))
        if figure is not None:
            by_class.setdefault(class_for_counting(code, on), []).append((code, figure))
    return by_class


def _bars(contents: Contents, codes: Iterable[Coded]) -> list[Bar]:
    """Make the bars of a class, the most first and those kept back last."""
    most_first = sorted(
        codes, key=lambda one: -1 if one[1].numerator is None else one[1].numerator, reverse=True
    )
    return [Bar(f"{code} {code_in_words(code, contents.scope.on)}", (figure,)) for code, figure in most_first]


def _drawn(found: StatisticalClass, bars: Sequence[Bar], longest: float) -> Html:
    title = f"Codes of {found.in_words}"
    return element(
        "figure",
        element("figcaption", f"{title}, per cent of possible sessions"),
        bar_chart(
            f"codes-{str(found).replace('_', '-')}",
            title,
            "Each bar is the share of possible sessions with the code, the most first; both charts of codes have one scale. "
            "The table below has every figure.",
            bars,
            longest=longest,
        ),
    )


def _every_code(contents: Contents, codes: dict[StatisticalClass, list[Coded]]) -> Html:
    caption = "Sessions by code"
    head = element(
        "tr",
        element("th", "Code and meaning", scope="col"),
        element("th", "Sessions", scope="col", class_="number"),
        element("th", "Of possible sessions", scope="col", class_="number"),
    )
    bodies = [
        element(
            "tbody",
            element(
                "tr", element("th", found.in_words.capitalize(), scope="rowgroup", colspan=3, class_="family")
            ),
            *(
                _row(contents, code, figure, counts=found.is_possible)
                for code, figure in codes.get(found, ())
            ),
        )
        for found in StatisticalClass
        if codes.get(found)
    ]
    return scrolling(caption, element("table", element("caption", caption), element("thead", head), *bodies))


def _row(contents: Contents, code: str, figure: Figure, *, counts: bool) -> Html:
    sessions = KEPT_BACK if figure.numerator is None else f"{figure.numerator:,}"
    return element(
        "tr",
        element("th", element("b", code), f" {code_in_words(code, contents.scope.on)}", scope="row"),
        element("td", sessions, class_="number"),
        element("td", figure.rate if counts else NOT_POSSIBLE, class_="number"),
    )
