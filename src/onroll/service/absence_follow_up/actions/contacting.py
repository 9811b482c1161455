"""Recording an attempt to reach somebody about an absence."""

from __future__ import annotations

import datetime as dt

from onroll.service.absence_follow_up.actions.keeping import (
    keep_once,
    noted,
    parent_in_words,
    refuse_moment,
    require,
    sent_before,
)
from onroll.service.absence_follow_up.models import Contact
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission


def record_contact(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    channel: str,
    outcome: str,
    by: Actor,
    now: dt.datetime,
    at: dt.datetime | None = None,
    parent_id: int | None = None,
    who: str = "",
    used: str = "",
    words: str = "",
    corrects_id: int | None = None,
    key: str | None = None,
) -> Contact:
    """Record one attempt about a day's absence, made at a moment, by default now (regulation 10(7), reasonable steps).

    A correction is a further record that names the one it corrects and says why. Sent twice with one key, it is kept
    once. Raises FollowUpRefused, TooLong, OutOfScope.
    """
    require(by, Permission.ABSENCE_FOLLOW_UP, school_id=school_id, pupil_id=pupil_id, on=now.date())
    contact = Contact(
        school_id=school_id,
        pupil_id=pupil_id,
        date=date,
        at=at or now,
        channel=channel,
        outcome=outcome,
        parent_id=parent_id,
        who=who.strip() or parent_in_words(pupil_id, parent_id),
        used=used.strip(),
        words=words.strip(),
        corrects_id=corrects_id,
        key=key,
    )
    if (before := sent_before(Contact, school_id, key)) is not None:
        return before
    _refuse(contact, now)
    details = {"date": date.isoformat(), "outcome": contact.get_outcome_display().lower()}
    return keep_once(
        contact, by=by, now=now, also=noted("absences.contact.recorded", by=by, now=now, **details)
    )


def _refuse(contact: Contact, now: dt.datetime) -> None:
    if contact.channel not in Contact.Channel.values:
        raise FollowUpRefused("Choose how the contact was made.", field="channel")
    if contact.outcome not in Contact.Outcome.values:
        raise FollowUpRefused("Choose what came of it.", field="outcome")
    if contact.parent_id is not None:
        parent_in_words(contact.pupil_id or 0, contact.parent_id)
    if contact.outcome in Contact.REACHED and not contact.who:
        raise FollowUpRefused("Say who answered: choose a parent, or write who it was.", field="who")
    refuse_moment(contact.at, contact.date, now)
    if contact.corrects_id is not None:
        _refuse_correction(contact, contact.corrects_id)


def _refuse_correction(contact: Contact, corrects_id: int) -> None:
    corrected = Contact.objects.filter(
        pk=corrects_id, school_id=contact.school_id, pupil_id=contact.pupil_id or 0
    ).first()
    if corrected is None:
        raise FollowUpRefused("There is no such contact about this pupil to correct. Open the page again.")
    if corrected.corrected_by.exists():
        raise FollowUpRefused("This contact has been corrected already. Correct the later record instead.")
    if not contact.words:
        raise FollowUpRefused("Say what was wrong with the record. Both stay.")
