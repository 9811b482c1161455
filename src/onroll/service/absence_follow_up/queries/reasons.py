"""Reasons that wait for a person, and one reason with what accepting it would do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from onroll.law.code_meaning import CodeMeaning
from onroll.law.code_uses import codes_in_school, wants_a_reason
from onroll.law.reasons_given import ReasonKind, codes_of_reason
from onroll.service.absence_follow_up.models import ReasonDecision, ReasonGiven
from onroll.service.absence_follow_up.queries.records import Reason, reason_of
from onroll.service.absence_follow_up.reasons_in_force import may_take_the_reason
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.facts import facts_of_pupils
from onroll.service.attendance_register.queries.session_times import has_begun
from onroll.service.organisations.models import SchoolSession

_DECIDED = Prefetch("decisions", ReasonDecision.objects.order_by("pk"), to_attr="decided")
#: Reasons about days longer ago than this are no longer offered in the list; the absence still shows them.
DAYS_LISTED = 92


@dataclass(frozen=True, slots=True)
class SessionCovered:
    """One session that a reason is about: the code that stands, and whether accepting amends it now or when it comes."""

    date: dt.date
    session: str
    code: str
    is_to_come: bool
    is_amended: bool


@dataclass(frozen=True, slots=True)
class ReasonToDecide:
    """One reason, the sessions it is about, and the codes it may lead to, the likeliest first."""

    reason: Reason
    sessions: tuple[SessionCovered, ...]
    suggested: tuple[CodeMeaning, ...]

    @property
    def given(self) -> ReasonGiven:
        """What was given."""
        return self.reason.given


def reasons_waiting(scope: Scope, *, school_id: int, on: dt.date) -> list[Reason]:
    """Return the reasons nobody has decided about, those of days longest ago first. Raises OutOfScope."""
    scope.require(Permission.REASON_ACCEPT, school_id=school_id)
    last = ReasonDecision.objects.filter(reason=OuterRef("pk")).order_by("-pk")
    rows = (
        ReasonGiven.objects.filter(
            school_id=school_id, pupil__isnull=False, last_day__gte=on - dt.timedelta(days=DAYS_LISTED)
        )
        .annotate(decided_last=Subquery(last.values("what")[:1]), is_decided=Exists(last))
        .filter(Q(is_decided=False) | Q(decided_last=ReasonDecision.What.TAKEN_BACK))
        .select_related("pupil")
        .prefetch_related(_DECIDED)
        .order_by("first_day", "given_at", "pk")
    )
    sees_detail = scope.may(Permission.ABSENCE_DETAIL_VIEW, school_id=school_id)
    return [reason_of(row, sees_detail=sees_detail) for row in rows]


def reason_to_decide(
    scope: Scope, *, school_id: int, reason_id: int, now: dt.datetime
) -> ReasonToDecide | None:
    """Return a reason with what accepting it would do; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.REASON_ACCEPT, school_id=school_id)
    given = (
        ReasonGiven.objects.filter(pk=reason_id, school_id=school_id, pupil__isnull=False)
        .select_related("pupil")
        .prefetch_related(_DECIDED)
        .first()
    )
    if given is None:
        return None
    sees_detail = scope.may(Permission.ABSENCE_DETAIL_VIEW, school_id=school_id)
    return ReasonToDecide(
        reason=reason_of(given, sees_detail=sees_detail),
        sessions=tuple(_sessions(given, now)),
        suggested=codes_of_reason(ReasonKind(given.kind), on=given.first_day),
    )


def _sessions(given: ReasonGiven, now: dt.datetime) -> list[SessionCovered]:
    pupil_id = given.pupil_id or 0
    facts = facts_of_pupils(
        given.school_id, given.first_day, given.last_day, pupil_ids=[pupil_id], session=given.session
    )
    found = []
    for (date, session), held in sorted(facts.sessions.items()):
        if held.kind != SchoolSession.Kind.SCHOOL:
            continue
        standing = facts.standing(pupil_id, date, session)
        code, begun = standing.code if standing else "", has_begun(held, now=now)
        is_amended = begun and may_take_the_reason(code, held, now=now)
        # A register that is open and blank still takes it, when it says that nobody knows why the pupil is away.
        is_to_come = not begun or (not code and not is_amended)
        found.append(SessionCovered(date, session, code, is_to_come, is_amended))
    return found


def says_why(code: str, date: dt.date) -> str:
    """Say why an entry stands as it is, whatever reason is accepted."""
    if code in codes_in_school(date):
        return "in school, so it stands"
    return "has a reason already, so it stands" if code and not wants_a_reason(code) else ""
