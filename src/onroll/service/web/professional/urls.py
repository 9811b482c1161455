from __future__ import annotations

from django.urls import path

from onroll.service.web.professional import views

urlpatterns = [path("", views.receipt, name="notice_receipt")]
