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
            "Was the pupil on roll, and was the school due to hold this session?",
            (
                Choice("yes", "Yes", then="where"),
                Choice("not_on_roll", "The pupil's starting day has not come yet", "Z"),
                Choice("planned_closure", "The whole school was closed, as planned: holiday, training day, polling day", "#"),
                Choice("not_due", "The school met, and the pupil’s group was not to come in: a staggered start", "Y7"),
                Choice("closed", "It was due to be held, and the whole school closed unexpectedly", "Y4"),
            ),
        ),
        Question(
            "where",
            "Where was the pupil in this session?",
            (
                Choice("school", "In school, for all of it or some of it", then="when"),
                Choice("activity", "At education away from school that was arranged, and attended it", then="activity"),
                Choice("activity_missed", "Due at education away from school, and did not attend it", then="why"),
                Choice("other_school", "Due at another school where the pupil is also registered", "D"),
                Choice("elsewhere", "Absent, and somebody has said why", then="why"),
                Choice("unknown", "Absent, and nobody has said why", then="unexplained"),
            ),
        ),
        Question(
            "unexplained",
            "How long ago was the session?",
            (
                Choice("within", "Five school days or less", "N"),
                Choice("over", "More than five school days", "O"),
            ),
        ),
        Question(
            "when",
            "When did the pupil arrive?",
            (
                Choice("before", "By the time the register began to be taken, even if they left later", _PRESENT),
                Choice("before_closing", "After it began to be taken and before it closed", "L"),
                Choice("after_closing", "After it closed, and before the session ended", then="late"),
            ),
        ),
        Question(
            "late",
            "Why had the pupil not come before?",
            (
                Choice("appointment", "A medical or dental appointment, with leave", "M"),
                Choice("ill", "Illness", "I"),
                Choice("transport", "Transport that the school or authority provides did not run, and school is too far to walk", "Y1"),
                Choice("disruption", "Widespread disruption to travel by an emergency", "Y2"),
                Choice("leave", "Something else that the school gave leave for, in advance", then="purpose"),
                Choice("other", "Anything else, or no reason: overslept, traffic, a family matter", "U"),
            ),
        ),
        Question(
            "activity",
            "What was it?",
            (
                Choice("sport", "Sport, approved by the school and supervised", "P"),
                Choice("visit", "A visit or trip, supervised by school staff", "V"),
                Choice("work", "Work experience, approved by the school", "W"),
                Choice("authority", "Provision that the local authority arranged, such as tuition or alternative provision", "K"),
                Choice("other", "Another activity the school approved, supervised in person", "B"),
                Choice("remote", "Learning at home, online or on paper", then="why"),
            ),
        ),
        Question(
            "why",
            "Why was the pupil absent?",
            (
                Choice("ill", "Ill, in body or mind", "I"),
                Choice("appointment", "At a medical or dental appointment, with leave", "M"),
                Choice("holiday", "On holiday", then="holiday"),
                Choice("leave", "Another reason that the school gave leave for, in advance", then="purpose"),
                Choice("religion", "A day the parent's religious body sets apart", "R"),
                Choice("part_time", "The pupil's timetable leaves this session out", then="age"),
                Choice("excluded", "Suspended or permanently excluded, with no provision made", "E"),
                Choice("travelling", "A mobile child, travelling with a parent for the parent's trade", "T"),
                Choice("could_not", "Kept away by something nobody could help: transport, closure, detention, emergency", then="prevented"),
                Choice("unknown", "What was said does not explain it yet", then="unexplained"),
                Choice("other", "Another reason, or none: refused, kept at home, leave asked for and not given", "O"),
            ),
        ),
        Question(
            "holiday",
            "Did the school give leave for the holiday, in advance, because the circumstances were exceptional?",
            (
                Choice("yes", "Yes", "C"),
                Choice("no", "No, or nobody asked", "G"),
            ),
        ),
        Question(
            "purpose",
            "What was the leave for?",
            (
                Choice("interview", "An interview for a job, or for a place at another institution", "J1"),
                Choice("exam_study", "Study for a public examination", "S"),
                Choice("performance", "A licensed or exempt performance, or licensed employment abroad", "C1"),
                Choice("exceptional", "Other circumstances that the school judged exceptional, such as a funeral", "C"),
            ),
        ),
        Question(
            "age",
            "Is the pupil of compulsory school age?",
            (
                Choice("yes", "Yes: a temporary part-time timetable, agreed with a parent", "C2"),
                Choice("no", "No: nursery, rising five or sixth form", "X"),
            ),
        ),
        Question(
            "prevented",
            "What kept the pupil away?",
            (
                Choice("transport", "Transport that is provided did not run, and school is too far to walk", "Y1"),
                Choice("access", "The authority did not make travel arrangements that it had to make", "Q"),
                Choice("disruption", "Widespread disruption to travel by an emergency, such as floods or snow", "Y2"),
                Choice("part_closed", "Part of the school was closed, and there was no room in the rest", "Y3"),
                Choice("detained", "Detained by the police or a court", "Y5"),
                Choice("public_health", "Public health guidance or law", "Y6"),
                Choice("other", "Another cause, like an emergency, that affects the pupil", "Y7"),
                Choice("parent", "A cause that affects the parent and not the pupil: illness, a car, work", "O"),
            ),
        ),
    )
}  # fmt: skip
_FIRST = "session"

# By the code that fits: what is often used for it, and why it does not fit.
_NEAR: Mapping[str, tuple[tuple[str, str], ...]] = {
    "/": (
        ("L", "The pupil was there when the register began to be taken."),
        ("M", "Leaving later, for an appointment or otherwise, does not change the entry: record the time of leaving."),
    ),
    "\\": (
        ("L", "The pupil was there when the register began to be taken."),
        ("M", "Leaving later, for an appointment or otherwise, does not change the entry: record the time of leaving."),
    ),
    "L": (("U", "The register had not closed."), ("/", "The register had begun to be taken.")),
    "U": (
        ("L", "The register had closed."),
        ("O", "The pupil came before the session ended."),
        ("M", "There was no appointment with leave. Where there was, M fits."),
    ),
    "V": (("B", "A visit that school staff supervise has its own code."), ("P", "The purpose was not sport.")),
    "P": (("V", "Sport has its own code, whoever supervises."), ("B", "Sport has its own code.")),
    "W": (
        ("B", "Work experience has its own code."),
        ("C1", "Work experience is education, not employment."),
    ),
    "K": (
        ("B", "The authority arranged it, not the school."),
        ("D", "The pupil is not registered there."),
        ("O", "The pupil attended. Where they did not, take the code for the absence."),
    ),
    "B": (
        ("K", "The school arranged it, not the authority."),
        ("V", "School staff did not supervise."),
        ("I", "The pupil attended: who is ill at home is not at an activity."),
        ("C2", "Somebody supervises the pupil at an activity. Time at home is not one."),
    ),
    "D": (
        ("K", "The pupil is registered at the other school."),
        ("B", "The pupil is registered there."),
        ("O", "The other school records whether the pupil came."),
    ),
    "I": (
        ("M", "Illness, not an appointment."),
        ("O", "A parent's word is enough, as a rule. Ask for evidence only where there is a real doubt."),
        ("B", "Learning at home is not an activity, and the pupil stays ill."),
    ),
    "M": (
        ("I", "An appointment, not illness."),
        ("/", "Use / or \\ where the pupil was at registration."),
        ("C", "An appointment has its own code."),
    ),
    "C": (
        ("G", "Leave was given."),
        ("O", "Leave was given, in advance. It cannot be given afterwards."),
        ("H", "There has been no code for agreed holidays since August 2024."),
    ),
    "G": (("C", "Leave was not given. A holiday is not exceptional, as a rule."), ("O", "A holiday has its own code."), ("I", "A holiday is no illness.")),
    "O": (
        ("N", "The reason is known, or the five school days for finding it are over."),
        ("G", "The pupil was not on holiday."),
        ("C", "No leave was given in advance."),
        ("I", "No illness was told of. Where worry or distress makes a pupil ill, I fits."),
        ("Y7", "Nothing like an emergency kept the pupil away."),
    ),
    "N": (
        ("O", "There is still time to find the reason: five school days."),
        ("U", "The pupil has not arrived. Change N to U where they come before the session ends."),
        ("Z", "Once the starting day has come the pupil is on roll."),
    ),
    "C2": (
        ("X", "The pupil is of compulsory school age."),
        ("C", "A part-time timetable has its own code."),
        ("B", "No activity was attended."),
        ("I", "The pupil was not due. Who is due and ill has I."),
    ),
    "X": (("C2", "The pupil is not of compulsory school age."), ("#", "The school met for others.")),
    "R": (("C", "The day itself needs no leave; further days do."), ("O", "The day is set apart by the parent's religious body.")),
    "T": (
        ("G", "The pupil travelled for a parent's trade, not on holiday."),
        ("D", "Use D for sessions at another school of registration."),
        ("O", "A mobile child travels with the parent: nobody need give leave."),
    ),
    "E": (
        ("K", "No provision was made. From the sixth school day it must be: use the code of the place."),
        ("Y5", "The pupil is not detained."),
        ("O", "The school sent the pupil home."),
    ),
    "J1": (("J", "J ended in August 2024; an interview is now authorised absence."), ("C", "An interview has its own code.")),
    "S": (("C", "Study leave has its own code."), ("X", "The pupil is of compulsory school age."), ("B", "Study at home is not an activity.")),
    "C1": (("C", "A regulated performance has its own code."), ("B", "It is employment, not an activity of the school.")),
    "Q": (("Y1", "Nothing was provided, so it did not fail to run."), ("O", "The authority's failure is not the parent's.")),
    "Y1": (
        ("Q", "Transport is provided; it failed that day."),
        ("U", "The lateness was not the pupil's."),
        ("O", "A car or a bus of the family's own choosing is not transport provided."),
    ),
    "Y2": (("Y1", "The disruption was widespread."), ("Y4", "The school was open."), ("O", "An emergency disrupted travel, not traffic.")),
    "Y3": (("Y4", "Only part of the school was closed."), ("#", "The closure was not planned.")),
    "Y4": (("#", "The closure was not planned."), ("Y3", "The whole school was closed.")),
    "Y5": (("E", "The pupil is detained, not excluded."), ("C", "Nobody gave leave.")),
    "Y6": (("I", "The pupil was not ill."), ("Y7", "Public health has its own code.")),
    "Y7": (("O", "The cause could not be helped and affects the pupil."), ("I", "The pupil was not ill."), ("C", "Nobody could ask for leave in advance."), ("#", "The school met for others.")),
    "Z": (("N", "The pupil is not on roll yet."),),
    "#": (("Y4", "The closure was planned."), ("Y3", "The whole school was closed."), ("X", "The school met for nobody.")),
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
