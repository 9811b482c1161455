"""What providers ask of a school on a day: no answer by its hour, answers to accept, checks that lapsed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from onroll.law.finding import Finding
from onroll.service.attendance_register.queries.session_times import opens_at
from onroll.service.off_site_provision.models import Provider, ProviderCheck
from onroll.service.off_site_provision.queries.day import expected_of, placements_standing
from onroll.service.off_site_provision.queries.providers import waiting_answers
from onroll.service.off_site_provision.status import finding_of
from onroll.service.organisations.queries.sessions import sessions_between
from onroll.service.worded_once import worded_once

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
    rows = _providers(school_id)
    if not rows:
        return ()
    checks: dict[int, list[ProviderCheck]] = defaultdict(list)
    for check in _checks([one.pk for one in rows]):
        checks[check.provider_id].append(check)
    date = now.date()
    waiting = waiting_answers(school_id, on=date)
    placed = placements_standing(school_id, date)
    asked, opened = {one.provider_id for one in placed}, _opened(school_id, date)
    late = {
        one.pk: _sessions_late(opened, one.answer_by, now)
        for one in rows
        if one.pk in asked and now.time() >= one.answer_by
    }
    expected = (
        expected_of([one for one in placed if late.get(one.provider_id)], now=now)
        if any(late.values())
        else []
    )
    return tuple(
        _due(
            one,
            sorted(each.date for each in waiting if each.placement.provider_id == one.pk),
            {
                each.placement.pupil_id
                for each in expected
                if each.placement.provider_id == one.pk
                and each.answer is None
                and each.session in late[one.pk]
            },
            {each.pupil_id for each in placed if each.provider_id == one.pk},
            finding_of(one, checks[one.pk], on=date),
        )
        for one in rows
    )


def _due(
    provider: Provider, days: list[dt.date], unanswered: set[int], here: set[int], finding: Finding
) -> ProviderDue:
    return ProviderDue(
        provider_id=provider.pk,
        name=provider.name,
        telephone=provider.telephone,
        answer_by=provider.answer_by,
        unanswered=len(unanswered),
        waiting=len(days),
        waiting_since=days[0] if days else None,
        finding=finding,
        pupils=len(here),
    )


def _opened(school_id: int, date: dt.date) -> dict[str, dt.datetime]:
    held = sessions_between(school_id, date, date)
    return {one.session: begun for one in held if (begun := opens_at(one)) is not None}


@worded_once
def _providers(school_id: int) -> QuerySet[Provider]:
    return Provider.objects.filter(school_id=school_id, ended_at__isnull=True)


@worded_once
def _checks(provider_ids: Collection[int]) -> QuerySet[ProviderCheck]:
    return ProviderCheck.objects.filter(provider_id__in=provider_ids)


def _sessions_late(opens: Mapping[str, dt.datetime], hour: dt.time, now: dt.datetime) -> set[str]:
    """Return today's sessions whose answer is due: by the provider's hour, and as long after the session as in the morning."""
    answer_by = dt.datetime.combine(now.date(), hour, now.tzinfo)
    grace = max(dt.timedelta(), answer_by - opens["AM"]) if "AM" in opens else GRACE
    return {session for session, begun in opens.items() if now >= max(answer_by, begun + grace)}
