from django.apps import AppConfig


class OffSiteProvisionConfig(AppConfig):
    name = "onroll.service.off_site_provision"
    label = "off_site_provision"
