"""The facts a ground for deletion is judged by: those the records already answer, and those a person is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onroll.law.deletion_conditions import COUNTED_GROUNDS, FactValue, deletion_ground
from onroll.law.deletion_facts import FACTS, Fact, Kind, facts_of
from onroll.law.finding import Finding
from onroll.law.plain_words import day_in_words
from onroll.law.school_age import compulsory_school_age, is_of_compulsory_school_age
from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.admission_register.models import Enrolment
from onroll.service.organisations.models import School

#: By who the proprietor is: the kind of school as the grounds ask for it.
_KINDS = {
    School.Kind.MAINTAINED: "maintained",
    School.Kind.PUPIL_REFERRAL_UNIT: "maintained",
    School.Kind.ACADEMY: "academy",
    School.Kind.NON_MAINTAINED_SPECIAL: "other",
    School.Kind.INDEPENDENT: "other",
}


@dataclass(frozen=True, slots=True)
class DaysOnRecord:
    """What a ground that counts school days counts: the school's days, the pupil's codes, and the last day that is over."""

    calendar: SchoolCalendar
    entries: Sequence[tuple[dt.date, Session, str]] = field(default_factory=tuple)
    over_until: dt.date | None = None

    def next_meeting(self, after: dt.date) -> dt.date | None:
        """Return the day the school next meets after a day; None where the calendar ends before."""
        return next((day for day in self.calendar.school_days if day > after), None)


def known_facts(
    ground: str, enrolment: Enrolment, *, boards: bool, on: dt.date, days: DaysOnRecord
) -> dict[str, FactValue]:
    """Return the facts of a ground that the school's records answer on a day."""
    school, pupil = enrolment.school, enrolment.pupil
    is_special = school.phase == School.Phase.SPECIAL or school.kind == School.Kind.NON_MAINTAINED_SPECIAL
    known: dict[str, FactValue] = {
        "as_at": (days.over_until or on) if ground in COUNTED_GROUNDS else on,
        "of_compulsory_school_age": is_of_compulsory_school_age(pupil.born, on),
        "boarder": boards,
        "school_kind": _KINDS[School.Kind(school.kind)],
        "independent_school": school.kind in (School.Kind.INDEPENDENT, School.Kind.NON_MAINTAINED_SPECIAL),
        "last_day_of_compulsory_school_age": compulsory_school_age(pupil.born).last_day,
        "school_next_meets": days.next_meeting(on),
    }
    if not pupil.is_mobile_child:
        known["main_school_of_mobile_child"] = False
    if not is_special:
        known["placed_by_authority_in_special_school"] = False
        known["authority_consents"] = False
    return {fact.name: known[fact.name] for fact in facts_of(ground) if fact.name in known}


def facts_to_ask(ground: str, known: Mapping[str, FactValue]) -> tuple[Fact, ...]:
    """Return the facts of a ground that only a person can answer, in the order they are asked."""
    return tuple(fact for fact in facts_of(ground) if fact.name not in known)


def finding_of_deletion(
    ground: str, answers: Mapping[str, FactValue], known: Mapping[str, FactValue], days: DaysOnRecord
) -> Finding:
    """Ask the law whether a ground is met by what is answered and what is known; the records go before an answer.

    Raises CalendarTooShort and NoSessionThatDay where the calendar does not reach as far as the ground counts.
    """
    asked = {fact.name for fact in facts_to_ask(ground, known)}
    given = {name: value for name, value in answers.items() if name in asked}
    return deletion_ground(ground, {**given, **known}, calendar=days.calendar, entries=days.entries)


def as_stored(facts: Mapping[str, FactValue]) -> dict[str, object]:
    """Return facts as a register's entry keeps them: days as text."""
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in facts.items()}


def fact_in_words(name: str, value: object) -> str:
    """Say a fact and its answer: "The pupil has died: yes"."""
    words = FACTS[name].words
    if value is None or isinstance(value, bool):
        said = "not known" if value is None else "yes" if value else "no"
    elif FACTS[name].kind is Kind.DAY:
        said = day_in_words(value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)))
    else:
        said = str(value)
    return f"{words[0].upper()}{words[1:]}: {said}"
