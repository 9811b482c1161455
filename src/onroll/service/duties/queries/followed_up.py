"""What following absences up has left to do in a school, narrowed to what the roles may know."""

from __future__ import annotations

import datetime as dt

from onroll.service.absence_follow_up.models import Step
from onroll.service.absence_follow_up.queries.open_steps import open_steps
from onroll.service.absence_notices.queries.board import rows_seen_by
from onroll.service.absence_notices.queries.not_reached import pupils_not_reached
from onroll.service.absence_notices.queries.to_chase import notices_to_chase
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.absence_notices.status import NoticeState
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.correspondence.queries.lost import lost_messages
from onroll.service.duties.facts import FollowedUp, LookBack

_TO_TELL = (NoticeState.TO_TELL, NoticeState.NOT_DELIVERED)


def followed_up_of(scope: Scope, *, school_id: int, now: dt.datetime, look_back: LookBack) -> FollowedUp:
    """Return what waits for somebody; nothing for whoever does not follow absences up.

    What says that somebody protects a pupil is left out for whoever may not know that.
    """
    if not scope.may(Permission.ABSENCE_FOLLOW_UP, school_id=school_id):
        return FollowedUp()
    sees = scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    sends = scope.may(Permission.NOTICE_SEND, school_id=school_id)
    settings = settings_of(school_id)
    since = now.date() - dt.timedelta(days=look_back.waiting)
    steps = open_steps(school_id, since=since)
    today = rows_seen_by(scope, school_id, now.date(), now, settings)
    return FollowedUp(
        to_tell=tuple(row for row in today if row.state in _TO_TELL),
        to_chase=tuple(
            notices_to_chase(
                school_id, since=since, now=now, settings=settings, sees_protected=sees, sends=sends
            )
        ),
        not_reached=tuple(pupils_not_reached(school_id, now=now, settings=settings)),
        escalated=tuple(one for one in steps if one.kind == Step.Kind.ESCALATED),
        visits=tuple(one for one in steps if one.kind == Step.Kind.VISIT_PLANNED),
        lost=tuple(
            lost_messages(school_id, since=midnight(since), sees_protected=sees)
            if scope.may(Permission.MESSAGE_VIEW, school_id=school_id)
            else ()
        ),
    )
