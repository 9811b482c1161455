"""While a workbook is opened to be compared its page says which sheet of how many, and the bar fills by it."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from django.test import Client

from onroll.service.exchange import uploads
from onroll.service.exchange.progress import opening
from onroll.service.reconciliation.actions.comparing import compare_file
from onroll.service.reconciliation.models import Comparison
from tests.factories.access import a_user
from tests.integration.reconciliation.conftest import NOW
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def workbook(send, a_class) -> Comparison:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Marks").write_row(0, 0, ["pupil", "date", "session", "code"])
    return send(made.getvalue(), name="marks.xlsx")


def test_the_page_says_the_sheet_and_fills_the_bar(workbook, a_class, client: Client):
    client.force_login(a_user("attendance_officer", school=a_class.school))
    uploads.write_progress(workbook.folder, opening("marks.xlsx", 1, 1), 50)
    Comparison.objects.filter(pk=workbook.pk).update(state="running")
    where = f"/schools/{a_class.school.pk}/comparisons/{workbook.pk}/progress/"
    page = client.get(where)
    assert words_of(page) == "Reading the file: opening marks.xlsx, sheet 1 of 1"
    assert 'max="100" value="50"' in page.content.decode()
    uploads.write_progress(workbook.folder, "reading", 5_000)
    assert words_of(client.get(where)) == "Reading the file: 5,000 rows"


def test_comparing_tells_the_opening(workbook, officer):
    told: list[str] = []
    compare_file(
        comparison_id=workbook.pk, by=officer, now=NOW, progress=lambda what, _done: told.append(what)
    )
    assert told[0] == opening("marks.xlsx", 1, 1)
