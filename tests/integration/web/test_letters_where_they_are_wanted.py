"""The letters and sheets that offices print every week come out in Word and PDF from the page where they are wanted."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from django.test import Client

from onroll.service import clock
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.lateness.conftest import LateClass

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FRIDAY = MONDAY + dt.timedelta(days=4)
_LINK = re.compile(r'href="([^"]+/document/[^"]+)"')


@pytest.fixture(scope="module")
def pages(made_once):
    """The pages of Amina, late five times and away on the Monday without a reason, and of Callum, who is ill that day."""
    with made_once():
        late_class = LateClass()
        late_class.late(1, 2, 3, 4)
        late_class.late(4, session="PM")
        for session, hour in (("AM", 9), ("PM", 13)):
            late_class.oak.take("N", "I", session=session, now=at(hour, 5))
        school = f"/schools/{late_class.school.pk}"
        pupil = late_class.amina.pk
        client = Client()
        client.force_login(a_user("attendance_officer", school=late_class.school))
        yield (
            client,
            {
                "lateness": f"{school}/late/{pupil}/letter/",
                "call-back": f"{school}/absences/{pupil}/{MONDAY}/",
                "call-back-sheet": f"{school}/absences/{pupil}/{MONDAY}/",
                "check-in-sheet": f"{school}/medical/pupils/{pupil}/",
                "absence-reason-noted": f"{school}/absences/{late_class.callum.pk}/{MONDAY}/",
                "welcome-back": f"{school}/medical/pupils/{pupil}/",
                "return-check-in": f"{school}/medical/pupils/{pupil}/",
            },
        )


@pytest.mark.parametrize(
    "letter",
    [
        "absence-reason-noted",
        "lateness",
        "call-back",
        "call-back-sheet",
        "return-check-in",
        "check-in-sheet",
        "welcome-back",
    ],
)
def test_each_is_there_in_both(pages, letter: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clock, "now", lambda: at(15, on=FRIDAY))
    monkeypatch.setattr(clock, "today", lambda: FRIDAY)
    client, where = pages
    shown = client.get(where[letter])
    assert shown.status_code == 200
    links = [
        one.replace("&amp;", "&") for one in _LINK.findall(shown.content.decode()) if f"/{letter}/" in one
    ]
    made = {link[-4:]: b"".join(client.get(link)) for link in links}
    assert {form: data[:2] for form, data in made.items()} == {"docx": b"PK", "=pdf": b"%P"}


def test_a_letter_about_a_day_gone_by_does_not_call_it_this_morning(pages, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clock, "now", lambda: at(15, on=FRIDAY))
    monkeypatch.setattr(clock, "today", lambda: FRIDAY)
    client, where = pages
    pupil = where["lateness"].split("/")[-3]
    address = where["lateness"].replace(f"late/{pupil}/letter/", "messages/send/absence-no-reason/document/")
    letter = client.get(f"{address}?whom=pupil-{pupil}&on={MONDAY}&channel=letter&session=AM&as=docx")
    words = zipfile.ZipFile(io.BytesIO(b"".join(letter))).read("word/document.xml").decode()
    assert "was not in school in the morning, Monday 7 September" in words
