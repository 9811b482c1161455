"""By which channel each parent is written to: as they wished, or the next that the message and the record allow, with why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from onroll.service.correspondence.recipients import (
    Chosen,
    NotTold,
    Recipient,
    parents_by_channel,
    told_there,
)
from onroll.service.correspondence.templates import CHANNELS, LETTER
from onroll.service.people.models import ContactWish
from onroll.service.people.queries.wishes import wished_ways

#: In place of a channel: each parent as they asked to be reached.
AS_WISHED = "wished"
Prefers = ContactWish.Prefers
_WISHED = {Prefers.TEXT: "a text", Prefers.EMAIL: "an email", Prefers.LETTER: "a letter"}
_LACKS = {"text": "no mobile number", "email": "no email address", "letter": "no postal address"}
_GOES = {"text": "a text", "email": "an email", "letter": "a letter"}


@dataclass(frozen=True, slots=True)
class _Choice:
    channel: str
    why: str


def parents_as_wished(
    pupil_ids: Collection[int],
    *,
    school_id: int,
    permitted: Sequence[str],
    instead: Mapping[int, str],
    on: dt.date,
    usual: str = "",
) -> Chosen:
    """Choose the parents of pupils and the channel of each, in a number of statements that does not grow with the pupils.

    `instead` holds what the sender chose for a parent in place of what they wish. Who wished for nothing that can be had is
    written to by the `usual` channel, if there is one, or else by the first.
    """
    channels = [one for one in CHANNELS if one in permitted]
    by_channel = parents_by_channel(pupil_ids, channels=channels, on=on, shared_once=False)
    everybody = {one.recipient_id for found in by_channel.values() for one in _all_of(found)}
    wishes = wished_ways(school_id, everybody)
    chosen = Chosen({pupil_id: [] for pupil_id in pupil_ids}, [])
    for pupil_id in pupil_ids:
        reach = {channel: _reached(found, pupil_id) for channel, found in by_channel.items()}
        refusals = [
            one for found in by_channel.values() for one in found.not_told if one.pupil_id == pupil_id
        ]
        reached = dict.fromkeys(parent_id for found in reach.values() for parent_id in found)
        for parent_id in reached:
            there = {channel: found[parent_id] for channel, found in reach.items() if parent_id in found}
            ways = sorted(there, key=lambda one: one != usual)
            choice = _choose(wishes.get(parent_id, ""), ways, permitted, instead.get(parent_id, ""))
            others = tuple(one for one in there if one != choice.channel)
            recipient = replace(there[choice.channel], channel=choice.channel, why=choice.why, others=others)
            same = _same(chosen.told[pupil_id], recipient)
            if same is None:
                chosen.told[pupil_id].append(recipient)
            else:
                why = told_there(same, choice.channel)
                chosen.not_told.append(NotTold(pupil_id, parent_id, recipient.name, why))
        chosen.not_told += _not_reached(refusals, set(reached), permitted)
    return chosen


def _same(told: Sequence[Recipient], recipient: Recipient) -> Recipient | None:
    """Return who is written to there already; letters go to each in their own name, though they share a house."""
    there = (recipient.channel, recipient.address)
    found = (one for one in told if (one.channel, one.address) == there)
    return None if recipient.channel == LETTER else next(found, None)


def _all_of(found: Chosen) -> list[Recipient | NotTold]:
    return [*(one for told in found.told.values() for one in told), *found.not_told]


def _reached(found: Chosen, pupil_id: int) -> dict[int, Recipient]:
    return {one.recipient_id: one for one in found.told[pupil_id]}


def _choose(wish: str, there: Sequence[str], permitted: Sequence[str], instead: str) -> _Choice:
    """Choose of the channels there are for a parent, and say why where it is not simply the first."""
    if instead in there:
        return _Choice(instead, "You chose this.")
    first = there[0]
    if wish == Prefers.ANY:
        return _Choice(first, "")
    if wish in there:
        return _Choice(wish, f"They asked for {_GOES[wish]}.")
    if wish == Prefers.PHONE:
        return _Choice(first, f"They asked for a phone call. Ring them as well: this goes as {_GOES[first]}.")
    why = (
        "this message has no words for one" if wish not in permitted else f"{_LACKS[wish]} is on file for it"
    )
    return _Choice(first, f"They asked for {_WISHED[Prefers(wish)]}, but {why}: this goes as {_GOES[first]}.")


def _not_reached(refusals: list[NotTold], reached: set[int], permitted: Sequence[str]) -> list[NotTold]:
    """Return once each who is reached by no channel: whoever may not be written to first, then whoever has no address."""
    left: dict[int, NotTold] = {}
    for one in refusals:
        if one.recipient_id not in reached and (one.recipient_id not in left or not one.may_be_cured):
            left[one.recipient_id] = one
    ways = " and ".join(_LACKS[one] for one in permitted)
    return [
        replace(one, why=f"{ways[:1].upper()}{ways[1:]} is on file.") if one.may_be_cured else one
        for one in left.values()
    ]
