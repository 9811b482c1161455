from django.apps import AppConfig


class RemoteEducationConfig(AppConfig):
    name = "onroll.service.remote_education"
    label = "remote_education"
