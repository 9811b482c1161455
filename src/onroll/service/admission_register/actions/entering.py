"""What every action on the admission register does first and last: hold the enrolment still, and append an entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from onroll.service.access.actor import Actor
from onroll.service.admission_register.contents import Contents
from onroll.service.admission_register.families import Families
from onroll.service.admission_register.given import EntryGiven
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.room_for_words import refuse_too_long


class NotOnThisRegister(Exception):
    """The pupil has no such entry in this school's admission register."""

    def __init__(self) -> None:
        super().__init__(
            "This pupil has no such entry in this school’s admission register. Search for the pupil."
        )


def lock_enrolment(school_id: int, enrolment_id: int) -> Enrolment:
    """Lock one enrolment of a school until the transaction ends. Raises NotOnThisRegister."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("pupil", "school")
    enrolment = rows.filter(pk=enrolment_id, school_id=school_id).first()
    if enrolment is None:
        raise NotOnThisRegister
    return enrolment


def entry_made_elsewhere(enrolment: Enrolment, given: EntryGiven, families: Families) -> AdmissionEntry:
    """Return an entry as it was made elsewhere, ready to be appended: its own moment, person and role. Raises TooLong."""
    entry = AdmissionEntry(
        school_id=enrolment.school_id,
        enrolment=enrolment,
        pupil_id=enrolment.pupil_id,
        kind=given.kind,
        contents=_with_ids(given.contents, families),
        original=_with_ids(given.original, families),
        reason=given.reason,
        made_on=localdate(given.made_at),
        made_at=given.made_at,
        made_by_id=None,
        made_by_name=given.made_by,
        made_by_role=given.made_role,
    )
    refuse_too_long(entry)
    return entry


def _with_ids(contents: Mapping[str, Any], families: Families) -> Contents:
    """Name parents by our ids; one of no id here is kept in words, as 0."""
    if not contents.get("parents"):
        return dict(contents)
    named = []
    for parent in contents["parents"]:
        known = families.by_ref.get(parent.get("parent_ref", ""))
        others = {name: value for name, value in parent.items() if name != "parent_ref"}
        named.append({"parent_id": known.pk if known else 0, **others})
    return {**contents, "parents": named}


def new_entry(
    enrolment: Enrolment,
    kind: AdmissionEntry.Kind,
    contents: Contents,
    by: Actor,
    now: dt.datetime,
    *,
    original: Contents | None = None,
    reason: str = "",
) -> AdmissionEntry:
    """Return an entry ready to be appended. Raises TooLong."""
    entry = AdmissionEntry(
        school_id=enrolment.school_id,
        enrolment=enrolment,
        pupil_id=enrolment.pupil_id,
        kind=kind,
        contents=contents,
        original=original or {},
        reason=reason,
        made_on=localdate(now),
        made_at=now,
        made_by_id=by.user_id,
        made_by_name=by.name,
        made_by_role=by.role,
    )
    refuse_too_long(entry)
    return entry
