"""When absence falls: weeks, days of the week, sessions, terms, and the weeks beside a holiday."""

from __future__ import annotations

from onroll.analysis.measures.periods_asked import AFTER_HOLIDAY, END_OF_TERM, session_name, weekday_name
from onroll.analysis.report.words import WEEKDAYS
from onroll.analysis.tables import SESSIONS as HALVES
from onroll.service.figures.asking import WHOLE
from onroll.service.figures.document import Document, Section, Table, words
from onroll.service.figures.pages.overview import by_week
from onroll.service.figures.pages.parts import by_period, facts, lede, notes, stacked
from onroll.service.figures.reading import Figures

_OF_ENROLMENTS = (
    ("persistent", "Persistent absence"),
    ("absent_of_persistent", "Share of absence due to it"),
    ("severe", "Severe absence"),
    ("absent_of_severe", "Share of absence due to it"),
)
_HALF = {"AM": "Morning", "PM": "Afternoon"}


def patterns(figures: Figures) -> Document:
    """Make the page of patterns, of the whole year to date."""
    return Document(
        "Patterns",
        lede(figures),
        facts(figures),
        (),
        (by_week(figures), _days(figures), _terms(figures), _holidays(figures), _weeks_broken(figures)),
        notes(figures),
    )


def _days(figures: Figures) -> Section:
    days = [
        (title, weekday_name(place))
        for place, title in enumerate(WEEKDAYS)
        if figures.find("absence_percent", weekday_name(place))
    ]
    halves = [(_HALF[half], session_name(half)) for half in HALVES]
    both = [
        (f"{title}, {_HALF[half].lower()}", f"{name} {half}")
        for title, name in days
        for half in HALVES
        if figures.find("absence_percent", f"{name} {half}")
    ]
    return Section(
        "days",
        "Days of the week and sessions",
        (),
        (
            stacked(figures, "weekdays", "Absence by day of the week", days),
            stacked(figures, "halves", "Absence by session", halves),
        ),
        (
            by_period(
                figures, "Sessions by day of the week and half of the day", "When", [*days, *halves, *both]
            ),
        ),
    )


def _terms(figures: Figures) -> Section:
    rows = [(name[:1].upper() + name[1:], name) for name in figures.terms if name != WHOLE]
    enrolments = Table(
        "Enrolments by term",
        ("Term", *(title for _, title in _OF_ENROLMENTS)),
        tuple(
            (words(title), *(figures.cell(measure, name) for measure, _ in _OF_ENROLMENTS))
            for title, name in rows
        ),
        frozenset(range(1, len(_OF_ENROLMENTS) + 1)),
    )
    halves = [(name[:1].upper() + name[1:], name) for name in figures.periods("half term ")]
    return Section(
        "terms",
        "Terms and half terms",
        (
            "Terms are the windows of the school census, the same for every school. The autumn and the spring divide at the "
            "school’s own week off.",
        ),
        (stacked(figures, "terms", "Absence by half term", halves or rows),) if rows else (),
        (by_period(figures, "Sessions by term and half term", "Term", [*rows, *halves]), enrolments),
    )


def _holidays(figures: Figures) -> Section:
    rows = [
        ("Whole period", WHOLE),
        ("First week after a holiday", AFTER_HOLIDAY),
        ("Last week before a holiday", END_OF_TERM),
    ]
    return Section(
        "holidays",
        "Beside holidays",
        ("A holiday is a week or more, Monday to Sunday, in which a school held no session.",),
        (stacked(figures, "holidays", "Absence beside holidays", rows),),
        (by_period(figures, "Sessions beside holidays", "Weeks", rows),),
    )


def _weeks_broken(figures: Figures) -> Section:
    names = (
        ("broken_weeks", "Pupils’ weeks with an absence"),
        ("run_of_ten_days", "Ten school days or more of unauthorised absence in a row"),
        ("minutes_late", "Minutes late, a late session"),
        ("late_sessions", "Late sessions"),
    )
    table = Table(
        "Weeks, runs and lateness",
        ("What", "Figure"),
        tuple((words(title), figures.cell(measure, WHOLE)) for measure, title in names),
        frozenset({1}),
    )
    return Section("weeks-broken", "Broken weeks, runs and lateness", (), (), (table,))
