"""Words with fields in braces, their faults, and what they say once the fields are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onroll.service.correspondence.fields import FIELDS, longest
from onroll.service.correspondence.templates import (
    ACCOUNT,
    AUDIENCES,
    CHANNELS,
    ENGLISH,
    LANGUAGES,
    LETTER,
    RIGHT_TO_LEFT,
    TEXT,
    Template,
    Words,
)
from onroll.service.correspondence.text_length import MOST_PARTS, parts_of

#: What is known when a message about an account is sent, beside its facts.
OF_ACCOUNTS = ("school", "recipient")
_FIELD = re.compile(r"\{([^{}]*)\}")


def fields_in(words: Words) -> list[str]:
    """Return the fields that words name, once each, in their order."""
    return list(dict.fromkeys(_FIELD.findall(f"{words.subject} {words.body}")))


def fill(words: Words, values: Mapping[str, str]) -> tuple[str, str]:
    """Return subject and body with every field filled; values are never read as fields. Raises KeyError for one not given."""
    subject, body = (_FIELD.sub(lambda found: values[found[1]], text) for text in (words.subject, words.body))
    return " ".join(subject.split()), body


def faults_in(words: Words, template: Template) -> Iterator[str]:
    """Yield what is wrong with words for a template: each says what to do."""
    named = fields_in(words)
    if template.audience == ACCOUNT:
        yield from _faults_of_account(named, template)
    for name in named:
        field = FIELDS.get(name)
        if field is None:
            yield f"{{{name}}} is no field. Choose one of the list, or take the braces away."
        elif field.is_given and name not in template.facts:
            yield f"{{{name}}} is not known when this message is sent. Take it out."
        elif field.is_sensitive and words.channel == TEXT:
            yield f"{{{name}}} is too much for a text: anybody may read one over a shoulder. Write it in an email or a letter."
        elif field.is_sensitive and not template.personal_detail:
            yield f"{{{name}}} is personal, and this message carries no personal detail. Take it out."
    if re.search(r"[{}]", _FIELD.sub("", words.subject + words.body)):
        yield "A brace stands alone. A field has one before it and one after it."
    if not words.body.strip():
        yield "It says nothing. Write what is to be sent."
    yield from _faults_of_form(words, [name for name in named if name in FIELDS])


def _faults_of_account(named: list[str], template: Template) -> Iterator[str]:
    for name in template.facts:
        if name not in named:
            yield f"{{{name}}} must stand in it: without it whoever reads it cannot do what it is sent for. Put it in."
    for name in named:
        if name in FIELDS and name not in {*OF_ACCOUNTS, *template.facts}:
            yield f"{{{name}}} is not known when a message about an account is sent. Take it out."


def _faults_of_form(words: Words, known: list[str]) -> Iterator[str]:
    if words.channel == TEXT:
        if words.subject:
            yield "A text has no subject. Take it out."
        if "school" not in known:
            yield "A text does not say whom it is from. Begin it with {school}."
        values = longest()
        said = _FIELD.sub(lambda found: values.get(found[1], ""), words.body)
        if (parts := parts_of(said)) > MOST_PARTS:
            yield f"With a long name it is sent as {parts} texts, and at most {MOST_PARTS} are sent. Shorten it."
    elif not words.subject:
        yield "It has no subject. Say in a few words what it is about."
    if words.channel == LETTER and words.language in RIGHT_TO_LEFT:
        yield f"Letters cannot be set in {LANGUAGES[words.language]} yet. Write an email or a text."


def faults_of(template: Template) -> Iterator[str]:
    """Yield what is wrong with a template as it comes: its audience, its facts, its languages and each of its words."""
    if template.audience not in AUDIENCES:
        yield f"There is no audience {template.audience}."
    yield from (
        f"There is no fact {name}."
        for name in template.facts
        if name not in FIELDS or not FIELDS[name].is_given
    )
    named: set[str] = set()
    for (channel, language), words in template.words.items():
        where = f"{channel}, {language}"
        if channel not in CHANNELS or language not in LANGUAGES:
            yield f"{where}: there is no such channel or language."
            continue
        if language not in template.approved:
            yield f"{where}: nothing says who approved it, or that nobody has yet."
        if (channel, ENGLISH) not in template.words:
            yield f"{where}: the same is not there in English."
        named.update(fields_in(words))
        yield from (f"{where}: {fault}" for fault in faults_in(words, template))
    yield from (
        f"The fact {name} is asked for and never said." for name in template.facts if name not in named
    )
    if template.approved.get(ENGLISH) is None:
        yield "Nobody has approved its English words."
