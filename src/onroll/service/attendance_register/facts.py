"""What must be known to judge entries: the sessions held, who is on roll, and what is entered already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from onroll.law.register_cover import leaves_out
from onroll.service.admission_register.models import Enrolment
from onroll.service.hand_written import among, columns_of, instances, prepared_cursor
from onroll.service.organisations.models import SchoolSession


class Standing(NamedTuple):
    """The entry that stands for a pupil and session."""

    entry_id: int
    code: str
    minutes_late: int | None
    note: str


@dataclass(slots=True)
class PupilFacts:
    """A pupil's day of birth, days on roll and days boarding (last None while they run), and the entries that stand."""

    born: dt.date
    spells: set[tuple[dt.date, dt.date | None]] = field(default_factory=set)
    standing: dict[tuple[dt.date, str], Standing] = field(default_factory=dict)
    boarding: set[tuple[dt.date, dt.date | None]] = field(default_factory=set)

    def on_roll(self, day: dt.date) -> bool:
        """Say whether the pupil is on this school's roll on a day."""
        return _within(self.spells, day)

    def boards(self, day: dt.date) -> bool:
        """Say whether the pupil boards on a day."""
        return _within(self.boarding, day)

    def is_covered(self, day: dt.date) -> bool:
        """Say whether the attendance register covers the pupil on a day: on roll, and no boarder (regulation 10(1))."""
        return self.on_roll(day) and not leaves_out(self.boards(day), on=day)


def _within(spells: Iterable[tuple[dt.date, dt.date | None]], day: dt.date) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in spells)


@dataclass(slots=True)
class Facts:
    """Facts of one school for a span of days."""

    sessions: dict[tuple[dt.date, str], SchoolSession]
    pupils: dict[int, PupilFacts]

    def standing(self, pupil_id: int, date: dt.date, session: str) -> Standing | None:
        """Return the entry that stands for a pupil and session, None where it is blank."""
        pupil = self.pupils.get(pupil_id)
        return pupil.standing.get((date, session)) if pupil else None


def facts_of_register(school_id: int, group_id: int, date: dt.date, session: str) -> Facts:
    """Load one register: its session, and the pupils of its group whom it covers. Two statements."""
    span = Span(school_id, date, date, session=session)
    day = date.isoformat()
    in_group = (
        "SELECT m.pupil_id FROM people_registrationgroupmembership m WHERE m.group_id = %s"
        " AND m.first_day <= %s AND (m.last_day IS NULL OR m.last_day >= %s)"
    )
    facts = Facts(_sessions(span), _pupils(span, in_group, [group_id, day, day]))
    facts.pupils = {pupil_id: pupil for pupil_id, pupil in facts.pupils.items() if pupil.is_covered(date)}
    return facts


def facts_of_pupils(
    school_id: int, first_day: dt.date, last_day: dt.date, *, pupil_ids: Collection[int], session: str = ""
) -> Facts:
    """Load some pupils for the sessions of a span, or for its mornings or afternoons alone. Two statements."""
    span = Span(school_id, first_day, last_day, session=session)
    one_of_them, ids = among(pupil_ids)
    named = f"SELECT id FROM people_pupil WHERE id {one_of_them}"
    return Facts(_sessions(span), _pupils(span, named, ids))


def facts_of_school(
    school_id: int, first_day: dt.date, last_day: dt.date, *, session: str = "", with_entries: bool = True
) -> Facts:
    """Load every pupil on roll in a span, with the entries that stand or without. Two statements."""
    span = Span(school_id, first_day, last_day, session=session)
    if with_entries:
        return Facts(_sessions(span), _pupils(span, "", []))
    rows = Enrolment.objects.filter(school_id=school_id, starting_day__lte=last_day)
    pupils: dict[int, PupilFacts] = {}
    columns = (
        "pupil_id",
        "pupil__born",
        "starting_day",
        "last_day",
        "boarding__first_day",
        "boarding__last_day",
    )
    for pupil_id, born, starts, ends, boards_from, boards_until in rows.values_list(*columns):
        pupil = pupils.setdefault(pupil_id, PupilFacts(born=born))
        pupil.spells.add((starts, ends))
        if boards_from is not None:
            pupil.boarding.add((boards_from, boards_until))
    return Facts(_sessions(span), pupils)


@dataclass(frozen=True, slots=True)
class Span:
    """Some days of one school, both ends included; `session` narrows to mornings or afternoons."""

    school_id: int
    first_day: dt.date
    last_day: dt.date
    session: str = ""


def _sessions(span: Span) -> dict[tuple[dt.date, str], SchoolSession]:
    one_session, half = ("AND session = %s", [span.session]) if span.session else ("", [])
    rows = instances(
        SchoolSession,
        f"SELECT {columns_of(SchoolSession)} FROM organisations_schoolsession"
        f" WHERE school_id = %s AND date BETWEEN %s AND %s {one_session}",
        [span.school_id, span.first_day.isoformat(), span.last_day.isoformat(), *half],
    )
    return {(row.date, row.session): row for row in rows}


def _pupils(span: Span, named: str, values: list[Any]) -> dict[int, PupilFacts]:
    """Load the pupils that a statement names, or everyone on the school's roll where it is blank."""
    first_day, last_day = span.first_day.isoformat(), span.last_day.isoformat()
    one_session = "AND c.session = %s" if span.session else ""
    # Pupils are named first and looked up one by one: left to choose, a database whose statistics are of yesterday
    # reads everyone on the roll, and a whole day of the school for each of them.
    if named:
        of_pupils = f"WITH named (pupil_id) AS MATERIALIZED ({named})"
        roll = "named JOIN admission_register_enrolment n ON n.pupil_id = named.pupil_id"
        of_school = "n.school_id + 0"  # hides the index of the roll
    else:
        of_pupils, roll, of_school = "", "admission_register_enrolment n", "n.school_id"
    days = "c.date = %s" if first_day == last_day else "c.date BETWEEN %s AND %s"
    sql = f"""
        {of_pupils}
        SELECT n.pupil_id, p.born, n.starting_day, n.last_day, b.first_day, b.last_day, c.date, c.session, c.entry_id, c.code, c.minutes_late, e.note
          FROM {roll}
          JOIN people_pupil p ON p.id = n.pupil_id
          LEFT JOIN admission_register_boarding b ON b.enrolment_id = n.id
          LEFT JOIN attendance_register_currententry c
            ON c.pupil_id = n.pupil_id AND c.school_id = n.school_id AND {days} {one_session}
          LEFT JOIN attendance_register_attendanceentry e ON e.id = c.entry_id
         WHERE {of_school} = %s AND n.starting_day <= %s
    """
    spanned = [first_day] if first_day == last_day else [first_day, last_day]
    half = [span.session] if span.session else []
    with prepared_cursor() as cursor:
        cursor.execute(sql, [*values, *spanned, *half, span.school_id, last_day])
        return _gathered(cursor)


def _gathered(rows: Iterable[tuple[Any, ...]]) -> dict[int, PupilFacts]:
    found: dict[int, PupilFacts] = {}
    for pupil_id, born, starts, ends, boards_from, boards_until, date, session, *entry in rows:
        pupil = found.get(pupil_id)
        if pupil is None:
            pupil = found[pupil_id] = PupilFacts(born=_day(born))
        pupil.spells.add((_day(starts), _day(ends) if ends else None))
        if boards_from is not None:
            pupil.boarding.add((_day(boards_from), _day(boards_until) if boards_until else None))
        if date is not None:
            pupil.standing[_day(date), session] = Standing(*entry)
    return found


def _day(value: Any) -> dt.date:
    # SQLite hands dates back as text where a statement is not the ORM's.
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
