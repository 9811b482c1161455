"""A school's own wording: written as a version, and in use once somebody who leads on attendance has approved it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.filling import faults_in
from onroll.service.correspondence.models import Wording
from onroll.service.correspondence.refusals import WordingRefused
from onroll.service.correspondence.templates import CHANNELS, LANGUAGES, Words
from onroll.service.correspondence.wordings import template_called, words_of
from onroll.service.organisations.models import School
from onroll.service.room_for_words import insert


@transaction.atomic
def write_wording(
    *, school_id: int, template: str, channel: str, language: str, subject: str, body: str, by: Actor, now: dt.datetime
) -> Wording:  # fmt: skip
    """Write a version of a message's words; it waits for approval. Raises WordingRefused with every fault, and OutOfScope."""
    by.scope.require(Permission.WORDING_EDIT, school_id=school_id)
    kind = template_called(template)
    if channel not in CHANNELS or language not in LANGUAGES:
        raise WordingRefused("Choose a channel and a language of the list.")
    words = Words(
        channel, language, subject.strip(), "\n".join(line.rstrip() for line in body.strip().splitlines())
    )
    if faults := list(faults_in(words, kind)):
        raise WordingRefused(" ".join(faults))
    School.objects.select_for_update(no_key=True).filter(pk=school_id).values_list("pk").first()
    same = Wording.objects.filter(school_id=school_id, template=template, channel=channel, language=language)
    version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
    wording = insert(Wording(
        school_id=school_id, template=template, channel=channel, language=language, version=version, subject=words.subject,
        body=words.body, written_at=now, written_by_name=by.name, written_by_id=by.user_id,
    ))  # fmt: skip
    _record("messages.wording.written", wording, by, now)
    return wording


@transaction.atomic
def decide_wording(*, school_id: int, wording_id: int, approve: bool, by: Actor, now: dt.datetime) -> Wording:
    """Approve a version, which is in use from now on, or set it aside; what was sent in an older one keeps its words.

    Raises WordingRefused where it was decided before, or a field it names is no longer lawful; and OutOfScope.
    """
    by.scope.require(Permission.WORDING_APPROVE, school_id=school_id)
    wording = Wording.objects.select_for_update().filter(pk=wording_id, school_id=school_id).first()
    if wording is None or wording.is_approved is not None:
        raise WordingRefused("Somebody has decided about this wording already. Open the page again.")
    if approve and (faults := list(faults_in(words_of(wording), template_called(wording.template)))):
        raise WordingRefused(" ".join(faults))
    wording.is_approved, wording.decided_at, wording.decided_by_name = approve, now, by.name
    wording.save(update_fields=["is_approved", "decided_at", "decided_by_name"])
    if approve:
        _record("messages.wording.approved", wording, by, now)
    else:
        _record("messages.wording.set aside", wording, by, now)
    return wording


def _record(name: str, wording: Wording, by: Actor, now: dt.datetime) -> None:
    record_event(
        name, by=by, now=now, school_id=wording.school_id, subject_type="wording", subject_id=wording.pk,
        template=template_called(wording.template).title, channel=wording.channel, language=wording.language,
        version=wording.version,
    )  # fmt: skip
