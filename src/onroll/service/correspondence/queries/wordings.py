"""A school's wording: of each message, the words in use, how they read, and the versions there are."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.correspondence.fields import FIELDS, Field, examples
from onroll.service.correspondence.filling import OF_ACCOUNTS, fill
from onroll.service.correspondence.models import Wording
from onroll.service.correspondence.templates import (
    ACCOUNT,
    CHANNELS,
    LANGUAGES,
    TEXT,
    Template,
    Words,
    templates,
)
from onroll.service.correspondence.text_length import parts_of
from onroll.service.correspondence.wordings import words_of


@dataclass(frozen=True, slots=True)
class Shown:
    """One channel and language of a message: the words in use or, where none are, those that wait; and how they read."""

    channel: str
    language: str
    words: Words
    #: The school's version in use; None for the words that come with Onroll.
    own: Wording | None
    is_approved: bool
    approved_by: str
    subject: str
    body: str
    versions: list[Wording]

    @property
    def language_name(self) -> str:
        return LANGUAGES[self.language]

    @property
    def parts(self) -> int:
        return parts_of(self.body) if self.channel == TEXT else 0

    @property
    def waiting(self) -> list[Wording]:
        return [one for one in self.versions if one.is_approved is None]


def wording_index(scope: Scope, *, school_id: int) -> list[tuple[Template, int, int]]:
    """Return every message with how many versions of the school's own are in use or past, and how many wait. Raises OutOfScope."""
    scope.require(Permission.MESSAGE_VIEW, school_id=school_id)
    own = list(Wording.objects.filter(school_id=school_id).values_list("template", "is_approved"))
    return [
        (one, sum(1 for key, done in own if key == one.key and done), own.count((one.key, None)))
        for one in templates().values()
    ]


def wording_shown(scope: Scope, *, school_id: int, template: Template) -> list[Shown]:
    """Return the words of a message, a line for each channel and language, in one statement. Raises OutOfScope."""
    scope.require(Permission.MESSAGE_VIEW, school_id=school_id)
    own: dict[tuple[str, str], list[Wording]] = {}
    for one in Wording.objects.filter(school_id=school_id, template=template.key).order_by("-version"):
        own.setdefault((one.channel, one.language), []).append(one)
    keys = sorted(
        {*template.words, *own}, key=lambda key: (CHANNELS.index(key[0]), list(LANGUAGES).index(key[1]))
    )
    return [_shown(template, key, own.get(key, [])) for key in keys]


def _shown(template: Template, key: tuple[str, str], versions: list[Wording]) -> Shown:
    channel, language = key
    in_use = next((one for one in versions if one.is_approved), None)
    shipped = template.words.get(key)
    words = words_of(in_use) if in_use else shipped or words_of(versions[0])
    approval = template.approved.get(language) if shipped else None
    subject, body = fill(words, examples())
    return Shown(
        channel=channel,
        language=language,
        words=words,
        own=in_use,
        is_approved=bool(in_use or approval),
        approved_by=in_use.decided_by_name if in_use else approval[0] if approval else "",
        subject=subject,
        body=body,
        versions=versions,
    )


def fields_of(template: Template, channel: str) -> list[Field]:
    """Return the fields that words of a message may name by a channel."""
    return [
        one
        for one in FIELDS.values()
        if _is_known(one, template)
        and not (one.is_sensitive and (channel == TEXT or not template.personal_detail))
    ]


def _is_known(field: Field, template: Template) -> bool:
    if field.is_given or template.audience == ACCOUNT:
        return field.name in template.facts or (template.audience == ACCOUNT and field.name in OF_ACCOUNTS)
    return True
