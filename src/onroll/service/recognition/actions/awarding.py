"""Make an award, keep that it was looked at, give it and take it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from django.db import transaction

from onroll.law.plain_words import counted
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.people.year_groups import YEAR_GROUPS
from onroll.service.recognition.models import Award, AwardGiven
from onroll.service.recognition.queries.qualifying import qualifying
from onroll.service.recognition.reckoning import Answer
from onroll.service.recognition.refusals import RecognitionRefused
from onroll.service.room_for_words import insert

Measure = Award.Measure
#: The longest period an award counts, in days: an academic year. Ours.
LONGEST = 366


def make_award(
    *,
    school_id: int,
    name: str,
    what: str,
    measure: str,
    threshold: Decimal | None,
    first_day: dt.date,
    last_day: dt.date,
    by: Actor,
    now: dt.datetime,
    before: tuple[dt.date, dt.date] | None = None,
    year_group: str = "",
    sets_aside: bool = True,
) -> Award:
    """Make an award; it is looked at before it can be given. Raises RecognitionRefused, TooLong, OutOfScope."""
    by.scope.require(Permission.AWARD_MAKE, school_id=school_id)
    if not name.strip():
        raise RecognitionRefused("Give it a name, such as “Autumn certificate”.", field="name")
    if not what.strip():
        raise RecognitionRefused(
            "Say what is given, such as “a certificate and a letter home”.", field="what"
        )
    if measure not in Measure.values:
        raise RecognitionRefused("Choose what is counted.", field="measure")
    wanted = _threshold(measure, threshold)
    _refuse_days(first_day, last_day, "last_day")
    if measure == Measure.IMPROVEMENT:
        if before is None:
            raise RecognitionRefused("Give the days that the improvement is upon.", field="before_first_day")
        _refuse_days(*before, "before_last_day")
        if before[1] >= first_day:
            raise RecognitionRefused(
                "The days before must end before the award’s begin.", field="before_last_day"
            )
    if year_group and year_group not in YEAR_GROUPS:
        raise RecognitionRefused("Choose a year group, or every year.", field="year_group")
    first, last = before if before and measure == Measure.IMPROVEMENT else (None, None)
    with transaction.atomic():
        award = insert(
            Award(
                school_id=school_id, name=name.strip(), what=what.strip(), measure=measure, threshold=wanted,
                first_day=first_day, last_day=last_day, before_first_day=first, before_last_day=last,
                year_group=year_group, sets_aside=sets_aside, made_at=now, made_by_name=by.name,
            )
        )  # fmt: skip
        _note("recognition.award.made", award, by, now)
    return award


def check_award(*, school_id: int, award_id: int, by: Actor, now: dt.datetime) -> None:
    """Keep that somebody looked at whom an award leaves out. Raises RecognitionRefused, OutOfScope."""
    by.scope.require(Permission.AWARD_MAKE, school_id=school_id)
    award = _award(school_id, award_id)
    with transaction.atomic():
        Award.objects.filter(pk=award.pk).update(checked_at=now, checked_by_name=by.name)
        _note("recognition.award.checked", award, by, now)


def end_award(*, school_id: int, award_id: int, by: Actor, now: dt.datetime) -> None:
    """End an award: it is given no more, and what was given stays. Raises RecognitionRefused, OutOfScope."""
    by.scope.require(Permission.AWARD_MAKE, school_id=school_id)
    award = _award(school_id, award_id)
    with transaction.atomic():
        Award.objects.filter(pk=award.pk).update(ended_at=now)
        _note("recognition.award.ended", award, by, now)


def give_award(
    *,
    school_id: int,
    award_id: int,
    pupil_ids: Collection[int] = (),
    everyone: bool = False,
    by: Actor,
    now: dt.datetime,
) -> list[AwardGiven]:
    """Give an award to pupils who meet it, or of whom nobody can say, or to everyone who meets it; given twice, it is given once.

    Raises RecognitionRefused before somebody has looked at whom it leaves out, and for a pupil who does not meet it; OutOfScope.
    """
    by.scope.require(Permission.AWARD_GIVE, school_id=school_id)
    with transaction.atomic():
        award = _award(school_id, award_id, lock=True)
        if award.checked_at is None:
            raise RecognitionRefused("Look first at whom it leaves out: nobody has yet.")
        if not pupil_ids and not everyone:
            raise RecognitionRefused("Nobody is ticked. Tick whom it is given to.")
        found = qualifying(by.scope, school_id=school_id, award_id=award_id, on=now.date())
        if everyone and found:
            pupil_ids = [one.pupil.pk for one in found.not_given(Answer.YES)]
        may = {one.pupil.pk: one for one in found.candidates if one.answer != Answer.NO} if found else {}
        refused = set(pupil_ids) - set(may)
        if refused:
            raise RecognitionRefused(
                f"{counted(len(refused), 'pupil')} ticked did not meet it as the register stands now. Open the page again."
            )
        fresh = [may[pupil_id] for pupil_id in dict.fromkeys(pupil_ids) if may[pupil_id].given is None]
        given = AwardGiven.objects.bulk_create(
            AwardGiven(
                school_id=school_id, award=award, pupil=one.pupil, words=one.words, given_at=now, given_by_name=by.name
            )
            for one in fresh
        )  # fmt: skip
        for row in given:
            _note("recognition.given", award, by, now, pupil_id=row.pupil_id)
    return given


def take_back(*, school_id: int, given_id: int, why: str, by: Actor, now: dt.datetime) -> AwardGiven:
    """Take back what was given, with the reason; it can be given again. Raises RecognitionRefused, TooLong, OutOfScope."""
    by.scope.require(Permission.AWARD_GIVE, school_id=school_id)
    if not why.strip():
        raise RecognitionRefused("Say why it is taken back.", field="why")
    if len(why.strip()) > 300:
        raise RecognitionRefused("Say it in 300 characters or fewer.", field="why")
    with transaction.atomic():
        row = (
            AwardGiven.objects.select_for_update()
            .filter(pk=given_id, school_id=school_id, taken_back_at__isnull=True, pupil__isnull=False)
            .first()
        )
        if row is None:
            raise RecognitionRefused("It was taken back already, or is not this school’s.")
        row.taken_back_at, row.taken_back_by_name, row.why = now, by.name, why.strip()
        row.save(update_fields=["taken_back_at", "taken_back_by_name", "why"])
        _note("recognition.taken back", row.award, by, now, pupil_id=row.pupil_id)
    return row


def _award(school_id: int, award_id: int, *, lock: bool = False) -> Award:
    rows = Award.objects.select_for_update() if lock else Award.objects.all()
    award = rows.filter(pk=award_id, school_id=school_id, ended_at__isnull=True).first()
    if award is None:
        raise RecognitionRefused("This award has ended, or is not this school’s.")
    return award


def _threshold(measure: str, threshold: Decimal | None) -> Decimal:
    most = {Measure.ATTENDANCE: 100, Measure.IMPROVEMENT: 100, Measure.PUNCTUALITY: 50}[Measure(measure)]
    least = 0 if measure == Measure.PUNCTUALITY else Decimal("0.1")
    if threshold is None or not least <= threshold <= most:
        raise RecognitionRefused(f"Enter a number from {least} to {most}.", field="threshold")
    return threshold


def _refuse_days(first_day: dt.date, last_day: dt.date, field: str) -> None:
    if last_day < first_day:
        raise RecognitionRefused("The last day is before the first.", field=field)
    if (last_day - first_day).days >= LONGEST:
        raise RecognitionRefused("That is more than a year. Check the years of both days.", field=field)


def _note(name: str, award: Award, by: Actor, now: dt.datetime, *, pupil_id: int | None = None) -> None:
    record_event(
        name, by=by, now=now, school_id=award.school_id, subject_type="pupil" if pupil_id else "award",
        subject_id=pupil_id or award.pk, award=award.pk,
    )  # fmt: skip
