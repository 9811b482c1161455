from django.apps import AppConfig


class MedicalAbsenceConfig(AppConfig):
    name = "onroll.service.medical_absence"
    label = "medical_absence"
