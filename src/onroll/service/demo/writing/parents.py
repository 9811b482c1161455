"""What parents sent in the last days: an entry questioned, a number put right, answers to messages, and how to be reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.correspondence.queries.received import went_to_parents
from onroll.service.demo.writing.known import Known
from onroll.service.parents.actions.answering import answer_question
from onroll.service.parents.actions.correcting import detail_on_record, send_correction
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.parents.actions.questioning import question_mark
from onroll.service.parents.actions.replying import read_reply, reply_to_letter
from onroll.service.parents.actions.wishing import say_how_to_be_contacted
from onroll.service.people.models import Relationship

_DAYS_BACK = 14
_WRITTEN_AT = dt.time(17, 30)
#: What each parent says happened, how many days ago, and what the school answered; none where it waits.
_QUESTIONS = (
    ("He was in by half past eight. He went to the library first and may have missed the register.", 1, ""),
    ("I rang that morning and left a message: she had a temperature.", 3,
     "We listened to the line again and there is no message. Tell us if you rang another number."),
)  # fmt: skip
_REPLIES = (
    (
        "Sorry, I did not see this until lunch. He is with his dad and has been sick since last night.",
        1,
        None,
    ),
    ("Thank you for ringing. She will be back tomorrow.", 2, "Thank you. We look forward to seeing her."),
)
_WISHES = (
    {"prefers": "text", "times": "not before ten, I work nights", "interpreter": "", "language": "en"},
    {"prefers": "phone", "times": "after three", "interpreter": "Polish", "language": "pl"},
)
_NUMBERS = ("07700 900871", "07700 900872")


def write_from_parents(known: Known, *, now: dt.datetime) -> None:
    """Write what parents of each school sent, and what the office answered of it."""
    for school, school_id in known.schools.items():
        officer = known.people.get((school, "attendance_officer"))
        if officer is not None:
            _of_school(school_id, officer, now)


def _of_school(school_id: int, officer: Actor, now: dt.datetime) -> None:
    entries = CurrentEntry.objects.filter(
        school_id=school_id,
        date__range=(now.date() - dt.timedelta(days=_DAYS_BACK), now.date() - dt.timedelta(days=4)),
        code=CODE_OF_NO_REASON_YET.newest.value,
        session="AM",
    ).order_by("date", "pupil_id")
    asked = iter(_with_parents(school_id, entries.values_list("pupil_id", flat=True)))
    for (words, days, answer), (pupil_id, parent_id) in zip(_QUESTIONS, asked, strict=False):
        _question(school_id, pupil_id, parent_id, words, answer, officer, _evening(now, days))
    for wish, number, (_, parent_id) in zip(_WISHES, _NUMBERS, asked, strict=False):
        at = _evening(now, 1)
        secret = _link(school_id, parent_id, officer, at)
        say_how_to_be_contacted(secret=secret, words="", now=at, **wish)
        if detail_on_record(parent_id, "mobile", on=at.date()) != number:
            send_correction(secret=secret, kind="mobile", value=number, key=f"demo-{parent_id}", now=at)
    _replies(school_id, officer, now)


def _question(
    school_id: int,
    pupil_id: int,
    parent_id: int,
    words: str,
    answer: str,
    officer: Actor,
    at: dt.datetime,
) -> None:
    entry = CurrentEntry.objects.filter(
        school_id=school_id, pupil_id=pupil_id, session="AM", code=CODE_OF_NO_REASON_YET.newest.value,
        date__lt=at.date(),
    ).last()  # fmt: skip
    if entry is None:
        return
    question = question_mark(
        secret=_link(school_id, parent_id, officer, at), pupil_id=pupil_id, date=entry.date, session="AM", words=words,
        key=f"demo-{pupil_id}", now=at,
    )  # fmt: skip
    if answer:
        answer_question(
            school_id=school_id, question_id=question.pk, outcome="stays", words=answer, by=officer,
            now=at + dt.timedelta(hours=16),
        )  # fmt: skip


def _replies(school_id: int, officer: Actor, now: dt.datetime) -> None:
    sent = went_to_parents(school_id).filter(asked_at__lt=_evening(now, 2)).order_by("-asked_at", "pk")
    latest = list(sent[:60])
    theirs = set(_with_parents(school_id, {one.pupil_id for one in latest}))
    to = [one for one in latest if (one.pupil_id, one.recipient_id) in theirs]
    for message, (words, days, line_back) in zip(to, _REPLIES, strict=False):
        at = _evening(now, days)
        reply = reply_to_letter(
            secret=_link(school_id, message.recipient_id, officer, at), message_id=message.pk, words=words,
            key=f"demo-{message.pk}", now=at,
        )  # fmt: skip
        if line_back is not None:
            read_reply(
                school_id=school_id, message_id=message.pk, reply_id=reply.pk, words=line_back, by=officer,
                now=at + dt.timedelta(hours=16),
            )  # fmt: skip


def _evening(now: dt.datetime, days: int) -> dt.datetime:
    """Return half past five, some days ago: when families write."""
    return dt.datetime.combine(now.date() - dt.timedelta(days=days), _WRITTEN_AT, now.tzinfo)


def _link(school_id: int, parent_id: int, officer: Actor, at: dt.datetime) -> str:
    return make_parent_link(school_id=school_id, parent_id=parent_id, by=officer, now=at)


def _with_parents(school_id: int, pupil_ids: Iterable[int | None]) -> list[tuple[int, int]]:
    """Return pupils still on this roll, each with a parent who lives with them and may see their record."""
    rows = Relationship.objects.filter(
        pupil_id__in=[one for one in pupil_ids if one is not None],
        pupil__enrolments__school_id=school_id,
        pupil__enrolments__last_day__isnull=True,
        lives_with=True,
        may_see=True,
        last_day__isnull=True,
        parent__folded_into__isnull=True,
    ).order_by("pupil_id", "pk")
    found: dict[int, int] = {}
    for row in rows:
        if row.parent_id not in found.values():
            found.setdefault(row.pupil_id, row.parent_id)
    return list(found.items())
