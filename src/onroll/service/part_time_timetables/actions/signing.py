"""Sign a part-time timetable: a parent, the pupil, the school, a social worker. It stands when the law finds all agreed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.part_time_timetables.actions.ending import end_now
from onroll.service.part_time_timetables.judging import home_parents
from onroll.service.part_time_timetables.keeping import keep, timetable_of
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.standing import stand_if_agreed, stands
from onroll.service.people.models import Relationship

Kind, Party, How = TimetableEvent.Kind, TimetableEvent.Party, TimetableEvent.How
_RECORDED_BY_STAFF = (How.SPOKEN, How.PAPER, How.EMAIL, How.TELEPHONE)


def record_answer(
    *,
    school_id: int,
    timetable_id: int,
    party: str,
    agrees: bool,
    on: dt.date,
    how: str,
    by: Actor,
    now: dt.datetime,
    parent_id: int | None = None,
    who: str = "",
    words: str = "",
) -> TimetableEvent:
    """Record that a parent, the pupil or a social worker agreed or did not, as given to the school.

    Raises OutOfScope, TimetableRefusal, TooLong, and PlansOverlap where another plan stands in the way.
    """
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    if party == Party.SOCIAL_WORKER:
        by.scope.require(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    if how not in _RECORDED_BY_STAFF:
        raise TimetableRefusal("Choose how the answer was given.", field="how")
    if on > now.date():
        raise TimetableRefusal(
            f"It cannot have been given after today, {day_in_words(now.date())}.", field="signed_on-day"
        )
    return _answer(
        school_id, timetable_id, party, agrees, on=on, how=how, parent_id=parent_id, who=who.strip(), words=words.strip(),
        by=by, now=now,
    )  # fmt: skip


def agree_for_school(
    *,
    school_id: int,
    timetable_id: int,
    exceptional: bool,
    to_manage_behaviour: bool | None,
    words: str,
    by: Actor,
    now: dt.datetime,
) -> TimetableEvent:
    """Agree for the school, as a person the proprietor has authorised, who answers for its being exceptional.

    Raises OutOfScope, TimetableRefusal, TooLong, PlansOverlap.
    """
    by.scope.require(Permission.TIMETABLE_AGREE, school_id=school_id)
    if to_manage_behaviour is None:
        raise TimetableRefusal("Say whether any part of it is to manage behaviour.", field="behaviour")
    if to_manage_behaviour:
        raise TimetableRefusal(
            "A part-time timetable is never used to manage behaviour. Withdraw this proposal, and support the pupil full time, "
            "or suspend by the statutory process.",
            field="behaviour",
        )
    if not exceptional:
        raise TimetableRefusal(
            "Part time is agreed only in exceptional circumstances. Say that they are, or withdraw the proposal.",
            field="exceptional",
        )
    return _answer(
        school_id, timetable_id, Party.SCHOOL, True, on=now.date(), how=How.SPOKEN, parent_id=None, who=by.name,
        words=words.strip(), by=by, now=now,
    )  # fmt: skip


def answer_by_link(
    *,
    school_id: int,
    timetable_id: int,
    parent_id: int,
    agrees: bool,
    words: str,
    by: Actor,
    now: dt.datetime,
) -> TimetableEvent:
    """Record a parent's own answer from their page: they agree, or do not, or agree no longer. Raises TimetableRefusal, TooLong."""
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        if not agrees and stands(timetable):
            return withdraw_agreement(
                school_id=school_id, timetable_id=timetable_id, parent_id=parent_id, how=How.PAGE, words=words, by=by, now=now
            )  # fmt: skip
        return _answer(
            school_id, timetable_id, Party.PARENT, agrees, on=now.date(), how=How.PAGE, parent_id=parent_id, who="",
            words=words.strip(), by=by, now=now,
        )  # fmt: skip


def withdraw_agreement(
    *, school_id: int, timetable_id: int, parent_id: int, how: str, words: str, by: Actor, now: dt.datetime
) -> TimetableEvent:
    """Record that a parent whom the pupil lives with agrees no longer: the timetable ends today, and full time resumes.

    Raises OutOfScope, TimetableRefusal, TooLong.
    """
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        if not stands(timetable):
            raise TimetableRefusal(
                "This timetable does not stand yet. Record that the parent does not agree."
            )
        if timetable.last_day < now.date():
            raise TimetableRefusal(
                f"This timetable ended on {day_in_words(timetable.last_day)}, so there is no agreement to end."
            )
        if parent_id not in home_parents(timetable.pupil, on=now.date()):
            raise TimetableRefusal(
                "The agreement is of a parent the pupil normally lives with, and this parent is none on the record.",
                field="parent",
            )
        withdrew = keep(
            timetable,
            Kind.WITHDREW,
            party=Party.PARENT,
            parent_id=parent_id,
            how=how,
            words=words.strip(),
            by=by,
            now=now,
        )
        _record(timetable, withdrew, by, now)
        end_now(timetable, on=now.date(), outcome=TimetableEvent.Outcome.WITHDRAWN, words="", by=by, now=now)
    return withdrew


def _answer(
    school_id: int,
    timetable_id: int,
    party: str,
    agrees: bool,
    *,
    on: dt.date,
    how: str,
    parent_id: int | None,
    who: str,
    words: str,
    by: Actor,
    now: dt.datetime,
) -> TimetableEvent:
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        _refuse_answer(timetable, party, parent_id, who, on)
        answer = keep(
            timetable, Kind.SIGNED if agrees else Kind.DECLINED, on=on, party=party, parent_id=parent_id, how=how, who=who,
            words=words, by=by, now=now,
        )  # fmt: skip
        _record(timetable, answer, by, now)
        if agrees:
            stand_if_agreed(timetable, by=by, now=now)
    return answer


def _refuse_answer(
    timetable: PartTimeTimetable, party: str, parent_id: int | None, who: str, on: dt.date
) -> None:
    if party not in (Party.PARENT, Party.PUPIL, Party.SCHOOL, Party.SOCIAL_WORKER):
        raise TimetableRefusal("Choose whose answer it is.", field="whose")
    if on < timetable.made_at.date():
        raise TimetableRefusal(
            f"It was proposed on {day_in_words(timetable.made_at.date())}, so nobody can have agreed before.",
            field="signed_on-day",
        )
    if party == Party.PARENT:
        parents = Relationship.objects.filter(pupil__isnull=False, pupil=timetable.pupil)
        if parent_id is None or not parents.filter(parent_id=parent_id).exists():
            raise TimetableRefusal("Choose which parent answered.", field="whose")
    if party == Party.SOCIAL_WORKER and not who:
        raise TimetableRefusal("Say who the social worker is.", field="who")


def _record(timetable: PartTimeTimetable, answer: TimetableEvent, by: Actor, now: dt.datetime) -> None:
    record_event(
        "timetables.signed", by=by, now=now, school_id=timetable.school_id, subject_type="pupil",
        subject_id=timetable.pupil_id, timetable=timetable.pk, party=answer.party, answer=answer.kind,
    )  # fmt: skip
