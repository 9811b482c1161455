"""A row of the weekly list without a UPN is set aside: nobody is found by a name alone, and the others are taken in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onroll.service.absence_notices.models import WeeklyListLine
from onroll.service.absence_notices.weekly_csv import ListRefused
from tests.factories.access import a_user
from tests.integration.absence_notices.test_weekly_list import (
    AMINA,
    CALLUM,
    HEAD,
    NEXT_WEEK,
    found,
    give_upns,
    row,
    take_in,
)
from tests.integration.web.conftest import Morning
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
WITHOUT = row(upn="", name="Begum,Amina", status="CP")


@pytest.fixture(autouse=True)
def _upns(oak):
    give_upns(oak)


class TestARowWithoutAUpn:
    def test_is_kept_and_the_others_are_taken_in(self, oak):
        take_in(oak, row(), WITHOUT)
        assert set(WeeklyListLine.objects.values_list("upn", "forename")) == {
            (CALLUM, "Callum"),
            ("", "Amina"),
        }

    def test_is_of_no_pupil_though_one_has_that_name(self, oak):
        take_in(oak, row(), WITHOUT)
        week = found(oak)
        assert AMINA not in week.here
        (aside,) = [one for one in week.corrections if not one.upn]
        assert (aside.name, aside.pupil_id) == ("Amina Begum", None)
        assert "Ask the authority for the UPN, and take in the list again" in aside.what

    def test_neither_joins_nor_leaves_nor_changes(self, oak):
        take_in(oak, row(), WITHOUT, row(upn="", name="Frost,Dylan"))
        take_in(oak, row(), row(upn="", name="Hale,Megan"), week=NEXT_WEEK)
        week = found(oak, on=NEXT_WEEK)
        assert (week.joined, week.left, week.changed) == ((), (), ())
        assert [one.surname for one in week.set_aside] == ["Hale"]

    def test_stands_beside_another_and_is_not_called_the_same_pupil_twice(self, oak):
        take_in(oak, row(), WITHOUT, WITHOUT)
        assert len(found(oak).set_aside) == 2

    def test_joins_once_the_authority_gives_the_upn(self, oak):
        take_in(oak, row(), WITHOUT)
        take_in(oak, row(), row(upn=AMINA, name="Begum,Amina"), week=NEXT_WEEK)
        assert [one.upn for one in found(oak, on=NEXT_WEEK).joined] == [AMINA]


class TestAFileWithoutAnyUpn:
    def test_is_refused_with_the_cure(self, oak):
        with pytest.raises(ListRefused, match="No row has a UPN"):
            take_in(oak, WITHOUT)
        assert not WeeklyListLine.objects.exists()


def test_the_page_says_which_rows_were_set_aside_and_what_to_do(oak, client, monkeypatch):
    Morning(monkeypatch).is_at(9, 0)
    client.force_login(a_user("safeguarding_lead", school=oak.school))
    file = SimpleUploadedFile("list.csv", (HEAD + row() + WITHOUT).encode())
    sent = {"week-day": "7", "week-month": "9", "week-year": "2026", "file": file}
    page = words_of(client.post(f"/schools/{oak.school.pk}/notices/weekly/", sent, follow=True))
    assert "The list is taken in: 1 pupil. 1 row without a UPN set aside, to put right: Amina Begum." in page
    assert "1 pupil and 1 row set aside, taken in on" in page
    assert "Amina Begum None Stands on the list without a UPN, so the row is set aside" in page
    assert "Amina Begum No UPN Child protection plan" in page
