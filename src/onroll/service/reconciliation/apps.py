from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    name = "onroll.service.reconciliation"
    label = "reconciliation"
