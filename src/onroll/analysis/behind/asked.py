"""Which figure is opened, and in SQL: which of its rows are of the period and of the group, and how each counts."""

from dataclasses import dataclass
from datetime import date

from onroll.analysis.counting import weeks
from onroll.analysis.counting.halves import weekday
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import FIRST_MONDAY, Engine, literal
from onroll.analysis.groupings import ALL, EVERYONE, Grouping
from onroll.analysis.measures import Measure, measure_named
from onroll.analysis.measures.definitions import FAMILIES, LATENESS, Periods
from onroll.analysis.measures.periods_asked import (
    AFTER_HOLIDAY,
    END_OF_TERM,
    LongPeriod,
    half_term_name,
)
from onroll.analysis.periods import HALF_TERMS, TERM_AFTER_TERM, Term, from_term_to_term

_WEEK, _UNTIL, _WEEKS, _WEEKDAY, _SESSION, _CODE = (
    "week ",
    "until ",
    "weeks ",
    "weekday ",
    "session ",
    "code ",
)
_TERMS = {str(term): term for term in Term}
#: The half terms, by their names.
HALF_TERM_NUMBERS = {half_term_name(one): one for numbers in HALF_TERMS.values() for one in numbers}
_PAIRS = {from_term_to_term(*pair): pair for pair in TERM_AFTER_TERM}
#: Each pupil's own last school weeks, before the year too, and the sessions in them that count towards the threshold of a penalty notice.
LAST_SCHOOL_WEEKS = "last school weeks"
_OF_LAST_SCHOOL_WEEKS = "unauthorised"
_NAMED = frozenset({*_TERMS, *_PAIRS, *HALF_TERM_NUMBERS, AFTER_HOLIDAY, END_OF_TERM, LAST_SCHOOL_WEEKS})


def weeks_from(first_week: date, last_week: date) -> str:
    """Name the weeks from one Monday's to another's, both included."""
    return f"{_WEEKS}{first_week.isoformat()} {last_week.isoformat()}"


class NoSuchFigure(ValueError):
    """A figure was asked for that no measure, period or group of that name has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure, by its place among the measures. Raises `NoSuchFigure` where a name is none."""

    measure: str
    period: str = str(Term.WHOLE)
    grouping: Grouping = ALL
    group: str = EVERYONE

    def __post_init__(self) -> None:
        """Refuse names that nothing has."""
        try:
            measure_named(self.measure)
        except KeyError as error:
            raise NoSuchFigure(f"There is no measure called “{self.measure}”.") from error
        if not self._is_period():
            raise NoSuchFigure(f"There is no period called “{self.period}”.")
        is_elsewhere = self.period == LAST_SCHOOL_WEEKS and self.measure != _OF_LAST_SCHOOL_WEEKS
        if is_elsewhere or (self.period in _PAIRS) != (self.definition.periods is Periods.BETWEEN):
            raise NoSuchFigure(f"“{self.definition.title}” is not given for “{self.period}”.")

    @property
    def definition(self) -> Measure:
        """What the measure is."""
        return measure_named(self.measure)

    def long_period(self, scope: Scope) -> LongPeriod | None:
        """Answer the whole period or the term that is asked for; None for a week, a weekday and the like."""
        term = _TERMS.get(self.period)
        return None if term is None else LongPeriod(term, scope)

    def long_periods(self, scope: Scope) -> tuple[LongPeriod, ...]:
        """Answer the terms whose days the figure is of: both, where it is of one term to the next."""
        of_one = _TERMS.get(self.period)
        return tuple(LongPeriod(term, scope) for term in _PAIRS.get(self.period, (of_one,)) if term)

    def _is_period(self) -> bool:
        if self.period in _NAMED:
            return True
        if self.period.startswith((_WEEK, _UNTIL)):
            return _is_day(self.period.partition(" ")[2])
        if self.period.startswith(_WEEKS):
            days = self.period.removeprefix(_WEEKS).split(" ")
            return len(days) == 2 and all(map(_is_day, days))
        day, _, session = self.period.removeprefix(_WEEKDAY).partition(" ")
        if self.period.startswith(_WEEKDAY):
            return day in tuple("1234567") and session in ("", "AM", "PM")
        return self.period.startswith(_SESSION) and self.period.removeprefix(_SESSION) in ("AM", "PM")


def in_group(asked: Asked, *, of: str = "g") -> str:
    """Spell whether a pupil is of the group; `of` is the alias of the pupils' columns."""
    return f"{asked.grouping.label(of)} = {literal(asked.group)}"


def in_period(engine: Engine, scope: Scope, asked: Asked) -> str:
    """Spell whether an entry `u`, with its school's week `m`, is of the period."""
    long = asked.long_periods(scope)
    if long:
        numbers = sorted({stretch for one in long for stretch, _ in one.stretches_counted()})
        return f"{stretch_of(scope.stretches, 'u.date')} IN ({', '.join(map(str, numbers)) or 'NULL'})"
    if asked.period.startswith((_WEEK, _UNTIL)):
        of_it = "<=" if asked.period.startswith(_UNTIL) else "="
        one_week = _week_number(scope, asked.period.partition(" ")[2])
        return f"{weeks.week(engine, scope, 'u.date')} {of_it} {one_week}"
    if asked.period.startswith(_WEEKS):
        start, end = (_week_number(scope, one) for one in asked.period.removeprefix(_WEEKS).split(" "))
        return f"{weeks.week(engine, scope, 'u.date')} BETWEEN {start} AND {end}"
    if asked.period == LAST_SCHOOL_WEEKS:
        return _counts_towards_the_threshold(scope)
    if asked.period in (AFTER_HOLIDAY, END_OF_TERM):
        return f"coalesce(m.{'after_holiday' if asked.period == AFTER_HOLIDAY else 'end_of_term'}, FALSE)"
    if asked.period in HALF_TERM_NUMBERS:
        return f"coalesce(m.half_term = {HALF_TERM_NUMBERS[asked.period]}, FALSE)"
    if asked.period.startswith(_SESSION):
        return f"u.session = {literal(asked.period.removeprefix(_SESSION))}"
    number, _, session = asked.period.removeprefix(_WEEKDAY).partition(" ")
    on_the_day = f"{weekday(engine, 'u.date')} = {int(number) - 1}"
    return f"{on_the_day} AND u.session = {literal(session)}" if session else on_the_day


def _counts_towards_the_threshold(scope: Scope) -> str:
    if scope.threshold is None:
        return "FALSE"
    return (
        "EXISTS (SELECT 1 FROM placed p WHERE p.pupil = u.pupil AND p.date = u.date AND p.session = u.session "
        f"AND p.place > p.total - {scope.threshold[1]})"
    )


def from_day(scope: Scope, asked: Asked) -> date:
    """Answer the day that a figure's entries are looked for from."""
    return scope.first_seen if asked.period == LAST_SCHOOL_WEEKS else scope.first_day


def is_left_out(scope: Scope, asked: Asked) -> str:
    """Spell whether the period leaves an entry of its days out, because of when its enrolment began or its pupil's age."""
    long = asked.long_period(scope)
    if long is None or long.term is not Term.SIX_HALF_TERMS:
        return "FALSE"
    counted = " OR ".join(
        f"({stretch_of(scope.stretches, 'u.date')} = {stretch} AND e.left_out = {left_out})"
        for stretch, left_out in long.stretches_counted()
    )
    return f"NOT ({counted or 'FALSE'})"


def numerator(measure: str) -> str:
    """Spell what an entry `u`, its code being `c`, adds to the numerator of a measure of sessions or minutes."""
    if measure.startswith(_CODE):
        return f"CASE WHEN u.code = {literal(measure.removeprefix(_CODE))} THEN 1 ELSE 0 END"
    if measure == LATENESS.name:
        return "CASE WHEN c.late = 1 THEN coalesce(u.minutes_late, 0) ELSE 0 END"
    column = measure_named(measure).numerator
    if measure in {family.name for family in FAMILIES}:
        return f"CASE WHEN c.class = {literal(column)} THEN 1 ELSE 0 END"
    return "c.authorised + c.unauthorised" if column == "absent" else f"c.{column}"


def denominator(measure: str) -> str:
    """Spell what an entry adds to the denominator."""
    return "c.late" if measure == LATENESS.name else "c.possible"


def _week_number(scope: Scope, day: str) -> int:
    return (date.fromisoformat(day) - FIRST_MONDAY).days // 7 - scope.first_week


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
