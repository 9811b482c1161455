"""Part-time timetables of pupils of compulsory school age: what must be agreed, and what ends one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onroll.law.citation import Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.plain_words import counted, day_in_words
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

RULE = "part_time_timetables.may_stand"
AGREEMENT = PUPIL_REGISTRATION_2024.unconfirmed(
    "11(6)", "The paragraph goes on after “times and dates”; whether it sets an end was not seen."
)
GUIDANCE = WORKING_TOGETHER_2024.at("part-time timetables")
WITHDRAWN = WORKING_TOGETHER_2024.unconfirmed(
    "part-time timetables", "That withdrawing agreement ends the timetable at once."
)
COUNCILS = Instrument(
    name="Councils' arrangements for part-time timetables",
    short_name="Local practice on part-time timetables",
    link="",
    in_force_from=_FROM_2024,
    strength=Strength.LOCAL,
)
COPY_TO_AUTHORITY = COUNCILS.unconfirmed(
    "copy to the authority", "That every authority asks for a copy; many ask for one when it is agreed."
)

WEEKS_BEFORE_A_LONG_LOOK = Dated(
    "Weeks after which councils look hard at a part-time timetable; the law sets no number",
    steps=[From(_FROM_2024, 6, COUNCILS.unconfirmed("usual length", "Councils differ: six to eight weeks."))],
    reviewed_on=_REVIEWED_ON,
)
CODE = Dated(
    "Code of a session that a part-time timetable leaves out, by compulsory school age",
    steps=[From(_FROM_2024, {"of_age": "C2", "not_of_age": "X"}, PUPIL_REGISTRATION_2024.at("11(6)"))],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class PartTimeTimetable:
    """A timetable and what was agreed; None is not known yet, or has not happened."""

    first_day: date
    last_day: date | None
    agreed_on: date | None
    of_compulsory_school_age_throughout: bool
    exceptional_circumstances: bool | None
    home_parent_agrees: bool | None
    authorised_person_agrees: bool | None
    times_and_dates_set: bool | None
    to_manage_behaviour: bool | None
    next_review_on: date | None = None
    agreement_withdrawn_on: date | None = None
    has_social_worker: bool = False
    social_worker_agrees: bool | None = None
    has_plan_for_special_needs: bool = False
    authority_told_of_plan: bool | None = None


@rule(
    RULE,
    title="Whether a part-time timetable may stand",
    says=(
        "A part-time timetable stands only in exceptional circumstances, for a time, agreed beforehand by an "
        "authorised person and a parent the pupil normally lives with, with its times and dates, an end and a "
        "review, and never to manage behaviour. A social worker agrees; the authority is told where there is "
        "a plan for special needs. A parent's withdrawal of agreement ends it."
    ),
    first_day=_FROM_2024,
    cites=(AGREEMENT, GUIDANCE),
)
def part_time_timetable(timetable: PartTimeTimetable, *, as_at: date) -> Finding:
    """Find whether a part-time timetable may stand on a day. The facts are `weeks` and `look_hard`.

    While it stands, sessions it leaves out have code C2; a session the pupil was due at and misses has its own code.
    """
    limbs = tuple(_limbs(timetable, as_at))
    against = [words for holds, words, _ in limbs if holds is False]
    unknown = [(words, who) for holds, words, who in limbs if holds is None]
    met = False if against else None if unknown else True
    weeks = max(0, (as_at - timetable.first_day).days) // 7
    look_hard = weeks >= WEEKS_BEFORE_A_LONG_LOOK.newest.value
    said = against or [words for words, _ in unknown] or ["What must be agreed is agreed."]
    if look_hard:
        said = [*said, f"It has run for {counted(weeks, 'week')}: ask again whether it is still right."]
    return Finding(
        RULE,
        met,
        tuple(said),
        (AGREEMENT, GUIDANCE, *((WITHDRAWN,) if timetable.agreement_withdrawn_on else ())),
        facts={"weeks": weeks, "look_hard": look_hard},
        missing=tuple(Missing(words, who) for words, who in unknown) if met is None else (),
        would_change=("A parent withdrawing agreement.",)
        if met
        else tuple(f"If it were otherwise: {words}" for words in against),
    )


Limb = tuple[bool | None, str, str]


def _limbs(timetable: PartTimeTimetable, as_at: date) -> Iterator[Limb]:
    yield (
        timetable.of_compulsory_school_age_throughout,
        "The pupil is not of compulsory school age at all the times it covers: code C2 does not fit.",
        "the school",
    )
    yield _agreed_before(timetable)
    yield _shown(
        timetable.exceptional_circumstances, "there are exceptional circumstances", "the authorised person"
    )
    yield _shown(timetable.home_parent_agrees, "a parent the pupil normally lives with agrees", "that parent")
    yield _shown(timetable.authorised_person_agrees, "the authorised person agrees", "the authorised person")
    yield _shown(timetable.times_and_dates_set, "the times and dates of attendance are agreed", "the school")
    behaviour = timetable.to_manage_behaviour
    yield _shown(
        None if behaviour is None else not behaviour, "it is not used to manage behaviour", "the school"
    )
    yield _has_an_end(timetable, as_at)
    yield _shown(True if timetable.next_review_on else None, "a review is arranged", "the school")
    withdrawn = timetable.agreement_withdrawn_on
    if withdrawn is not None and withdrawn <= as_at:
        yield False, f"Agreement was withdrawn on {day_in_words(withdrawn)}: full-time education resumes.", ""
    if timetable.has_social_worker:
        yield _shown(
            timetable.social_worker_agrees, "the social worker has been told and agrees", "the social worker"
        )
    if timetable.has_plan_for_special_needs:
        yield _shown(
            timetable.authority_told_of_plan,
            "the local authority has been told, because there is an education, health and care plan",
            "the school",
        )


def _agreed_before(timetable: PartTimeTimetable) -> Limb:
    if timetable.agreed_on is None:
        return None, "The day it was agreed", "the school"
    return (
        timetable.agreed_on <= timetable.first_day,
        f"It was agreed on {day_in_words(timetable.agreed_on)}, after it began.",
        "the school",
    )


def _has_an_end(timetable: PartTimeTimetable, as_at: date) -> Limb:
    if timetable.last_day is None:
        return None, "The day by which the pupil is full time, or has other provision", "the school"
    return as_at <= timetable.last_day, f"It ended on {day_in_words(timetable.last_day)}.", "the school"


def _shown(holds: bool | None, what: str, who: str) -> Limb:
    words = f"It is not so that {what}." if holds is False else f"Whether {what}"
    return holds, words, who
