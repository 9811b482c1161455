"""A provider's day: who is expected there in each session that has begun, and what was answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from onroll.service.access import row_security
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import plan_covers
from onroll.service.attendance_register.queries.session_times import has_begun
from onroll.service.off_site_provision.actions.providers import hash_of
from onroll.service.off_site_provision.models import Placement, Provider, ProviderAnswer, ProviderLink
from onroll.service.off_site_provision.refusals import AnswerRefused
from onroll.service.organisations.models import SchoolSession

NOT_GOOD = (
    "This link no longer works: it has run out, or the school has made another. Ask the school for a new one."
)


@dataclass(frozen=True, slots=True)
class Expected:
    """One pupil expected in one session, and what was last answered."""

    placement: Placement
    session: str
    answer: ProviderAnswer | None

    @property
    def name(self) -> str:
        """The pupil's first name and the initial of the last: as much as a provider's page says."""
        pupil = self.placement.pupil
        return f"{pupil.forename} {pupil.surname[:1]}"

    @property
    def key(self) -> str:
        """What names it on a form."""
        return f"{self.placement.pk}-{self.session}"


@dataclass(frozen=True, slots=True)
class ProviderDay:
    """A provider's day as its page shows it."""

    provider: Provider
    date: dt.date
    expected: list[Expected]
    later: int

    @property
    def is_answered(self) -> bool:
        """Whether everybody expected so far was answered for."""
        return all(one.answer for one in self.expected)


def school_of(secret: str) -> int | None:
    """Return the school of a secret's link, so that its rows may be opened and no other's; None where there is none."""
    with row_security.over_every_school():
        links = ProviderLink.objects.filter(secret_hash=hash_of(secret))
        return links.values_list("school_id", flat=True).first()


def open_provider_link(secret: str, *, on: dt.date) -> Provider:
    """Return the provider of a link while it is good. Raises AnswerRefused."""
    links = ProviderLink.objects.select_related("provider__school")
    link = links.filter(secret_hash=hash_of(secret), ended_at__isnull=True, last_day__gte=on).first()
    if link is None or link.provider.ended_at is not None:
        raise AnswerRefused(NOT_GOOD)
    return link.provider


def provider_day(provider: Provider, *, now: dt.datetime) -> ProviderDay:
    """Return who is expected at a provider today in sessions that have begun; the caller has judged who asks."""
    date = now.date()
    held = SchoolSession.objects.filter(
        school_id=provider.school_id, date=date, kind=SchoolSession.Kind.SCHOOL
    ).order_by("session")
    sessions = list(held)
    begun = [one.session for one in sessions if has_begun(one, now=now)]
    placements = standing_placements(provider.placements.all(), date)
    answers = last_answers(provider.school_id, date, [one.pk for one in placements])
    every = [
        Expected(placement, one.session, answers.get((placement.pk, one.session)))
        for one in sessions
        for placement in placements
        if covers(placement, date, one.session)
    ]
    expected = [one for one in every if one.session in begun]
    return ProviderDay(provider, date, expected, len(every) - len(expected))


def standing_placements(rows: Iterable[Placement], date: dt.date) -> list[Placement]:
    """Return the placements that run on a day, by the pupils' first names."""
    found = rows.filter(  # type: ignore[attr-defined] # a queryset of placements
        ended_at__isnull=True, first_day__lte=date, last_day__gte=date
    ).select_related("pupil", "plan", "provider")
    return sorted(found, key=lambda one: (one.pupil.forename, one.pupil.surname, one.pk))


def covers(placement: Placement, date: dt.date, session: str) -> bool:
    """Say whether a placement expects its pupil in a session."""
    plan: Plan = placement.plan
    return placement.ended_at is None and plan_covers(plan, date, session)


def last_answers(
    school_id: int, date: dt.date, placement_ids: Iterable[int]
) -> dict[tuple[int, str], ProviderAnswer]:
    """Return by placement and session the answer that counts: the last."""
    rows = ProviderAnswer.objects.filter(school_id=school_id, date=date, placement_id__in=list(placement_ids))
    return {
        (one.placement_id, one.session): one for one in rows.select_related("decision").order_by("at", "pk")
    }
