from __future__ import annotations

from django.urls import path

from onroll.service.web.law import views, which_code

urlpatterns = [
    path("", views.law, name="law"),
    path("which-code/", which_code.which_code, name="law_which_code"),
    path("codes/<slug:slug>/", views.code, name="law_code"),
    path("provisions/", views.provisions, name="law_provisions"),
    path("rules/<str:rule_name>/", views.rule, name="law_rule"),
]
