"""Reasonable enquiries after a pupil who has gone, and what a referral gives."""

import pytest

from onroll.law.missing_referral import (
    ENQUIRY_RECORD,
    REFERRAL_CONTENTS,
    faults_of_enquiry_record,
    faults_of_referral,
    reasonable_enquiries,
)

title = "Enquiries and referral"
cites = "Children missing education, reasonable enquiries"

WHOLE = [one.name for one in REFERRAL_CONTENTS.newest.value]


class TestReferral:
    @pytest.mark.parametrize("left_out", WHOLE)
    def test_gives_each_of_eleven_things(self, left_out: str) -> None:
        assert len(WHOLE) == 11
        (fault,) = faults_of_referral([name for name in WHOLE if name != left_out])
        assert fault.name == f"{left_out}_missing"


class TestEnquiries:
    def test_are_made_by_school_and_authority_and_suit_the_case(self) -> None:
        by = {"by_school": ["home_visit"], "by_authority": ["agencies"]}
        assert reasonable_enquiries(**by, suits_the_case=True).met is True
        assert reasonable_enquiries(**by, suits_the_case=False).met is False
        assert reasonable_enquiries(**by | {"by_school": []}, suits_the_case=True).met is False
        assert reasonable_enquiries(**by | {"by_authority": []}, suits_the_case=True).met is False

    def test_wait_for_somebody_to_say_that_they_suit_the_case(self) -> None:
        found = reasonable_enquiries(by_school=["home_visit"], by_authority=["agencies"], suits_the_case=None)
        assert found.met is None
        assert [one.who for one in found.missing] == ["the school and the local authority"]

    def test_say_what_else_there_is_to_try(self) -> None:
        found = reasonable_enquiries(by_school=["home_visit"], by_authority=["agencies"], suits_the_case=True)
        assert found.facts["not_made"] == (
            "neighbours",
            "schools",
            "authority_records",
            "lost_pupils",
            "charities",
        )

    def test_are_refused_by_a_name_there_is_not(self) -> None:
        with pytest.raises(LookupError, match="home_visit"):
            reasonable_enquiries(by_school=["crystal_ball"], by_authority=[], suits_the_case=True)

    def test_leave_a_record_of_six_things(self) -> None:
        assert len(faults_of_enquiry_record(())) == 6
        assert faults_of_enquiry_record([one.name for one in ENQUIRY_RECORD.newest.value]) == ()
