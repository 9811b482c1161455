"""The providers of a school, and one of them with its checks, its pupils, and what it answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from onroll.law.finding import Finding
from onroll.law.off_site_provision import ArrangedBy, Check, checks_asked
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.off_site_provision.models import Placement, Provider, ProviderAnswer, ProviderCheck
from onroll.service.off_site_provision.queries.day import (
    ProviderDay,
    covers,
    provider_day,
    standing_placements,
)
from onroll.service.off_site_provision.status import ProviderState, finding_of, last_checks, state_of
from onroll.service.worded_once import worded_once

#: How far back answers that nobody accepted still wait, in days.
LOOKED_AT = 70


@dataclass(frozen=True, slots=True)
class Line:
    """One provider as a list shows it."""

    provider: Provider
    state: ProviderState
    pupils: int
    waiting: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check that is asked for, and the last that was made of it."""

    check: Check
    last: ProviderCheck | None
    has_lapsed: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One provider whole."""

    provider: Provider
    state: ProviderState
    finding: Finding
    checks: list[CheckLine]
    placements: list[Placement]
    past: list[Placement]
    waiting: list[ProviderAnswer]
    day: ProviderDay
    link_made_at: dt.datetime | None


def providers(scope: Scope, *, school_id: int, on: dt.date) -> list[Line]:
    """Return the providers of a school that have not ended. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    rows = (
        Provider.objects.filter(school_id=school_id, ended_at__isnull=True)
        .prefetch_related("checks")
        .annotate(
            pupils=Count(
                "placements__pupil",
                filter=Q(placements__ended_at__isnull=True, placements__last_day__gte=on),
                distinct=True,
            )
        )
    )
    waiting = waiting_answers(school_id, on=on)
    return [
        Line(
            row,
            state_of(row, finding_of(row, row.checks.all(), on=on)),
            row.pupils,
            sum(one.placement.provider_id == row.pk for one in waiting),
        )
        for row in rows
    ]


def provider_facts(scope: Scope, *, school_id: int, provider_id: int, now: dt.datetime) -> Facts | None:
    """Return one provider whole; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    row = Provider.objects.filter(pk=provider_id, school_id=school_id).select_related("school").first()
    if row is None:
        return None
    on = now.date()
    made = list(row.checks.all())
    finding = finding_of(row, made, on=on)
    last = last_checks(made)
    placements = list(row.placements.select_related("pupil", "plan").order_by("first_day", "pk"))
    link = row.links.filter(ended_at__isnull=True, last_day__gte=on).first()
    return Facts(
        provider=row,
        state=state_of(row, finding),
        finding=finding,
        checks=[
            CheckLine(check, one, one is not None and one.good_until is not None and one.good_until < on)
            for check in checks_asked(ArrangedBy(row.arranged_by))
            for one in [last.get(check)]
        ],
        placements=[one for one in placements if one.ended_at is None and one.last_day >= on],
        past=[one for one in placements if one.ended_at is not None or one.last_day < on],
        waiting=[one for one in waiting_answers(school_id, on=on) if one.placement.provider_id == row.pk],
        day=provider_day(row, now=now),
        link_made_at=link.made_at if link else None,
    )


def waiting_answers(school_id: int, *, on: dt.date) -> list[ProviderAnswer]:
    """Return the answers nobody has decided on, the last of each pupil and session."""
    rows = _answers(school_id, on - dt.timedelta(days=LOOKED_AT), on)
    last = {(one.placement_id, one.date, one.session): one for one in rows}
    return [one for one in last.values() if not hasattr(one, "decision")]


@worded_once
def _answers(school_id: int, first_day: dt.date, last_day: dt.date) -> QuerySet[ProviderAnswer]:
    rows = ProviderAnswer.objects.filter(school_id=school_id, date__range=(first_day, last_day))
    return rows.select_related("placement__provider", "placement__pupil", "decision").order_by("at", "pk")


def provision_standing(scope: Scope, *, school_id: int, on: dt.date) -> tuple[int, int]:
    """Return how many pupils are elsewhere on a day, and how many answers wait. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    rows = standing_placements(Placement.objects.filter(school_id=school_id), on)
    today = {one.pupil_id for one in rows if covers(one, on, "AM") or covers(one, on, "PM")}
    return len(today), len(waiting_answers(school_id, on=on))
