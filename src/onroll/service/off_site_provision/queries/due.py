"""What providers ask of a school on a day: no answer by its hour, answers to accept, checks that lapsed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from onroll.law.finding import Finding
from onroll.service.attendance_register.queries.session_times import opens_at
from onroll.service.off_site_provision.models import Placement, Provider
from onroll.service.off_site_provision.queries.day import provider_day, standing_placements
from onroll.service.off_site_provision.queries.providers import waiting_answers
from onroll.service.off_site_provision.status import finding_of
from onroll.service.organisations.models import SchoolSession

#: How long a provider has where the day has no morning to measure it by.
GRACE = dt.timedelta(hours=1)


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
    late = _sessions_late(provider, now) if here and now.time() >= provider.answer_by else set()
    unanswered = (
        {
            one.placement.pupil_id
            for one in provider_day(provider, now=now).expected
            if one.answer is None and one.session in late
        }
        if late
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


def _sessions_late(provider: Provider, now: dt.datetime) -> set[str]:
    """Return today's sessions whose answer is due: by the provider's hour, and as long after the session as in the morning."""
    date = now.date()
    held = SchoolSession.objects.filter(school_id=provider.school_id, date=date)
    opens = {one.session: begun for one in held if (begun := opens_at(one)) is not None}
    answer_by = dt.datetime.combine(date, provider.answer_by, now.tzinfo)
    grace = max(dt.timedelta(), answer_by - opens["AM"]) if "AM" in opens else GRACE
    return {session for session, begun in opens.items() if now >= max(answer_by, begun + grace)}
