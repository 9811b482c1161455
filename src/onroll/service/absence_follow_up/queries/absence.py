"""One pupil's absence of a day: what stands in the register, whom to call, and everything done, in order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.dated import NoRuleInForce
from onroll.law.finding import Finding
from onroll.law.follow_up import first_day_contact
from onroll.law.registers import UnexplainedUntil, unexplained_until
from onroll.law.school_time import CalendarTooShort, NoSessionThatDay
from onroll.service.absence_follow_up.models import Step
from onroll.service.absence_follow_up.queries.families import Families, Sibling, Whom, families_of
from onroll.service.absence_follow_up.queries.lines import Line, lines_of
from onroll.service.absence_follow_up.queries.records import Records, records_about
from onroll.service.absence_follow_up.status import FollowUpState, follow_up_state
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil, RegistrationGroupMembership
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.queries.reach import require_pupil


@dataclass(frozen=True, slots=True)
class Absence:
    """Everything about one absence that the roles may read. `codes` holds the day's sessions; blank where nobody is entered."""

    pupil: Pupil
    date: dt.date
    group: str
    codes: dict[str, str]
    whom: tuple[Whom, ...]
    siblings: tuple[Sibling, ...]
    records: Records
    timeline: tuple[Line, ...]
    state: FollowUpState
    until: UnexplainedUntil | None
    first_day: Finding
    sees_contacts: bool
    sees_detail: bool

    @property
    def is_unexplained(self) -> bool:
        """Whether a session of the day has no reason yet, or no entry."""
        return any(code in ("", CODE_OF_NO_REASON_YET.find(self.date)) for code in self.codes.values())

    @property
    def open_escalation(self) -> Step | None:
        """What the safeguarding lead was told last, while nothing is decided about it."""
        told = self.records.escalation
        decided = {one.answers_id for one in self.records.steps if one.kind == Step.Kind.DECIDED}
        return told if told and told.pk not in decided else None

    @property
    def visits_to_make(self) -> list[Step]:
        """Home visits planned, and not recorded as made."""
        made = {one.answers_id for one in self.records.steps}
        return [
            one for one in self.records.steps if one.kind == Step.Kind.VISIT_PLANNED and one.pk not in made
        ]


def absence_of(scope: Scope, *, school_id: int, pupil_id: int, date: dt.date, now: dt.datetime) -> Absence:
    """Return one absence, in a number of statements that does not grow. Raises OutOfScope.

    Reach is of today, as on the pupil's page.
    """
    today = now.date()
    require_pupil(scope, Permission.ABSENCE_VIEW, school_id=school_id, pupil_id=pupil_id, on=today)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    member = _member(pupil_id, school_id, date)
    sees_contacts = scope.may(
        Permission.PUPIL_CONTACTS_VIEW, school_id=school_id, group_id=member.group_id if member else None
    )
    codes = _codes(school_id, pupil_id, date)
    session = max((half for half, code in codes.items() if code), default="AM")
    families: Families = families_of(scope, school_id, [pupil_id], date, session)
    records = records_about(scope, school_id, date, [pupil_id])[pupil_id]
    sees_detail = scope.may(Permission.ABSENCE_DETAIL_VIEW, school_id=school_id)
    return Absence(
        pupil=pupil,
        date=date,
        group=member.group.name if member else "",
        codes=codes,
        whom=families.whom.get(pupil_id, ()) if sees_contacts else (),
        siblings=families.siblings.get(pupil_id, ()),
        records=records,
        timeline=tuple(lines_of(records, sees_detail)),
        state=follow_up_state(records.facts),
        until=_until(school_id, date),
        first_day=_first_day(records, date, codes, now),
        sees_contacts=sees_contacts,
        sees_detail=sees_detail,
    )


def _member(pupil_id: int, school_id: int, date: dt.date) -> RegistrationGroupMembership | None:
    return (
        RegistrationGroupMembership.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=date),
            pupil_id=pupil_id,
            group__school_id=school_id,
            first_day__lte=date,
        )
        .select_related("group")
        .first()
    )


def _codes(school_id: int, pupil_id: int, date: dt.date) -> dict[str, str]:
    """Return the code of each session the school holds that day."""
    held = SchoolSession.objects.filter(school_id=school_id, date=date, kind=SchoolSession.Kind.SCHOOL)
    rows = CurrentEntry.objects.filter(school_id=school_id, pupil_id=pupil_id, date=date)
    entered = dict(rows.values_list("session", "code"))
    return {
        half: entered.get(half, "") for half in held.order_by("session").values_list("session", flat=True)
    }


def _until(school_id: int, date: dt.date) -> UnexplainedUntil | None:
    try:
        return unexplained_until(date, calendar_of(school_id, date, date + dt.timedelta(days=60)))
    except (CalendarTooShort, NoSessionThatDay, NoRuleInForce):
        return None


def _first_day(records: Records, date: dt.date, codes: dict[str, str], now: dt.datetime) -> Finding:
    """Find whether there was contact on the first day: an attempt by the school, or a reason given to it."""
    no_reason = CODE_OF_NO_REASON_YET.find(date)
    return first_day_contact(
        absent_on=date,
        contacted_on=[
            *(localdate(one.at) for one in records.contacts),
            *(localdate(one.given.given_at) for one in records.reasons),
        ],
        reason_known=bool(codes) and no_reason not in codes.values() and all(codes.values()),
        as_at=now.date(),
    )
