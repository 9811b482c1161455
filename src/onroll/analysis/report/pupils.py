"""Of how many pupils: bands of absence, and the thresholds."""

from onroll.analysis.report.bands import Band
from onroll.analysis.report.bar_chart import Bar, bar_chart
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import Figure
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.methods import definition
from onroll.analysis.report.opening import NEEDS_WEEKS
from onroll.analysis.report.tables import cell, table, words

_OF_LONG_ABSENCE = (
    "persistent",
    "absent_of_persistent",
    "absence_rate_of_persistent",
    "near_persistent",
    "severe",
    "absent_of_severe",
    "absence_rate_of_severe",
    "near_severe",
)
_MISSED = "Enrolments by share of sessions missed"
_OTHERS = ("threshold_met", "run_of_ten_days", "broken_weeks", "late_sessions", "minutes_late")


def absence_bands(contents: Contents) -> list[Part]:
    """Give the enrolments by how much they missed."""
    if contents.has_few_weeks():
        return [element("p", NEEDS_WEEKS)]
    return [
        element(
            "p",
            "Enrolments by the share of their own possible sessions that they missed. A pupil exactly at the end of a "
            "band is in the next one.",
        ),
        element("div", _drawn_bands(contents), _table_of_bands(contents), class_="pair"),
    ]


def _drawn_bands(contents: Contents) -> Html:
    return element(
        "figure",
        element("figcaption", f"{_MISSED}, per cent of enrolments"),
        bar_chart(
            "bands",
            _MISSED,
            "Each bar is the share of enrolments in the band. The table beside has the numbers.",
            [Bar(band.in_words, (_of_all(contents, band),)) for band in contents.bands],
        ),
    )


def _table_of_bands(contents: Contents) -> Html:
    rows = [(band.in_words, [cell(_of_all(contents, band))]) for band in contents.bands]
    return table(_MISSED, ("Missed", "Enrolments"), rows)


def _of_all(contents: Contents, band: Band) -> Figure | None:
    """Make a band a figure, of all enrolments with something possible."""
    whole = contents.figures.find("persistent")
    return None if whole is None else Figure(whole.measure, band.enrolments, whole.denominator)


def thresholds(contents: Contents) -> list[Part]:
    """Give what the law and the statistics look at: persistent and severe absence, the threshold, runs, lateness."""
    names = [*(() if contents.has_few_weeks() else _OF_LONG_ABSENCE), *_OTHERS]
    rows = []
    for name in names:
        figure = contents.figures.find(name)
        if figure is not None:
            says = definition(name, contents)
            rows.append((says.title, [cell(figure), words(says.meaning)]))
    return [
        element("p", NEEDS_WEEKS) if contents.has_few_weeks() else None,
        table(
            "Thresholds, runs and lateness over the whole period",
            ("Measure", "Figure", "Meaning"),
            rows,
            in_words=("Meaning",),
        ),
    ]
