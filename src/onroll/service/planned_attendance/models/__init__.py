from onroll.service.planned_attendance.models.arrangement import ArrangedPupil, Arrangement

__all__ = ["ArrangedPupil", "Arrangement"]
