"""A parent corrects a number or an email address: kept as they sent it, and on record once a person confirms it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.amending import AmendmentRefused, amend_admission_entry
from onroll.service.admission_register.changes import ParentChange
from onroll.service.admission_register.given import ParentGiven
from onroll.service.admission_register.models import Enrolment
from onroll.service.admission_register.queries.families import parent_on_record
from onroll.service.audit.actions import record_event
from onroll.service.parents.keeping import ANSWERED_ALREADY, keep_answer, keep_once
from onroll.service.parents.models import DetailCorrection, DetailDecision
from onroll.service.parents.opening import Key, actor_of, open_link
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import ContactDetail, Relationship

Outcome = DetailDecision.Outcome
_DIGITS = re.compile(r"\d")
#: Fewer digits than this are a slip, and more are two numbers. Ours.
_FEWEST_DIGITS, _MOST_DIGITS = 10, 15


def detail_on_record(parent_id: int, kind: str, *, on: dt.date) -> str:
    """Return a parent's number or address of a kind on a day; blank where there is none."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    rows = ContactDetail.objects.filter(standing, parent_id=parent_id, kind=kind).order_by("pk")
    return rows.values_list("value", flat=True).first() or ""


def send_correction(*, secret: Key, kind: str, value: str, key: str, now: dt.datetime) -> DetailCorrection:
    """Keep a correction that waits; a later one of the same kind takes its place. Raises ParentRefusal, TooLong."""
    link = open_link(secret, on=now.date())
    value = value.strip()
    _refuse(kind, value)
    was = detail_on_record(link.parent_id, kind, on=now.date())
    if _plain(value) == _plain(was):
        raise ParentRefusal("The school has that already, so there is nothing to change.")
    correction = DetailCorrection(
        school_id=link.school_id, parent_id=link.parent_id, kind=kind, value=value, was=was, key=key
    )

    def note(kept: DetailCorrection) -> None:
        record_event(
            "parents.detail.sent", by=actor_of(link.parent), now=now, school_id=link.school_id,
            subject_type="parent", subject_id=link.parent_id, correction=kept.pk, kind=kept.get_kind_display().lower(),
        )  # fmt: skip

    return keep_once(correction, now=now, also=note)


def decide_correction(
    *, school_id: int, correction_id: int, outcome: str, words: str, by: Actor, now: dt.datetime
) -> DetailDecision:
    """Confirm a correction, which then stands on record, or leave the record as it is and say why.

    A telephone number is in the admission register of each child, so confirming it amends each of their entries; an email
    address is kept beside it. Raises OutOfScope, ParentRefusal, TooLong.
    """
    by.scope.require(Permission.PARENT_ANSWER, school_id=school_id)
    if outcome not in Outcome.values:
        raise ParentRefusal("Choose whether the record is changed.")
    if outcome == Outcome.DECLINED and not words.strip():
        raise ParentRefusal("Say why the record stays as it is: the parent reads it.")
    with transaction.atomic():
        correction = _waiting(school_id, correction_id)
        if outcome == Outcome.CONFIRMED:
            _put_on_record(correction, by, now)
        decision = DetailDecision(
            school_id=school_id, correction=correction, outcome=outcome, words=words.strip()
        )
        keep_answer(decision, by=by, now=now)
        record_event(
            "parents.detail.decided", by=by, now=now, school_id=school_id, subject_type="parent",
            subject_id=correction.parent_id, correction=correction.pk, outcome=outcome,
            kind=correction.get_kind_display().lower(),
        )  # fmt: skip
    return decision


def _refuse(kind: str, value: str) -> None:
    if kind not in DetailCorrection.Kind.values:
        raise ParentRefusal("Choose which number or address is to be put right.")
    if kind == DetailCorrection.Kind.EMAIL:
        try:
            validate_email(value)
        except ValidationError as fault:
            raise ParentRefusal("Write the whole email address, such as name@example.org.") from fault
    elif not _FEWEST_DIGITS <= len(_DIGITS.findall(value)) <= _MOST_DIGITS:
        raise ParentRefusal("Write the whole number, with its area code, such as 01632 960 001.")


def _plain(value: str) -> str:
    return re.sub(r"\s", "", value).lower()


def _waiting(school_id: int, correction_id: int) -> DetailCorrection:
    rows = DetailCorrection.objects.select_for_update().filter(pk=correction_id, school_id=school_id)
    correction = rows.filter(parent__isnull=False).first()
    if correction is None:
        raise ParentRefusal("There is no such correction at this school. Nothing has changed.")
    if DetailDecision.objects.filter(correction=correction).exists():
        raise ParentRefusal(ANSWERED_ALREADY)
    later = DetailCorrection.objects.filter(
        school_id=school_id, parent_id=correction.parent_id or 0, kind=correction.kind, pk__gt=correction.pk
    )
    if later.exists():
        raise ParentRefusal("The parent has sent a later correction. Open that one instead.")
    return correction


def _put_on_record(correction: DetailCorrection, by: Actor, now: dt.datetime) -> None:
    parent_id, today = correction.parent_id or 0, now.date()
    enrolments = _enrolments(correction.school_id, parent_id, today)
    if not enrolments:
        raise ParentRefusal(
            "No child of theirs is on the roll now, so there is no entry to put right. Say why the record stays."
        )
    # An email address is kept once for the parent, and a number with each child's entry.
    if correction.kind == DetailCorrection.Kind.EMAIL:
        enrolments = enrolments[:1]
    for enrolment in enrolments:
        given = parent_on_record(pupil_id=enrolment.pupil_id, parent_id=parent_id, on=today)
        if given is None:
            continue
        try:
            amend_admission_entry(
                school_id=correction.school_id, enrolment_id=enrolment.pk,
                change=ParentChange(given=_with(given, correction)),
                reason="The parent corrected it on their own page, and it was confirmed.", by=by, now=now,
            )  # fmt: skip
        except AmendmentRefused as refusal:
            raise ParentRefusal(str(refusal)) from refusal


def _with(given: ParentGiven, correction: DetailCorrection) -> ParentGiven:
    match correction.kind:
        case DetailCorrection.Kind.MOBILE:
            return replace(given, mobile=correction.value)
        case DetailCorrection.Kind.TELEPHONE:
            return replace(given, telephone=correction.value)
    return replace(given, email=correction.value)


def _enrolments(school_id: int, parent_id: int, on: dt.date) -> list[Enrolment]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    children = Relationship.objects.filter(parent_id=parent_id, last_day__isnull=True).values("pupil_id")
    return list(Enrolment.objects.filter(standing, school_id=school_id, pupil_id__in=children).order_by("pk"))
