from django.apps import AppConfig


class AttendanceRegisterConfig(AppConfig):
    name = "onroll.service.attendance_register"
    label = "attendance_register"
