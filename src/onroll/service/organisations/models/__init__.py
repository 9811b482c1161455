from onroll.service.organisations.models.authority import Authority, District
from onroll.service.organisations.models.calendar import (
    CalendarTemplate,
    CalendarTemplateSpan,
    SchoolSession,
    SessionTimes,
)
from onroll.service.organisations.models.calendar_change import CalendarChange
from onroll.service.organisations.models.groups import RegistrationGroup
from onroll.service.organisations.models.school import School, Trust

__all__ = [
    "Authority",
    "CalendarChange",
    "CalendarTemplate",
    "CalendarTemplateSpan",
    "District",
    "RegistrationGroup",
    "School",
    "SchoolSession",
    "SessionTimes",
    "Trust",
]
