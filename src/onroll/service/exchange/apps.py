from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "onroll.service.exchange"
    label = "exchange"
