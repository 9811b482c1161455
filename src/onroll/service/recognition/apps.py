from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "onroll.service.recognition"
    label = "recognition"
