from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "onroll.service.duties"
    label = "duties"
