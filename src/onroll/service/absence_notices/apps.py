from django.apps import AppConfig


class AbsenceNoticesConfig(AppConfig):
    name = "onroll.service.absence_notices"
    label = "absence_notices"
