"""The sessions missing from a school's registers, pupil by pupil, and why each is: as counted, and what the registers say since."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum

from onroll.analysis.behind.entries import Why
from onroll.analysis.behind.gaps import Gap
from onroll.analysis.groupings import NOT_KNOWN
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.shapes import RegisterKey
from onroll.service.attendance_register.models import AttendanceEntry
from onroll.service.figures.people import Enrolled, Person, people_of
from onroll.service.figures.reading import Figures


class WhyMissing(StrEnum):
    """Why a session has no usable code."""

    NOT_TAKEN = "not-taken"
    BLANK = "blank"
    NAMED_SINCE = "named-since"
    NO_REGISTER = "no-register"
    UNKNOWN = "no-code"
    SET_ASIDE = "set-aside"
    OFF_ROLL = "off-roll"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class MissingSession:
    """One session missing, of one pupil; `register` is the registration group whose register it is missing from."""

    person: Person
    year_group: str
    group: str
    date: dt.date
    session: str
    code: str
    why: WhyMissing
    register: str


def missing_sessions(figures: Figures) -> list[MissingSession]:
    """Return every session missing, by pupil's name, day and session; as many as the figure says. Raises OutOfScope."""
    people = people_of(figures)
    found = figures.kept.gaps()
    if not found:
        return []
    registers = _Registers(figures, people, found)
    rows = figures.kept.enrolments(["school", "pupil", "year_group", "registration_group"], "missing > 0")
    placed = {(school, pupil): (year, group) for school, pupil, year, group in rows}
    missing = []
    for gap in found:
        person, (year, group) = people[gap[:2]], placed[gap[:2]]
        why, register = registers.why(gap)
        missing.append(
            MissingSession(
                person, year or NOT_KNOWN, group or NOT_KNOWN, gap.date, gap.session, gap.code, why, register
            )
        )
    return sorted(missing, key=_in_order)


def _in_order(one: MissingSession) -> tuple[str, int, dt.date, str]:
    return one.person.name.casefold(), one.person.pupil_id, one.date, one.session


class _Registers:
    """What the school's registers and its roll say of the sessions missing: seven statements, however many there are."""

    def __init__(self, figures: Figures, people: dict[Enrolled, Person], found: list[Gap]) -> None:
        school = figures.body.schools[0]
        days = {gap.date for gap in found}
        self._people = people
        self._facts = CheckFacts(school.pk, min(days), max(days), figures.counted_at)
        self._groups: dict[int, list[tuple[int, dt.date, dt.date]]] = defaultdict(list)
        for group_id, members in self._facts.members.items():
            for pupil_id, first, last in members:
                self._groups[pupil_id].append((group_id, first, last))
        self._expected = {
            (group_id, day): sum(first <= day <= last for _, first, last in members)
            for group_id, members in self._facts.members.items()
            for day in days
        }
        keys = (self._register(gap) for gap in found)
        self._missing = Counter(key for key in keys if key is not None)
        self._since = _entered_since(school.pk, int(figures.kept.about["made_from"][school.urn][0]), days)

    def why(self, gap: Gap) -> tuple[WhyMissing, str]:
        """Say why a session is missing, and of which register."""
        pupil_id, key = self._people[gap[:2]].pupil_id, self._register(gap)
        return self._why(gap, pupil_id, key), "" if key is None else self._facts.groups[key[2]].name

    def _why(self, gap: Gap, pupil_id: int, key: RegisterKey | None) -> WhyMissing:
        if (pupil_id, gap.date, gap.session) in self._since:
            return WhyMissing.SINCE
        if gap.why is not Why.NO_ENTRY:
            return WhyMissing.UNKNOWN if gap.why is Why.UNKNOWN else WhyMissing.SET_ASIDE
        if not self._is_on_roll(pupil_id, gap.date):
            return WhyMissing.OFF_ROLL
        if key is None:
            return WhyMissing.NO_REGISTER
        if self._facts.put_on_roll_since(pupil_id, key) is not None:
            return WhyMissing.NAMED_SINCE
        was_taken = key in self._facts.takings or self._missing[key] < self._expected[key[2], key[0]]
        return WhyMissing.BLANK if was_taken else WhyMissing.NOT_TAKEN

    def _register(self, gap: Gap) -> RegisterKey | None:
        """Return the register that covers a pupil's session; None where none does."""
        pupil_id = self._people[gap[:2]].pupil_id
        for group_id, first, last in self._groups.get(pupil_id, ()):
            if first <= gap.date <= last and group_id in self._facts.groups:
                return gap.date, gap.session, group_id
        return None

    def _is_on_roll(self, pupil_id: int, day: dt.date) -> bool:
        spells = self._facts.spells.get(pupil_id, ())
        return any(first <= day and (last is None or day <= last) for first, last in spells)


def _entered_since(school_id: int, number: int, days: set[dt.date]) -> set[tuple[int | None, dt.date, str]]:
    """Return the sessions that entries were made of after a number of the ledger: pupil, day and session."""
    rows = AttendanceEntry.objects.filter(
        submission__school_id=school_id,
        submission__number__gt=number,
        date__range=(min(days), max(days)),
    )
    return set(rows.values_list("pupil_id", "date", "session"))
