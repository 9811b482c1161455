from django.apps import AppConfig


class PlannedAttendanceConfig(AppConfig):
    name = "onroll.service.planned_attendance"
    label = "planned_attendance"
