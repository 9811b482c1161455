"""Sheets that are filled in at school come out in Word and PDF, a page a pupil, in the school's own words where it has any."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.test import Client
from docx import Document

from onroll.service import clock
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.correspondence.actions import taking_out_sheets
from onroll.service.correspondence.actions.taking_out import Taken
from onroll.service.correspondence.actions.taking_out_sheets import take_out_sheets
from onroll.service.correspondence.actions.wording import decide_wording, write_wording
from onroll.service.correspondence.refusals import MessageRefused
from tests.factories.access import a_user
from tests.factories.correspondence import AFamily
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def family() -> AFamily:
    return AFamily()


def take(family: AFamily, template: str = "call-back-sheet", form: str = "docx", **others: object) -> Taken:
    """Take a sheet about the family's child out, as the attendance officer."""
    asked: dict = {"pupil_ids": [family.pupil.pk], "by": family.officer, **others}
    return take_out_sheets(
        school_id=family.school.pk, template_key=template, on=MONDAY, form=form, now=at(10), **asked
    )


def text_of(taken: Taken) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(taken.made)).paragraphs)


@pytest.mark.parametrize(
    ("template", "says"),
    [("call-back-sheet", "in their own words"), ("check-in-sheet", "What would help tomorrow?")],
)
def test_each_names_the_pupil_and_has_room_to_write(family, template, says):
    words = text_of(take(family, template))
    assert str(family.pupil) in words
    assert says in words
    assert "________" in words
    assert "{" not in words


def test_each_is_a_pdf_as_well(family):
    taken = take(family, form="pdf")
    assert taken.made.startswith(b"%PDF")
    assert taken.name == "call-back-sheet-2026-09-07.pdf"


def test_says_the_schools_own_words_once_they_are_approved(family):
    made = write_wording(
        school_id=family.school.pk, template="call-back-sheet", channel="letter", language="en", subject="{pupil}",
        body="Ask {recipient} about the bus.", by=family.officer, now=at(8),
    )  # fmt: skip
    head = an_actor("head", family.school)
    decide_wording(school_id=family.school.pk, wording_id=made.pk, approve=True, by=head, now=at(9))
    assert "Ask ______________________ about the bus." in text_of(take(family))


def test_has_a_page_for_each_pupil_and_is_told_in_the_audit(family):
    other = a_pupil_on_roll(family.school, None, "Zofia")
    taken = take(family, pupil_ids=[other.pk, family.pupil.pk])
    assert taken.letters == 2
    assert Event.objects.get(name="messages.document.taken out").details["letters"] == 2


def test_is_of_no_pupil_of_another_school(family):
    stranger = AFamily()
    with pytest.raises(OutOfScope):
        take(family, pupil_ids=[stranger.pupil.pk])


@pytest.mark.parametrize(
    ("others", "says"),
    [({"template": "welcome-back"}, "no sheet"), ({"form": "odt"}, "Word or PDF")],
)
def test_is_refused_for_what_is_no_sheet_or_no_form(family, others, says):
    with pytest.raises(MessageRefused, match=says):
        take(family, **others)


def test_of_too_many_pupils_is_refused(family, monkeypatch):
    monkeypatch.setattr(taking_out_sheets, "MOST", 0)
    with pytest.raises(MessageRefused, match="at most 0 go into one document"):
        take(family)


class TestThePage:
    @pytest.fixture
    def page(self, family, client: Client, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(clock, "now", lambda: at(10))
        monkeypatch.setattr(clock, "today", lambda: MONDAY)
        client.force_login(a_user("attendance_officer", school=family.school))
        return f"/schools/{family.school.pk}/messages/send/check-in-sheet/"

    def test_is_listed_among_what_is_filled_in_at_school(self, client, page):
        listed = client.get(page.replace("check-in-sheet/", "")).content.decode()
        assert "To fill in at school" in listed
        assert page in listed

    def test_counts_the_sheets_and_leads_to_both(self, client, page, family):
        shown = client.get(f"{page}?whom=pupil-{family.pupil.pk}").content.decode()
        assert "1 sheet:" in shown
        assert "document/?whom=" in shown

    def test_says_where_nobody_is_meant(self, client, page):
        empty = MONDAY - dt.timedelta(days=400)
        refused = client.get(f"{page}?whom=all&on={empty}")
        assert refused.status_code == 422
        assert "No pupil is meant by that" in refused.content.decode()

    def test_leads_back_where_no_pupil_was_chosen(self, client, page):
        assert client.get(f"{page}document/").headers["location"] == page
