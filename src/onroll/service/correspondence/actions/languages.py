"""In which language a school writes to a parent."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.models import ParentLanguage
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import ENGLISH, LANGUAGES
from onroll.service.people.folded_parents import of_kept_parents
from onroll.service.people.pupil_of_school import parent_of_school


def _of_folded(school_id: int, parent_id: int) -> QuerySet[ParentLanguage]:
    """Return what rows folded into a parent's say: over that English must be said, and not only left out."""
    rows = ParentLanguage.objects.filter(of_kept_parents([parent_id]), school_id=school_id)
    return rows.exclude(parent_id=parent_id)


@transaction.atomic
def set_language(*, school_id: int, parent_id: int, language: str, by: Actor, now: dt.datetime) -> None:
    """Write to a parent in a language from now on, as far as there are approved words in it. Raises MessageRefused, OutOfScope."""
    by.scope.require(Permission.PUPIL_EDIT, school_id=school_id)
    parent = parent_of_school(parent_id, school_id=school_id)
    if language not in LANGUAGES:
        raise MessageRefused("Choose a language of the list.")
    if language == ENGLISH and not _of_folded(school_id, parent.pk).exists():
        ParentLanguage.objects.filter(school_id=school_id, parent=parent).delete()
    else:
        ParentLanguage.objects.update_or_create(
            school_id=school_id,
            parent=parent,
            defaults={"language": language, "set_at": now, "set_by_name": by.name},
        )
    record_event(
        "messages.language.set", by=by, now=now, school_id=school_id, subject_type="parent", subject_id=parent.pk,
        language=LANGUAGES[language],
    )  # fmt: skip
