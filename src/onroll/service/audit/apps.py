from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "onroll.service.audit"
    label = "audit"
