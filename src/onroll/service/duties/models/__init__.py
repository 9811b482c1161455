from onroll.service.duties.models.checked import CheckedSchool
from onroll.service.duties.models.digest import Digest
from onroll.service.duties.models.feed import CalendarFeed
from onroll.service.duties.models.record import DutyEvent, DutyRecord
from onroll.service.duties.models.reminder import Reminder

__all__ = ["CalendarFeed", "CheckedSchool", "Digest", "DutyEvent", "DutyRecord", "Reminder"]
