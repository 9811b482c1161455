from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "onroll.service.access"
    label = "access"
