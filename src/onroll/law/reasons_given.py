"""Reasons people give for an absence, in plain words, and the codes each may lead to; a person always decides."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from onroll.law.attendance_codes import code_on
from onroll.law.code_meaning import CodeMeaning
from onroll.law.data_protection import SPECIAL_CATEGORIES
from onroll.law.dated import Dated, From
from onroll.law.instruments import ONROLL, WORKING_TOGETHER_2024
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 27)

EVIDENCE = WORKING_TOGETHER_2024.unconfirmed(
    "chapter 8, code I",
    "That a parent's word is normally enough is confirmed; the number of the paragraph is not.",
)


class ReasonKind(StrEnum):
    """A reason as people give it."""

    ILLNESS = "illness"
    APPOINTMENT = "appointment"
    RELIGION = "religion"
    FUNERAL = "funeral"
    HOLIDAY = "holiday"
    INTERVIEW = "interview"
    TRANSPORT = "transport"
    EMERGENCY = "emergency"
    FAMILY = "family"
    REFUSED = "refused"
    OTHER = "other"

    @property
    def in_words(self) -> str:
        """The reason as a form lists it."""
        return _WORDS[self]


_WORDS = {
    ReasonKind.ILLNESS: "Ill, in body or mind",
    ReasonKind.APPOINTMENT: "Medical or dental appointment",
    ReasonKind.RELIGION: "A day of religious observance",
    ReasonKind.FUNERAL: "A funeral, or other exceptional circumstances",
    ReasonKind.HOLIDAY: "On holiday",
    ReasonKind.INTERVIEW: "An interview for work or a place elsewhere",
    ReasonKind.TRANSPORT: "School transport did not run",
    ReasonKind.EMERGENCY: "An emergency that nobody could help",
    ReasonKind.FAMILY: "A family matter, kept at home, or looking after somebody",
    ReasonKind.REFUSED: "Did not want to come, or left home and did not arrive",
    ReasonKind.OTHER: "Something else",
}

_CODES: Mapping[ReasonKind, tuple[str, ...]] = {
    ReasonKind.ILLNESS: ("I",),
    ReasonKind.APPOINTMENT: ("M",),
    ReasonKind.RELIGION: ("R", "C"),
    ReasonKind.FUNERAL: ("C", "O"),
    ReasonKind.HOLIDAY: ("G", "C"),
    ReasonKind.INTERVIEW: ("J1", "O"),
    ReasonKind.TRANSPORT: ("Y1", "Q", "O"),
    ReasonKind.EMERGENCY: ("Y7", "Y2", "O"),
    ReasonKind.FAMILY: ("O", "C"),
    ReasonKind.REFUSED: ("O", "I"),
    ReasonKind.OTHER: ("O", "C"),
}
CODES_OF_A_REASON = Dated(
    "Codes that a reason may lead to, the likeliest first; every code stays open to whoever decides",
    steps=[
        From(
            _FROM_2024,
            _CODES,
            ONROLL.at(
                "codes by reason",
                note="The cause decides, and the conditions of its code; never a parent's wish.",
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
REASONS_ABOUT_HEALTH = Dated(
    "Reasons whose words are about health, and are read only by those who need them",
    steps=[From(_FROM_2024, frozenset({ReasonKind.ILLNESS, ReasonKind.APPOINTMENT}), SPECIAL_CATEGORIES)],
    reviewed_on=_REVIEWED_ON,
)


class EvidenceKind(StrEnum):
    """What a reason rests on."""

    WORD = "word"
    SEEN = "seen"
    PROFESSIONAL = "professional"

    @property
    def in_words(self) -> str:
        """The evidence as a form lists it."""
        return _EVIDENCE[self]


_EVIDENCE = {
    EvidenceKind.WORD: "Their word",
    EvidenceKind.SEEN: "Something seen: an appointment card, a prescription, a message",
    EvidenceKind.PROFESSIONAL: "A professional’s word: GP, nurse, therapist, social worker",
}


@rule(
    "follow_up.codes_of_a_reason",
    title="Which codes a reason for an absence may lead to",
    says=(
        "A reason in plain words suggests the codes whose conditions it may meet, the likeliest first. The code follows "
        "the cause and never a parent's wish. A parent's word is normally enough: evidence is asked for only where "
        "there is genuine doubt."
    ),
    first_day=CODES_OF_A_REASON.first_day,
    cites=(CODES_OF_A_REASON.newest.citation, EVIDENCE),
)
def codes_of_reason(kind: ReasonKind, *, on: date) -> tuple[CodeMeaning, ...]:
    """Answer what the codes that a reason may lead to mean, the likeliest first.

    Raises `NoRuleInForce` for a day before 19 August 2024.
    """
    return tuple(code_on(code, on) for code in CODES_OF_A_REASON.on(on)[kind])


def is_about_health(kind: ReasonKind, *, on: date) -> bool:
    """Answer whether a reason's words are about health (UK GDPR, article 9)."""
    return kind in REASONS_ABOUT_HEALTH.on(on)
