"""What to show beside a figure: the authority, its statistical neighbours, its region and England, with the source of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onroll.analysis.published.figures import PublishedFigures
from onroll.analysis.published.periods import PeriodKind, PublishedPeriod
from onroll.analysis.published.places import Level, Phase
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import Authority, District, School
from onroll.service.published.comparing import Beside, Comparator, Comparators, Source
from onroll.service.published.models import PublishedRelease, PublishedRow
from onroll.service.published.queries.neighbours import NeighboursKept, neighbours_on
from onroll.service.published.rows import figures_of

_COMES_AGAIN = {PeriodKind.YEAR, PeriodKind.TERM}
_PHASES = {
    School.Phase.PRIMARY: Phase.PRIMARY,
    School.Phase.SECONDARY: Phase.SECONDARY,
    # The department counts schools of all ages among the secondary ones.
    School.Phase.ALL_THROUGH: Phase.SECONDARY,
    School.Phase.SPECIAL: Phase.SPECIAL,
    School.Phase.ALTERNATIVE_PROVISION: Phase.ALTERNATIVE,
    School.Phase.NURSERY: Phase.NURSERY,
}
Found = tuple[Source, PublishedFigures]


def phase_of(school: School) -> Phase:
    """Return the phase that a school is compared with; a middle school, which may be deemed either, with all schools."""
    return _PHASES.get(School.Phase(school.phase), Phase.ALL)


def comparators(
    scope: Scope,
    *,
    permission: Permission,
    period: PublishedPeriod,
    on: dt.date,
    school_id: int | None = None,
    authority_id: int | None = None,
    phase: Phase | None = None,
) -> Comparators:
    """Return what had been published by a day, to show beside a figure of a school or of an authority.

    `phase` is the school's own, or all schools, unless another is asked for. Where nothing is published of a year or a term
    yet, the figures are of the latest one before it, and `note` says so. Raises OutOfScope, and ValueError unless exactly one
    of the two ids is given.
    """
    authority, usual = _place(scope, permission, school_id, authority_id)
    phase = phase or usual
    in_use = _in_use(authority, on)
    of = _latest_period(in_use, period)
    kept = neighbours_on(authority.pk, on=on)
    found = _found(in_use, of, phase, _Sought(authority.code, kept)) if of else []
    own = [one for one in found if one[1].area.authority_code == authority.code]
    region = next((one.area for _, one in own), None)
    england = [one for one in found if one[1].area.level is Level.ENGLAND]
    return Comparators(
        period,
        of,
        phase,
        _of_one(Beside.AUTHORITY, authority.name, own, phase),
        _of_neighbours(kept, found, phase),
        _of_one(
            Beside.REGION,
            (region and region.region_name) or "Region",
            [one for one in found if one[1].area.level is Level.REGION and _is_in(one[1], region)],
            phase,
        ),
        _of_one(Beside.ENGLAND, next((one.area.name for _, one in england), "England"), england, phase),
        _note(period, of),
    )


@dataclass(frozen=True, slots=True)
class _Sought:
    """The authorities whose rows are wanted, besides every region and England."""

    own: str
    neighbours: NeighboursKept | None

    @property
    def rows(self) -> Q:
        codes = {self.own, *(self.neighbours.codes if self.neighbours else ())}
        return Q(level__in=[Level.ENGLAND, Level.REGION]) | Q(
            level=Level.AUTHORITY, authority_code__in=sorted(codes)
        )


def _place(
    scope: Scope, permission: Permission, school_id: int | None, authority_id: int | None
) -> tuple[Authority, Phase]:
    if (school_id is None) == (authority_id is None):
        raise ValueError("Ask for a school or for an authority.")
    if school_id is not None:
        scope.require(permission, school_id=school_id)
        school = School.objects.select_related("authority").get(pk=school_id)
        return school.authority, phase_of(school)
    authority = Authority.objects.filter(pk=authority_id or 0).first()
    if authority is None or not _reaches(scope, permission, authority.pk):
        raise OutOfScope(f"No role held gives {permission} over that authority or a part of it.")
    return authority, Phase.ALL


def _reaches(scope: Scope, permission: Permission, authority_id: int) -> bool:
    """Say whether a role reaches an authority, one of its districts or a whole school of it: what is published hides nobody."""
    districts = District.objects.filter(authority_id=authority_id).values_list("pk", flat=True)
    return (
        scope.may_over(permission, kind="authority", body_id=authority_id)
        or any(scope.may_over(permission, kind="district", body_id=one) for one in districts)
        or School.objects.filter(authority_id=authority_id, pk__in=scope.schools_with(permission)).exists()
    )


def _in_use(authority: Authority, on: dt.date) -> QuerySet[PublishedRow]:
    return PublishedRow.objects.filter(
        Q(release__authority=authority) | Q(release__authority=None),
        release__state=PublishedRelease.State.IN_USE,
        release__released_on__lte=on,
    )


def _latest_period(rows: QuerySet[PublishedRow], asked: PublishedPeriod) -> PublishedPeriod | None:
    """Return the period asked for where something is published of it, or else the latest like it that came before."""
    same = rows.filter(period_name=asked.name)
    if asked.kind in _COMES_AGAIN:
        same = same.filter(period_first_day__lte=asked.first_day)
    else:
        same = same.filter(period_first_day=asked.first_day)
    day = same.order_by("-period_first_day").values_list("period_first_day", flat=True).first()
    return PublishedPeriod(asked.name, day) if day else None


def _found(rows: QuerySet[PublishedRow], of: PublishedPeriod, phase: Phase, sought: _Sought) -> list[Found]:
    """Return the rows of the newest release of each shape; an older one is not mixed with it."""
    newest: dict[str, int] = {}
    found = []
    wanted = (
        rows.filter(sought.rows, period_name=of.name, period_first_day=of.first_day, phase=phase)
        .select_related("release")
        .order_by("-release__released_on", "-release_id", "pk")
    )
    for row in wanted:
        release = row.release
        if newest.setdefault(release.shape, release.pk) == release.pk:
            source = Source(release.pk, release.name, release.released_on, release.is_made_up)
            found.append((source, figures_of(row)))
    return found


def _is_in(one: PublishedFigures, area: object) -> bool:
    return getattr(area, "region_code", None) == one.area.code


def _of_one(beside: Beside, name: str, found: Iterable[Found], phase: Phase) -> Comparator:
    published = tuple((source, (one,)) for source, one in found)
    return Comparator(
        beside, name, published, "" if published else f"nothing is published of its {phase.in_words}"
    )


def _of_neighbours(kept: NeighboursKept | None, found: Sequence[Found], phase: Phase) -> Comparator:
    if kept is None:
        return Comparator(
            Beside.NEIGHBOURS, "Statistical neighbours", (), "the authority keeps no list of them"
        )
    by_source: dict[Source, list[PublishedFigures]] = {}
    for source, one in found:
        if one.area.authority_code in kept.codes:
            by_source.setdefault(source, []).append(one)
    return Comparator(
        Beside.NEIGHBOURS,
        kept.title,
        tuple((source, tuple(those)) for source, those in by_source.items()),
        "" if by_source else f"nothing is published of their {phase.in_words}",
        tuple(name for code, name in kept.members if code not in _codes(by_source)),
    )


def _codes(by_source: dict[Source, list[PublishedFigures]]) -> set[str]:
    return {one.area.authority_code for those in by_source.values() for one in those}


def _note(asked: PublishedPeriod, of: PublishedPeriod | None) -> str:
    if of is None:
        return f"No published figures of {asked.title}, or of a time like it before, have been loaded."
    if of == asked:
        return ""
    return f"Nothing is published of {asked.title} yet: these figures are of {of.title}."
