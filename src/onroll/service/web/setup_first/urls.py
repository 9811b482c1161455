from __future__ import annotations

from django.urls import path

from onroll.service.web.setup_first.views import set_up

urlpatterns = [path("set-up/", set_up, name="set_up_first")]
