"""A weekly list beside the one before, and beside what this school has on record: who joined, left and changed, and what to correct."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from onroll.service.absence_notices.list_and_record import differences, social_work_of
from onroll.service.absence_notices.models import WeeklyList, WeeklyListLine
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.people.models import Pupil

#: How many lists are offered to look back at.
MOST_WEEKS = 60


#: What is said of a row that names a pupil and no UPN.
WITHOUT_UPN = (
    "Stands on the list without a UPN, so the row is set aside: nobody is found by a name alone. Ask the authority for the "
    "UPN, and take in the list again"
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One pupil on both lists whose line says something else now."""

    line: WeeklyListLine
    before: WeeklyListLine
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that the authority and this school have different: whom it is about, what, and what to do."""

    upn: str
    name: str
    what: str
    pupil_id: int | None = None


@dataclass(frozen=True, slots=True)
class WeekOfPupils:
    """One list: its lines with the pupil here that each names, how it differs from the one before, and what to correct."""

    list: WeeklyList
    before: WeeklyList | None
    lines: tuple[WeeklyListLine, ...]
    here: dict[str, Pupil]
    joined: tuple[WeeklyListLine, ...]
    left: tuple[WeeklyListLine, ...]
    changed: tuple[Changed, ...]
    corrections: tuple[Correction, ...]

    @property
    def set_aside(self) -> tuple[WeeklyListLine, ...]:
        """The rows without a UPN: they are of nobody until the authority gives it."""
        return tuple(one for one in self.lines if not one.upn)


def weeks_kept(scope: Scope, *, school_id: int) -> list[WeeklyList]:
    """Return the list that counts for each week, the latest first. Raises OutOfScope."""
    scope.require(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    last: dict[dt.date, WeeklyList] = {}
    for one in WeeklyList.objects.filter(school_id=school_id).order_by("week", "pk"):
        last[one.week] = one
    return sorted(last.values(), key=lambda one: one.week, reverse=True)[:MOST_WEEKS]


def week_of_pupils(scope: Scope, *, school_id: int, week: dt.date | None, on: dt.date) -> WeekOfPupils | None:
    """Return the list of a week, or the latest; None where there is none. Raises OutOfScope."""
    kept = weeks_kept(scope, school_id=school_id)
    found = next((one for one in kept if week is None or one.week == week), None)
    if found is None:
        return None
    before = next((one for one in kept if one.week < found.week), None)
    lines, earlier = _lines(found), _lines(before) if before else ()
    now_by, then_by = _by_upn(lines), _by_upn(earlier)
    here = {
        pupil.upn or "": pupil
        for pupil in Pupil.objects.filter(upn__in=now_by, enrolments__school_id=school_id).distinct()
    }
    on_roll = _on_roll(school_id, on)
    return WeekOfPupils(
        list=found,
        before=before,
        lines=lines,
        here=here,
        joined=tuple(one for upn, one in now_by.items() if upn not in then_by) if before else (),
        left=tuple(one for upn, one in then_by.items() if upn not in now_by),
        changed=tuple(_changes(now_by, then_by)),
        corrections=tuple(_corrections(school_id, lines, here, on_roll, on)),
    )


def _lines(of: WeeklyList) -> tuple[WeeklyListLine, ...]:
    return tuple(of.lines.filter(disposed_at__isnull=True))


def _by_upn(lines: Iterable[WeeklyListLine]) -> dict[str, WeeklyListLine]:
    return {one.upn: one for one in lines if one.upn}


def _changes(now_by: dict[str, WeeklyListLine], then_by: dict[str, WeeklyListLine]) -> Iterable[Changed]:
    for upn, line in now_by.items():
        before = then_by.get(upn)
        if before is None:
            continue
        what = []
        if line.status != before.status:
            what.append(f"{before.get_status_display()} before, now {line.get_status_display().lower()}")
        if line.worker != before.worker:
            what.append(f"the worker was {before.worker or 'not named'}, and is {line.worker or 'not named'}")
        elif (line.telephone, line.email) != (before.telephone, before.email):
            what.append("the worker’s number or address is another")
        if what:
            yield Changed(line, before, tuple(what))


def _on_roll(school_id: int, on: dt.date) -> dict[int, Pupil]:
    rows = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on), school_id=school_id, starting_day__lte=on
    ).select_related("pupil")
    return {row.pupil_id: row.pupil for row in rows}


def _corrections(
    school_id: int,
    lines: tuple[WeeklyListLine, ...],
    here: dict[str, Pupil],
    on_roll: dict[int, Pupil],
    on: dt.date,
) -> Iterable[Correction]:
    with_worker = social_work_of({pk: one.folded_into_id for pk, one in on_roll.items()}, on)
    for line in lines:
        name, pupil = f"{line.forename} {line.surname}", here.get(line.upn)
        if not line.upn:
            yield Correction("", name, WITHOUT_UPN)
        elif pupil is None:
            yield Correction(line.upn, name, "Is not, and was not, on this school’s roll")
        elif pupil.pk not in on_roll:
            yield Correction(line.upn, name, "Has left this school’s roll", pupil.pk)
        else:
            if line.born and line.born != pupil.born:
                yield Correction(
                    line.upn,
                    name,
                    f"Was born on {pupil.born:%d/%m/%Y} by this school’s roll, not {line.born:%d/%m/%Y}",
                    pupil.pk,
                )
            if pupil.pk not in with_worker:
                yield Correction(
                    line.upn, name, "Is on the list, and this school has no social worker on record", pupil.pk
                )
            else:
                for what in differences(line, with_worker[pupil.pk]):
                    yield Correction(line.upn, name, what, pupil.pk)
    listed = {pupil.pk for pupil in here.values()}
    for pupil_id in sorted(with_worker.keys() - listed):
        pupil = on_roll[pupil_id]
        yield Correction(
            pupil.upn or "",
            str(pupil),
            "Has a social worker by this school’s record, and is not on the list",
            pupil_id,
        )
