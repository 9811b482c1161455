from __future__ import annotations

from django.urls import path

from onroll.service.web.law import helper, views

urlpatterns = [
    path("", views.law, name="law"),
    path("which-code/", helper.which_code, name="law_which_code"),
    path("codes/<slug:slug>/", views.code, name="law_code"),
    path("rules/<str:rule_name>/", views.rule, name="law_rule"),
]
