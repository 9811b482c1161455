from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "onroll.service.correspondence"
    label = "correspondence"
