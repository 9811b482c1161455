"""Copy a part-time timetable to the authority, and write to the parents: what is agreed, and when it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.asking import Asked, ask_to_send
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.recipients import Recipient
from onroll.service.correspondence.templates import EMAIL, LETTER
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.part_time_timetables.judging import has_agreed
from onroll.service.part_time_timetables.keeping import keep, timetable_of
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.standing import stand_if_agreed, stands
from onroll.service.part_time_timetables.weekly import in_school, in_words

Kind, Party, How = TimetableEvent.Kind, TimetableEvent.Party, TimetableEvent.How
_TOLD = (Party.AUTHORITY, Party.VIRTUAL_SCHOOL)
#: The messages to parents: once it is agreed, and before it ends.
TO_PARENTS = ("part-time-timetable", "part-time-timetable-ends")


def copy_to_authority(
    *, school_id: int, timetable_id: int, address: str, by: Actor, now: dt.datetime
) -> TimetableEvent:
    """Send the authority a copy of a timetable by email, and keep that it was told; asked twice, it goes once.

    Raises OutOfScope, TimetableRefusal, MessageRefused, TooLong.
    """
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise TimetableRefusal(
            "Give the email address of the authority’s attendance service, such as attendance@authority.example.",
            field="address",
        ) from None
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        _refuse_unsigned(timetable)
        authority = timetable.school.authority
        to = Recipient(Message.RecipientKind.AUTHORITY, authority.pk, str(authority), str(authority), address)
        asked = ask_to_send(
            school_id=school_id,
            template="part-time-timetable-copy",
            pupil_id=_pupil(timetable),
            about=f"timetable {timetable.pk}",
            channel=EMAIL,
            facts=facts_of(timetable) | {"reason": timetable.get_reason_display().lower()},
            to=[to],
            by=by,
            now=now,
        )
        if not asked.messages:
            return _told_before(timetable, address)
        return _told(timetable, Party.AUTHORITY, now.date(), How.EMAIL, address, by, now)


def record_told(
    *,
    school_id: int,
    timetable_id: int,
    party: str,
    on: dt.date,
    how: str,
    who: str,
    by: Actor,
    now: dt.datetime,
) -> TimetableEvent:
    """Keep that the authority or the Virtual School was told in another way. Raises OutOfScope, TimetableRefusal, TooLong."""
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    if party not in _TOLD:
        raise TimetableRefusal("Choose who was told.", field="told")
    if party == Party.VIRTUAL_SCHOOL:
        by.scope.require(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    if how not in How.values or how == How.PAGE:
        raise TimetableRefusal("Choose how they were told.", field="told_how")
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        if party == Party.AUTHORITY:
            _refuse_unsigned(timetable)
        if not timetable.made_at.date() <= on <= now.date():
            raise TimetableRefusal(
                f"They were told on a day from {day_in_words(timetable.made_at.date())}, when it was proposed, to today.",
                field="told_on-day",
            )
        return _told(timetable, party, on, how, who.strip(), by, now)


def tell_parents(
    *,
    school_id: int,
    timetable_id: int,
    template: str,
    by: Actor,
    now: dt.datetime,
    channel: str = AS_WISHED,
    instead: Mapping[int, str] | None = None,
) -> Asked:
    """Write to every parent who may be told what is agreed, or that it ends; asked twice, it goes once.

    Raises OutOfScope, TimetableRefusal, MessageRefused.
    """
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    if template not in TO_PARENTS:
        raise TimetableRefusal("Choose what to write to the parents.")
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        if not stands(timetable):
            raise TimetableRefusal("This timetable does not stand yet, so there is nothing to tell.")
        return ask_to_send(
            school_id=school_id,
            template=template,
            pupil_id=_pupil(timetable),
            about=f"timetable {timetable.pk}",
            channel=channel,
            instead=instead,
            usual=LETTER,
            facts=facts_of(timetable),
            by=by,
            now=now,
        )


def facts_of(timetable: PartTimeTimetable) -> dict[str, str]:
    """Return what messages about a timetable say beside names."""
    return {
        "timetable_days": f"{day_in_words(timetable.first_day)} to {day_in_words(timetable.last_day)}",
        "timetable_ends": day_in_words(timetable.last_day),
        "sessions_in": in_words(in_school(timetable.sessions_out)),
        "sessions_out": in_words(timetable.sessions_out.split()),
        "responsible": timetable.responsible,
        "review_on": day_in_words(timetable.first_review_on),
        "lead": timetable.lead,
    }


def _refuse_unsigned(timetable: PartTimeTimetable) -> None:
    events = list(timetable.events.order_by("made_at", "pk"))
    if not (has_agreed(events, Party.PARENT) and has_agreed(events, Party.SCHOOL)):
        raise TimetableRefusal(
            "The authority has a copy of what is agreed. Record that a parent and the head agree, then send it."
        )


def _told_before(timetable: PartTimeTimetable, address: str) -> TimetableEvent:
    """Return the record of the copy that went to an address before. Raises TimetableRefusal where it went to another."""
    told = timetable.events.filter(kind=Kind.TOLD, party=Party.AUTHORITY, how=How.EMAIL, who=address).first()
    if told is None:
        raise TimetableRefusal(
            "A copy was written to another address before, and it is written once, so nothing was sent. "
            "Tell them in another way, and record that you did.",
            field="address",
        )
    return told


def _pupil(timetable: PartTimeTimetable) -> int:
    if timetable.pupil_id is None:
        raise TimetableRefusal("The record of this timetable has been disposed of.")
    return timetable.pupil_id


def _told(
    timetable: PartTimeTimetable, party: str, on: dt.date, how: str, who: str, by: Actor, now: dt.datetime
) -> TimetableEvent:
    told = keep(timetable, Kind.TOLD, on=on, party=party, how=how, who=who, by=by, now=now)
    record_event(
        "timetables.told", by=by, now=now, school_id=timetable.school_id, subject_type="pupil",
        subject_id=timetable.pupil_id, timetable=timetable.pk, party=party,
    )  # fmt: skip
    # Telling the authority may be the last thing that was wanted.
    stand_if_agreed(timetable, by=by, now=now)
    return told
