from django.apps import AppConfig


class ExclusionsConfig(AppConfig):
    name = "onroll.service.exclusions"
    label = "exclusions"
