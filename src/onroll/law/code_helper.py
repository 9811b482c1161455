"""A few questions about one pupil's session, and the code that fits: its conditions, and the near misses.

The questions go from whether there was a session at all, through where the pupil was, to why not at school. The cause
decides, never a code that somebody prefers; O is left for what no other code describes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onroll.law.attendance_codes import NotInForce, code_on
from onroll.law.code_meaning import CodeMeaning
from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what it is called, what it says, and what follows: a code, or another question."""

    name: str
    words: str
    code: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question and its answers."""

    name: str
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A code that was nearly right, and why it is not."""

    code: str
    title: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The code that fits, or the question to ask next; `answered` are the answers used, in order."""

    answered: tuple[tuple[str, str], ...]
    question: Question | None = None
    meaning: CodeMeaning | None = None
    near_misses: tuple[NearMiss, ...] = ()


class NotAnAnswer(ValueError):
    """The question has no such answer; the message names those it has."""


# Stands for / in the morning and \ in the afternoon.
_PRESENT = "present"

QUESTIONS = {
    question.name: question
    for question in (
        Question(
            "session",
            "Was this a session the pupil was on roll for, and the school was due to hold?",
            (
                Choice("yes", "Yes", then="where"),
                Choice("not_on_roll", "No: the pupil's starting day has not come", "Z"),
                Choice("planned_closure", "No: the whole school was closed, as planned", "#"),
                Choice("closed", "It was due to be held, and the whole school closed unexpectedly", "Y4"),
            ),
        ),
        Question(
            "where",
            "Where was the pupil?",
            (
                Choice("school", "In school", then="when"),
                Choice("activity", "At education away from school, that the school or authority arranged", then="activity"),
                Choice("other_school", "At another school where the pupil is also registered", "D"),
                Choice("elsewhere", "Anywhere else", then="why"),
                Choice("unknown", "We do not know yet", "N"),
            ),
        ),
        Question(
            "when",
            "When did the pupil arrive?",
            (
                Choice("before", "By the time the register began to be taken", _PRESENT),
                Choice("before_closing", "Before the register closed", "L"),
                Choice("after_closing", "After it closed, and before the session ended", then="late"),
            ),
        ),
        Question(
            "late",
            "Why had the pupil not come before?",
            (
                Choice("appointment", "A medical or dental appointment, with leave", "M"),
                Choice("ill", "Illness", "I"),
                Choice("transport", "The transport normally provided was not available", "Y1"),
                Choice("other", "Anything else", "U"),
            ),
        ),
        Question(
            "activity",
            "What was it?",
            (
                Choice("visit", "A visit or trip that school staff supervised", "V"),
                Choice("sport", "Sport, approved by the school and supervised", "P"),
                Choice("work", "Work experience, approved by the school", "W"),
                Choice("authority", "Provision that the local authority arranged", "K"),
                Choice("other", "Another approved activity, supervised in person", "B"),
                Choice("remote", "Learning at home, in person with nobody", then="why"),
            ),
        ),
        Question(
            "why",
            "Why was the pupil not in school?",
            (
                Choice("ill", "Ill, in body or mind", "I"),
                Choice("appointment", "At a medical or dental appointment, with leave", "M"),
                Choice("holiday", "On holiday", then="leave"),
                Choice("religion", "A day the parent's religious body sets apart", "R"),
                Choice("travelling", "A mobile child, travelling with a parent for the parent's trade", "T"),
                Choice("excluded", "Suspended or permanently excluded, with no provision made", "E"),
                Choice("interview", "At an interview for a job or a place, with leave", "J1"),
                Choice("exam_study", "Studying for a public examination, with leave", "S"),
                Choice("performance", "In a regulated performance or employment abroad, with leave", "C1"),
                Choice("part_time", "The timetable leaves this session out", then="age"),
                Choice("leave", "Other leave, given in advance", then="leave"),
                Choice("could_not", "Something kept the pupil from attending that nobody could help", then="prevented"),
                Choice("unknown", "The reason is not established, and five school days have not passed", "N"),
                Choice("other", "Something else, or never established", "O"),
            ),
        ),
        Question(
            "leave",
            "Was leave given, in advance, because the circumstances were exceptional?",
            (
                Choice("yes", "Yes", "C"),
                Choice("no_holiday", "No, and the pupil was on holiday", "G"),
                Choice("no", "No", "O"),
            ),
        ),
        Question(
            "age",
            "Is the pupil of compulsory school age?",
            (
                Choice("yes", "Yes", "C2"),
                Choice("no", "No", "X"),
            ),
        ),
        Question(
            "prevented",
            "What kept the pupil away?",
            (
                Choice("access", "The authority did not make travel arrangements it had to make", "Q"),
                Choice("transport", "The transport normally provided was not available, and school is too far to walk", "Y1"),
                Choice("disruption", "Widespread disruption to travel by an emergency", "Y2"),
                Choice("part_closed", "Part of the school was closed, and there was no room in the rest", "Y3"),
                Choice("detained", "Detained by police or a court", "Y5"),
                Choice("public_health", "Public health guidance or law", "Y6"),
                Choice("other", "Another cause, like an emergency, that affects the pupil", "Y7"),
                Choice("parent", "A cause that affects the parent, not the pupil", "O"),
            ),
        ),
    )
}  # fmt: skip
_FIRST = "session"

# By the code that fits: what is often used for it, and why it does not fit.
_NEAR: Mapping[str, tuple[tuple[str, str], ...]] = {
    "/": (("L", "The pupil was there when the register began to be taken."),),
    "\\": (("L", "The pupil was there when the register began to be taken."),),
    "L": (("U", "The register had not closed."), ("/", "The register had begun to be taken.")),
    "U": (("L", "The register had closed."), ("O", "The pupil came before the session ended.")),
    "V": (("B", "School staff supervised: a visit has its own code."), ("P", "The purpose was not sport.")),
    "P": (("B", "Sport has its own code."),),
    "W": (("B", "Work experience has its own code."),),
    "K": (("B", "The authority arranged it, not the school."), ("D", "The pupil is not registered there.")),
    "B": (
        ("K", "The school arranged it, not the authority."),
        ("V", "School staff did not supervise."),
        ("I", "A pupil who is ill at home is not at an activity."),
    ),
    "D": (("K", "The pupil is registered at the other school."), ("B", "The pupil is registered there.")),
    "I": (("M", "Illness, not an appointment."), ("O", "A reason is established.")),
    "M": (("I", "An appointment, not illness."), ("/", "Use / or \\ where the pupil was at registration.")),
    "C": (("G", "Leave was given."), ("H", "There has been no code for agreed holidays since August 2024.")),
    "G": (("C", "Leave was not given. A holiday is not exceptional, as a rule."), ("O", "A holiday has its own code.")),
    "O": (("G", "The pupil was not on holiday."), ("N", "The five school days for finding the reason are over, or it is known.")),
    "N": (("O", "There is still time to find the reason: five school days."), ("U", "The pupil has not arrived.")),
    "C2": (("C", "A part-time timetable has its own code."), ("X", "The pupil is of compulsory school age."), ("B", "No activity was attended.")),
    "X": (("C2", "The pupil is not of compulsory school age."),),
    "R": (("C", "The day itself needs no leave; further days do."),),
    "T": (("G", "The pupil travelled for a parent's trade, not on holiday."), ("D", "Use D for sessions at another school of registration.")),
    "E": (("K", "No provision was attended."), ("Y5", "The pupil is not detained.")),
    "J1": (("J", "J ended in August 2024; an interview is now authorised absence."), ("C", "An interview has its own code.")),
    "S": (("C", "Study leave has its own code."),),
    "C1": (("C", "A regulated performance has its own code."), ("B", "It is employment, not an activity of the school.")),
    "Q": (("Y1", "Nothing was provided, so it was not unavailable."), ("O", "The authority's failure is not the parent's.")),
    "Y1": (("Q", "Transport is provided; it failed that day."), ("U", "The lateness was not the pupil's.")),
    "Y2": (("Y1", "The disruption was widespread."),),
    "Y3": (("Y4", "Only part of the school was closed."),),
    "Y4": (("#", "The closure was not planned."), ("Y3", "The whole school was closed.")),
    "Y5": (("E", "The pupil is detained, not excluded."),),
    "Y6": (("I", "The pupil was not ill."),),
    "Y7": (("O", "The cause could not be helped and affects the pupil."), ("I", "The pupil was not ill.")),
    "Z": (("N", "The pupil is not on roll yet."),),
    "#": (("Y4", "The closure was planned."),),
}  # fmt: skip


def code_that_fits(answers: Mapping[str, str], *, on: date, session: Session) -> Advice:
    """Follow answers to the code that fits, or to the question to ask next.

    `answers` are by question, and may hold more than are asked. Raises `NotAnAnswer`, and `NotInForce` for a day
    before the codes of August 2024, to which these questions lead.
    """
    answered: list[tuple[str, str]] = []
    question = QUESTIONS[_FIRST]
    while question.name in answers:
        choice = _chosen(question, answers[question.name])
        answered.append((question.words, choice.words))
        if choice.code:
            code = PRESENT_CODES[session] if choice.code == _PRESENT else choice.code
            return Advice(
                tuple(answered), meaning=code_on(code, on), near_misses=tuple(_near_misses(code, on))
            )
        question = QUESTIONS[choice.then]
    return Advice(tuple(answered), question=question)


def near_misses(code: str, *, on: date) -> tuple[NearMiss, ...]:
    """Answer the codes often used in place of one, and why they do not fit where it does."""
    return tuple(_near_misses(code, on))


def _chosen(question: Question, answer: str) -> Choice:
    for choice in question.choices:
        if choice.name == answer:
            return choice
    names = ", ".join(choice.name for choice in question.choices)
    raise NotAnAnswer(f"“{question.words}” has no answer “{answer}”. Choose one of {names}.")


def _near_misses(code: str, on: date) -> Iterator[NearMiss]:
    for other, why_not in _near(code):
        try:
            title = code_on(other, on).title
        except NotInForce:
            title = "no longer in force"
        yield NearMiss(other, title, why_not)


def _near(code: str) -> Iterable[tuple[str, str]]:
    return _NEAR.get(code, ())
