from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "onroll.service.published"
    label = "published"
