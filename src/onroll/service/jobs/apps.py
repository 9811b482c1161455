from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "onroll.service.jobs"
    label = "jobs"
