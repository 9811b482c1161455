"""A professional is entered by a person's name: a name that says what they are would tell that a pupil is protected."""

from __future__ import annotations

import pytest

from onroll.service.people.actions.staff import link_professional
from onroll.service.people.parts_in_names import ON_RECORD, says_what_they_are, without_part
from onroll.service.people.refusals import StaffRefused
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_school
from tests.factories.people import a_pupil_on_roll, an_actor


class TestAProfessional:
    @pytest.mark.parametrize(
        "name",
        ["Duty social worker", "Youth Justice Service", "Virtual School", "MASH desk", "J. Reyes (YOT)"],
    )
    def test_is_entered_by_a_persons_name_and_not_by_what_they_are(self, name):
        assert says_what_they_are(name)
        assert without_part(name) == ON_RECORD

    @pytest.mark.parametrize(
        "name", ["J. Reyes", "Yotam Claridge", "Duty desk", "Vera Cinar", "Mr Justin Young"]
    )
    def test_may_have_any_persons_name(self, name):
        assert without_part(name) == name

    @pytest.mark.django_db
    @pytest.mark.one_database
    def test_is_refused_with_what_to_write_instead(self):
        school = a_school(meets=False)
        pupil = a_pupil_on_roll(school)
        with pytest.raises(StaffRefused, match="write “Duty desk”"):
            link_professional(
                school_id=school.pk, pupil_id=pupil.pk, name="Duty social worker", role="Social worker",
                first_day=FIRST_DAY, by=an_actor("safeguarding_lead", school), now=at(9),
            )  # fmt: skip
