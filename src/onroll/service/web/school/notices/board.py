"""The notices of a day: whom to tell of which absence and why, who was told, and whose receipt has come."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.absence_notices.queries.board import Board, board_of
from onroll.service.absence_notices.status import NoticeState
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

_SAID = (
    (NoticeState.NOT_DELIVERED, "not delivered"),
    (NoticeState.TO_TELL, "to send"),
    (NoticeState.TO_CHASE, "to chase"),
    (NoticeState.AWAITED, "waiting for a receipt"),
    (NoticeState.SETTLED, "explained since"),
    (NoticeState.RECEIVED, "received"),
)


@page(Permission.ABSENCE_FOLLOW_UP)
def notices(request: PageRequest, school: School) -> HttpResponse:
    """Show the notices of a day."""
    now, error = clock.now(), ""
    try:
        date = day_asked(request.GET, "date", "the day") or now.date()
    except DateNotGiven as problem:
        date, error = now.date(), str(problem)
    board = board_of(request.scope, school_id=school.pk, date=date, now=now)
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids=[row.pupil.pk for row in board.rows],
        page="notices",
        now=now,
    )
    context = {
        "board": board,
        "date": date,
        "is_today": date == now.date(),
        "summary": summary_of(board),
        "boxes": request.GET.dict() if error else boxes_of("date", date),
        "errors": [{"text": error, "href": "#date-day"}] if error else [],
    }
    return render(request, "school/notices/notices.html", context, status=422 if error else 200)


def summary_of(board: Board) -> str:
    """Say in a sentence how many notices the day has, and how far they have come."""
    parts = [f"{number} {words}" for state, words in _SAID if (number := board.count(state))]
    return f"{counted(len(board.rows), 'notice')}: {', '.join(parts)}." if board.rows else ""
