from django.apps import AppConfig


class GuestsConfig(AppConfig):
    name = "onroll.service.guests"
    label = "guests"
