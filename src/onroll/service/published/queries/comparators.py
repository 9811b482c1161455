"""What to show beside a figure: the authority, its statistical neighbours, its region and England, with the source of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onroll.analysis.published.of_a_place import PublishedFigures
from onroll.analysis.published.periods import PeriodKind, PublishedPeriod
from onroll.analysis.published.places import Level, Phase
from onroll.law.school_time import AcademicYear
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import Authority, District, School
from onroll.service.published.comparing import Beside, Comparator, Comparators, Source
from onroll.service.published.models import PublishedRelease, PublishedRow
from onroll.service.published.queries.neighbours import NeighboursKept, neighbours_on
from onroll.service.published.rows import figures_of

_A_WEEK = dt.timedelta(days=6)
_COMES_AGAIN = {PeriodKind.YEAR, PeriodKind.TERM}
_PHASES = {
    School.Phase.PRIMARY: Phase.PRIMARY,
    School.Phase.SECONDARY: Phase.SECONDARY,
    School.Phase.MIDDLE_DEEMED_PRIMARY: Phase.PRIMARY,
    School.Phase.MIDDLE_DEEMED_SECONDARY: Phase.SECONDARY,
    # The department counts schools of all ages among the secondary ones.
    School.Phase.ALL_THROUGH: Phase.SECONDARY,
    School.Phase.SPECIAL: Phase.SPECIAL,
    School.Phase.ALTERNATIVE_PROVISION: Phase.ALTERNATIVE,
    School.Phase.NURSERY: Phase.NURSERY,
}
_WHY = {
    School.Phase.MIDDLE: (
        "A middle school is deemed primary or secondary, and this school’s details do not say which, so it stands beside "
        "all schools. Choose its phase in the school’s details."
    ),
    School.Phase.MIDDLE_DEEMED_PRIMARY: "A middle school deemed primary is published among primary schools.",
    School.Phase.MIDDLE_DEEMED_SECONDARY: "A middle school deemed secondary is published among secondary schools.",
    School.Phase.ALL_THROUGH: "An all-through school is published among secondary schools.",
}
Found = tuple[Source, PublishedFigures]


def phase_of(school: School) -> Phase:
    """Return the phase that a school is compared with; a middle school of which nobody said what it is deemed, all schools."""
    return _PHASES.get(School.Phase(school.phase), Phase.ALL)


def why_phase(school: School) -> str:
    """Say why a school of no published phase of its own is compared with the one it is; nothing of any other school."""
    return _WHY.get(School.Phase(school.phase), "")


def comparators(
    scope: Scope,
    *,
    permission: Permission,
    period: PublishedPeriod,
    on: dt.date,
    school_id: int | None = None,
    authority_id: int | None = None,
    trust_id: int | None = None,
    phase: Phase | None = None,
) -> Comparators:
    """Return what had been published by a day, to show beside a figure of a school, an authority or a trust.

    `phase` is the school's own, or all schools, unless another is asked for. Where nothing is published of a year or a term
    yet, the figures are of the latest one before it, and `note` says so. A trust whose schools lie in several authorities
    has England beside it alone. Raises OutOfScope, and ValueError unless exactly one of the ids is given.
    """
    whose = _whose(scope, permission, school_id, authority_id, trust_id)
    phase = phase or whose.phase
    in_use = in_use_by(whose.authorities, on).filter(group="")
    of = _latest_period(in_use, period)
    kept = _neighbours(whose, on)
    found = _found(in_use, of, phase, _sought(whose.authority, kept)) if of else []
    return _stood(period, of, phase, whose, kept, found)


def comparators_by_group(
    scope: Scope,
    *,
    permission: Permission,
    period: PublishedPeriod,
    on: dt.date,
    school_id: int | None = None,
    authority_id: int | None = None,
) -> dict[str, Comparators]:
    """Return what had been published by a day of each group of pupils, by the group's name among figures by group.

    The period and the phase are as of `comparators`; empty where no release tells groups apart. Raises OutOfScope, and ValueError
    unless exactly one of the ids is given.
    """
    whose = _whose(scope, permission, school_id, authority_id, None)
    in_use = in_use_by(whose.authorities, on).exclude(group="")
    of = _latest_period(in_use, period)
    if of is None:
        return {}
    kept = _neighbours(whose, on)
    by_group: dict[str, list[Found]] = {}
    for one in _found(in_use, of, whose.phase, _sought(whose.authority, kept)):
        by_group.setdefault(one[1].group, []).append(one)
    return {group: _stood(period, of, whose.phase, whose, kept, found) for group, found in by_group.items()}


def published_by_week(
    scope: Scope,
    *,
    permission: Permission,
    year: AcademicYear,
    on: dt.date,
    school_id: int | None = None,
    authority_id: int | None = None,
) -> dict[str, dict[dt.date, Found]]:
    """Return what had been published by a day of each week of a year, by the week's Monday: of the authority and of England, by name.

    Each week, with its source, is from the newest release that has it. Raises OutOfScope, and ValueError unless exactly one of the ids is given.
    """
    whose = _whose(scope, permission, school_id, authority_id, None)
    weeks = in_use_by(whose.authorities, on).filter(
        Q(level=Level.ENGLAND) | Q(level=Level.AUTHORITY, authority_code=whose.authorities[0].code),
        group="",
        phase=whose.phase,
        period_name__startswith="Week ",
        period_first_day__range=(year.first_day - _A_WEEK, year.last_day),
    )
    found: dict[str, dict[dt.date, Found]] = {}
    for row in weeks.select_related("release").order_by("level", "release__released_on", "release_id"):
        found.setdefault(row.area_name, {})[row.period_first_day] = _source(row.release), figures_of(row)
    return found


def _neighbours(whose: _Whose, on: dt.date) -> NeighboursKept | None:
    return neighbours_on(whose.authority.pk, on=on) if whose.authority else None


def _stood(
    period: PublishedPeriod,
    of: PublishedPeriod | None,
    phase: Phase,
    whose: _Whose,
    kept: NeighboursKept | None,
    found: Sequence[Found],
) -> Comparators:
    """Return what was found in the places it stands in."""
    england = [one for one in found if one[1].area.level is Level.ENGLAND]
    notes = (_note(period, of), whose.why_phase if phase is whose.phase else "")
    return Comparators(
        period,
        of,
        phase,
        *_nearer(whose.authority, kept, found, phase),
        _of_one(Beside.ENGLAND, next((one.area.name for _, one in england), "England"), england, phase),
        " ".join(said for said in notes if said),
    )


def _nearer(
    authority: Authority | None, kept: NeighboursKept | None, found: Sequence[Found], phase: Phase
) -> tuple[Comparator, Comparator, Comparator]:
    """Return the authority, its neighbours and its region; in words that there is none for a trust of several."""
    if authority is None:
        why = "the trust’s schools lie in more than one"
        return (
            Comparator(Beside.AUTHORITY, "Authority", (), why),
            Comparator(Beside.NEIGHBOURS, "Statistical neighbours", (), f"{why} authority"),
            Comparator(Beside.REGION, "Region", (), f"{why} authority"),
        )
    own = [one for one in found if one[1].area.authority_code == authority.code]
    area = next((one.area for _, one in own), None)
    code, name = (area.region_code, area.region_name) if area else ("", "")
    region = [one for one in found if one[1].area.level is Level.REGION and one[1].area.code == code]
    return (
        _of_one(Beside.AUTHORITY, authority.name, own, phase),
        _of_neighbours(kept, found, phase),
        _of_one(Beside.REGION, name or "Region", region, phase),
    )


def _sought(authority: Authority | None, kept: NeighboursKept | None) -> Q:
    """Spell which rows are wanted: England, and for an authority every region, its own and its neighbours'."""
    if authority is None:
        return Q(level=Level.ENGLAND)
    codes = {authority.code, *(kept.codes if kept else ())}
    return Q(level__in=[Level.ENGLAND, Level.REGION]) | Q(
        level=Level.AUTHORITY, authority_code__in=sorted(codes)
    )


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose figures are compared: the authorities its schools lie in, and the phase that is usual for it."""

    authorities: tuple[Authority, ...]
    phase: Phase
    why_phase: str = ""

    @property
    def authority(self) -> Authority | None:
        """The one authority, where there is one."""
        return self.authorities[0] if len(self.authorities) == 1 else None


def _whose(
    scope: Scope,
    permission: Permission,
    school_id: int | None,
    authority_id: int | None,
    trust_id: int | None,
) -> _Whose:
    if sum(one is not None for one in (school_id, authority_id, trust_id)) != 1:
        raise ValueError("Ask for a school, for an authority or for a trust.")
    if school_id is not None:
        scope.require(permission, school_id=school_id)
        school = School.objects.select_related("authority").get(pk=school_id)
        return _Whose((school.authority,), phase_of(school), why_phase(school))
    if trust_id is not None:
        scope.require_over(permission, kind="trust", body_id=trust_id)
        return _of_trust(trust_id)
    authority = Authority.objects.filter(pk=authority_id or 0).first()
    if authority is None or not _reaches(scope, permission, authority.pk):
        raise OutOfScope(f"No role held gives {permission} over that authority or a part of it.")
    return _Whose((authority,), Phase.ALL)


def _of_trust(trust_id: int) -> _Whose:
    schools = list(School.objects.filter(trust_id=trust_id).select_related("authority"))
    authorities = {school.authority_id: school.authority for school in schools}
    phases = {phase_of(school) for school in schools}
    return _Whose(tuple(authorities.values()), phases.pop() if len(phases) == 1 else Phase.ALL)


def _reaches(scope: Scope, permission: Permission, authority_id: int) -> bool:
    """Say whether a role reaches an authority, one of its districts or a whole school of it: what is published hides nobody."""
    districts = District.objects.filter(authority_id=authority_id).values_list("pk", flat=True)
    return (
        scope.may_over(permission, kind="authority", body_id=authority_id)
        or any(scope.may_over(permission, kind="district", body_id=one) for one in districts)
        or School.objects.filter(authority_id=authority_id, pk__in=scope.schools_with(permission)).exists()
    )


def in_use_by(authorities: Sequence[Authority], on: dt.date) -> QuerySet[PublishedRow]:
    return PublishedRow.objects.filter(
        Q(release__authority__in=authorities) | Q(release__authority=None),
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


def _found(rows: QuerySet[PublishedRow], of: PublishedPeriod, phase: Phase, sought: Q) -> list[Found]:
    """Return the rows of the newest release of each shape; an older one is not mixed with it."""
    of_period = rows.filter(period_name=of.name, period_first_day=of.first_day, phase=phase)
    releases = of_period.order_by("-release__released_on", "-release_id").values_list(
        "release__shape", "release_id"
    )
    newest: dict[str, int] = {}
    for shape, release_id in releases.distinct():
        newest.setdefault(shape, release_id)
    wanted = of_period.filter(sought, release__in=newest.values()).select_related("release").order_by("pk")
    return [(_source(row.release), figures_of(row)) for row in wanted]


def _source(release: PublishedRelease) -> Source:
    return Source(release.pk, release.name, release.released_on, release.is_made_up)


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
