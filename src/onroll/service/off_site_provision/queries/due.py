"""What providers ask of a school on a day: no answer by its hour, answers to accept, checks that lapsed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from onroll.law.finding import Finding
from onroll.service.off_site_provision.models import Placement, Provider
from onroll.service.off_site_provision.queries.day import provider_day, standing_placements
from onroll.service.off_site_provision.queries.providers import waiting_answers
from onroll.service.off_site_provision.status import finding_of


@dataclass(frozen=True, slots=True)
class ProviderDue:
    """One provider, and what it asks of the school now."""

    provider_id: int
    name: str
    telephone: str
    answer_by: dt.time
    unanswered: int
    waiting: int
    waiting_since: dt.date | None
    finding: Finding
    pupils: int


def provision_due(school_id: int, *, now: dt.datetime) -> tuple[ProviderDue, ...]:
    """Return what each provider with pupils or answers asks of a school at a moment, for the duties of a day."""
    rows = list(
        Provider.objects.filter(school_id=school_id, ended_at__isnull=True).prefetch_related("checks")
    )
    if not rows:
        return ()
    waiting = waiting_answers(school_id, on=now.date())
    return tuple(
        _due(one, [each.date for each in waiting if each.placement.provider_id == one.pk], now)
        for one in rows
    )


def _due(provider: Provider, waiting: Iterable[dt.date], now: dt.datetime) -> ProviderDue:
    days = sorted(waiting)
    here = standing_placements(Placement.objects.filter(provider=provider), now.date())
    is_time = now.time() >= provider.answer_by
    unanswered = (
        {one.placement.pupil_id for one in provider_day(provider, now=now).expected if one.answer is None}
        if is_time and here
        else set()
    )
    return ProviderDue(
        provider_id=provider.pk,
        name=provider.name,
        telephone=provider.telephone,
        answer_by=provider.answer_by,
        unanswered=len(unanswered),
        waiting=len(days),
        waiting_since=days[0] if days else None,
        finding=finding_of(provider, provider.checks.all(), on=now.date()),
        pupils=len({one.pupil_id for one in here}),
    )
