"""The two small tables of a part, as rows of text: who was on roll and what was true of them, and the calendar."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models import Q

from onroll.law.attendance_codes import class_for_counting, is_code
from onroll.law.closures import CODE_OF_WHOLE_CLOSURE
from onroll.law.code_meaning import StatisticalClass
from onroll.law.school_time import AcademicYear
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.extracts.identities import Identities
from onroll.service.organisations.models import School, SchoolSession
from onroll.service.people.models import PupilMarker, RegistrationGroupMembership, YearGroupMembership
from onroll.service.people.special_needs import SEN, need_of

#: A row as it is written, in the order of `parquet.COLUMNS`; None for what nobody has said.
Row = tuple[str | None, ...]
_Kind = PupilMarker.Kind
#: Children with a social worker under section 17 or 47 of the Children Act 1989; those looked after have their own column.
_SOCIAL_WORKER = {_Kind.SOCIAL_WORKER, _Kind.CHILD_IN_NEED, _Kind.CHILD_PROTECTION}
#: What the column of needs says of a pupil who has none: blank is a need that nobody has said.
_NO_NEED = "NONE"


class _Span(Protocol):
    first_day: dt.date
    last_day: dt.date | None


def pupil_rows(school: School, year: AcademicYear, identities: Identities, *, on: dt.date) -> list[Row]:
    """Return a row for each spell on a school's roll in a year, as at its last day.

    That day is the year's last session, the spell's last day, or `on`, whichever comes first.
    """
    last_day = min(on, year.last_day)
    spells = list(
        Enrolment.objects.filter(school=school, starting_day__lte=last_day)
        .filter(Q(last_day__isnull=True) | Q(last_day__gte=year.first_day))
        .exclude(deletion_ground=Enrolment.WITHDRAWN)
        .select_related("pupil")
        .order_by("pupil_id", "starting_day")
    )
    as_at = min(on, _last_session(school, year))
    years = _spans(YearGroupMembership.objects.filter(school=school, first_day__lte=last_day))
    groups = _spans(
        RegistrationGroupMembership.objects.filter(
            group__school=school, first_day__lte=last_day
        ).select_related("group")
    )
    markers = _spans(
        PupilMarker.objects.filter(pupil__enrolments__school=school, first_day__lte=last_day).distinct()
    )
    of_school = (
        school.phase,
        school.district.name if school.district else None,
        school.trust.name if school.trust else None,
    )
    rows = []
    for spell in spells:
        day = max(spell.starting_day, min(as_at, spell.last_day or as_at))
        since = max(spell.starting_day, year.first_day)
        placed = _during(years[spell.pupil_id], since, day)
        group = _during(groups[spell.pupil_id], since, day)
        held = {
            marker.kind: marker for marker in markers[identities.kept(spell.pupil_id)] if _stands(marker, day)
        }
        pupil = spell.pupil
        rows.append((
            school.urn, identities.of(pupil.pk), placed.year_group if placed else None, pupil.sex,
            pupil.ethnicity or None, pupil.language or None, *_groups_of(held), pupil.born.isoformat(),
            spell.starting_day.isoformat(), spell.last_day.isoformat() if spell.last_day else None,
            group.group.name if group else None, spell.registration, *of_school,
        ))  # fmt: skip
    return sorted(rows, key=lambda row: (row[1] or "", row[15] or ""))


def calendar_rows(school: School, year: AcademicYear) -> list[Row]:
    """Return a row for each session of a school's calendar in a year.

    A session the school closed in, of which the register says more than that, is one it held: those marks stand, and count.
    """
    sessions = SchoolSession.objects.filter(school=school, date__range=(year.first_day, year.last_day))
    rows = list(sessions.order_by("date", "session").values_list("date", "session", "kind"))
    entered = _entered(school, [day for day, _, kind in rows if kind == SchoolSession.Kind.CLOSURE])
    return [
        (school.urn, day.isoformat(), session, _kind_of(kind, is_held=(day, session) in entered))
        for day, session, kind in rows
    ]


def _entered(school: School, days: list[dt.date]) -> set[tuple[dt.date, str]]:
    """Return the sessions of some days of which an entry says something other than that there was none."""
    if not days:
        return set()
    codes = CurrentEntry.objects.filter(school=school, date__in=days).exclude(code="").order_by()
    return {
        (day, session)
        for day, session, code in codes.values_list("date", "session", "code").distinct()
        if not says_no_session(code, day)
    }


def says_no_session(code: str, day: dt.date) -> bool:
    """Say whether a code is of the whole school closed, or of what no return counts: as ring 2 does without a calendar."""
    return code == CODE_OF_WHOLE_CLOSURE.newest.value or (
        is_code(code) and class_for_counting(code, day) is StatisticalClass.NOT_COLLECTED
    )


def _kind_of(kind: str, *, is_held: bool) -> str:
    if kind == SchoolSession.Kind.CLOSURE and is_held:
        return SchoolSession.Kind.SCHOOL.value
    return SchoolSession.Kind.CLOSURE.value if kind == SchoolSession.Kind.POLLING else kind


def _groups_of(held: dict[str, Any]) -> tuple[str | None, ...]:
    """Return the columns from `fsm` to `young_carer`."""
    sen = next((held[kind] for kind in SEN if kind in held), None)
    return (
        _yes(_Kind.FREE_SCHOOL_MEALS in held),
        _yes(_Kind.PUPIL_PREMIUM in held),
        "N" if sen is None else "E" if sen.kind == _Kind.EHC_PLAN else "K",
        _NO_NEED if sen is None else need_of(sen.kind, sen.detail) or None,
        _yes(_Kind.EHC_PLAN in held),
        _yes(bool(_SOCIAL_WORKER & held.keys())),
        _yes(_Kind.LOOKED_AFTER in held),
        _yes(_Kind.YOUNG_CARER in held),
    )


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _last_session(school: School, year: AcademicYear) -> dt.date:
    meets = SchoolSession.objects.filter(
        school=school, kind=SchoolSession.Kind.SCHOOL, date__range=(year.first_day, year.last_day)
    )
    return meets.order_by("-date").values_list("date", flat=True).first() or year.last_day


def _spans(found: Iterable[Any]) -> dict[int, list[Any]]:
    by_pupil: dict[int, list[Any]] = defaultdict(list)
    for one in found:
        by_pupil[one.pupil_id].append(one)
    return by_pupil


def _stands(span: _Span, day: dt.date) -> bool:
    return span.first_day <= day and (span.last_day is None or span.last_day >= day)


def _during(spans: list[Any], since: dt.date, day: dt.date) -> Any:
    """Return the place held on a day, or else the last one held since another; None where there was none."""
    held = [one for one in spans if one.first_day <= day and (one.last_day is None or one.last_day >= since)]
    return max(
        held, key=lambda one: (one.last_day is None or one.last_day >= day, one.first_day), default=None
    )
