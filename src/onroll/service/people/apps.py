from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "onroll.service.people"
    label = "people"
