"""A parent's pages, by their own link and by their own account: the same pages, and the same rights."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import URLPattern, path

from onroll.service.web.parent import account, contact, letters, questions, timetables, views
from onroll.service.web.parent.ways import View, by_link


def pages(opened_by: Callable[[View], View], names: str) -> list[URLPattern]:
    """Return the pages of one way to them."""
    made = (
        ("", views.home, "page"),
        ("absence/<int:pupil_id>/", views.absence, "absence"),
        ("question/<int:pupil_id>/", questions.question, "question"),
        ("leave/", views.leave, "leave"),
        ("letters/<int:message_id>/", letters.letter, "letter"),
        ("contact/", contact.contact, "contact"),
        ("contact/correct/", contact.correct, "correct"),
        ("timetables/<int:timetable_id>/", timetables.timetable, "timetable"),
    )
    return [path(address, opened_by(view), name=f"{names}_{name}") for address, view, name in made]


urlpatterns = [
    *pages(by_link, "parents"),
    path("account/", by_link(account.ask), name="parents_account"),
    path("account/join/", account.join, name="children_join"),
]
