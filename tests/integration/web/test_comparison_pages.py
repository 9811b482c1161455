"""Comparing with another system on its pages: sent, compared by the job, narrowed, opened, exported and deleted."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onroll.service import clock
from onroll.service.audit.models import Event
from onroll.service.exchange import uploads
from onroll.service.reconciliation.models import Comparison
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_school
from tests.factories.registers import AClass
from tests.integration.reconciliation.conftest import marks_of
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def a_tuesday(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    offset = at(12, on=TUESDAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))


@pytest.fixture
def a_class() -> AClass:
    a_class = AClass()
    a_class.take("/", "I", by=a_class.officer)
    return a_class


@pytest.fixture
def officer(a_class: AClass) -> Client:
    return signed_in("attendance_officer", a_class)


def signed_in(role: str, a_class: AClass) -> Client:
    client = Client()
    client.force_login(a_user(role, school=a_class.school))
    return client


def page(a_class: AClass, rest: str = "") -> str:
    return f"/schools/{a_class.school.pk}/comparisons/{rest}"


def file_of(a_class: AClass, *lines: tuple[str, dt.date, str, str]) -> SimpleUploadedFile:
    return SimpleUploadedFile("marks.csv", marks_of(a_class, *lines).encode())


@pytest.fixture
def compared(officer: Client, a_class: AClass, settings) -> Callable[..., str]:
    """Send marks on the page, with jobs done at once; answer the address of what came of it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

    def send(*lines: tuple[str, dt.date, str, str], **form: str) -> str:
        sent = {"files": file_of(a_class, *lines), **form}
        answer = officer.post(page(a_class, "marks/"), sent)
        assert answer.status_code == 302, words_of(answer)
        return answer["Location"]

    return send


AMINA_OUT = ("Amina", MONDAY, "AM", "O")
CALLUM_ILL = ("Callum", MONDAY, "AM", "I")


class TestWhatCameOfIt:
    def test_shows_both_sides_the_difference_and_every_session(self, officer, a_class, compared):
        words = words_of(officer.get(compared(AMINA_OUT, CALLUM_ILL)))

        assert "1 session explains the whole of the difference, over 2 pupils. 1 session agrees." in words
        assert "Unauthorised absence 0 1 −1" in words
        assert "Amina Begum 7 September 2026, AM / O Another code" in words

    def test_opens_each_session_to_its_pupil(self, officer, a_class, compared):
        html = officer.get(compared(AMINA_OUT, CALLUM_ILL)).content.decode()

        assert f'href="/schools/{a_class.school.pk}/pupils/{a_class.amina.pk}/"' in html

    def test_is_narrowed_by_kind_figure_and_pupil(self, officer, a_class, compared):
        there = compared(AMINA_OUT, ("Callum", MONDAY, "PM", "\\"))

        def pupils(query: str) -> list[str]:
            html = officer.get(there + query).content.decode().split('id="sessions"')[1]
            return [name for name in ("Amina Begum", "Callum Eyre") if name in html]

        assert pupils("") == ["Amina Begum", "Callum Eyre"]
        assert pupils("?kind=another+code") == ["Amina Begum"]
        assert pupils("?figure=unauthorised") == ["Amina Begum"]
        assert pupils("?q=eyre") == ["Callum Eyre"]
        assert pupils("?q=nobody") == []

    def test_is_read_again_by_another_map(self, officer, a_class, compared):
        there = compared(("Amina", MONDAY, "AM", "P1"), CALLUM_ILL)
        assert "Signs: P1 (1)." in words_of(officer.get(there))

        officer.post(there + "again/", {"meanings": "P1 = /"})

        assert "Nothing differs." in words_of(officer.get(there))

    def test_keeps_the_map_typed_where_it_is_refused(self, officer, a_class, compared):
        there = compared(AMINA_OUT, CALLUM_ILL)

        answer = officer.post(there + "again/", {"meanings": "P1 = Q9"})

        assert answer.status_code == 422
        assert "Q9 is no national code" in words_of(answer)
        assert "P1 = Q9" in answer.content.decode()


class TestTakingItOut:
    def test_as_csv_adds_up_as_the_page_does(self, officer, a_class, compared):
        there = compared(AMINA_OUT, ("Callum", MONDAY, "PM", "\\"))

        rows = list(csv.DictReader(io.StringIO(officer.get(there + "csv/").content.decode("utf-8-sig"))))

        found = Comparison.objects.get().found
        for heading, figure in (("Possible sessions", "possible"), ("Unauthorised absence", "unauthorised")):
            total = sum(int(row[f"{heading}, here less there"]) for row in rows)
            assert total == found["ours"][figure] - found["theirs"][figure]

    def test_as_excel_has_numbers_that_add_up(self, officer, a_class, compared):
        there = compared(AMINA_OUT, CALLUM_ILL)

        book = python_calamine.CalamineWorkbook.from_filelike(
            io.BytesIO(officer.get(there + "excel/").content)
        )
        rows = book.get_sheet_by_name("Differences").to_python()

        column = rows[0].index("Unauthorised absence, here less there")
        assert [row[column] for row in rows[1:]] == [-1]

    def test_is_of_what_is_looked_for_and_leaves_an_event(self, officer, a_class, compared):
        there = compared(AMINA_OUT, ("Callum", MONDAY, "PM", "\\"))

        lines = officer.get(there + "csv/?kind=another+code").content.decode().strip().splitlines()

        assert len(lines) == 2
        assert Event.objects.filter(name="reconciliation.comparison.exported").count() == 1


class TestSending:
    def test_waits_for_the_job_and_says_so(self, officer, a_class):
        there = officer.post(page(a_class, "marks/"), {"files": file_of(a_class, AMINA_OUT)})["Location"]

        assert "Waiting to be compared." in words_of(officer.get(there))
        assert "Waiting to be compared." in words_of(officer.get(there + "progress/"))

    def test_says_when_the_file_and_the_result_are_deleted(self, officer, a_class, compared):
        words = words_of(officer.get(compared(AMINA_OUT)))

        assert "The file is deleted on 15 September 2026" in words
        assert "What came of it is deleted on 8 October 2026" in words

    @pytest.mark.parametrize(
        ("form", "why"),
        [
            ({"meanings": "P1 ="}, "says nothing of a sign"),
            ({"mornings": "PM"}, "Mornings and afternoons are called the same"),
        ],
    )
    def test_is_refused_with_what_to_do(self, officer, a_class, form, why):
        answer = officer.post(page(a_class, "marks/"), {"files": file_of(a_class, AMINA_OUT), **form})

        assert answer.status_code == 422
        assert why in words_of(answer)

    def test_is_refused_without_a_file(self, officer, a_class):
        assert "Nothing was sent." in words_of(officer.post(page(a_class, "marks/"), {}))

    @pytest.mark.parametrize(
        ("form", "why"),
        [
            ({}, "Enter the first day"),
            (
                {"first_day-day": "8", "last_day-day": "7"},
                "The last day is before the first",
            ),
            (
                {"first_day-day": "7", "last_day-day": "8", "column-possible": "pupil"},
                "One heading stands for two things",
            ),
        ],
    )
    def test_of_totals_is_refused_with_what_to_do(self, officer, a_class, form, why):
        days = {
            f"{end}_day-{part}": value
            for end in ("first", "last")
            for part, value in (("month", "9"), ("year", "2026"))
        }
        sent = {**(days if form else {}), **form, "files": SimpleUploadedFile("t.csv", b"pupil\n")}

        answer = officer.post(page(a_class, "totals/"), sent)

        assert answer.status_code == 422
        assert why in words_of(answer)


class TestDeleting:
    def test_the_file_leaves_what_came_of_it(self, officer, a_class, compared):
        there = compared(AMINA_OUT)

        officer.post(there + "delete/", {"what": "file"})

        assert not uploads.kept_files(Comparison.objects.get().folder)
        assert "The file was deleted on 8 September 2026" in words_of(officer.get(there))

    def test_the_comparison_leaves_nothing(self, officer, a_class, compared):
        officer.post(compared(AMINA_OUT) + "delete/", {"what": "all"})

        assert not Comparison.objects.exists()


class TestWhoSeesIt:
    @pytest.mark.parametrize("role", ["governor", "administrator", "senco", "gate"])
    def test_is_nobody_who_does_not_keep_the_registers(self, role, a_class, compared):
        there = compared(AMINA_OUT)

        assert signed_in(role, a_class).get(there).status_code == 403

    def test_is_nobody_of_another_school(self, a_class, compared, officer):
        there = compared(AMINA_OUT)
        other = Client()
        other.force_login(a_user("head", school=a_school("Another School")))

        assert other.get(there).status_code == 404

    def test_finds_it_under_no_other_schools_address(self, a_class, compared):
        compared(AMINA_OUT)
        other = a_school("Another School")
        client = Client()
        client.force_login(a_user("head", school=other))

        number = Comparison.objects.get().pk
        assert client.get(f"/schools/{other.pk}/comparisons/{number}/").status_code == 404
