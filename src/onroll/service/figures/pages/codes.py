"""Why pupils were where they were: every code, its class, and the codes of learning elsewhere by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.analysis.codes import in_order
from onroll.analysis.groupings import ALL, EVERYONE, Grouping
from onroll.analysis.measures.codes_looked_at import codes_looked_at
from onroll.analysis.measures.definitions import FAMILIES, of_code
from onroll.analysis.report.bar_chart import Bar, bar_chart
from onroll.analysis.report.figures import NOT_POSSIBLE, Figure
from onroll.analysis.report.html import Html
from onroll.analysis.report.words import code_in_words
from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_meaning import StatisticalClass
from onroll.law.plain_words import listed
from onroll.service.figures.asking import WHOLE
from onroll.service.figures.document import Cell, Document, Drawing, Leads, Section, Table, count, words
from onroll.service.figures.pages.group_names import group_name
from onroll.service.figures.pages.in_order import in_order as in_order_of_name
from onroll.service.figures.pages.parts import facts, lede, notes
from onroll.service.figures.reading import Figures

_CODE = of_code("")


def codes(figures: Figures) -> Document:
    """Make the page of codes."""
    found = _by_class(figures)
    return Document(
        "Codes",
        lede(figures),
        facts(figures),
        (),
        (
            _families(figures),
            _looked_at(figures),
            *(_section(figures, one, found[one]) for one in StatisticalClass if found.get(one)),
        ),
        notes(figures),
    )


def _by_class(figures: Figures) -> dict[StatisticalClass, list[str]]:
    """Return the codes found by the class they have on the last day, in the order of the law's table."""
    names = {
        cell.measure.removeprefix(_CODE)
        for cell in figures.kept.cells(ALL, periods=[figures.question.period])
        if cell.measure.startswith(_CODE)
    }
    by_class: dict[StatisticalClass, list[str]] = {}
    for code in in_order(names, figures.on):
        if code in names:
            by_class.setdefault(class_for_counting(code, figures.on), []).append(code)
    return by_class


def _families(figures: Figures) -> Section:
    table = Table(
        "Possible sessions by class",
        ("Class", "Sessions"),
        tuple((words(one.title), figures.cell(one.name)) for one in FAMILIES),
        frozenset({1}),
    )
    return Section("classes", "Classes", (), (), (table,))


def _looked_at(figures: Figures) -> Section:
    """Give the codes that are looked at by themselves: through the year, and by year group."""
    watched = codes_looked_at(figures.on)
    headings = tuple(f"{code} {code_in_words(code, figures.on)}" for code in watched)
    numbers = frozenset(range(1, len(watched) + 1))
    periods = [*figures.terms, *figures.periods("half term ")]
    years = Grouping(("year_group",))
    title = f"Codes {listed(watched, 'and')}"
    return Section(
        "looked-at",
        title,
        (
            "Each use of one rests on something the school must know: an agreement, a reason, a suspension. Per cents are of "
            "possible sessions.",
        ),
        (),
        (
            Table(
                f"{title}, through the year",
                ("Period", *headings),
                tuple(
                    (words(_in_words(name)), *(_use(figures, code, name) for code in watched))
                    for name in periods
                ),
                numbers,
            ),
            Table(
                f"{title}, by year group",
                ("Year group", *headings),
                tuple(
                    (
                        words(group_name(years, group)),
                        *(_use(figures, code, None, years, group) for code in watched),
                    )
                    for group in in_order_of_name(years, figures.groups(years))
                ),
                numbers,
            ),
        ),
    )


def _use(
    figures: Figures, code: str, period: str | None, grouping: Grouping = ALL, group: str = EVERYONE
) -> Cell:
    """Write a code's sessions; of one whose sessions are not possible, the number without a per cent."""
    cell = figures.cell(of_code(code), period, grouping, group)
    if class_for_counting(code, figures.on).is_possible or cell.figure is None:
        return cell
    return (
        Cell(cell.text) if cell.figure.numerator is None else count(cell.figure.numerator, asked=cell.asked)
    )


def _in_words(period: str) -> str:
    return "Whole year to date" if period == WHOLE else period[:1].upper() + period[1:]


def _section(figures: Figures, found: StatisticalClass, names: Sequence[str]) -> Section:
    rows = [(code, figures.find(of_code(code))) for code in names]
    most_first = sorted(rows, key=lambda one: -_sessions(one[1]))
    title = found.in_words[:1].upper() + found.in_words[1:]
    name = str(found).replace("_", "-")
    drawings = (_drawn(figures, name, title, most_first),) if found.is_possible and len(rows) > 1 else ()
    table = Table(
        f"Sessions by code: {found.in_words}",
        ("Code", "Meaning", "Sessions", "Of possible sessions"),
        tuple(_row(figures, code, figure, counts=found.is_possible) for code, figure in rows),
        frozenset({2, 3}),
    )
    return Section(f"class-{name}", title, (), drawings, (table,))


def _drawn(figures: Figures, name: str, title: str, rows: Sequence[tuple[str, Figure | None]]) -> Drawing:
    says = "Each bar is the share of possible sessions with the code, the most first."

    def draw(leads: Leads) -> Html:
        bars = [
            Bar(f"{code} {code_in_words(code, figures.on)}", (figure,), (leads(figures.cell(of_code(code))),))
            for code, figure in rows
        ]
        return bar_chart(f"codes-{name}", title, says, bars)

    return Drawing(f"{title}, per cent of possible sessions", draw, says)


def _sessions(figure: Figure | None) -> int:
    return -1 if figure is None or figure.numerator is None else figure.numerator


def _row(figures: Figures, code: str, figure: Figure | None, *, counts: bool) -> tuple[Cell, ...]:
    opens = figures.cell(of_code(code))
    number = figure.numerator if figure is not None else None
    sessions = Cell(opens.text) if number is None else Cell(f"{number:,}", number, asked=opens.asked)
    return (
        words(code),
        words(code_in_words(code, figures.on)),
        sessions,
        opens if counts else Cell(NOT_POSSIBLE),
    )
