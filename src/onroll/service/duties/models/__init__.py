from onroll.service.duties.models.checked import CheckedSchool
from onroll.service.duties.models.record import DutyEvent, DutyRecord
from onroll.service.duties.models.reminder import Reminder

__all__ = ["CheckedSchool", "DutyEvent", "DutyRecord", "Reminder"]
