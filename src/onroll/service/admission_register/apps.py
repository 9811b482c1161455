from django.apps import AppConfig


class AdmissionRegisterConfig(AppConfig):
    name = "onroll.service.admission_register"
    label = "admission_register"
