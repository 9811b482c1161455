from __future__ import annotations

from django.urls import path

from onroll.service.web.school.messages import (
    deeds,
    languages,
    letters,
    papers,
    reading,
    settings,
    wording,
    writing,
)

urlpatterns = [
    path("", reading.messages, name="messages"),
    path("<int:message_id>/", reading.message, name="message"),
    path("<int:message_id>/letter/", reading.letter, name="message-letter"),
    path("<int:message_id>/cancel/", deeds.cancel, name="cancel-message"),
    path("<int:message_id>/again/", deeds.again, name="message-again"),
    path("<int:message_id>/replies/<int:reply_id>/read/", deeds.read, name="read-reply"),
    path("letters/", letters.letters, name="letters"),
    path("letters/print/", letters.print_letters, name="print-letters"),
    path("send/", writing.kinds, name="send-message"),
    path("send/<slug:template_key>/", writing.write, name="write-message"),
    path("send/<slug:template_key>/document/", papers.document, name="message-document"),
    path("wording/", wording.index, name="wordings"),
    path("wording/<slug:template_key>/", wording.shown, name="wording"),
    path("wording/<slug:template_key>/<slug:channel>/<slug:language>/", wording.edit, name="edit-wording"),
    path("wording/decide/<int:wording_id>/", wording.decide, name="decide-wording"),
    path("language/<int:pupil_id>/<int:parent_id>/", languages.change, name="parent-language"),
    path("settings/", settings.change, name="message-settings"),
    path("settings/test/", settings.test, name="test-message"),
]
