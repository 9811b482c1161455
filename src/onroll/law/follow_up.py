"""Following up an absence that nobody has explained: contact on the first day, reasonable steps, and who is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import (
    ONROLL,
    PUPIL_REGISTRATION_2024,
    WORKING_TOGETHER_2024,
    WORKING_TOGETHER_2026,
)
from onroll.law.plain_words import day_in_words
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

REASONABLE_STEPS = PUPIL_REGISTRATION_2024.at("10(7)")
FIRST_DAY = WORKING_TOGETHER_2026.at("page 20")
WORKERS = WORKING_TOGETHER_2024.at("52")
VIRTUAL_SCHOOL = WORKING_TOGETHER_2024.at("chapter 6")
#: Schools keep in touch with families, and say whom parents speak to day by day.
FAMILIES = WORKING_TOGETHER_2024.at("chapter 2")
SIBLINGS = WORKING_TOGETHER_2024.at("chapter 5")
PART_TIME = WORKING_TOGETHER_2024.at("part-time timetables")
SAME_DAY = ONROLL.at(
    "same-day notices",
    note="The guidance gives the virtual school the attendance of looked-after children, and names no day; authorities ask "
    "to be told, and a pupil's other school to be asked, on the day.",
)
NOT_ARRIVED = ONROLL.at(
    "messages that did not arrive",
    note="Whoever a message did not reach has not been told, so somebody tells them.",
)


@rule(
    "follow_up.first_day",
    title="Whether parents were contacted on the first day of an unexplained absence",
    says=(
        "Parents are contacted on the first day of an absence whose reason is not known. A contact on a later "
        "day does not make up for it; once the reason is known nobody need be asked."
    ),
    first_day=_FROM_2024,
    cites=(FIRST_DAY,),
)
def first_day_contact(
    *, absent_on: date, contacted_on: Collection[date], reason_known: bool, as_at: date
) -> Finding:
    """Find whether a contact was tried on the first day, which is asked only while the reason is not known."""
    met = reason_known or absent_on in contacted_on or (None if as_at <= absent_on else False)
    if reason_known:
        reason = "The reason is known, so nobody need be asked."
    elif met:
        reason = f"Contact was tried on {day_in_words(absent_on)}, the first day."
    elif met is None:
        reason = "No contact has been tried yet, and the first day is not over."
    else:
        reason = f"No contact was tried on {day_in_words(absent_on)}, the first day of the absence."
    return Finding(
        "follow_up.first_day",
        met,
        (reason,),
        (FIRST_DAY,),
        missing=(Missing("A contact with a parent today, and its outcome", "the school"),)
        if met is None
        else (),
        would_change=()
        if met is None
        else ("A contact that turns out not to have been made, or a reason that is not one.",)
        if met
        else ("A record of a contact on that day.",),
    )


@rule(
    "follow_up.reasonable_steps",
    title="Whether reasonable steps were taken to find the reason for an absence",
    says=(
        "The proprietor must see that reasonable steps are taken to find the reason for an absence. The "
        "Regulations name none; the guidance asks for contact on the first day, again while the absence goes "
        "on, and with everyone for whom the school holds a number."
    ),
    first_day=_FROM_2024,
    cites=(REASONABLE_STEPS, FIRST_DAY),
)
def reasonable_steps(
    *, contact_on_first_day: bool | None, contact_again: bool | None, every_contact_tried: bool | None
) -> Finding:
    """Find whether what was done to find the reason was reasonable; None is not known.

    The Regulations ask the proprietor for reasonable steps and name none. These are the steps of the guidance:
    contact on the first day, again while the absence goes on, and with everyone whom the school may ask.
    """
    return find_all(
        "follow_up.reasonable_steps",
        (
            Point(contact_on_first_day, "a parent was contacted on the first day", "the school"),
            Point(
                contact_again, "contact was made again while the absence went on, where it did", "the school"
            ),
            Point(every_contact_tried, "everyone whom the school has a number for was tried", "the school"),
        ),
        (REASONABLE_STEPS, FIRST_DAY),
        would_change=("A reason given: the register is then amended, and these steps are over.",),
    )


class Event(StrEnum):
    """What others are told of."""

    UNEXPLAINED_ABSENCE = "unexplained_absence"
    DELETION = "deletion"
    PART_TIME_TIMETABLE = "part_time_timetable"
    LEGAL_ACTION = "legal_action"
    TERMLY_FIGURES = "termly_figures"
    EXCLUSION = "exclusion"
    EXCLUSION_CANCELLED = "exclusion_cancelled"


class Recipient(StrEnum):
    """Who is told."""

    SOCIAL_WORKER = "social_worker"
    YOUTH_JUSTICE_WORKER = "youth_justice_worker"
    VIRTUAL_SCHOOL_HEAD = "virtual_school_head"
    OTHER_SCHOOL = "other_school"
    SCHOOLS_OF_SIBLINGS = "schools_of_siblings"
    LOCAL_AUTHORITY = "local_authority"

    @property
    def in_words(self) -> str:
        """The recipient as printed."""
        return f"the {self.value.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told of what, and when."""

    event: Event
    recipient: Recipient
    when: str
    citation: Citation

    def __str__(self) -> str:
        return f"{self.event.value.replace('_', ' ')}: {self.recipient.in_words}, {self.when}"


TELLINGS = Dated(
    "Who is told of an absence, a deletion, a part-time timetable, legal action or the figures of a term",
    steps=[
        From(
            _FROM_2024,
            (
                Telling(Event.UNEXPLAINED_ABSENCE, Recipient.SOCIAL_WORKER, "on the day", WORKERS),
                Telling(Event.UNEXPLAINED_ABSENCE, Recipient.YOUTH_JUSTICE_WORKER, "on the day", WORKERS),
                Telling(Event.UNEXPLAINED_ABSENCE, Recipient.VIRTUAL_SCHOOL_HEAD, "on the day", SAME_DAY),
                Telling(Event.UNEXPLAINED_ABSENCE, Recipient.OTHER_SCHOOL, "on the day", SAME_DAY),
                Telling(Event.DELETION, Recipient.SOCIAL_WORKER, "before the name is deleted", WORKERS),
                Telling(Event.DELETION, Recipient.YOUTH_JUSTICE_WORKER, "before the name is deleted", WORKERS),
                Telling(Event.PART_TIME_TIMETABLE, Recipient.SOCIAL_WORKER, "before it is agreed", PART_TIME),
                Telling(Event.PART_TIME_TIMETABLE, Recipient.VIRTUAL_SCHOOL_HEAD, "before it is agreed", PART_TIME),
                Telling(Event.LEGAL_ACTION, Recipient.SCHOOLS_OF_SIBLINGS, "before legal action", SIBLINGS),
                Telling(Event.TERMLY_FIGURES, Recipient.VIRTUAL_SCHOOL_HEAD, "for each looked-after child", VIRTUAL_SCHOOL),
                Telling(Event.TERMLY_FIGURES, Recipient.LOCAL_AUTHORITY, "at the support meeting of the term", VIRTUAL_SCHOOL),
            ),
            WORKERS,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)  # fmt: skip


@rule(
    "follow_up.who_is_told",
    title="Who must be told of an absence, a deletion, a part-time timetable or legal action",
    says=(
        "A social worker or youth justice worker is told of an unexplained absence on the day, and before a "
        "name is deleted. Onroll has the virtual school told of a looked-after child's, and the other school of a "
        "pupil who has two, on the day as well. A social worker and the virtual school are told before a part-time timetable is "
        "agreed; schools of siblings before legal action; the authority and the virtual school have the "
        "figures each term."
    ),
    first_day=_FROM_2024,
    cites=(WORKERS, PART_TIME, VIRTUAL_SCHOOL, SIBLINGS, SAME_DAY),
)
def who_is_told(event: Event, of: Collection[Recipient], *, on: date) -> tuple[Telling, ...]:
    """Answer who is told of an event, and when. `of` are those whom this pupil has; the authority is always one.

    Raises `NoRuleInForce` before 19 August 2024.
    """
    known = {*of, Recipient.LOCAL_AUTHORITY}
    return tuple(one for one in TELLINGS.on(on) if one.event is event and one.recipient in known)
