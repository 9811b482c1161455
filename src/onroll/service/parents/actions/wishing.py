"""A parent says how to be contacted. It changes no number and no address, so it takes effect at once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.languages import set_language
from onroll.service.correspondence.queries.languages import languages_of
from onroll.service.correspondence.templates import ENGLISH, LANGUAGES
from onroll.service.parents.opening import Key, actor_of, open_link
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import ContactWish
from onroll.service.room_for_words import insert


def say_how_to_be_contacted(
    *,
    secret: Key,
    prefers: str,
    times: str,
    interpreter: str,
    language: str,
    words: str,
    now: dt.datetime,
) -> ContactWish:
    """Keep how a parent wishes to be reached, in place of what they said before. Raises ParentRefusal, TooLong.

    Messages go in `language` from now on, as far as there are approved words in it.
    """
    link = open_link(secret, on=now.date())
    if prefers not in ContactWish.Prefers.values:
        raise ParentRefusal("Choose how you would rather be contacted.")
    if language not in LANGUAGES:
        raise ParentRefusal("Choose a language of the list.")
    wish = ContactWish(
        school_id=link.school_id,
        parent_id=link.parent_id,
        prefers=prefers,
        times=times.strip(),
        interpreter=interpreter.strip(),
        words=words.strip(),
        made_at=now,
    )
    by = actor_of(link.parent)
    with transaction.atomic():
        insert(wish)
        if language != written_language(link.school_id, link.parent_id):
            set_language(
                school_id=link.school_id, parent_id=link.parent_id, language=language, by=by, now=now
            )
        record_event(
            "parents.contact.wished", by=by, now=now, school_id=link.school_id, subject_type="parent",
            subject_id=link.parent_id, wish=wish.pk,
        )  # fmt: skip
    return wish


def written_language(school_id: int, parent_id: int) -> str:
    """Return the language in which a school writes to a parent."""
    return languages_of(school_id, [parent_id]).get(parent_id, ENGLISH)
