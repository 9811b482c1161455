"""The releases that an authority's comparisons come from, and what one of them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from onroll.analysis.groupings import EVERYONE
from onroll.analysis.published.periods import PublishedPeriod
from onroll.analysis.published.places import Level, Phase
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.organisations.models import Authority
from onroll.service.published.comparing import Beside, Comparator, Source
from onroll.service.published.models import PublishedRelease, PublishedRow
from onroll.service.published.rows import figures_of


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """What a release says of one phase: of the authority, its region and England, where it does."""

    phase: Phase
    places: dict[Beside, Comparator]


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """A release, and what it says of its last period."""

    release: PublishedRelease
    period: PublishedPeriod
    lines: list[ReleaseLine]

    def measures_published(self, measures: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return those of these measures, each a name and a title, that the release has a rate of."""
        places = [one for line in self.lines for one in line.places.values()]
        return [
            (name, title)
            for name, title in measures
            if any(one.rate(name).percent is not None for one in places)
        ]


def releases_of(scope: Scope, *, authority_id: int) -> list[PublishedRelease]:
    """Return every release an authority's comparisons could come from, the newest first. Raises OutOfScope."""
    scope.require_over(Permission.SCHOOLS_VIEW, kind="authority", body_id=authority_id)
    of_it = Q(authority_id=authority_id) | Q(authority=None)
    return list(PublishedRelease.objects.filter(of_it).exclude(state=PublishedRelease.State.CANCELLED))


def release_page(scope: Scope, *, authority_id: int, release_id: int) -> ReleasePage | None:
    """Return what a release says of an authority and of those it lies in; None where there is none. Raises OutOfScope."""
    scope.require_over(Permission.SCHOOLS_VIEW, kind="authority", body_id=authority_id)
    release = PublishedRelease.objects.filter(
        Q(authority_id=authority_id) | Q(authority=None), pk=release_id
    ).first()
    if release is None:
        return None
    last = release.figures.order_by("-period_first_day", "-pk").first()
    if last is None:
        return ReleasePage(release, PublishedPeriod("", release.released_on), [])
    period = PublishedPeriod(last.period_name, last.period_first_day)
    code = Authority.objects.values_list("code", flat=True).get(pk=authority_id)
    return ReleasePage(release, period, _lines(release, period, code))


def _lines(release: PublishedRelease, period: PublishedPeriod, code: str) -> list[ReleaseLine]:
    source = Source(release.pk, release.name, release.released_on, release.is_made_up)
    of_period = release.figures.filter(
        period_name=period.name, period_first_day=period.first_day, group__in=("", EVERYONE)
    )
    own = list(of_period.filter(level=Level.AUTHORITY, authority_code=code))
    regions = {row.region_code for row in own}
    wider = of_period.filter(Q(level=Level.ENGLAND) | Q(level=Level.REGION, area_code__in=regions))
    places: dict[Phase, dict[Beside, Comparator]] = defaultdict(dict)
    for row in [*own, *wider]:
        beside = _BESIDE[Level(row.level)]
        places[Phase(row.phase)][beside] = _comparator(beside, row, source)
    return [ReleaseLine(phase, places[phase]) for phase in Phase if phase in places]


_BESIDE = {
    Level.AUTHORITY: Beside.AUTHORITY,
    Level.REGION: Beside.REGION,
    Level.ENGLAND: Beside.ENGLAND,
}


def _comparator(beside: Beside, row: PublishedRow, source: Source) -> Comparator:
    return Comparator(beside, row.area_name, ((source, (figures_of(row),)),))
