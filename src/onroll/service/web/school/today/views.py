"""Today: what each role has to do in this school, now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.actions.planning import enter_planned
from onroll.service.attendance_register.status import RegisterState
from onroll.service.duties.duty import DeedName, Duty, Kind
from onroll.service.duties.facts import Morning, SessionFacts
from onroll.service.duties.queries import NotSeen, morning_of, priority_pupils_not_seen
from onroll.service.duties.queries.kept import standing_of
from onroll.service.duties.standing import duties_of
from onroll.service.organisations.models import School
from onroll.service.web.formats import clock_time, counted
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.calendar.closed import closed_today
from onroll.service.web.school.duties.addresses import ASKED_ABOUT, address
from onroll.service.web.school.registers.board import TAKEN, asked_session
from onroll.service.web.school.today.deeds import Button, buttons_of

#: How many duties of one kind are shown before the rest are folded away.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A duty as Today shows it: what can be done about it here, to whom it was handed, and the page about it."""

    duty: Duty
    buttons: list[Button]
    handed_to: tuple[int, str] | None
    href: str

    def is_for(self, user_id: int | None) -> bool:
        """Say whether it was handed to this person."""
        return self.handed_to is not None and self.handed_to[0] == user_id


@page(Permission.TODAY_VIEW, reach=Reach.SOMEWHERE)
def today(request: PageRequest, school: School) -> HttpResponse:
    """Show the duties of a school to those who see every register, a teacher their own, and others their way on."""
    now, scope = clock.now(), request.scope
    if scope.may(Permission.REGISTER_VIEW, school_id=school.pk):
        return _office(request, school, morning_of(scope, school_id=school.pk, now=now))
    if scope.may_somewhere(Permission.REGISTER_TAKE, school_id=school.pk):
        return _teacher(request, school, morning_of(scope, school_id=school.pk, now=now))
    sessions: Sequence[SessionFacts] = ()
    sees_board = scope.may(Permission.BOARD_VIEW, school_id=school.pk)
    if sees_board:
        sessions = morning_of(scope, school_id=school.pk, now=now).sessions
    context = {
        "figures": _figures_of_registers(sessions[-1], "registers") if sessions else [],
        "held": bool(sessions),
        "lede": _lede(scope, school, sessions, now) if sees_board else clock_time(now),
    }
    return render(request, "school/today/others.html", context)


@page(Permission.REGISTER_TAKE)
def enter_plans(request: PageRequest, school: School) -> HttpResponse:
    """Enter the planned absences of a session whose pupils are still blank."""
    asked = asked_session(request)
    if request.method == "POST" and asked is not None:
        entered = enter_planned(
            school_id=school.pk,
            date=asked.date,
            session=asked.session,
            by=request.actor,
            now=clock.now(),
        )
        messages.success(
            request,
            f"{counted(entered, 'planned absence')} entered. A plan that no longer fits was left for you to enter.",
        )
    return redirect("today", school_id=school.pk)


def _office(request: PageRequest, school: School, morning: Morning) -> HttpResponse:
    scope = request.scope
    found = duties_of(morning)
    standing = standing_of(scope, school_id=school.pk, duties=found, now=morning.now)
    duties = [duty for duty in found if not standing.waits(duty)]
    held = morning.sessions[-1] if morning.sessions else None
    not_seen: list[NotSeen] | None = None
    if held and scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school.pk):
        not_seen = priority_pupils_not_seen(scope, school_id=school.pk, date=held.date, session=held.session)
    may_remind = scope.may(Permission.REGISTER_AMEND, school_id=school.pk)
    shown = [
        Line(duty, buttons_of(duty, scope, school.pk), standing.handed_to(duty), _about(duty, school.pk))
        for duty in duties
    ]
    mine = [line for line in shown if line.is_for(request.actor.user_id)]
    others = [line for line in shown if line not in mine]
    return render(
        request,
        f"school/today/{_whole_or_part(request)}office.html",
        {
            "remind_all": _to_remind(duties, held) if may_remind else [],
            "figures": _figures(
                held,
                not_seen,
                duties,
                morning,
                without_reason="absences"
                if scope.may(Permission.ABSENCE_VIEW, school_id=school.pk)
                else "registers",
            ),
            "lede": _lede(request.scope, school, morning.sessions, morning.now),
            "my_duties": mine,
            "now_duties": [line for line in others if line.duty.is_now],
            "later_duties": _by_kind([line for line in others if not line.duty.is_now]),
            "waiting": len(found) - len(duties),
            "older": standing.older,
            "not_seen": not_seen or [],
            "held": held,
            "shown": SHOWN,
        },
    )


def _teacher(request: PageRequest, school: School, morning: Morning) -> HttpResponse:
    registers = [(held, row) for held in reversed(morning.sessions) for row in held.registers]
    wanted = [
        pair for pair in registers if pair[1].state not in TAKEN and pair[1].state != RegisterState.NO_PUPILS
    ]
    return render(
        request,
        f"school/today/{_whole_or_part(request)}teacher.html",
        {
            "registers": registers,
            "wanted": len(wanted),
            "taken": TAKEN,
            "lede": _lede(request.scope, school, morning.sessions, morning.now),
        },
    )


def _whole_or_part(request: PageRequest) -> str:
    """Return the prefix of the template: a script that keeps the page fresh asks for the part that changes."""
    return "_" if request.headers.get("HX-Request") else ""


def _to_remind(duties: list[Duty], held: SessionFacts | None) -> list[object]:
    """Return the groups whose register of the session in hand still waits for somebody."""
    return [
        deed.of["group_id"]
        for duty in duties
        for deed in duty.deeds
        if held is not None and deed.name is DeedName.REMIND and str(deed.of["session"]) == held.session
        if str(deed.of["date"]) == held.date.isoformat()
    ]


def _figures(
    held: SessionFacts | None,
    not_seen: list[NotSeen] | None,
    duties: list[Duty],
    morning: Morning,
    *,
    without_reason: str,
) -> list[dict[str, Any]]:
    found = _figures_of_registers(held, without_reason) if held else []
    if not_seen is not None:
        found.append(
            {
                "number": len(not_seen),
                "words": "priority pupils not yet seen",
                "href": "#not-seen" if not_seen else "",
                "urgent": bool(not_seen),
            }
        )
    due = sum(duty.kind is Kind.UNEXPLAINED and duty.due.date() <= morning.now.date() for duty in duties)
    late = sum(duty.kind is Kind.UNEXPLAINED and duty.due.date() < morning.now.date() for duty in duties)
    words = (
        ("reason" if due == 1 else "reasons") + " to find by today" + (f"; {late} overdue" if late else "")
    )
    found.append({"number": due, "words": words, "href": "#unexplained" if due else "", "urgent": bool(due)})
    return found


def _figures_of_registers(held: SessionFacts, without_reason: str) -> list[dict[str, Any]]:
    """Return the first two numbers; the second leads to the section of those absent without a reason."""
    due = [row for row in held.registers if row.state != RegisterState.NO_PUPILS]
    missing = [row.group for row in due if row.state not in TAKEN]
    unexplained = sum(row.unexplained for row in held.registers)
    if not missing:
        words = "registers taken"
    elif len(missing) <= 2:
        words = f"registers taken; {' and '.join(missing)} to come"
    else:
        words = f"registers taken; {len(missing)} to come"
    return [
        {
            "number": f"{len(due) - len(missing)} of {len(due)}",
            "words": words,
            "href": "../registers/",
            "urgent": bool(missing),
        },
        {
            "number": unexplained,
            "words": "absent with no reason yet (N)",
            "href": f"../{without_reason}/" if unexplained else "",
            "urgent": bool(unexplained),
        },
    ]


def _by_kind(lines: list[Line]) -> list[tuple[Kind, list[Line]]]:
    return [
        (kind, of_kind) for kind in Kind if (of_kind := [line for line in lines if line.duty.kind is kind])
    ]


def _about(duty: Duty, school_id: int) -> str:
    return address(school_id, [item.key for item in duty.items][:ASKED_ABOUT])


def _lede(scope: Scope, school: School, sessions: Sequence[SessionFacts], now: dt.datetime) -> str:
    if not sessions:
        closed = closed_today(scope, school_id=school.pk, on=now.date())
        return f"{clock_time(now)} · {closed or 'no register has opened today'}"
    held = sessions[-1]
    half = {"AM": "morning", "PM": "afternoon"}[held.session]
    verb = "closed" if now > held.closes_at else "close"
    return f"{clock_time(now)} · {half} registers {verb} at {clock_time(held.closes_at)}"
