"""What duties stand, which session it is, and the reminders sent."""

from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.queries.priority import NotSeen, priority_pupils_not_seen
from onroll.service.duties.queries.reminders import RemindedGroup, group_with_reminder, reminders_of_session
from onroll.service.duties.queries.schools import SchoolMorning, schools_this_morning
from onroll.service.duties.queries.sessions import SessionOf, session_ahead, session_now

__all__ = [
    "NotSeen",
    "RemindedGroup",
    "SchoolMorning",
    "SessionOf",
    "group_with_reminder",
    "morning_of",
    "priority_pupils_not_seen",
    "reminders_of_session",
    "schools_this_morning",
    "session_ahead",
    "session_now",
]
