"""Each fault of a timetable that is read in stands by itself at the top of the page, and the field says what to do."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.lessons.timetable_file import read_timetable
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

HEAD = "group,subject,weekday,period,starts,ends,teacher,pupils\n"
WRONG = "8B,Maths,Funday,1,9:00,10:00,,8B\n"


def faults(*rows: str) -> tuple[str, ...]:
    with pytest.raises(LessonsRefused) as refused:
        read_timetable((HEAD + "".join(rows)).encode())
    return refused.value.faults


def test_each_row_has_its_own():
    found = faults(WRONG, "8B,,Monday,1,9:00,10:00,,8B\n")
    assert [one[:6] for one in found] == ["Row 2:", "Row 3:"]


@pytest.mark.parametrize(("rows", "last"), [(20, "Row 21: "), (21, "And 1 row more.")])
def test_twenty_are_told_and_how_many_more_there_are(rows, last):
    assert faults(*[WRONG] * rows)[-1].startswith(last)


@pytest.mark.django_db
def test_the_page_lists_them(client, monkeypatch):
    monkeypatch.setattr("onroll.service.clock.now", lambda: at(10))
    monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY)
    oak = AClass()
    client.force_login(a_user("head", school=oak.school))
    file = SimpleUploadedFile("timetable.csv", (HEAD + WRONG * 2).encode())
    days = {"first_day-day": "7", "first_day-month": "9", "first_day-year": "2026"}
    answer = client.post(f"/schools/{oak.school.pk}/lessons/timetable/import/", {"file": file, **days})
    summary = answer.content.decode().split('class="govuk-error-summary__body"')[1].split("</ul>")[0]
    assert len(re.findall("<li>", summary)) == 2
    assert "Error: Nothing was read in. Mend the rows named at the top" in words_of(answer)
