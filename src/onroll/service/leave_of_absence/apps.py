from django.apps import AppConfig


class LeaveOfAbsenceConfig(AppConfig):
    name = "onroll.service.leave_of_absence"
    label = "leave_of_absence"
