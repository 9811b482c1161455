"""Whether a ground for deleting a name is met: every condition, its counting of days, and what is not shown yet.

A name must be deleted when a ground is met and must not be otherwise (regulation 9). A condition that is not known
leaves the answer open only where it decides; what is known against the ground closes it.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from onroll.law.absence_runs import attended_after, run_of_absence
from onroll.law.attendance_codes import class_for_counting
from onroll.law.attendance_entries import SessionEntry
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.deletion_facts import EVERY_GROUND, FACTS, FACTS_OF_GROUND, Kind
from onroll.law.deletion_grounds import DELETION, GROUNDS
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import PUPIL_REGISTRATION_2024
from onroll.law.plain_words import counted, day_in_words
from onroll.law.rules import rule
from onroll.law.school_time import SchoolCalendar, Session

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

RULE = "admission_register.deletion_ground"
JOINT_ENQUIRIES = PUPIL_REGISTRATION_2024.unconfirmed(
    "9(1)(h) and (i)", "Joint enquiries are confirmed; the words on a pupil who was found are not."
)
CONSENT = PUPIL_REGISTRATION_2024.unconfirmed(
    "9(2)",
    "Which grounds need the authority's consent for a special school's pupil is not confirmed. The Regulations of 2006 asked "
    "for it on all but a change of an order, a death and a permanent exclusion, and let the Secretary of State give it.",
)

SCHOOL_DAYS_AFTER_LEAVE = Dated(
    "School days after leave within which a pupil must have attended, or ground (h) may be met",
    steps=[From(_FROM_2024, 10, GROUNDS["h"].citation)],
    reviewed_on=_REVIEWED_ON,
)
SCHOOL_DAYS_ABSENT = Dated(
    "School days of continuous absence at which ground (i) may be met",
    steps=[From(_FROM_2024, 20, GROUNDS["i"].citation)],
    reviewed_on=_REVIEWED_ON,
)
CODES_OF_ABSENCE = Dated(
    "Codes that both sessions of every one of those days must have; U is not among them",
    steps=[From(_FROM_2024, frozenset("GNO"), GROUNDS["i"].citation)],
    reviewed_on=_REVIEWED_ON,
)
SENTENCE_MONTHS = Dated(
    "Months of a sentence of detention at which ground (j) may be met",
    steps=[From(_FROM_2024, 4, GROUNDS["j"].citation)],
    reviewed_on=_REVIEWED_ON,
)
GROUNDS_NEEDING_CONSENT = Dated(
    "Grounds on which a special school's pupil, placed by an authority, is deleted only with its consent",
    steps=[From(_FROM_2024, frozenset("acfghi"), CONSENT)],
    reviewed_on=_REVIEWED_ON,
)

# The grounds that count school days, and so need the calendar and the entries.
COUNTED_GROUNDS = frozenset({"h", "i", "absent"})

FactValue = bool | date | int | float | str | None


class Condition(NamedTuple):
    """One condition: whether it holds (None is not known), why, and the facts that would settle it."""

    holds: bool | None
    words: str
    facts: tuple[str, ...] = ()


@rule(
    RULE,
    title="Whether a ground for deleting a name is met",
    says=(
        "A name is deleted when, and only when, a ground of regulation 9 is met, and every condition of it "
        "must be shown. Other grounds apply outside compulsory school age. Absence after leave is ten school "
        "days, continuous absence twenty with G, N or O in both sessions, and the count alone is never "
        "enough: school and authority must have enquired jointly. On some grounds a special school's pupil "
        "whom an authority placed also needs its consent."
    ),
    first_day=_FROM_2024,
    cites=(DELETION, JOINT_ENQUIRIES, CONSENT),
)
def deletion_ground(
    ground: str,
    facts: Mapping[str, FactValue],
    *,
    calendar: SchoolCalendar | None = None,
    entries: Iterable[tuple[date, Session, str]] = (),
    needing_consent: Collection[str] | None = None,
) -> Finding:
    """Find whether a ground of regulation 9 is met by the facts shown.

    `facts` are those of `deletion_facts.FACTS_OF_GROUND` and `EVERY_GROUND`; one left out is not known, or is its
    default. Grounds (h), (i) and absence in 9(3) count days, and need the calendar, the entries and `as_at`. Raises
    `LookupError` for no such ground and `ValueError` for a fact that the ground does not ask, or one it needs.
    """
    if ground not in GROUNDS:
        raise LookupError(f"Regulation 9 has no ground “{ground}”. Choose one of {', '.join(GROUNDS)}.")
    _refuse_unasked(ground, facts)
    known = {name: FACTS[name].default for name in EVERY_GROUND} | dict(facts)
    conditions = [
        *_conditions(ground, known, calendar, [SessionEntry(*entry) for entry in entries]),
        _of_age(ground, known),
        *_consent(ground, known, needing_consent),
    ]
    return _finding(ground, conditions)


def _refuse_unasked(ground: str, facts: Mapping[str, FactValue]) -> None:
    asked = (*FACTS_OF_GROUND[ground], *EVERY_GROUND)
    for name in facts:
        if name not in asked:
            raise ValueError(f"{GROUNDS[ground].name} does not ask “{name}”. It asks {', '.join(asked)}.")


def _conditions(
    ground: str,
    known: Mapping[str, FactValue],
    calendar: SchoolCalendar | None,
    entries: list[SessionEntry],
) -> list[Condition]:
    if ground == "f":
        return [*_notice_to_educate_otherwise(known), _not(known, "school_attendance_order_names_school")]
    if ground in COUNTED_GROUNDS:
        if calendar is None:
            raise ValueError(f"{GROUNDS[ground].name} counts school days. Give the calendar.")
        counted_days = _not_back_from_leave if ground == "h" else _absent_long_enough
        return [counted_days(ground, known, calendar, entries), *_enquiries(ground, known)]
    if ground == "j":
        return [_sentence(known), _not(known, "expected_to_attend_again")]
    if ground == "g":
        return [
            _not(known, "boarder"),
            _not(known, "lives_within_reasonable_distance"),
            _not(known, "expected_to_attend_again"),
        ]
    if ground == "l":
        return [_age_ends(known), _leaves_at_sixteen(known)]
    if ground in ("m", "charges"):
        return [_is(known, "boarder"), _is(known, "charges_unpaid_at_term_end"), _boarding_school(known)]
    if ground == "ceased":
        return [_ceased(known)]
    return [(_not if name in _AGAINST else _is)(known, name) for name in FACTS_OF_GROUND[ground]]


# Facts that speak against the ground that asks them.
_AGAINST = frozenset(
    {
        "school_attendance_order_names_school",
        "main_school_of_mobile_child",
        "dual_registration_agreed",
        "expected_to_attend_again",
        "moving_to_reception",
    }
)


def _is(known: Mapping[str, FactValue], name: str) -> Condition:
    value = known.get(name)
    words = FACTS[name].words
    if value is None:
        return Condition(None, f"It is not known whether {words}.", (name,))
    return Condition(bool(value), f"{_sentence_of(words)}." if value else f"It is not so that {words}.")


def _not(known: Mapping[str, FactValue], name: str) -> Condition:
    shown = _is(known, name)
    return shown._replace(holds=None if shown.holds is None else not shown.holds)


def _either(one: Condition, other: Condition) -> Condition:
    """Answer whether one of two conditions holds; two that are not known leave it open."""
    if one.holds or other.holds:
        return one if one.holds else other
    words = f"{one.words} {other.words}"
    if one.holds is None or other.holds is None:
        return Condition(None, words, (*one.facts, *other.facts))
    return Condition(False, words)


def _notice_to_educate_otherwise(known: Mapping[str, FactValue]) -> list[Condition]:
    as_at = _as_at(known)
    told_on = _day(known, "written_notice_received_on")
    starts_on = _day(known, "education_otherwise_from")
    told = told_on is not None and told_on <= as_at
    started = starts_on is not None and starts_on <= as_at
    return [
        Condition(
            told,
            f"Written notice was received on {day_in_words(told_on)}."
            if told_on is not None
            else "No written notice has been received: to have been told is not enough.",
        ),
        Condition(
            started,
            f"It names {day_in_words(starts_on)}."
            if starts_on is not None
            else "No day is named from which the pupil is educated otherwise.",
        ),
    ]


def _not_back_from_leave(
    _: str, known: Mapping[str, FactValue], calendar: SchoolCalendar, entries: list[SessionEntry]
) -> Condition:
    as_at, leave_ended = _as_at(known), _day(known, "leave_last_day")
    needed = SCHOOL_DAYS_AFTER_LEAVE.newest.value
    if leave_ended is None:
        return Condition(False, "No leave of absence has ended.")
    passed = calendar.school_days_since(leave_ended, as_at)
    if passed < needed:
        return Condition(
            False, f"{counted(passed, 'school day')} of the {needed} after the leave have passed."
        )
    until = calendar.nth_school_day_after(leave_ended, needed)
    came = attended_after(leave_ended, until, entries)
    if came is not None:
        return Condition(False, f"The pupil attended on {day_in_words(came)}.")
    return Condition(True, f"The pupil had not attended by {day_in_words(until)}, school day {needed}.")


def _absent_long_enough(
    ground: str, known: Mapping[str, FactValue], calendar: SchoolCalendar, entries: list[SessionEntry]
) -> Condition:
    as_at = _as_at(known)
    needed = SCHOOL_DAYS_ABSENT.newest.value
    codes = CODES_OF_ABSENCE.newest.value
    run = run_of_absence(
        calendar,
        entries,
        as_at=as_at,
        counts=lambda entry: (
            entry.code in codes if ground == "i" else class_for_counting(entry.code, entry.on).is_absence
        ),
    )
    words = f"The absence has run for {counted(len(run), 'school day')} of the {needed}"
    if ground == "i":
        words += ", both sessions with code G, N or O"
    return Condition(len(run) >= needed, f"{words}.")


def _enquiries(ground: str, known: Mapping[str, FactValue]) -> list[Condition]:
    not_excused = _not(known, "sickness_or_unavoidable_cause")
    if ground == "absent":
        return [not_excused, _is(known, "enquiries_made"), _not(known, "located")]
    lost_or_agreed = _either(_not(known, "located"), _is(known, "both_agree_no_return"))
    return [not_excused, _is(known, "joint_enquiries_made"), lost_or_agreed]


def _sentence(known: Mapping[str, FactValue]) -> Condition:
    months, needed = known.get("sentence_months"), SENTENCE_MONTHS.newest.value
    if not isinstance(months, int | float):
        return Condition(None, "The length of the sentence is not known.", ("sentence_months",))
    return Condition(months >= needed, f"The sentence is of {months} months; the ground needs {needed}.")


def _age_ends(known: Mapping[str, FactValue]) -> Condition:
    last_day, meets = (
        _day(known, name) for name in ("last_day_of_compulsory_school_age", "school_next_meets")
    )
    if last_day is None or meets is None:
        return Condition(
            False, "The last day of compulsory school age, or of the school's next meeting, is not set."
        )
    return Condition(
        last_day < meets,
        f"Compulsory school age ends on {day_in_words(last_day)}; the school next meets on {day_in_words(meets)}.",
    )


def _leaves_at_sixteen(known: Mapping[str, FactValue]) -> Condition:
    return _either(_is(known, "will_not_continue"), _not(known, "meets_sixth_form_entry"))


def _boarding_school(known: Mapping[str, FactValue]) -> Condition:
    kind = known.get("school_kind")
    if kind is None:
        return Condition(None, "The kind of school is not known.", ("school_kind",))
    covered = kind in ("maintained", "academy")
    return Condition(covered, f"The school is {'' if covered else 'neither '}maintained or an academy.")


def _ceased(known: Mapping[str, FactValue]) -> Condition:
    if known.get("boarder"):
        return _is(known, "ceased_to_be_pupil")
    return _not(known, "expected_to_attend_again")


def _of_age(ground: str, known: Mapping[str, FactValue]) -> Condition:
    of_age = _is(known, "of_compulsory_school_age")
    if GROUNDS[ground].of_compulsory_school_age:
        return of_age
    return of_age._replace(holds=None if of_age.holds is None else not of_age.holds)


def _consent(
    ground: str, known: Mapping[str, FactValue], needing_consent: Collection[str] | None
) -> Iterable[Condition]:
    needing = GROUNDS_NEEDING_CONSENT.newest.value if needing_consent is None else needing_consent
    if ground in needing:
        yield _either(_not(known, "placed_by_authority_in_special_school"), _is(known, "authority_consents"))


def _finding(ground: str, conditions: list[Condition]) -> Finding:
    against = [one for one in conditions if one.holds is False]
    unknown = [one for one in conditions if one.holds is None]
    met = False if against else None if unknown else True
    asked = (*FACTS_OF_GROUND[ground], *EVERY_GROUND)
    names = [name for name in asked if any(name in one.facts for one in unknown)]
    return Finding(
        rule=RULE,
        met=met,
        reasons=tuple(one.words for one in against or unknown or conditions),
        citations=_citations(ground),
        facts={"ground": ground, "missing": () if met is False else tuple(names)},
        missing=tuple(Missing(_missing_words(name), FACTS[name].who) for name in names if met is None),
        would_change=() if met is None else _would_change(ground, met, against),
    )


def _would_change(ground: str, met: bool, against: list[Condition]) -> tuple[str, ...]:
    if met and ground in ("h", "i"):
        return ("Reasonable grounds to believe that sickness or an unavoidable cause keeps the pupil away.",)
    if met:
        return ("A fact above that turns out to be otherwise, before the name is deleted.",)
    return tuple(f"If it were otherwise: {one.words}" for one in against)


def _citations(ground: str) -> tuple[Citation, ...]:
    cited = [GROUNDS[ground].citation]
    if ground in ("h", "i"):
        cited.append(JOINT_ENQUIRIES)
    if ground in GROUNDS_NEEDING_CONSENT.newest.value:
        cited.append(CONSENT)
    return tuple(cited)


def _missing_words(name: str) -> str:
    fact = FACTS[name]
    return f"Whether {fact.words}" if fact.kind is Kind.YES_NO else _sentence_of(fact.words)


def _as_at(known: Mapping[str, FactValue]) -> date:
    day = _day(known, "as_at")
    if day is None:
        raise ValueError(f"The ground needs as_at, {FACTS['as_at'].words}.")
    return day


def _day(known: Mapping[str, FactValue], name: str) -> date | None:
    value = known.get(name)
    if value is None or isinstance(value, date):
        return value
    raise ValueError(f"{name} wants a day, not {value}.")


def _sentence_of(words: str) -> str:
    return words[0].upper() + words[1:]
