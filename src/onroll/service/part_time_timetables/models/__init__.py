from onroll.service.part_time_timetables.models.event import TimetableEvent
from onroll.service.part_time_timetables.models.timetable import PartTimeTimetable, TimetablePlan

__all__ = ["PartTimeTimetable", "TimetableEvent", "TimetablePlan"]
