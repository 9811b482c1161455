"""Tell the authority: the sickness return, and a referral for medical needs with its reviews."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from onroll.law.plain_words import counted
from onroll.law.returns import SICKNESS_DAYS
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.asking import ask_to_send
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.recipients import Recipient
from onroll.service.correspondence.templates import EMAIL
from onroll.service.medical_absence.keeping import keep, one_of, wanted
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.queries.illness import lines_of
from onroll.service.medical_absence.refusals import MedicalRefusal
from onroll.service.organisations.models import School
from onroll.service.people.pupil_of_school import pupil_of_school

Kind, How, Outcome = MedicalRecord.Kind, MedicalRecord.How, MedicalRecord.Outcome


def make_return(
    *, school_id: int, pupil_id: int, on: dt.date, how: str, who: str, by: Actor, now: dt.datetime
) -> MedicalRecord:
    """Make the sickness return that is due: by email, with the pupil's full name and address, or kept as made in another way.

    Raises OutOfScope, MedicalRefusal, MessageRefused, TooLong.
    """
    by.scope.require(Permission.MEDICAL_RECORD, school_id=school_id)
    one_of(how, How.values, "Choose how the return was made.", "how")
    wanted(who, "Give the authority’s email address, or say who took the return.", "to")
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    (line,) = lines_of(school_id, [pupil_id], on=now.date())
    if not line.illness.is_to_return:
        raise MedicalRefusal(
            "No sickness return is due for this pupil now, or it was made already.", field="top"
        )
    with transaction.atomic():
        if how == How.EMAIL:
            address = ", ".join(part for part in (pupil.address, pupil.postcode) if part)
            if not address:
                raise MedicalRefusal(
                    "A sickness return gives the pupil’s full name and address, and no address is on file. Enter it on the "
                    "admission register first.",
                    field="to",
                )
            facts = {"pupil_address": address, "sickness_days": counted(SICKNESS_DAYS.on(on), "school day")}
            _send(school_id, pupil_id, "sickness-return", facts, who, by, now)
        return keep(
            Kind.RETURN, school_id=school_id, pupil_id=pupil_id, on=on, how=how, who=who, by=by, now=now
        )


def refer(
    *,
    school_id: int,
    pupil_id: int,
    on: dt.date,
    how: str,
    who: str,
    words: str,
    consent: str,
    by: Actor,
    now: dt.datetime,
    next_on: dt.date | None,
) -> MedicalRecord:
    """Record a referral for medical needs, made with consent, and when it is looked at again. Raises OutOfScope, MedicalRefusal, TooLong."""
    one_of(how, How.values, "Choose how it was referred.", "how")
    wanted(
        consent,
        "Say who agreed to the referral: a parent, or the pupil where old enough to decide.",
        "consent",
    )
    wanted(words, "Say what is asked of the authority, and what the school goes on doing.", "referral_words")
    if next_on is None or next_on <= on:
        raise MedicalRefusal("Give the day on which it is looked at again.", field="next_on-day")
    return keep(
        Kind.REFERRAL, school_id=school_id, pupil_id=pupil_id, on=on, how=how, who=who,
        words=f"{words.strip()} Agreed to by {consent.strip()}.", outcome=Outcome.WAITING, next_on=next_on, by=by, now=now,
    )  # fmt: skip


def review_referral(
    *,
    school_id: int,
    pupil_id: int,
    outcome: str,
    words: str,
    by: Actor,
    now: dt.datetime,
    next_on: dt.date | None = None,
) -> MedicalRecord:
    """Record what the authority answered, or how its provision goes; one that goes on has a next review.

    Raises OutOfScope, MedicalRefusal, TooLong.
    """
    one_of(outcome, MedicalRecord.OF_A_REFERRAL, "Choose what came of it.", "outcome")
    wanted(words, "Write what the authority said or does.", "review_words")
    is_over = outcome in (Outcome.DECLINED, Outcome.OVER)
    if not is_over and (next_on is None or next_on <= now.date()):
        raise MedicalRefusal("Give the day on which it is looked at again, after today.", field="next_on-day")
    return keep(
        Kind.REFERRAL_REVIEW, school_id=school_id, pupil_id=pupil_id, on=now.date(), outcome=outcome, words=words,
        next_on=None if is_over else next_on, by=by, now=now,
    )  # fmt: skip


def _send(
    school_id: int,
    pupil_id: int,
    template: str,
    facts: dict[str, str],
    address: str,
    by: Actor,
    now: dt.datetime,
) -> None:
    try:
        validate_email(address.strip())
    except ValidationError:
        raise MedicalRefusal(
            "Give the email address of the authority’s attendance service, such as attendance@authority.example.",
            field="to",
        ) from None
    authority = School.objects.select_related("authority").get(pk=school_id).authority
    to = Recipient(
        Message.RecipientKind.AUTHORITY, authority.pk, str(authority), str(authority), address.strip()
    )
    ask_to_send(
        school_id=school_id, template=template, pupil_id=pupil_id, about=f"{template} {now:%Y-%m-%d}", channel=EMAIL,
        facts=facts, to=[to], by=by, now=now,
    )  # fmt: skip
