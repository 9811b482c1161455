"""Who must be told of an absence nobody has explained: by markers, by who works with the pupil, and by the roll."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.people.models import PartnerLink, PupilMarker
from tests.factories.moments import MONDAY, at
from tests.factories.notices import AWatchedClass, a_professional
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import a_pupil, an_actor
from tests.support.statements import Statements

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def told(oak, **others) -> list[tuple[str, str]]:
    return [(row.whom.recipient.value, row.whom.name) for row in oak.board(**others).rows]


def also_at(oak, pupil, registration, school="Westerdale School"):
    Enrolment.objects.filter(pupil=pupil).update(registration=registration, other_school=school)


class TestOfWhom:
    def test_is_the_social_worker_of_a_pupil_marked_absent_without_a_reason(self, oak):
        assert told(oak) == [("social_worker", "J. Reyes")]

    def test_is_nobody_once_the_absence_has_a_reason(self, oak):
        oak.amend(oak.callum, "I")
        assert told(oak) == []

    def test_is_nobody_for_a_pupil_who_is_in_school(self, db):
        oak = AWatchedClass()
        oak.take("/", "/")
        assert told(oak) == []

    @pytest.mark.parametrize(
        ("kind", "recipients"),
        [
            ("child protection", ["social_worker"]),
            ("child in need", ["social_worker"]),
            ("looked after", ["social_worker", "virtual_school_head"]),
            ("youth justice", ["youth_justice_worker"]),
            ("previously looked after", []),
            ("missing before", []),
        ],
    )
    def test_follows_from_a_marker_even_where_nobody_is_on_record(self, oak, kind, recipients):
        PartnerLink.objects.all().delete()
        PupilMarker.objects.all().delete()
        PupilMarker.objects.create(pupil=oak.callum, kind=kind, first_day=FIRST_DAY)
        assert told(oak) == [(one, "") for one in recipients]

    def test_follows_from_who_works_with_the_pupil_without_a_marker(self, oak):
        PupilMarker.objects.all().delete()
        a_professional(oak.callum, oak.school, "Youth justice worker", name="A. Okafor")
        assert told(oak) == [("social_worker", "J. Reyes"), ("youth_justice_worker", "A. Okafor")]

    def test_is_each_of_two_who_do_the_same(self, oak):
        a_professional(oak.callum, oak.school, "Senior social worker", name="A. Okafor")
        assert told(oak) == [("social_worker", "J. Reyes"), ("social_worker", "A. Okafor")]

    def test_is_not_a_worker_whose_work_ended_the_day_before(self, oak):
        links = PartnerLink.objects.filter(pupil=oak.callum)
        links.update(last_day=MONDAY)
        assert told(oak) == [("social_worker", "J. Reyes")]
        links.update(last_day=MONDAY - dt.timedelta(days=1))
        assert told(oak) == [("social_worker", "")]

    @pytest.mark.parametrize("registration", ["main", "subsidiary", "guest"])
    def test_is_the_other_school_of_a_pupil_who_has_two(self, oak, registration):
        also_at(oak, oak.callum, registration)
        assert ("other_school", "Westerdale School") in told(oak)

    def test_is_no_school_for_a_pupil_of_this_one_only(self, oak):
        also_at(oak, oak.callum, "sole")
        assert told(oak) == [("social_worker", "J. Reyes")]

    def test_is_no_school_once_the_pupil_has_left(self, oak):
        also_at(oak, oak.callum, "guest")
        Enrolment.objects.filter(pupil=oak.callum).update(last_day=MONDAY)
        assert ("other_school", "Westerdale School") in told(oak)
        Enrolment.objects.filter(pupil=oak.callum).update(last_day=MONDAY - dt.timedelta(days=1))
        assert ("other_school", "Westerdale School") not in told(oak)

    def test_is_the_worker_of_the_row_a_pupil_was_merged_into(self, oak):
        kept = a_pupil("Callum", "Eyre")
        oak.callum.folded_into = kept
        oak.callum.save()
        PartnerLink.objects.update(pupil=kept)
        PupilMarker.objects.update(pupil=kept)
        (row,) = oak.board().rows
        assert (row.pupil, row.whom.name) == (oak.callum, "J. Reyes")

    def test_has_its_law_with_it(self, oak):
        also_at(oak, oak.callum, "guest")
        says = {row.whom.recipient.value: str(row.whom.telling.citation) for row in oak.board().rows}
        assert "52" in says["social_worker"]
        assert "Onroll" in says["other_school"]


class TestWhoSees:
    def test_an_officer_who_may_not_know_who_protects_a_pupil_sees_a_person_to_tell(self, oak):
        also_at(oak, oak.callum, "guest")
        board = oak.board(by=oak.officer)
        assert {row.whom.slug for row in board.rows} == {"professional", "other_school"}
        assert not board.sees_protected

    def test_nobody_sees_them_who_does_not_follow_absences_up(self, oak):
        with pytest.raises(OutOfScope):
            oak.board(by=an_actor("governor", oak.school))

    def test_takes_as_many_statements_for_two_pupils_as_for_one(self, oak):
        with Statements() as one:
            oak.board()
        PupilMarker.objects.create(pupil=oak.amina, kind="looked after", first_day=FIRST_DAY)
        oak.amend(oak.amina, "N", now=at(9, 20))
        with Statements() as two:
            assert len(oak.board().rows) == 3
        assert len(two.counted) == len(one.counted)
