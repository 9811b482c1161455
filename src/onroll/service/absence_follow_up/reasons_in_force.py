"""Which accepted reason counts for each pupil in a session, and where its code may be entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import OuterRef, Subquery

from onroll.law.code_uses import wants_a_reason
from onroll.law.registers import CODE_WHEN_NEVER_EXPLAINED
from onroll.service.absence_follow_up.models import ReasonDecision, ReasonGiven
from onroll.service.attendance_register.queries.session_times import closes_at
from onroll.service.attendance_register.status import has_closed
from onroll.service.organisations.models import SchoolSession


def accepted_for_session(school_id: int, date: dt.date, session: str) -> dict[int, ReasonDecision]:
    """Return, by pupil, the acceptance that counts for a session: the latest. One statement."""
    last = ReasonDecision.objects.filter(reason=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    reasons = ReasonGiven.objects.filter(
        school_id=school_id,
        first_day__lte=date,
        last_day__gte=date,
        session__in=("", session),
        pupil__isnull=False,
    )
    decided = ReasonDecision.objects.filter(pk__in=reasons.annotate(last=Subquery(last)).values("last"))
    accepted = decided.filter(what=ReasonDecision.What.ACCEPTED).select_related("reason").order_by("pk")
    return {one.reason.pupil_id: one for one in accepted if one.reason.pupil_id is not None}


def sessions_with_accepted_reasons(now: dt.datetime) -> list[tuple[int, str]]:
    """Return the school and session of each session of today, begun by now, for which some reason was once accepted."""
    accepted = ReasonDecision.objects.filter(
        what=ReasonDecision.What.ACCEPTED, reason__first_day__lte=now.date(), reason__last_day__gte=now.date()
    )
    held = SchoolSession.objects.filter(
        school_id__in=accepted.values("school_id"),
        date=now.date(),
        kind=SchoolSession.Kind.SCHOOL,
        register_opens_at__lte=now.time(),
    )
    return list(held.order_by("school_id", "session").values_list("school_id", "session"))


def covers(reason: ReasonGiven, date: dt.date, session: str) -> bool:
    """Say whether a reason is about a session."""
    return reason.first_day <= date <= reason.last_day and reason.session in ("", session)


def may_take_the_reason(code: str, held: SchoolSession, *, now: dt.datetime) -> bool:
    """Say whether a session's entry gives way to an accepted reason: no reason yet or never found, or blank once closed."""
    if not code:
        return has_closed(closes_at(held), now=now)
    return wants_a_reason(code) or code == CODE_WHEN_NEVER_EXPLAINED.find(held.date)


def key_of(decision_id: int, date: dt.date, session: str) -> str:
    """Return the key by which the register keeps an acceptance's entry for a session once."""
    return f"reason-{decision_id}-{date.isoformat()}-{session}"


def keys_of(decision_id: int, places: Collection[tuple[dt.date, str]]) -> list[str]:
    """Return those keys for several sessions."""
    return [key_of(decision_id, date, session) for date, session in places]
