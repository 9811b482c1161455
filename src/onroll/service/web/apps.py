from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "onroll.service.web"
    label = "web"
