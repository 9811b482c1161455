"""What would be sent: a draft for each recipient, in the words in use, and who is not told. Nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import OutOfScope
from onroll.service.correspondence.filling import fields_in, fill
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.queries.languages import languages_of
from onroll.service.correspondence.recipients import (
    Chosen,
    NotTold,
    Recipient,
    parents_of,
    professionals_of,
)
from onroll.service.correspondence.refusals import FactsMissing, MessageRefused, NoSuchWords, TooManyParts
from onroll.service.correspondence.templates import EMAIL, ENGLISH, PARENT, TEXT, Template
from onroll.service.correspondence.text_length import MOST_PARTS, parts_of
from onroll.service.correspondence.wished import AS_WISHED, parents_as_wished
from onroll.service.correspondence.wordings import InUse, template_called, words_in_use
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Draft:
    """One message as it would be sent, and whether the same was asked for before."""

    key: str
    pupil: Pupil
    recipient: Recipient
    subject: str
    body: str
    language: str
    in_use: InUse
    is_there: bool = False
    channel: str = TEXT

    @property
    def parts(self) -> int:
        return parts_of(self.body)


@dataclass(frozen=True, slots=True)
class Drafts:
    """What one asking comes to: the template, the drafts, and who is not told."""

    template: Template
    channel: str
    drafts: list[Draft] = field(default_factory=list)
    not_told: list[NotTold] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: which message, about what and on which day, by which channel, with which facts of each pupil."""

    school_id: int
    template: str
    about: str
    channel: str
    #: By pupil: the facts that the words need beyond what is known of pupil, school and sender.
    pupils: Mapping[int, Mapping[str, str]]
    on: dt.date | None = None
    #: One language for all; empty for each parent's own, as far as there are approved words in it.
    language: str = ""
    #: Only these parents; None for every parent who may be told.
    parents: Collection[int] | None = None
    #: Recipients named by whoever asks, for an audience that is not on a pupil's record.
    to: Sequence[Recipient] = ()
    #: Keys of drafts not to be sent.
    leave_out: Collection[str] = ()
    #: Whether whoever asks has made sure that the sender may send what says that somebody protects the pupil.
    is_cleared: bool = False
    #: By parent: the channel in place of the one they wish, where each is written to as they wish.
    instead: Mapping[int, str] = field(default_factory=dict)
    #: The channel of a parent who wished for none that can be had; empty for the first there is.
    usual: str = ""


def draft_messages(request: Request, *, by: Actor, now: dt.datetime) -> Drafts:
    """Return what a request comes to, in a number of statements that does not grow with the pupils.

    Raises OutOfScope, NoSuchWords, FactsMissing and TooManyParts.
    """
    template = template_called(request.template)
    _require(by, template, request)
    # Words that nobody could be sent are refused before anybody is chosen.
    spoken = _Languages(request, template)
    pupils = _pupils(request)
    school = School.objects.get(pk=request.school_id)
    chosen = _chosen(request, template, request.on or now.date())
    spoken.look_up(one.recipient_id for told in chosen.told.values() for one in told)
    found = Drafts(template, request.channel, not_told=chosen.not_told)
    known = known_of(school, by, request.on)
    for pupil_id, facts in request.pupils.items():
        pupil = pupils[pupil_id]
        values = {**known, "pupil": pupil.forename, "pupil_in_full": str(pupil), **_facts(facts, template)}
        for recipient in chosen.told[pupil_id]:
            _add(found, request, pupil, recipient, {**values, "recipient": recipient.salutation}, spoken)
    return _marked(found, request.school_id)


def refuse_unless_may_send(by: Actor, template: Template, school_id: int) -> None:
    """Refuse, by OutOfScope, whoever may not send messages, or this one because it says that somebody protects the pupil."""
    by.scope.require(Permission.MESSAGE_SEND, school_id=school_id)
    if template.protected:
        by.scope.require(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)


def _require(by: Actor, template: Template, request: Request) -> None:
    if request.is_cleared:
        by.scope.require(Permission.MESSAGE_SEND, school_id=request.school_id)
    else:
        refuse_unless_may_send(by, template, request.school_id)
    if template.audience != PARENT and request.channel != EMAIL:
        raise MessageRefused("Professionals and other schools are written to by email. Choose email.")


def _pupils(request: Request) -> dict[int, Pupil]:
    pupils = Pupil.objects.filter(pk__in=request.pupils, enrolments__school_id=request.school_id).distinct()
    found = {pupil.pk: pupil for pupil in pupils}
    if set(request.pupils) - set(found):
        raise OutOfScope("That pupil is not, and was not, on this school’s roll.")
    return found


def _chosen(request: Request, template: Template, on: dt.date) -> Chosen:
    if template.audience == PARENT:
        chosen = _parents(request, template, on)
        if request.parents is not None:
            for told in chosen.told.values():
                told[:] = [one for one in told if one.recipient_id in request.parents]
            chosen.not_told = [one for one in chosen.not_told if one.recipient_id in request.parents]
        return chosen
    if request.to:
        return Chosen({pupil_id: list(request.to) for pupil_id in request.pupils}, [])
    return professionals_of(request.pupils, audience=template.audience, on=on)


def _parents(request: Request, template: Template, on: dt.date) -> Chosen:
    if request.channel != AS_WISHED:
        return parents_of(request.pupils, channel=request.channel, on=on)
    return parents_as_wished(
        request.pupils,
        school_id=request.school_id,
        permitted=template.channels,
        instead=request.instead,
        usual=request.usual,
        on=on,
    )


def known_of(school: School, by: Actor, on: dt.date | None) -> dict[str, str]:
    """Return what every message knows: the school, the sender and, where there is one, the day it is about."""
    role = ROLES[by.role].title if by.role in ROLES else ""
    known = {
        "school": school.name,
        "telephone": school.telephone,
        "sender": ", ".join(part for part in (by.name, role) if part),
    }
    if on is not None:
        known |= {"day": f"{on:%A} {day_in_words(on).rsplit(' ', 1)[0]}", "date": f"{on:%d/%m/%Y}"}
    return known


def _facts(facts: Mapping[str, str], template: Template) -> dict[str, str]:
    return {name: value for name, value in facts.items() if name in template.facts and value.strip()}


class _Languages:
    """The words of one request in each language that is spoken by somebody it goes to."""

    def __init__(self, request: Request, template: Template) -> None:
        self._request, self._template = request, template
        self._of_parents: dict[int, str] = {}
        self._first = request.language or ENGLISH
        self._in_use: dict[tuple[str, str], InUse] = {}
        # Where each is written to as they wish, a channel's words are looked up once somebody is written to by it.
        if request.channel != AS_WISHED:
            self._words(request.channel, self._first)

    def look_up(self, parent_ids: Iterable[int]) -> None:
        """Find which language each parent is written to in, in one statement; not where one was chosen for all."""
        if not self._request.language and self._template.audience == PARENT:
            self._of_parents = languages_of(self._request.school_id, set(parent_ids))

    def of(self, recipient: Recipient) -> tuple[str, InUse]:
        """Return the language and the words for a recipient: English where theirs has none that are approved."""
        channel = recipient.channel or self._request.channel
        language = self._of_parents.get(recipient.recipient_id, self._first)
        try:
            in_use = self._words(channel, language)
        except NoSuchWords:
            if language == self._first:
                raise
            in_use = self._in_use[channel, language] = self._words(channel, self._first)
        return in_use.words.language, in_use

    def _words(self, channel: str, language: str) -> InUse:
        if (channel, language) not in self._in_use:
            self._in_use[channel, language] = words_in_use(
                self._template, school_id=self._request.school_id, channel=channel, language=language
            )
        return self._in_use[channel, language]


def _add(
    found: Drafts,
    request: Request,
    pupil: Pupil,
    recipient: Recipient,
    values: Mapping[str, str],
    spoken: _Languages,
) -> None:
    language, in_use = spoken.of(recipient)
    channel = recipient.channel or request.channel
    words = in_use.words
    missing = [name for name in fields_in(words) if not values.get(name)]
    if missing:
        raise FactsMissing(_missing(missing))
    key = f"{request.template}|{request.about}|{pupil.pk}|{recipient.kind} {recipient.recipient_id}|{channel}"
    subject, body = fill(words, values)
    if channel == TEXT and (parts := parts_of(body)) > MOST_PARTS:
        raise TooManyParts(
            f"The text about {pupil} would be sent as {parts}, and at most {MOST_PARTS} are sent. Shorten what it says."
        )
    if key not in request.leave_out:
        found.drafts.append(Draft(key, pupil, recipient, subject, body, language, in_use, channel=channel))


def _missing(names: list[str]) -> str:
    if "telephone" in names:
        return "The school’s telephone is not known, and the message gives it. Enter it in School details."
    if "day" in names or "date" in names:
        return "The message says which day it is about, and no day was given. Give the day."
    from onroll.service.correspondence.fields import FIELDS

    return f"The message needs to say more: {'; '.join(FIELDS[name].says.lower() for name in names)}. Give it and send again."


def _marked(found: Drafts, school_id: int) -> Drafts:
    # Who is written to as they wish is written to once, though their wish has changed since.
    every = found.template.channels if found.channel == AS_WISHED else ()
    keys = {one.key: {one.key, *(_by(one.key, channel) for channel in every)} for one in found.drafts}
    asked = Message.objects.filter(school_id=school_id, key__in=set().union(*keys.values()))
    there = set(asked.values_list("key", flat=True))
    drafts = [replace(one, is_there=bool(keys[one.key] & there)) for one in found.drafts]
    return Drafts(found.template, found.channel, drafts, found.not_told)


def _by(key: str, channel: str) -> str:
    return f"{key.rpartition('|')[0]}|{channel}"
