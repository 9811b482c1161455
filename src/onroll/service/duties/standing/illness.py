"""What illness asks: a sickness return, a plan, a review, and a word with a pupil who is back. No duty says what the illness is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onroll.law.citation import Citation
from onroll.law.plain_words import counted, day_in_words
from onroll.law.reasons_given import EVIDENCE
from onroll.law.returns import MEDICAL_CONDITIONS, SICKNESS
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.medical_absence.queries.illness import Ask, IllnessDue


@dataclass(frozen=True, slots=True)
class _Said:
    """How one ask is put: the rule it is of, its title after the pupil's name, why, and what it rests on."""

    rule: str
    title: str
    why: Callable[[IllnessDue], str]
    words: str
    citation: Citation


_SAID = {
    Ask.RETURN: _Said(
        "sickness_return",
        "make the sickness return",
        lambda one: (
            f"{counted(one.days, 'day')} of illness this school year, and those expected, come to a return."
        ),
        "Sickness return to make",
        SICKNESS,
    ),
    Ask.DECIDE: _Said(
        "sickness_return",
        "say whether it is one illness",
        lambda one: (
            f"{counted(one.days, 'day')} add up this school year. Whether a return is due turns on it."
        ),
        "Whether days of illness are one illness",
        SICKNESS,
    ),
    Ask.PLAN: _Said(
        "illness_plan",
        "plan the support of a pupil who is long ill",
        lambda one: (
            f"Away since {day_in_words(one.since)}, and expected to be for long. No plan is recorded."
        ),
        "Long illness without a support plan",
        MEDICAL_CONDITIONS,
    ),
    Ask.REVIEW: _Said(
        "illness_review",
        "look again at the plan or referral",
        lambda one: f"It was to be looked at on {day_in_words(one.since)}.",
        "Medical plan or referral to review",
        MEDICAL_CONDITIONS,
    ),
    Ask.REPLY: _Said(
        "illness_review",
        "bring a question to a health professional to mind again",
        lambda one: f"A reply was hoped for by {day_in_words(one.since)}.",
        "Reply of a health professional to ask for",
        EVIDENCE,
    ),
    Ask.CHECK_IN: _Said(
        "illness_check_in",
        "speak with a pupil who is back",
        lambda one: f"Back since {day_in_words(one.since)}, after a week or more of illness.",
        "Check-in after illness",
        MEDICAL_CONDITIONS,
    ),
}


def sickness_return_due(morning: Morning) -> Iterator[Duty]:
    """Find sickness returns to make, and days of illness to decide on."""
    return _of(morning, Ask.RETURN, Ask.DECIDE)


def illness_plan_missing(morning: Morning) -> Iterator[Duty]:
    """Find pupils long ill for whom no support plan stands."""
    return _of(morning, Ask.PLAN)


def illness_review_due(morning: Morning) -> Iterator[Duty]:
    """Find plans and referrals whose review has come."""
    return _of(morning, Ask.REVIEW)


def illness_check_in(morning: Morning) -> Iterator[Duty]:
    """Find pupils who are back after illness, and to whom nobody has spoken yet."""
    return _of(morning, Ask.CHECK_IN)


def _of(morning: Morning, *asks: Ask) -> Iterator[Duty]:
    return (_duty(one, morning) for one in morning.illness if one.ask in asks)


def _duty(one: IllnessDue, morning: Morning) -> Duty:
    said = _SAID[one.ask]
    return Duty(
        rule=said.rule,
        kind=Kind.ILLNESS,
        title=f"{one.name}: {said.title}",
        why=said.why(one),
        who="Attendance office",
        due=dt.datetime.combine(one.since, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=said.citation,
        deeds=(Deed(DeedName.OPEN_ILLNESS, "Open what is recorded", {"pupil_id": one.pupil_id}),),
        items=(
            Item(
                key=f"{said.rule}/{one.ask.value}/{one.pupil_id}/{one.since.isoformat()}",
                words=said.words,
                on=one.since,
                pupil_id=one.pupil_id,
            ),
        ),
    )
