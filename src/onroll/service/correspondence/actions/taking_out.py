"""Taking messages out as a document that a school edits, prints and answers for: in Word, or as it would be printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.drafting import Draft, Request, draft_messages
from onroll.service.correspondence.letters import Letter, set_letters
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import LETTER, PARENT
from onroll.service.correspondence.word import Page, word_document
from onroll.service.organisations.models import School

#: More letters than this are no document that anybody edits; they are sent as letters instead. Ours.
MOST = 500


class Form(StrEnum):
    """What a document may be."""

    WORD = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Taken:
    """One document: what it holds, and what it is called."""

    made: bytes
    name: str
    letters: int


@transaction.atomic
def take_out_document(*, request: Request, form: str, by: Actor, now: dt.datetime) -> Taken:
    """Return what a request comes to as one document, each letter on a page of its own; it is noted, and every look logged.

    Nothing is sent, and whoever may not be told has no letter. Raises MessageRefused, OutOfScope, and what drafting raises.
    """
    if form not in list(Form):
        raise MessageRefused("Choose Word or PDF.")
    if request.channel != LETTER:
        raise MessageRefused("Only letters are made into documents. Choose letter.")
    drafts = draft_messages(request, by=by, now=now)
    if drafts.template.audience != PARENT:
        raise MessageRefused("Professionals and other schools are written to by email, and not on paper.")
    if not drafts.drafts:
        raise MessageRefused("Nobody can be written to about this, so there is nothing to take out.")
    if len(drafts.drafts) > MOST:
        raise MessageRefused(
            f"That is {len(drafts.drafts):,} letters, and at most {MOST} go into one document. Choose fewer pupils."
        )
    school = School.objects.get(pk=request.school_id)
    made = _made(school, drafts.drafts, drafts.template.title, form, now)
    record_viewings(
        by=by, school_id=school.pk, pupil_ids=sorted({one.pupil.pk for one in drafts.drafts}), page="letter as document",
        now=now,
    )  # fmt: skip
    record_event(
        "messages.document.taken out", by=by, now=now, school_id=school.pk, subject_type="school", subject_id=school.pk,
        template=drafts.template.key, title=drafts.template.title, form=form, letters=len(drafts.drafts),
    )  # fmt: skip
    return Taken(made, f"{drafts.template.key}-{now:%Y-%m-%d}.{form}", len(drafts.drafts))


def _made(school: School, drafts: list[Draft], title: str, form: str, now: dt.datetime) -> bytes:
    on = now.date()
    if form == Form.PDF:
        letters = [Letter(one.recipient.address, on, one.subject, one.body, one.language) for one in drafts]
        return set_letters(school, letters, title=title, made_at=now)
    return word_document(school, [_page(one) for one in drafts], title=title, on=on)


def _page(draft: Draft) -> Page:
    return Page(
        tuple(draft.recipient.address.split("\n")),
        draft.subject,
        tuple(tuple(part.split("\n")) for part in draft.body.split("\n\n")),
        draft.language,
    )
