from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "onroll.service.lessons"
    label = "lessons"
