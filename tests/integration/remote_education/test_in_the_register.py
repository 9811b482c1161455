"""A register says beside a pupil that work is set at home, and nothing of why; the pupil is absent all the same."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service.people.models import Pupil
from onroll.service.remote_education.actions.noting import review_remote_education
from onroll.service.remote_education.queries.beside_register import beside_register
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.integration.remote_education.test_remote_education import FRIDAY, ONE_DAY, note
from tests.integration.web.pages import words_of
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db
SAID = "Work set at home, never B"


@pytest.fixture
def oak() -> AClass:
    return AClass()


def noted(oak: AClass, date: dt.date = MONDAY) -> bool:
    ids = [oak.amina.pk, oak.callum.pk]
    return oak.amina.pk in beside_register(oak.school.pk, ids, date, "AM").remote_education


class TestWhoIsSetWorkAtHome:
    @pytest.mark.parametrize(
        ("date", "is_noted"),
        [(MONDAY - ONE_DAY, False), (MONDAY, True), (FRIDAY, True), (FRIDAY + ONE_DAY, False)],
    )
    def test_is_known_from_the_first_day_to_the_last(self, oak, date, is_noted):
        note(oak)
        assert noted(oak, date) is is_noted

    def test_is_known_up_to_the_day_on_which_it_was_ended(self, oak):
        kept = note(oak)
        tuesday = MONDAY + ONE_DAY
        review_remote_education(
            school_id=oak.school.pk, note_id=kept.pk, words="Back tomorrow", next_on=None, by=oak.officer,
            now=at(10, on=tuesday),
        )  # fmt: skip
        assert [noted(oak, MONDAY + number * ONE_DAY) for number in range(3)] == [True, True, False]

    def test_is_known_by_the_row_that_is_kept_of_two_that_were_one_pupil(self, oak):
        note(oak)
        Pupil.objects.filter(pk=oak.amina.pk).update(folded_into=oak.callum)
        assert beside_register(oak.school.pk, [oak.callum.pk], MONDAY, "AM").remote_education == {
            oak.callum.pk
        }

    def test_is_asked_in_one_statement(self, oak):
        note(oak)
        with Statements() as statements:
            noted(oak)
        assert len(statements.counted) == 1


@pytest.mark.one_database
class TestTheRegister:
    def test_says_so_beside_the_pupil_alone_and_not_why(self, oak, client: Client, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(8, 50))
        client.force_login(a_user("teacher", school=oak.school, group=oak.group))
        page = f"/schools/{oak.school.pk}/registers/{oak.group.pk}/{MONDAY}/am/"
        assert SAID not in words_of(client.get(page))
        note(oak)
        answer = client.get(page)
        row = answer.content.decode().split(f'id="p{oak.amina.pk}"')[1].split("</tr>")[0]
        assert SAID in row
        words = words_of(answer)
        assert (words.count(SAID), "by post" in words, "and never B" in words) == (1, False, True)
        assert "0 of 2 marked" in words
