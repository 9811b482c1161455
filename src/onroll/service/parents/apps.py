from django.apps import AppConfig


class ParentsConfig(AppConfig):
    name = "onroll.service.parents"
    label = "parents"
