from django.apps import AppConfig


class AbsenceFollowUpConfig(AppConfig):
    name = "onroll.service.absence_follow_up"
    label = "absence_follow_up"
