"""Absence through time: by week, by day of the week and session, beside holidays, and by term."""

from collections.abc import Sequence
from datetime import date

from onroll.analysis.measures.periods_asked import (
    AFTER_HOLIDAY,
    END_OF_TERM,
    half_term_name,
    session_name,
    weekday_name,
)
from onroll.analysis.periods import Term
from onroll.analysis.pupil_figures.short_periods import FEWEST_WEEKS
from onroll.analysis.report.bar_chart import Bar, bar_chart, longest_of
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import NONE, WHOLE
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.line_chart import Line, line_chart
from onroll.analysis.report.opening import OF_ENROLMENTS
from onroll.analysis.report.tables import cell, folded, table
from onroll.analysis.report.words import WEEKDAYS, short_day
from onroll.analysis.tables import SESSIONS

ABSENCE_PARTS = ("authorised", "unauthorised")
KEY = ("Authorised", "Unauthorised")
_RATES = ("attendance_percent", "absence_percent", "authorised", "unauthorised")
_HEADINGS = ("Attendance", "Overall absence", "Authorised", "Unauthorised")
_HALVES = {"AM": "Morning", "PM": "Afternoon"}
_STACKED = "Each bar is the share of possible sessions that were absence: the solid part authorised, the hatched part not."


def by_week(contents: Contents) -> list[Part]:
    """Draw absence week by week, with its table."""
    weeks = {date.fromisoformat(name.removeprefix("week ")): name for name in contents.weeks}
    if not weeks:
        return [_nothing()]
    lines = [
        Line(words, {day: contents.figures.find(measure, name) for day, name in weeks.items()})
        for words, measure in (("Overall absence", "absence_percent"), ("Unauthorised", "unauthorised"))
    ]
    rows = [(f"Week of {short_day(day)}", name) for day, name in weeks.items()]
    return [
        _figure(
            "Absence by week, per cent of possible sessions",
            line_chart(
                "weeks",
                "Absence by week",
                "Overall absence is the solid line with dots, unauthorised absence the broken line with open squares. "
                "Weeks without sessions break the lines. The table below has every figure.",
                lines,
            ),
        ),
        folded(f"Table of {len(rows)} weeks", _table(contents, "Sessions by week", "Week", rows)),
    ]


def by_weekday(contents: Contents) -> list[Part]:
    """Draw absence by day of the week, and by session."""
    days = [
        (words, weekday_name(place))
        for place, words in enumerate(WEEKDAYS)
        if contents.figures.find("absence_percent", weekday_name(place))
    ]
    halves = [(_HALVES[half], session_name(half)) for half in SESSIONS]
    both = [
        (f"{words}, {_HALVES[half].lower()}", f"{name} {half}")
        for words, name in days
        for half in SESSIONS
        if contents.figures.find("absence_percent", f"{name} {half}")
    ]
    longest = longest_of(_bars(contents, [*days, *halves]))
    return [
        _pair(
            _stacked(contents, "weekdays", "Absence by day of the week", days, longest),
            _stacked(contents, "sessions", "Absence by session", halves, longest),
        ),
        folded(
            "Table of days and sessions",
            _table(
                contents, "Sessions by day of the week and half of the day", "When", [*days, *halves, *both]
            ),
        ),
    ]


def beside_holidays(contents: Contents) -> list[Part]:
    """Draw absence in the weeks beside a holiday, against the whole period."""
    rows = [
        ("Whole period", WHOLE),
        ("First week after a holiday", AFTER_HOLIDAY),
        ("Last week before a holiday", END_OF_TERM),
    ]
    return [
        element(
            "p",
            "A holiday is a week or more, Monday to Sunday, in which a school held no session; each school has its own.",
        ),
        _stacked(contents, "holidays", "Absence beside holidays", rows),
        _table(contents, "Sessions beside holidays", "Weeks", rows),
    ]


def by_term(contents: Contents) -> list[Part]:
    """Draw absence, and persistent absence, by term."""
    terms = [
        term
        for term in Term
        if term is not Term.WHOLE and contents.figures.find("absence_percent", str(term))
    ]
    if not terms:
        return [_nothing()]
    rows = [(_term_in_words(term), str(term)) for term in terms]
    enough = [(_term_in_words(term), str(term)) for term in terms if not contents.has_few_weeks(term)]
    left_out = len(terms) - len(enough)
    return [
        _pair(
            _stacked(contents, "terms", "Absence by term", rows),
            _figure(
                "Enrolments in persistent absence, by term",
                bar_chart(
                    "terms-persistent",
                    "Enrolments in persistent absence, by term",
                    "Each bar is the share of enrolments with something possible that were in persistent absence.",
                    [Bar(words, (contents.figures.find("persistent", name),)) for words, name in enough],
                ),
            )
            if enough
            else None,
        ),
        element(
            "p",
            f"Terms with fewer than {FEWEST_WEEKS} school weeks have no figure of persistent or severe absence here.",
        )
        if left_out
        else None,
        _table(contents, "Sessions by term", "Term", rows),
        _half_terms(contents),
        _enrolments(contents, terms),
    ]


def _half_terms(contents: Contents) -> Html | None:
    """Make the table of half terms, where any is known."""
    names = contents.figures.periods(half_term_name(0)[:-1])
    rows = [(name.capitalize(), name) for name in names]
    return _table(contents, "Sessions by half term", "Half term", rows) if rows else None


def _enrolments(contents: Contents, terms: Sequence[Term]) -> Html:
    """Make the table of enrolments by term; those of too few weeks are left blank."""
    rows = [
        (
            _term_in_words(term),
            [
                cell(None if contents.has_few_weeks(term) else contents.figures.find(name, str(term)))
                for name in OF_ENROLMENTS
            ],
        )
        for term in terms
    ]
    return table("Enrolments by term", ("Term", "Persistent absence", "Severe absence"), rows)


def _term_in_words(term: Term) -> str:
    return str(term).capitalize()


def _stacked(
    contents: Contents, name: str, title: str, rows: Sequence[tuple[str, str]], longest: float = 0
) -> Html:
    drawn = bar_chart(name, title, _STACKED, _bars(contents, rows), KEY, longest)
    return _figure(f"{title}, per cent of possible sessions", drawn)


def _bars(contents: Contents, rows: Sequence[tuple[str, str]]) -> list[Bar]:
    return [
        Bar(words, tuple(contents.figures.find(part, period) for part in ABSENCE_PARTS))
        for words, period in rows
    ]


def _table(contents: Contents, caption: str, heading: str, rows: Sequence[tuple[str, str]]) -> Html:
    return table(
        caption,
        (heading, *_HEADINGS),
        [(words, [cell(contents.figures.find(rate, period)) for rate in _RATES]) for words, period in rows],
    )


def _figure(caption: str, drawn: Html) -> Html:
    return element("figure", element("figcaption", caption), drawn)


def _pair(*parts: Html | None) -> Html:
    return element("div", *parts, class_="pair")


def _nothing() -> Html:
    return element("p", f"{NONE} Nothing was possible in these days.")
