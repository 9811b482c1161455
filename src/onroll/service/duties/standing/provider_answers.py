"""Pupils educated elsewhere: the provider has not answered by its hour, its answer waits, or a check of it lapsed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.off_site_provision import ACTIVITY, CHECKED
from onroll.law.plain_words import counted, listed, time_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.off_site_provision.queries.due import ProviderDue

_WHO = "Attendance office"


def provider_not_answered(morning: Morning) -> Iterator[Duty]:
    """Find the providers who have not answered for everybody expected there by their hour."""
    today = morning.now.date()
    for one in morning.providers:
        if one.unanswered:
            ring = f" Ring {one.telephone}." if one.telephone else " Ring them."
            yield Duty(
                rule="provider_not_answered",
                kind=Kind.ELSEWHERE,
                title=f"{one.name} has not said who came",
                why=f"{counted(one.unanswered, 'pupil')} expected there, and no answer by {time_in_words(one.answer_by)}.{ring}",
                who=_WHO,
                due=dt.datetime.combine(today, one.answer_by, tzinfo=morning.now.tzinfo),
                is_now=True,
                citation=CHECKED,
                deeds=_deeds(one),
                items=(
                    Item(
                        f"provider_not_answered/{one.provider_id}/{today}", "No answer from a provider", today
                    ),
                ),
            )


def provider_answers_to_accept(morning: Morning) -> Iterator[Duty]:
    """Find the providers whose answers nobody has accepted into the register."""
    for one in morning.providers:
        if one.waiting and one.waiting_since:
            yield Duty(
                rule="provider_answers_to_accept",
                kind=Kind.ELSEWHERE,
                title=f"{one.name}: {counted(one.waiting, 'answer')} to accept",
                why="What a provider answers is entered only when somebody of the school accepts it.",
                who=_WHO,
                due=dt.datetime.combine(one.waiting_since, dt.time(23, 59), tzinfo=morning.now.tzinfo),
                is_now=False,
                citation=ACTIVITY,
                deeds=_deeds(one),
                items=(
                    Item(
                        f"provider_answers_to_accept/{one.provider_id}/{one.waiting_since}",
                        "A provider’s answers to accept",
                        one.waiting_since,
                    ),
                ),
            )


def provider_checks_lapsed(morning: Morning) -> Iterator[Duty]:
    """Find the providers with pupils whose checks do not stand any more."""
    today = morning.now.date()
    for one in morning.providers:
        if one.pupils and not one.finding.met:
            wanting = [*one.finding.facts["lapsed"], *one.finding.facts["absent"]]  # type: ignore[misc]
            yield Duty(
                rule="provider_checks_lapsed",
                kind=Kind.ELSEWHERE,
                title=f"{one.name}: check again",
                why=f"{counted(one.pupils, 'pupil')} placed there, and this does not stand: "
                f"{listed([each.in_words.lower() for each in wanting], 'and')}.",
                who=_WHO,
                due=dt.datetime.combine(today, dt.time(23, 59), tzinfo=morning.now.tzinfo),
                is_now=False,
                citation=CHECKED,
                deeds=_deeds(one),
                items=(
                    Item(f"provider_checks_lapsed/{one.provider_id}", "Checks of a provider lapsed", today),
                ),
            )


def _deeds(one: ProviderDue) -> tuple[Deed, ...]:
    return (Deed(DeedName.OPEN_PROVIDER, "Open the provider", {"provider_id": one.provider_id}),)
