from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "onroll.service.organisations"
    label = "organisations"
