"""The page: its sections in order, and what is round them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from onroll.analysis.report.codes_looked_at import looked_at
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.groups import group_section
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.methods import methods, suppression
from onroll.analysis.report.movers import movers
from onroll.analysis.report.opening import beside, heading, headlines, quality
from onroll.analysis.report.patterns import beside_holidays, by_term, by_week, by_weekday
from onroll.analysis.report.pupils import absence_bands, thresholds
from onroll.analysis.report.reasons import reasons
from onroll.analysis.report.style import STYLE
from onroll.analysis.report.words import days_in_words, grouping_in_words, lowered


class _Section(NamedTuple):
    name: str
    title: str
    parts: Sequence[Part]


def page(contents: Contents) -> str:
    """Write the whole report as HTML."""
    sections = _sections(contents)
    title = f"Attendance and absence, {days_in_words(contents.scope.first_day, contents.scope.on)}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Html(STYLE)),
    )
    body = element(
        "body",
        heading(contents),
        _list_of(sections),
        element("main", *(_written(one) for one in sections)),
        element(
            "footer",
            element(
                "p",
                "Made with Onroll from files of marks. The measures are in measures.csv beside this report.",
                class_="small-print",
            ),
        ),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en-GB').text}\n"


def _sections(contents: Contents) -> list[_Section]:
    drawn: tuple[tuple[str, str, Callable[[Contents], list[Part]]], ...] = (
        ("weeks-through", "Week by week", by_week),
        ("weekday", "Days of the week and sessions", by_weekday),
        ("term", "Terms", by_term),
        ("holiday", "Beside holidays", beside_holidays),
        ("reasons", "Reasons", reasons),
        ("codes-looked-at", "Codes looked at by themselves", looked_at),
        ("missed", "How much pupils missed", absence_bands),
        ("movers", "From term to term", movers),
        ("thresholds", "Thresholds, runs and lateness", thresholds),
    )
    return [
        _Section("headlines", "Headline figures", headlines(contents)),
        _Section("quality", "Data quality", quality(contents)),
        *(_Section(name, title, [*make(contents), beside(contents)]) for name, title, make in drawn),
        *(
            _Section(
                f"by-{number}",
                f"By {lowered(grouping_in_words(grouping))}",
                [*group_section(contents, grouping), beside(contents)],
            )
            for number, grouping in enumerate(contents.groups)
        ),
        _Section("methods", "Methods and definitions", methods(contents)),
        _Section("kept-back", "Figures kept back", suppression(contents)),
    ]


def _list_of(sections: Sequence[_Section]) -> Html:
    links = [element("li", element("a", one.title, href=f"#{one.name}")) for one in sections]
    return element("nav", element("ul", *links), aria_label="Contents")


def _written(one: _Section) -> Html:
    return element(
        "section",
        element("h2", one.title, id=f"{one.name}-heading"),
        *one.parts,
        id=one.name,
        aria_labelledby=f"{one.name}-heading",
    )
