"""What every measure means, and what it rests on."""

from typing import NamedTuple

from onroll.analysis.disclosure_control import FEWEST_SHOWN
from onroll.analysis.measures import MEASURES, measure_named
from onroll.analysis.pupil_figures.near_thresholds import SESSIONS_TO_CROSS
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import KEPT_BACK, NONE
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.tables import table, words
from onroll.analysis.report.words import DEFINITIONS
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.attendance_codes import citation_of_codes
from onroll.law.citation import Citation
from onroll.law.penalty_notices import THRESHOLD_SESSIONS
from onroll.law.returns import ATTENDANCE_RUN


class Definition(NamedTuple):
    """What a measure is called, and means."""

    title: str
    meaning: str


def definition(name: str, contents: Contents) -> Definition:
    """Answer what a measure means on the last day counted, with that day's numbers."""
    on = contents.scope.on
    sessions, weeks = contents.scope.threshold or (NONE, NONE)
    meaning = DEFINITIONS[name].format(
        persistent=PERSISTENT_ABSENCE.find(on),
        severe=SEVERE_ABSENCE.find(on),
        run=ATTENDANCE_RUN.find(on),
        near=SESSIONS_TO_CROSS,
        sessions=sessions,
        weeks=weeks,
    )
    return Definition(measure_named(name).title, meaning)


def source(name: str, contents: Contents, *, notes: bool = True) -> Part:
    """Answer what a measure rests on: a provision, with its address, or the name of a method; with what is said of a provision, or without."""
    cited = _cited(contents).get(name)
    return measure_named(name).source if cited is None else _linked(cited, notes=notes)


def methods(contents: Contents) -> list[Part]:
    """Define every measure, and say how sessions are counted."""
    known = [one.name for one in MEASURES if one.name in DEFINITIONS and contents.figures.has(one.name)]
    rows = []
    for name in known:
        says = definition(name, contents)
        rows.append(
            (says.title, [words(says.meaning), element("td", source(name, contents), class_="words source")])
        )
    return [
        *(element("p", one) for one in _HOW),
        element(
            "p",
            "Codes and their classes: ",
            _linked(citation_of_codes(contents.scope.on)),
            ".",
            class_="source",
        ),
        (
            table(
                "Definitions and sources",
                ("Measure", "Meaning", "Source"),
                rows,
                in_words=("Meaning", "Source"),
            )
        ),
    ]


def suppression(contents: Contents) -> list[Part]:
    """Say what is kept back, and why."""
    if not contents.suppressed:
        return [
            element(
                "p",
                element("b", "Nothing is kept back. "),
                "Figures of one or two children are shown as they are. Do not publish this report, or pass it to anybody who may "
                "not see the registers themselves.",
            )
        ]
    return [
        element(
            "p",
            element("b", KEPT_BACK),
            f" stands for a figure kept back because it is of 1 to {FEWEST_SHOWN - 1} pupils, or no more of them had what it counts, or because a "
            "figure so small could be worked out from it and others. ",
            element("b", NONE),
            " stands where there was nothing to count.",
        ),
        element(
            "p",
            "Counts of rows at fault are of entries and not of pupils, and are shown. The "
            "files pupils.csv and quality.csv beside this report name pupils: they are not for passing on with it.",
        ),
    ]


_HOW = (
    "A session is a morning or an afternoon. A session is possible where its code says the pupil was present, at an approved "
    "educational activity, or absent; any other code, and a session without one, leaves both sides of every fraction.",
    "Rates are sums over sums: the sessions of all pupils of a group, divided by all their possible sessions, and never an average of "
    "percentages. A code counts in the class it had on its day.",
    "Terms are the windows of the school census, the same for every school: autumn to 31 December, spring to Easter, and "
    "summer in two halves, before and from the spring bank holiday’s week. Six half terms leave out enrolments that began in the last of them, and the last of pupils of the oldest age published; "
    "five half terms end before that week. The halves of autumn and of spring are each school’s own: they divide at its week off, and a term in which none is seen yet is not divided. Persistent and severe absence are worked out afresh for each period, so those of terms do not "
    "add up to a year’s.",
)


def _cited(contents: Contents) -> dict[str, Citation]:
    on = contents.scope.on
    steps = {
        "persistent": PERSISTENT_ABSENCE.step_on(on),
        "severe": SEVERE_ABSENCE.step_on(on),
        "threshold_met": THRESHOLD_SESSIONS.step_on(on),
        "run_of_ten_days": ATTENDANCE_RUN.step_on(on),
    }
    return {name: step.citation for name, step in steps.items() if step is not None}


def _linked(citation: Citation, *, notes: bool = True) -> Html:
    note = f" (to be confirmed: {citation.note})" if notes and citation.is_unconfirmed else ""
    return element(
        "span", element("a", citation.text, href=citation.link) if citation.link else citation.text, note
    )
