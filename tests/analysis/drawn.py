"""Tables that no school would send and any might: hypothesis draws entries, pupils and a calendar, good rows and bad.

`tables()` draws what the reference and an engine must agree about. The same pupils turn up at several schools, leave, join and
come back; days off and half-closed days, weeks off, retired and unknown codes, duplicates and blanks are ordinary.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from hypothesis.vendor.pretty import RepresentationPrinter

from onroll.analysis.reference import CalendarDay, Entry, Pupil
from onroll.law import BOTH_SESSIONS, Session

Row = TypeVar("Row", Entry, CalendarDay)

SCHOOLS = ("100001", "100002", "100003")
PUPILS = ("A1", "A2", "A3", "A4")
KINDS_OF_NO_SESSION = ("inset", "holiday", "closure")
KINDS = ("school", *KINDS_OF_NO_SESSION)

# Presence most of all, then enough unauthorised absence for thresholds, then everything there ever was, and what never was.
ORDINARY = ("/", "\\", "L", "I", "O", "O", "G", "U", "N")
RARE = ("B", "C", "C1", "C2", "D", "E", "J1", "K", "M", "P", "Q", "R", "S", "T", "V", "W", "X")
NO_SESSION = ("Y1", "Y4", "Y7", "Z", "#")
RETIRED = ("F", "H", "J", "Y")
UNKNOWN = ("i", "AA", "@", "1", "Y9", "-")

# Where the law changes, where an academic year ends, and the weeks round a half term.
FIRST_DAYS = (
    date(2024, 7, 1),
    date(2024, 8, 12),
    date(2025, 6, 23),
    date(2025, 9, 1),
    date(2025, 10, 6),
    date(2026, 2, 2),
)

codes: SearchStrategy[str] = st.one_of(
    st.sampled_from(ORDINARY),
    st.sampled_from(ORDINARY),
    st.sampled_from(ORDINARY),
    st.sampled_from(RARE),
    st.sampled_from(NO_SESSION),
    st.sampled_from(RETIRED),
    st.sampled_from(UNKNOWN),
    st.just(""),
)


@dataclass(frozen=True, slots=True, repr=False)
class DrawnTables:
    """Three tables, and the period to ask about; None is what the command would take. Written short, a stretch a line."""

    entries: Sequence[Entry]
    pupils: Sequence[Pupil]
    calendar: Sequence[CalendarDay]
    on: date | None
    first_day: date | None

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        """Print this as Hypothesis prints an example that fails."""
        printer.text(repr(self))

    def __repr__(self) -> str:
        entries = [
            f"{school} {pupil} {day} {session}: {' '.join(row.code or '-' for row in rows)}"
            for (school, pupil), rows in _runs(self.entries, lambda row: (row.school, row.pupil))
            for day, session in [(rows[0].date, rows[0].session)]
        ]
        calendar = [
            f"{school} {kind}: {' '.join(f'{row.date} {row.session}' for row in (rows[0], rows[-1]))}, {len(rows)}"
            for (school, kind), rows in _runs(self.calendar, lambda row: (row.school, row.kind))
        ]
        lines = [*entries, *map(str, self.pupils), *calendar, f"from {self.first_day} to {self.on}"]
        return "\n".join(["DrawnTables:", *lines])


@st.composite
def tables(draw: DrawFn) -> DrawnTables:
    """Draw all three tables, with pupils and a calendar or without, and a period."""
    first_day = draw(st.sampled_from(FIRST_DAYS))
    weeks_long = draw(st.integers(1, 14))
    entries = draw(entries_from(first_day, weeks_long))
    last_day = max(entry.date for entry in entries)
    days = [first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1)]
    on = draw(st.none() | st.sampled_from(days))
    starts = [day for day in days if on is None or day <= on]
    return DrawnTables(
        entries=entries,
        pupils=draw(st.just([]) | pupils_from(first_day, last_day)),
        calendar=draw(st.just([]) | calendars_from(first_day, weeks_long)),
        on=on,
        first_day=draw(st.none() | st.sampled_from(starts)),
    )


@st.composite
def entries_from(draw: DrawFn, first_day: date, weeks_long: int) -> list[Entry]:
    """Draw stays of pupils at schools, a stay a stretch of sessions, and then rows by themselves, anywhere."""
    rows: list[Entry] = []
    for _ in range(draw(st.integers(1, 5))):
        rows += draw(stays(first_day, weeks_long))
    for _ in range(draw(st.integers(0, 6))):
        rows.append(draw(stray_rows(first_day, weeks_long)))
    for again in draw(st.lists(st.sampled_from(rows), max_size=4)):
        rows.append(again if draw(st.booleans()) else _with_code(again, draw(codes)))
    return draw(st.permutations(rows)) if len(rows) < 60 else rows


@st.composite
def stays(draw: DrawFn, first_day: date, weeks_long: int) -> list[Entry]:
    """Draw one pupil's sessions at one school: spells of one code, each of some sessions, on weekdays."""
    school, pupil = draw(st.sampled_from(SCHOOLS)), draw(st.sampled_from(PUPILS))
    start = first_day + timedelta(days=draw(st.integers(0, 7 * weeks_long - 1)))
    # Monday of which weeks are off: a half term, or holidays.
    off = draw(st.sets(st.integers(0, weeks_long), max_size=2))
    rows: list[Entry] = []
    spell, left = "/", 0
    for number in range((first_day + timedelta(weeks=weeks_long) - start).days):
        day = start + timedelta(days=number)
        if day.weekday() >= 5 or (day - first_day).days // 7 in off:
            continue
        for session in BOTH_SESSIONS:
            if not left:
                spell, left = draw(codes), draw(st.integers(1, 12))
            left -= 1
            rows.append(_entry(school, pupil, day, session, _fitting(spell, session), len(rows)))
    return rows or [Entry(school, pupil, first_day, Session.AM, draw(codes))]


@st.composite
def stray_rows(draw: DrawFn, first_day: date, weeks_long: int) -> Entry:
    """Draw one row of any day of the week, either half, any code as it comes."""
    return Entry(
        school=draw(st.sampled_from(SCHOOLS)),
        pupil=draw(st.sampled_from(PUPILS)),
        date=first_day + timedelta(days=draw(st.integers(0, 7 * weeks_long + 6))),
        session=draw(st.sampled_from(BOTH_SESSIONS)),
        code=draw(codes),
        minutes_late=draw(st.none() | st.integers(0, 90)),
    )


@st.composite
def pupils_from(draw: DrawFn, first_day: date, last_day: date) -> list[Pupil]:
    """Draw rows of pupils: some not at all, some with neither day, some twice at one school, at different times or from one day on."""
    rows = []
    for school in SCHOOLS:
        for pupil in PUPILS:
            for starting_day in draw(st.lists(_days_near(first_day, last_day), max_size=2)):
                stay = draw(st.none() | st.integers(-3, 60))
                leaving_day = None if stay is None else (starting_day or first_day) + timedelta(days=stay)
                rows.append(draw(characteristics(pupil, school, starting_day, leaving_day)))
    return rows


@st.composite
def characteristics(
    draw: DrawFn, pupil: str, school: str, starting_day: date | None, leaving_day: date | None
) -> Pupil:
    """Draw one row of pupils, with groups that may be blank."""
    return Pupil(
        pupil=pupil,
        school=school,
        year_group=draw(st.sampled_from(("", "3", "7", "11"))),
        sex=draw(st.sampled_from(("", "F", "M"))),
        fsm=draw(st.sampled_from(("", "true", "false"))),
        sen=draw(st.sampled_from(("", "N", "K", "E"))),
        born=draw(st.none() | st.sampled_from(BIRTHS)),
        starting_day=starting_day,
        leaving_day=leaving_day,
        registration_group=draw(st.sampled_from(("", "7A"))),
    )


# A child not yet of compulsory school age, one who becomes so on 31 December 2025, one in the middle, one who ceases in June 2025.
BIRTHS = (date(2021, 5, 1), date(2020, 9, 1), date(2013, 3, 3), date(2009, 4, 4))


@st.composite
def calendars_from(draw: DrawFn, first_day: date, weeks_long: int) -> list[CalendarDay]:
    """Draw calendars of some of the schools, each from a day to a day: weeks of school, with exceptions, or exceptions alone."""
    rows = []
    for school in draw(st.sets(st.sampled_from(SCHOOLS))):
        start = draw(st.integers(0, 7))
        offsets = st.integers(start, start + draw(st.integers(1, 7 * weeks_long)))
        sessions = st.tuples(offsets, st.sampled_from(BOTH_SESSIONS))
        exceptions = draw(st.dictionaries(sessions, st.sampled_from((*KINDS, None)), max_size=8))
        days_off = draw(st.dictionaries(offsets, st.sampled_from(KINDS_OF_NO_SESSION), max_size=6))
        in_term = draw(st.sampled_from(("school", "school", None)))
        last = max([number for number, _ in exceptions] + [*days_off, start + 4])
        for number in range(start, last + 1):
            day = first_day + timedelta(days=number)
            ordinary = days_off.get(number, in_term if day.weekday() < 5 else None)
            for session in BOTH_SESSIONS:
                kind = exceptions.get((number, session), ordinary)
                if kind is not None:
                    rows.append(CalendarDay(school, day, session, kind))
    return rows


def _runs(
    rows: Iterable[Row], key: Callable[[Row], tuple[str, str]]
) -> list[tuple[tuple[str, str], list[Row]]]:
    return [(found, list(run)) for found, run in groupby(rows, key)]


def _days_near(first_day: date, last_day: date) -> SearchStrategy[date | None]:
    return st.none() | st.integers(-10, (last_day - first_day).days + 10).map(
        lambda number: first_day + timedelta(days=number)
    )


def _fitting(code: str, session: Session) -> str:
    """Answer the sign of presence that fits the half of the day: drawn stays are of good rows, strays are not."""
    if code in ("/", "\\"):
        return "/" if session is Session.AM else "\\"
    return code


def _entry(school: str, pupil: str, day: date, session: Session, code: str, number: int) -> Entry:
    return Entry(
        school, pupil, day, session, code, number % 17 if code in ("L", "U") and number % 3 else None
    )


def _with_code(entry: Entry, code: str) -> Entry:
    return Entry(entry.school, entry.pupil, entry.date, entry.session, code, entry.minutes_late)
