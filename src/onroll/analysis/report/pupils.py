"""Of how many pupils: bands of absence, and the thresholds."""

from onroll.analysis.report.bar_chart import Bar, bar_chart
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import KEPT_BACK, Figure, share
from onroll.analysis.report.html import Part, element
from onroll.analysis.report.methods import definition
from onroll.analysis.report.opening import NEEDS_WEEKS
from onroll.analysis.report.tables import cell, number, table, words

_OF_LONG_ABSENCE = (
    "persistent",
    "absent_of_persistent",
    "absence_rate_of_persistent",
    "severe",
    "absent_of_severe",
    "absence_rate_of_severe",
)
_OTHERS = ("threshold_met", "run_of_ten_days", "broken_weeks", "late_sessions", "minutes_late")


def absence_bands(contents: Contents) -> list[Part]:
    """Give the enrolments by how much they missed."""
    if contents.has_few_weeks():
        return [element("p", NEEDS_WEEKS)]
    whole = contents.figures.find("persistent")
    of = None if whole is None else whole.denominator
    figures = [None if of == 0 else Figure("persistent", band.enrolments, of) for band in contents.bands]
    return [
        element(
            "p",
            "Enrolments by the share of their own possible sessions that they missed. A pupil exactly at the end of a band is in the "
            "next one.",
        ),
        element(
            "figure",
            element("figcaption", "Enrolments by share of sessions missed, per cent of enrolments"),
            bar_chart(
                "bands",
                "Enrolments by share of sessions missed",
                "Each bar is the share of enrolments in the band. The table beside has the numbers.",
                [Bar(band.in_words, (figure,)) for band, figure in zip(contents.bands, figures, strict=True)],
            ),
        ),
        table(
            "Enrolments by share of sessions missed",
            ("Missed", "Enrolments", "Of all"),
            [
                (
                    band.in_words,
                    [
                        number(band.enrolments),
                        element(
                            "td",
                            KEPT_BACK
                            if band.enrolments is None or of is None
                            else share(band.enrolments, of),
                            class_="number",
                        ),
                    ],
                )
                for band in contents.bands
            ],
        ),
    ]


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
        table("Thresholds, runs and lateness over the whole period", ("Measure", "Figure", "Meaning"), rows),
    ]
