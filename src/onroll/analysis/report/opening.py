"""How the report starts: what it is of, the headline figures, and what was set aside."""

from onroll.analysis.disclosure_control import FEWEST_SHOWN
from onroll.analysis.pupil_figures.short_periods import FEWEST_WEEKS
from onroll.analysis.quality import MISSING, in_words
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import KEPT_BACK, NONE
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.methods import definition, source
from onroll.analysis.report.tables import number, table, words
from onroll.analysis.report.words import FAULTS, days_in_words
from onroll.law.plain_words import day_in_words

_HEADLINES = (
    "attendance_percent",
    "absence_percent",
    "authorised",
    "unauthorised",
    "persistent",
    "severe",
    "threshold_met",
    "late_sessions",
    "missing",
)
_TITLES = {
    "missing": FAULTS[MISSING],
    "persistent": "Persistent absence",
    "severe": "Severe absence",
    "threshold_met": "Threshold of a penalty notice met",
}
OF_ENROLMENTS = ("persistent", "severe")
NEEDS_WEEKS = f"Not given: fewer than {FEWEST_WEEKS} school weeks. A short time says little of who is persistently absent."


def heading(contents: Contents) -> Html:
    """Say what the report is of, and how far its data goes."""
    totals, scope = contents.totals, contents.scope
    facts = (
        ("Schools", f"{totals['schools']:,}"),
        ("Pupils", _people(totals["pupils"], contents)),
        ("Enrolments", _people(totals["enrolments"], contents)),
        *_with_something_possible(contents),
        ("Entries", f"{totals['entries']:,}"),
        ("Last day with marks", NONE if contents.last_mark is None else day_in_words(contents.last_mark)),
    )
    return element(
        "header",
        element("h1", "Attendance and absence"),
        element("p", days_in_words(scope.first_day, scope.on), class_="lede"),
        element(
            "dl",
            *(element("div", element("dt", name), element("dd", fact)) for name, fact in facts),
            class_="about",
        ),
        element(
            "p",
            "An enrolment is one pupil at one school: a pupil who moved, or is registered at two schools, has two. "
            "Every figure stands with the numbers it is made of; percentages are rounded once, halves up. ",
            element("b", KEPT_BACK),
            " is a ",
            element("a", "figure kept back", href="#kept-back"),
            ".",
        ),
    )


def _with_something_possible(contents: Contents) -> tuple[tuple[str, str], ...]:
    """Say how many enrolments persistent absence is of, where they are not all."""
    figure = contents.figures.find("persistent")
    if figure is None or figure.denominator in (None, contents.totals["enrolments"]):
        return ()
    return (("Of them with something possible", f"{figure.denominator:,}"),)


def _people(count: int, contents: Contents) -> str:
    return f"fewer than {FEWEST_SHOWN}" if contents.suppressed and 0 < count < FEWEST_SHOWN else f"{count:,}"


def headlines(contents: Contents) -> list[Part]:
    """Give the figures most often asked for, each with its definition and source."""
    return [
        element("ul", *(_card(contents, name) for name in _HEADLINES), class_="cards"),
        beside(contents),
    ]


def _card(contents: Contents, name: str) -> Html | None:
    figure = contents.figures.find(name)
    if figure is None:
        return None
    says = definition(name, contents)
    refused = name in OF_ENROLMENTS and contents.has_few_weeks()
    return element(
        "li",
        element("h3", _TITLES.get(name) or says.title),
        element("p", NONE if refused else figure.rate, class_="rate"),
        element("p", NEEDS_WEEKS if refused else figure.fraction),
        element("p", says.meaning, class_="small-print"),
        element("p", "Source: ", source(name, contents, notes=False), class_="small-print source"),
    )


def quality(contents: Contents) -> list[Part]:
    """Say what was set aside or counted with care, before any chart."""
    missing = contents.figures.find(MISSING)
    rows = [
        (
            FAULTS[MISSING],
            [number(0 if missing is None else missing.numerator), words(in_words(MISSING))],
        )
    ]
    rows += [
        (FAULTS[fault], [number(count), words(in_words(fault))])
        for fault, count in contents.totals["quality"].items()
    ]
    return [
        element(
            "p",
            f"Of {contents.totals['entries']:,} rows of marks. Where each fault is, by file and row, stands in quality.csv "
            "beside this report.",
        ),
        table(
            "Rows at fault and sessions without marks",
            ("What", "How many", "What was done"),
            rows,
            in_words=("What was done",),
        ),
    ]


def beside(contents: Contents) -> Html:
    """Say in a line what was set aside, to stand beside figures."""
    missing = contents.figures.find(MISSING)
    gaps = (
        KEPT_BACK
        if missing is not None and not missing.is_shown
        else f"{(missing and missing.numerator) or 0:,}"
    )
    at_fault = sum(contents.totals["quality"].values())
    return element(
        "p",
        f"Set aside or counted with care: {at_fault:,} rows at fault, {gaps} sessions without a usable code. ",
        element("a", "What was done with them", href="#quality"),
        class_="beside small-print",
    )
