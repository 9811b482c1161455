"""Taking out sheets that are filled in at school, in Word or as PDF: one a pupil, in the school's own words where it has any."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.taking_out import MOST, Form, Taken
from onroll.service.correspondence.drafting import known_of
from onroll.service.correspondence.filling import fill
from onroll.service.correspondence.letters import Letter, set_letters
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import ENGLISH, LETTER, PAPER
from onroll.service.correspondence.word import Page, word_document
from onroll.service.correspondence.wordings import template_called, words_in_use
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil

#: What stands where nothing is known: room to write.
_ROOM = "______________________"


@transaction.atomic
def take_out_sheets(
    *,
    school_id: int,
    template_key: str,
    pupil_ids: Collection[int],
    on: dt.date,
    form: str,
    by: Actor,
    now: dt.datetime,
) -> Taken:
    """Return a sheet for each pupil, by name, as one document; it is noted, and every look logged.

    Raises MessageRefused, NoSuchWords and OutOfScope.
    """
    by.scope.require(Permission.MESSAGE_SEND, school_id=school_id)
    template = template_called(template_key)
    if template.audience != PAPER:
        raise MessageRefused("That is no sheet to be filled in at school. Choose one of those.")
    if form not in list(Form):
        raise MessageRefused("Choose Word or PDF.")
    if len(pupil_ids) > MOST:
        raise MessageRefused(
            f"That is {len(pupil_ids):,} sheets, and at most {MOST} go into one document. Choose fewer pupils."
        )
    pupils = _of_school(pupil_ids, school_id)
    words = words_in_use(template, school_id=school_id, channel=LETTER, language=ENGLISH).words
    school = School.objects.get(pk=school_id)
    known = {"recipient": _ROOM, **{name: value or _ROOM for name, value in known_of(school, by, on).items()}}
    filled = [fill(words, {**known, "pupil": one.forename, "pupil_in_full": str(one)}) for one in pupils]
    record_viewings(
        by=by,
        school_id=school_id,
        pupil_ids=sorted(one.pk for one in pupils),
        page="letter as document",
        now=now,
    )
    record_event(
        "messages.document.taken out", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
        template=template.key, title=template.title, form=form, letters=len(filled),
    )  # fmt: skip
    made = _made(school, filled, template.title, form, now)
    return Taken(made, f"{template.key}-{now:%Y-%m-%d}.{form}", len(filled))


def _of_school(pupil_ids: Collection[int], school_id: int) -> list[Pupil]:
    found = list(
        Pupil.objects.filter(pk__in=pupil_ids, enrolments__school_id=school_id)
        .order_by("legal_surname", "legal_forenames", "pk")
        .distinct()
    )
    if len(found) < len(set(pupil_ids)):
        raise OutOfScope("That pupil is not, and was not, on this school’s roll.")
    return found


def _made(school: School, filled: list[tuple[str, str]], title: str, form: str, now: dt.datetime) -> bytes:
    on = now.date()
    if form == Form.PDF:
        letters = [Letter("", on, subject, body, ENGLISH) for subject, body in filled]
        return set_letters(school, letters, title=title, made_at=now)
    pages = [
        Page((), subject, tuple(tuple(part.split("\n")) for part in body.split("\n\n")), ENGLISH)
        for subject, body in filled
    ]
    return word_document(school, pages, title=title, on=on)
