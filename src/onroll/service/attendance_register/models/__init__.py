from onroll.service.attendance_register.models.closure import Closure
from onroll.service.attendance_register.models.entry import AttendanceEntry, CurrentEntry
from onroll.service.attendance_register.models.plan import Plan
from onroll.service.attendance_register.models.submission import LedgerHead, Submission

__all__ = ["AttendanceEntry", "Closure", "CurrentEntry", "LedgerHead", "Plan", "Submission"]
