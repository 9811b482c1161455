from onroll.service.leave_of_absence.models.decision import LeaveDecision
from onroll.service.leave_of_absence.models.request import LeaveChild, LeaveRequest

__all__ = ["LeaveChild", "LeaveDecision", "LeaveRequest"]
