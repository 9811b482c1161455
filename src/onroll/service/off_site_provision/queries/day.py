"""A provider's day: who is expected there in each session that has begun, and what was answered."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from onroll.service.access import row_security
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.attendance_register.queries.plans import plan_covers
from onroll.service.attendance_register.queries.school_days import closed_to_all
from onroll.service.attendance_register.queries.session_times import has_begun
from onroll.service.off_site_provision.actions.providers import hash_of
from onroll.service.off_site_provision.models import Placement, Provider, ProviderAnswer, ProviderLink
from onroll.service.off_site_provision.refusals import AnswerRefused
from onroll.service.organisations.models import SchoolSession
from onroll.service.worded_once import worded_once

NOT_GOOD = (
    "This link no longer works: it has run out, or the school has made another. Ask the school for a new one."
)


@dataclass(frozen=True, slots=True)
class Expected:
    """One pupil expected in one session, and what was last answered."""

    placement: Placement
    session: str
    answer: ProviderAnswer | None
    letters: int = 1

    @property
    def name(self) -> str:
        """The pupil's first name and the initial of the last, or two letters where two are alike: no more is shown."""
        return _short_name(self.placement, self.letters)

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
    placements = standing_placements(provider.placements.all(), date)
    every, begun = _of_day(placements, provider.school_id, now)
    expected = [one for one in every if one.session in begun]
    return ProviderDay(provider, date, expected, len(every) - len(expected))


def expected_of(placements: list[Placement], *, now: dt.datetime) -> list[Expected]:
    """Return who is expected by placements of one school today in sessions that have begun, wherever they are."""
    every, begun = _of_day(placements, placements[0].school_id, now) if placements else ([], set())
    return [one for one in every if one.session in begun]


def _of_day(placements: list[Placement], school_id: int, now: dt.datetime) -> tuple[list[Expected], set[str]]:
    """Return who is expected in each session of today, and which sessions have begun."""
    date = now.date()
    held = SchoolSession.objects.filter(school_id=school_id, date=date, kind=SchoolSession.Kind.SCHOOL)
    sessions = list(held.exclude(closed_to_all()).order_by("session"))
    answers = last_answers(school_id, date, [one.pk for one in placements])
    letters = _letters(placements)
    every = [
        Expected(
            placement, one.session, answers.get((placement.pk, one.session)), letters[placement.pupil_id]
        )
        for one in sessions
        for placement in _that_count(placements, date, one.session)
    ]
    return every, {one.session for one in sessions if has_begun(one, now=now)}


def standing_placements(rows: QuerySet[Placement], date: dt.date) -> list[Placement]:
    """Return the placements that run on a day, of pupils on roll that day, by the pupils' first names."""
    return sorted(_running(rows, date), key=_by_first_name)


def placements_standing(school_id: int, date: dt.date) -> list[Placement]:
    """Return the placements of a school that run on a day, of pupils on roll that day, by the pupils' first names."""
    return sorted(_of_school(school_id, date), key=_by_first_name)


@worded_once
def _of_school(school_id: int, date: dt.date) -> QuerySet[Placement]:
    return _running(Placement.objects.filter(school_id=school_id), date)


def _by_first_name(placement: Placement) -> tuple[str, str, int]:
    return placement.pupil.forename, placement.pupil.surname, placement.pk


def _running(rows: QuerySet[Placement], date: dt.date) -> QuerySet[Placement]:
    on_roll = Enrolment.objects.filter(
        Q(last_day=None) | Q(last_day__gte=date),
        school_id=OuterRef("school_id"),
        pupil_id=OuterRef("pupil_id"),
        starting_day__lte=date,
    ).exclude(deletion_ground=Enrolment.WITHDRAWN)
    return rows.filter(
        Exists(on_roll), ended_at__isnull=True, first_day__lte=date, last_day__gte=date
    ).select_related("pupil", "plan", "provider")


def covers(placement: Placement, date: dt.date, session: str) -> bool:
    """Say whether a placement expects its pupil in a session."""
    plan: Plan = placement.plan
    return placement.ended_at is None and plan_covers(plan, date, session)


def _that_count(placements: list[Placement], date: dt.date, session: str) -> list[Placement]:
    """Return the placements whose plan counts in a session: a suspension, say, planned since, counts instead."""
    asked = [one for one in placements if covers(one, date, session)]
    if not asked:
        return []
    plans = plans_of_session(
        asked[0].school_id, date, session, pupil_ids=list({one.pupil_id for one in asked})
    )
    return [one for one in asked if plans[one.pupil_id].pk == one.plan_id]


def _short_name(placement: Placement, letters: int) -> str:
    return f"{placement.pupil.forename} {placement.pupil.surname[:letters]}"


def _letters(placements: Iterable[Placement]) -> dict[int, int]:
    """Return how many letters of the surname tell each pupil apart: a second where two are alike."""
    pupils = {one.pupil_id: one for one in placements}
    alike = Counter(_short_name(one, 1) for one in pupils.values())
    return {pupil_id: min(2, alike[_short_name(one, 1)]) for pupil_id, one in pupils.items()}


def last_answers(
    school_id: int, date: dt.date, placement_ids: Iterable[int]
) -> dict[tuple[int, str], ProviderAnswer]:
    """Return by placement and session the answer that counts: the last."""
    rows = ProviderAnswer.objects.filter(school_id=school_id, date=date, placement_id__in=list(placement_ids))
    return {
        (one.placement_id, one.session): one for one in rows.select_related("decision").order_by("at", "pk")
    }
