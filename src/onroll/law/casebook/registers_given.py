"""A case's calendar and its entries, read into those that the rules take."""

from collections.abc import Mapping
from datetime import date

from onroll.law.attendance_codes import UnknownCode, is_code
from onroll.law.attendance_entries import SessionEntry
from onroll.law.casebook.shapes import DAY, FaultyCase, Shape, items, mapping, refuse_unknown, shown
from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import BOTH_SESSIONS, MONDAY_TO_FRIDAY, SchoolCalendar, Span

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PRESENT_ALL_DAY = "/ \\"
NO_ENTRY = "-"

# Two codes by day; an empty one is no entry.
CodesByDay = Mapping[date, tuple[str, str]]


class Entries:
    """The days and the spans of days that a case names, each with its two codes."""

    def __init__(self, days: Mapping[date, tuple[str, str]], spans: Mapping[Span, tuple[str, str]]) -> None:
        self.days = days
        self.spans = spans

    def placed(
        self, calendar: SchoolCalendar, fill: tuple[str, str], until: date | None = None
    ) -> list[SessionEntry]:
        """Answer every entry of a calendar up to a day, in order.

        Days not named are filled. Raises `FaultyCase` for a single day that has no session.
        """
        for day in self.days:
            if not calendar.is_school_day(day):
                raise FaultyCase(
                    f"given.entries.{day}",
                    "the calendar holds no session that day; wanted a school day.",
                )
        codes = {day: pair for span, pair in self.spans.items() for day in span} | dict(self.days)
        return [
            SessionEntry(day, session, code)
            for day in calendar.school_days
            if until is None or day <= until
            for session, code in zip(BOTH_SESSIONS, codes.get(day, fill), strict=True)
            if code and calendar.holds(day, session)
        ]


def _read_span(value: object, field: str) -> Span:
    given = mapping(value, field)
    refuse_unknown(given, ("first_day", "last_day"), field)
    ends = []
    for name in ("first_day", "last_day"):
        if name not in given:
            raise FaultyCase(f"{field}.{name}", f"missing; wanted {DAY.words}.")
        ends.append(DAY.read(given[name], f"{field}.{name}"))
    return _span(ends[0], ends[1], field)


def _span(first_day: date, last_day: date, field: str) -> Span:
    if last_day < first_day:
        raise FaultyCase(field, f"ends on {last_day}, before it starts; wanted the earlier day first.")
    return Span(first_day, last_day)


def _read_closed(value: object, field: str) -> date | Span:
    if isinstance(value, Mapping):
        return _read_span(value, field)
    day: date = DAY.read(value, field)
    return day


def _read_weekday(value: object, field: str) -> int:
    if isinstance(value, str) and value in WEEKDAYS:
        return WEEKDAYS.index(value)
    raise FaultyCase(field, f"wanted one of {', '.join(WEEKDAYS)}, not {shown(value)}.")


def _read_calendar(value: object, field: str) -> SchoolCalendar:
    given = mapping(value, field)
    refuse_unknown(given, ("terms", "closed", "weekdays"), field)
    if "terms" not in given:
        raise FaultyCase(f"{field}.terms", "missing; wanted a list of spans with first_day and last_day.")
    terms = [
        _read_span(item, f"{field}.terms[{place}]")
        for place, item in enumerate(items(given["terms"], f"{field}.terms"), 1)
    ]
    closed = [
        _read_closed(item, f"{field}.closed[{place}]")
        for place, item in enumerate(items(given.get("closed") or [], f"{field}.closed"), 1)
    ]
    weekdays = MONDAY_TO_FRIDAY
    if given.get("weekdays") is not None:
        weekdays = frozenset(
            _read_weekday(item, f"{field}.weekdays[{place}]")
            for place, item in enumerate(items(given["weekdays"], f"{field}.weekdays"), 1)
        )
    return SchoolCalendar.from_terms(terms, closed=closed, weekdays=weekdays)


def _read_codes(value: object, field: str) -> tuple[str, str]:
    pair = value.split(" ") if isinstance(value, str) else []
    if len(pair) != len(BOTH_SESSIONS):
        raise FaultyCase(
            field, f'wanted the two codes of a day with one space, such as "/ \\", not {shown(value)}.'
        )
    for session, code in zip(BOTH_SESSIONS, pair, strict=True):
        if code != NO_ENTRY and not is_code(code):
            raise FaultyCase(field, str(UnknownCode(code)))
        if code in PRESENT_CODES.values() and code != PRESENT_CODES[session]:
            raise FaultyCase(field, f"wanted {PRESENT_CODES[session]} for present in {session}, not {code}.")
    am, pm = ("" if code == NO_ENTRY else code for code in pair)
    return am, pm


def _read_entries(value: object, field: str) -> Entries:
    days: dict[date, tuple[str, str]] = {}
    spans: dict[Span, tuple[str, str]] = {}
    for key, codes in mapping(value, field).items():
        where = f"{field}.{key}"
        pair = _read_codes(codes, where)
        if isinstance(key, str) and ".." in key:
            first, _, last = key.partition("..")
            span = _span(DAY.read(first, where), DAY.read(last, where), where)
            overlapped = next((one for one in spans if one.overlaps(span)), None)
            if overlapped is not None:
                raise FaultyCase(where, f"overlaps {overlapped.first_day}..{overlapped.last_day}.")
            spans[span] = pair
        else:
            day = DAY.read(key, where)
            if day in days:
                raise FaultyCase(where, "named twice; wanted each day once.")
            days[day] = pair
    return Entries(days, spans)


CALENDAR = Shape("when the school meets: terms, and if need be closed and weekdays", _read_calendar)
ENTRIES = Shape('days, or spans of days as first..last, each with its two codes such as "O O"', _read_entries)
FILL = Shape('the two codes of a day not named, such as "/ \\"', _read_codes)
