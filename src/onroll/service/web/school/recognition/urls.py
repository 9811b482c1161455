from __future__ import annotations

from django.urls import path

from onroll.service.web.school.recognition import awards, giving

urlpatterns = [
    path("", awards.awards, name="awards"),
    path("new/", awards.new, name="award_new"),
    path("<int:award_id>/", awards.award, name="award"),
    path("<int:award_id>/check/", awards.check, name="award_check"),
    path("<int:award_id>/looked-at/", awards.looked_at, name="award_looked_at"),
    path("<int:award_id>/end/", awards.end, name="award_end"),
    path("<int:award_id>/give/", giving.give, name="award_give"),
    path("<int:award_id>/certificates/", giving.certificates, name="award_certificates"),
    path("<int:award_id>/pupils/<int:pupil_id>/", awards.figures, name="award_figures"),
    path("<int:award_id>/take-back/", giving.take_back_page, name="award_take_back"),
]
