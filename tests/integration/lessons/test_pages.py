"""Lessons on the pages: taken in one step without scripts, who is missing on Today, the timetable read in."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from onroll.analysis.lessons import By, Why
from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.models import Viewing
from onroll.service.audit.models import Event
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.lessons.models import Lesson, LessonMark
from onroll.service.lessons.queries.behind import pattern_behind
from onroll.service.lessons.queries.patterns import lesson_patterns
from onroll.service.web.school.lessons import registers
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.lessons.conftest import FILE, Taught
from tests.integration.web.pages import words_of
from tests.support.statements import Statements
from tests.support.workbooks import sheets_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def at_half_past_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(9, 30))
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


def client_of(role: str, taught: Taught, **where: object) -> Client:
    client = Client()
    client.force_login(a_user(role, **(where or {"school": taught.school}), name=f"The {role}"))
    return client


@pytest.fixture
def officer(taught: Taught) -> Client:
    return client_of("attendance_officer", taught)


@pytest.fixture
def lessons(taught: Taught) -> str:
    return f"/schools/{taught.school.pk}/lessons/"


class TestARegister:
    def test_is_everybody_present_in_one_step(self, taught, officer, lessons):
        address = f"{lessons}{taught.maths.pk}/{MONDAY}/"
        page = officer.get(address).content.decode()
        assert page.count('value="present" checked') == 2
        assert "is taken" in words_of(officer.post(address, {}, follow=True))
        assert not LessonMark.objects.exists()
        assert "1 of 2 registers taken" in words_of(officer.get(lessons))

    def test_is_the_teachers_own_and_nobody_elses(self, taught, lessons):
        user = a_user("teacher", group=taught.oak.group)
        Lesson.objects.filter(pk=taught.maths.pk).update(teacher=user)
        teacher = Client()
        teacher.force_login(user)
        page = words_of(teacher.get(lessons))
        assert "Maths, 5x" in page
        assert "French" not in page
        assert teacher.get(f"{lessons}{taught.maths.pk}/{MONDAY}/").status_code == 200
        assert teacher.get(f"{lessons}{taught.french.pk}/{MONDAY}/").status_code == 404


class TestTheDay:
    def test_says_of_a_lesson_whether_it_has_begun(self, officer, lessons):
        page = words_of(officer.get(lessons))
        assert "P1 Nobody named Not taken" in page
        assert "P3 Nobody named Not begun" in page

    def test_folds_all_but_the_lessons_of_the_hour_where_there_are_many(self, officer, lessons, monkeypatch):
        assert "<details" not in officer.get(lessons).content.decode().split("<main")[1]
        monkeypatch.setattr(registers, "MANY", 1)
        page = officer.get(lessons)
        assert page.content.decode().split("<main")[1].count("<details") == 1
        assert "P1, from 9:20am Now" in words_of(page)
        assert "P3, from 11:00am: 0 of 1 register taken" in words_of(page)


class TestAMissingPupil:
    def test_stands_on_today_until_found(self, taught, officer, lessons):
        taught.oak.take("/", "/")
        sent = {f"mark-{taught.amina.pk}": "absent"}
        officer.post(f"{lessons}{taught.maths.pk}/{MONDAY}/", sent)
        assert "Amina Begum Maths, 5x, P1; noticed at 9:30am" in words_of(officer.get(lessons))
        today = f"/schools/{taught.school.pk}/today/"
        assert "Amina Begum is in school, and absent from Maths, 5x" in words_of(officer.get(today))
        recheck_duties(school_id=taught.school.pk, by=Actor.service("Duties"), now=at(9, 30))
        address = f"{lessons}missing/{taught.amina.pk}/{MONDAY}/"
        assert officer.post(address, {"kind": "found", "words": ""}).status_code == 422
        assert officer.post(address, {"kind": "found", "words": "A", "at": "99:99"}).status_code == 422
        page = words_of(officer.post(address, {"kind": "found", "words": "In the library"}, follow=True))
        assert "Found. In the library 9:30am, The attendance_officer" in page
        assert "is in school, and absent" not in words_of(officer.get(today))


class TestTheTimetable:
    def test_is_read_in_from_a_file(self, taught, lessons):
        head = client_of("head", taught)
        days = {"first_day-day": "7", "first_day-month": "9", "first_day-year": "2026"}
        file = io.BytesIO(FILE.replace("French", "Latin").encode())
        file.name = "timetable.csv"
        page = words_of(head.post(f"{lessons}timetable/import/", {**days, "file": file}, follow=True))
        assert "2 lessons read in" in page
        assert "Latin, 5x" in page
        assert "Choose the file" in words_of(head.post(f"{lessons}timetable/import/", days))

    def test_takes_a_lesson_by_hand_and_says_what_lacks(self, taught, lessons):
        head = client_of("head", taught)
        days = {"first_day-day": "7", "first_day-month": "9", "first_day-year": "2026"}
        sent = {
            "group": "5x", "subject": "Art", "weekday": "1", "period": "P4", "starts": "13.20", "ends": "14.10", "teacher": "",
            "pupils": "5 Oak", **days,
        }  # fmt: skip
        assert "The lesson ends before it starts" in words_of(
            head.post(f"{lessons}timetable/add/", {**sent, "ends": "13.10"})
        )
        assert "Art, 5x" in words_of(head.post(f"{lessons}timetable/add/", sent, follow=True))

    def test_says_where_no_registers_are_kept(self, taught, officer, lessons):
        head = client_of("head", taught)
        head.post(f"{lessons}timetable/keep/", {"kept": "no"})
        assert "No lesson registers are kept" in words_of(officer.get(lessons))
        absences = officer.get(f"/schools/{taught.school.pk}/absences/no-reason/").content.decode()
        assert f'href="{lessons}"' not in absences
        head.post(f"{lessons}timetable/keep/", {"kept": "yes"})
        absences = officer.get(f"/schools/{taught.school.pk}/absences/no-reason/").content.decode()
        assert f'href="{lessons}"' in absences


class TestPatterns:
    def test_show_what_is_missed(self, taught, officer, lessons):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="absent")
        assert "Maths 1 2 50.0%" in words_of(officer.get(f"{lessons}patterns/"))

    def test_open_every_figure_to_pupils_and_marks_that_add_up_to_it(self, taught, officer, lessons):
        taught.oak.take("/", "N")
        taught.take(taught.maths, at(9, 25), amina="absent", callum="absent")
        taught.take(taught.french, at(11, 5), amina="late")
        span = {"school_id": taught.school.pk, "first_day": MONDAY, "last_day": MONDAY}
        scope = taught.officer.scope
        page = lesson_patterns(scope, **span)
        figures = [
            (by, one)
            for by, shares in (
                (By.SUBJECT, page.by_subject), (By.PERIOD, page.by_period), (By.WEEKDAY, page.by_weekday)
            )
            for one in shares
        ]  # fmt: skip
        opened = unescape(officer.get(f"{lessons}patterns/").content.decode())
        for by, one in figures:
            asked = urlencode({"by": by.value, "of": one.key})
            assert opened.count(f'{asked}"') >= 3
            found = pattern_behind(scope, **span, by=by, of=one.key)
            assert (one.missed, one.lessons) == (
                sum(pupil.missed for pupil in found.pupils), sum(pupil.lessons for pupil in found.pupils)
            )  # fmt: skip
            why = [mark.why for mark in found.marks]
            assert (one.missed, one.lessons) == (
                why.count(Why.MISSED), why.count(Why.MISSED) + why.count(Why.ATTENDED)
            )  # fmt: skip
        for one in page.pupils:
            own = pattern_behind(scope, **span, pupil_id=one.pupil.pk).total
            assert (own.missed, own.late) == (one.missed, one.late)
            for subject, count in one.most:
                of = {"by": By.SUBJECT, "of": subject, "pupil_id": one.pupil.pk}
                assert pattern_behind(scope, **span, **of).total.missed == count
        whole = pattern_behind(scope, **span)
        assert (whole.total.not_in, whole.total.twice) == (page.not_in, page.twice) == (1, 0)
        for address in set(re.findall(r'href="([^"]*/patterns/open/[^"]*)"', opened)):
            assert officer.get(address).status_code == 200

    def test_open_to_the_marks_of_a_pupil_and_note_the_look(self, taught, officer, lessons):
        taught.oak.take("/", "N")
        taught.take(taught.maths, at(9, 25), amina="absent", callum="absent")
        pupils = words_of(officer.get(f"{lessons}patterns/open/?by=subject&of=Maths"))
        assert "Amina Begum 1 1 0 0 0" in pupils
        assert "Together 1 1 0 1 0" in pupils
        page = words_of(officer.get(f"{lessons}patterns/open/?by=subject&of=Maths&pupil={taught.callum.pk}"))
        assert "Missed, and not in school: not counted" in page
        assert Viewing.objects.get(page="lessons").pupil_id == taught.callum.pk

    @pytest.mark.parametrize("of_pupil", [False, True])
    def test_are_taken_out_as_the_page_has_them_and_that_is_noted(self, taught, officer, lessons, of_pupil):
        taught.oak.take("/", "N")
        taught.take(taught.maths, at(9, 25), amina="absent", callum="absent")
        asked = "by=subject&of=Maths" + (f"&pupil={taught.amina.pk}" if of_pupil else "")
        page = officer.get(f"{lessons}patterns/open/?{asked}").content.decode()
        links = dict(re.findall(r'href="([^"]*as=(?:csv|xlsx))">(CSV|Excel)', page))
        text, book = (officer.get(unescape(one)).content for one in links)
        rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
        first = (
            [f"{MONDAY.day} {MONDAY:%b %Y}", "AM", "P1", "Maths", "N"] if of_pupil
            else ["Amina Begum", "1", "1", "0", "0", "0"]
        )  # fmt: skip
        assert first in [row[: len(first)] for row in rows]
        (shown,) = (row for row in rows if row[: len(first)] == first)
        (sheet,) = (rows for name, rows in sheets_of(book).items() if name != "About")
        plain = [str(int(value) if isinstance(value, float) else value) for value in sheet[1].values()]
        assert [value for value in plain if value] == [value for value in shown if value]
        assert Viewing.objects.filter(page="lessons, Excel").count() == (1 if of_pupil else 2)
        event = Event.objects.filter(name="lessons.figure.taken out").latest("pk")
        assert (event.details["file"], event.details["figure"]) == ("Excel", "Maths")

    def test_open_in_as_many_statements_for_many_as_for_few(self, taught, officer, lessons):
        def sent(asked: str) -> int:
            officer.get(f"{lessons}patterns/open/?{asked}")
            with Statements() as statements:
                officer.get(f"{lessons}patterns/open/?{asked}")
            return len(statements.counted)

        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="absent")
        few = [sent("by=subject&of=Maths"), sent(f"pupil={taught.amina.pk}")]
        taught.take(taught.french, at(11, 5), amina="absent", callum="absent")
        assert [sent(""), sent(f"pupil={taught.amina.pk}")] == few
        assert max(few) <= 12

    @pytest.mark.parametrize("asked", ["by=teacher&of=A", "by=weekday&of=8", "pupil=0"])
    def test_have_nothing_behind_a_figure_that_is_not_there(self, taught, officer, lessons, asked):
        assert officer.get(f"{lessons}patterns/open/?{asked}").status_code == 404
