from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "onroll.service.demo"
    label = "demo"
