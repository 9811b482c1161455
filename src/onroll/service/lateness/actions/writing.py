"""Write to parents about lateness, once each time the threshold is reached: about one pupil, or about all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from onroll.law.plain_words import counted
from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.asking import Asked, ask_for_messages
from onroll.service.correspondence.drafting import Drafts, Request, draft_messages
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.templates import EMAIL, LETTER
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.lateness.actions.stepping import Kind, keep_step
from onroll.service.lateness.models import LatenessStep
from onroll.service.lateness.queries.due import lateness_due
from onroll.service.lateness.queries.facts import lateness_of
from onroll.service.lateness.refusals import LatenessRefused, NoLetterDue
from onroll.service.organisations.models import School

CHANNELS = (AS_WISHED, LETTER, EMAIL)


def preview_letters(
    *,
    school_id: int,
    by: Actor,
    now: dt.datetime,
    channel: str = AS_WISHED,
    instead: Mapping[int, str] | None = None,
    pupil_ids: Collection[int] | None = None,
) -> Drafts:
    """Return the letters that are due as each parent would read them. Raises LatenessRefused, MessageRefused, OutOfScope."""
    return draft_messages(_request(school_id, pupil_ids, channel, instead or {}, by, now), by=by, now=now)


def write_letters(
    *,
    school_id: int,
    by: Actor,
    now: dt.datetime,
    channel: str = AS_WISHED,
    instead: Mapping[int, str] | None = None,
    pupil_ids: Collection[int] | None = None,
) -> Asked:
    """Ask for the letters that are due, about some pupils or all, to every parent who may be told; asked twice, each goes once.

    Raises LatenessRefused where none is due or nobody can be written to; MessageRefused, OutOfScope. A pupil whose
    parents cannot be written to stays due.
    """
    by.scope.require(Permission.LATENESS_ACT, school_id=school_id)
    with transaction.atomic():
        # Two who write at once wait for each other, so that the second finds what the first kept.
        School.objects.select_for_update(no_key=True).filter(pk=school_id).values_list("pk").first()
        request = _request(school_id, pupil_ids, channel, instead or {}, by, now)
        asked = ask_for_messages(request, by=by, now=now)
        if not asked.messages:
            why = "; ".join(f"{one.name}: {one.why}" for one in asked.not_told[:5])
            raise LatenessRefused(
                f"Nobody can be written to{'' if channel == AS_WISHED else f' by {channel}'}. {why or 'No parent is on record.'}",
                field="channel",
            )
        for pupil_id, facts in request.pupils.items():
            told = _told([one for one in asked.messages if one.pupil_id == pupil_id])
            if told:
                words = f"{told}: {facts['times']} since {facts['since']}, {facts['minutes']}"
                _keep(school_id, pupil_id, words, by, now)
    return asked


def _told(messages: Sequence[Message]) -> str:
    """Say by what which parents were written to: “By letter to A, B; by email to C”."""
    names: dict[str, list[str]] = {}
    for one in messages:
        names.setdefault(one.channel, []).append(one.recipient_name)
    said = "; ".join(f"by {channel} to {', '.join(told)}" for channel, told in names.items())
    return said[:1].upper() + said[1:]


def _keep(school_id: int, pupil_id: int, words: str, by: Actor, now: dt.datetime) -> None:
    step = LatenessStep(
        school_id=school_id,
        pupil_id=pupil_id,
        kind=Kind.LETTER,
        last_day=now.date(),
        words=words[:600],
    )
    keep_step(step, by=by, now=now)


def _request(
    school_id: int,
    pupil_ids: Collection[int] | None,
    channel: str,
    instead: Mapping[int, str],
    by: Actor,
    now: dt.datetime,
) -> Request:
    by.scope.require(Permission.LATENESS_ACT, school_id=school_id)
    if channel not in CHANNELS:
        raise LatenessRefused("Choose a letter, an email, or what each parent wishes.", field="channel")
    on = now.date()
    due = {one.pupil_id for one in lateness_due(school_id, on=on)[0]}
    wanted = due if pupil_ids is None else due & set(pupil_ids)
    if not wanted:
        raise NoLetterDue(
            "No letter is due: the school’s number was not reached, or a letter was written since.",
            field="top",
        )
    since = AcademicYear.of(on).first_day
    facts = lateness_of(by.scope, school_id=school_id, pupil_ids=wanted, first_day=since, last_day=on)
    if not facts:
        raise LatenessRefused(
            f"Nobody wrote down how late {counted(len(wanted), 'pupil')} came, so there are no minutes to tell. Enter them at "
            "the entries, or record why no letter is needed.",
            field="top",
        )
    return Request(
        school_id,
        "lateness",
        f"lateness up to {on.isoformat()}",
        channel,
        facts,
        on=on,
        instead=instead,
        usual=LETTER,
    )
