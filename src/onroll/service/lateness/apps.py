from django.apps import AppConfig


class LatenessConfig(AppConfig):
    name = "onroll.service.lateness"
    label = "lateness"
