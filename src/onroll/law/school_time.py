"""School years, days, weeks, half terms and sessions.

Spans of days include both ends, as the statutes count. A school day is a day on which
the school holds at least one session (Education Act 1996, section 579); a school week is
a Monday to Sunday with at least one session.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onroll.law.plain_words import counted, day_in_words

MONDAY_TO_FRIDAY = frozenset(range(5))
_ONE_DAY = timedelta(days=1)


class Session(StrEnum):
    """Half a school day."""

    AM = "AM"
    PM = "PM"


BOTH_SESSIONS = (Session.AM, Session.PM)


class CalendarTooShort(LookupError):
    """The calendar ends before the day that was asked for."""


class NoSessionThatDay(LookupError):
    """The school holds no session on the day asked about."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A span of days, both included."""

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError(
                f"A span cannot end on {day_in_words(self.last_day)}, before it starts "
                f"on {day_in_words(self.first_day)}. Give the earlier day first."
            )

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __iter__(self) -> Iterator[date]:
        for ordinal in range(self.first_day.toordinal(), self.last_day.toordinal() + 1):
            yield date.fromordinal(ordinal)

    def __len__(self) -> int:
        return (self.last_day - self.first_day).days + 1

    def overlaps(self, other: "Span") -> bool:
        """Answer whether the two spans share a day."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day


@dataclass(frozen=True, slots=True, order=True)
class AcademicYear:
    """A year of schooling, from 1 September unless the school's own first day is known.

    The statutory school year begins with the first term to begin after July (Education
    Act 1996, section 579); 1 September stands for it where no term dates are known.
    """

    first_day: date
    last_day: date

    @classmethod
    def starting_in(cls, year: int) -> "AcademicYear":
        """Answer the academic year that starts in September of a year."""
        return cls(date(year, 9, 1), date(year + 1, 8, 31))

    @classmethod
    def of(cls, day: date) -> "AcademicYear":
        """Answer the academic year that a day falls in."""
        return cls.starting_in(day.year if day.month >= 9 else day.year - 1)

    @property
    def name(self) -> str:
        """The year as people write it: "2026/27"."""
        return f"{self.first_day.year}/{self.last_day.year % 100:02}"

    @property
    def code(self) -> str:
        """The year as official statistics write it: "202627"."""
        return f"{self.first_day.year}{self.last_day.year % 100:02}"

    @property
    def previous(self) -> "AcademicYear":
        """The academic year before."""
        return AcademicYear.of(self.first_day - _ONE_DAY)

    @property
    def following(self) -> "AcademicYear":
        """The academic year after."""
        return AcademicYear.of(self.last_day + _ONE_DAY)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def week_of(day: date) -> date:
    """Answer the Monday of the week that a day falls in."""
    return day - timedelta(days=day.weekday())


class SchoolCalendar:
    """Which sessions a school holds on which days. A value: it never changes.

    Build one with `from_terms` or `from_sessions`; `joined` makes the calendar of a
    pupil who moved school.
    """

    __slots__ = ("_days", "_sessions", "_weeks")

    def __init__(self, sessions_by_day: Mapping[date, Iterable[Session]]) -> None:
        """Build a calendar from the sessions held on each day."""
        held = (
            (day, tuple(one for one in BOTH_SESSIONS if one in held_then))
            for day, sessions in sorted(sessions_by_day.items())
            for held_then in [set(sessions)]
        )
        self._sessions = {day: sessions for day, sessions in held if sessions}
        self._days = tuple(self._sessions)
        self._weeks = tuple(dict.fromkeys(map(week_of, self._days)))

    @classmethod
    def from_terms(
        cls,
        terms: Iterable[Span],
        *,
        closed: Iterable[date | Span] = (),
        weekdays: Iterable[int] = MONDAY_TO_FRIDAY,
        one_session_days: Mapping[date, Session] | None = None,
    ) -> "SchoolCalendar":
        """Build a calendar from terms, less the days the school is closed.

        `weekdays` count from Monday as 0. `one_session_days` names the only session
        held on a day of term.
        """
        shut = {day for item in closed for day in (item if isinstance(item, Span) else (item,))}
        meets_on = frozenset(weekdays)
        only = one_session_days or {}
        return cls(
            {
                day: (only[day],) if day in only else BOTH_SESSIONS
                for term in terms
                for day in term
                if day.weekday() in meets_on and day not in shut
            }
        )

    @classmethod
    def from_sessions(cls, sessions: Iterable[tuple[date, Session]]) -> "SchoolCalendar":
        """Build a calendar from every session held, in any order."""
        by_day: dict[date, set[Session]] = {}
        for day, session in sessions:
            by_day.setdefault(day, set()).add(Session(session))
        return cls(by_day)

    @classmethod
    def joined(cls, stays: Iterable[tuple["SchoolCalendar", Span]]) -> "SchoolCalendar":
        """Build the calendar of a pupil who was at each school for a span of days."""
        by_day: dict[date, set[Session]] = {}
        for calendar, stay in stays:
            for day in calendar.days_between(stay.first_day, stay.last_day):
                by_day.setdefault(day, set()).update(calendar.sessions_on(day))
        return cls(by_day)

    # Sessions and days

    @property
    def school_days(self) -> tuple[date, ...]:
        """Every day with at least one session, in order."""
        return self._days

    @property
    def first_day(self) -> date:
        """The first school day. Raises `CalendarTooShort` where there is none."""
        self._refuse_empty()
        return self._days[0]

    @property
    def last_day(self) -> date:
        """The last school day. Raises `CalendarTooShort` where there is none."""
        self._refuse_empty()
        return self._days[-1]

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """Answer the sessions held on a day: none, one or both."""
        return self._sessions.get(day, ())

    def holds(self, day: date, session: Session) -> bool:
        """Answer whether the school holds a session."""
        return session in self._sessions.get(day, ())

    def is_school_day(self, day: date) -> bool:
        """Answer whether the school holds any session on a day."""
        return day in self._sessions

    def days_between(self, first_day: date, last_day: date) -> tuple[date, ...]:
        """Answer the school days of a span, both ends included."""
        start = bisect_left(self._days, first_day)
        return self._days[start : bisect_right(self._days, last_day)]

    def last_day_up_to(self, day: date) -> date | None:
        """Answer the last school day up to and including a day; None where there is none."""
        place = bisect_right(self._days, day)
        return self._days[place - 1] if place else None

    def without(self, day: date) -> "SchoolCalendar":
        """Answer this calendar without one of its school days."""
        other = object.__new__(SchoolCalendar)
        place, week = bisect_left(self._days, day), week_of(day)
        other._sessions = {**self._sessions}
        other._sessions.pop(day, None)
        other._days = self._days[:place] + self._days[place + (day in self._sessions) :]
        goes_on = other.days_between(week, week + timedelta(days=6))
        other._weeks = self._weeks if goes_on else tuple(one for one in self._weeks if one != week)
        return other

    def sessions_between(self, first_day: date, last_day: date) -> Iterator[tuple[date, Session]]:
        """Yield every session of a span in order, both ends included."""
        for day in self.days_between(first_day, last_day):
            for session in self._sessions[day]:
                yield day, session

    def nth_school_day_after(self, day: date, n: int) -> date:
        """Answer the n-th school day after a day, which itself is not counted.

        Raises `CalendarTooShort` where the calendar ends first.
        """
        if n < 1:
            raise ValueError(f"Count school days from 1, not from {n}.")
        place = bisect_right(self._days, day) + n - 1
        if place >= len(self._days):
            raise CalendarTooShort(
                f"The calendar does not reach {counted(n, 'school day')} after "
                f"{day_in_words(day)}. Add the term dates that follow."
            )
        return self._days[place]

    def school_days_since(self, day: date, until: date) -> int:
        """Count the school days after a day, up to and including another."""
        return bisect_right(self._days, until) - bisect_right(self._days, day)

    # Weeks and half terms

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Monday of every school week, in order."""
        return self._weeks

    def weeks_ending(self, day: date, count: int) -> tuple[date, ...]:
        """Answer the last school weeks begun by a day, at most `count` of them."""
        end = bisect_right(self._weeks, day)
        return self._weeks[max(0, end - count) : end]

    @property
    def half_terms(self) -> tuple[Span, ...]:
        """The half terms: runs of school weeks with a whole week off between them."""
        runs: list[list[date]] = []
        for day in self._days:
            if runs and (week_of(day) - week_of(runs[-1][-1])).days <= 7:
                runs[-1].append(day)
            else:
                runs.append([day])
        return tuple(Span(run[0], run[-1]) for run in runs)

    def half_term_of(self, day: date) -> Span | None:
        """Answer the half term that a day falls in, or None in a holiday."""
        return next((span for span in self.half_terms if day in span), None)

    def _refuse_empty(self) -> None:
        if not self._days:
            raise CalendarTooShort("The calendar holds no session. Add the term dates.")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SchoolCalendar):
            return NotImplemented
        return self._sessions == other._sessions

    def __hash__(self) -> int:
        return hash(tuple(self._sessions.items()))

    def __repr__(self) -> str:
        if not self._days:
            return "SchoolCalendar(no sessions)"
        return f"SchoolCalendar({self._days[0]} to {self._days[-1]}, {len(self._days)} days)"
