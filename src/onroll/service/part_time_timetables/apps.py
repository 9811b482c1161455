from django.apps import AppConfig


class PartTimeTimetablesConfig(AppConfig):
    name = "onroll.service.part_time_timetables"
    label = "part_time_timetables"
