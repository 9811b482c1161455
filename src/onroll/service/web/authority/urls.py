from __future__ import annotations

from django.urls import path

from onroll.service.web.authority import views

urlpatterns = [
    path("authorities/<int:authority_id>/", views.authority, name="authority"),
    path("trusts/<int:trust_id>/", views.trust, name="trust"),
]
