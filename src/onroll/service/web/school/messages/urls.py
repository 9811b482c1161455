from __future__ import annotations

from django.urls import path

from onroll.service.web.school.messages import reading

urlpatterns = [
    path("", reading.messages, name="messages"),
    path("<int:message_id>/", reading.message, name="message"),
    path("<int:message_id>/letter/", reading.letter, name="message-letter"),
]
