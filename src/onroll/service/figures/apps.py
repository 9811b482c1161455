from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "onroll.service.figures"
    label = "figures"
