"""What is arranged ahead counts as attending only where somebody fit supervises it; what is leave is agreed beforehand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from onroll.law.dated import NoRuleInForce
from onroll.law.planned_attendance import (
    ASKED_OF_AN_ACTIVITY,
    Activity,
    Arrangement,
    faults_of_arrangement,
    faults_of_pupil,
    faults_of_remote_education,
)

DAY = date(2026, 9, 14)
ONE_DAY = timedelta(days=1)
VISIT = Arrangement(
    Activity.VISIT,
    first_day=DAY,
    last_day=DAY,
    made_on=date(2026, 9, 1),
    title="The museum of the fens",
    place="Ely",
    supervised_by="Mr T. Example",
    is_supervised_by_staff=True,
    approved_by="Ms H. Example, head",
)
OBSERVANCE = Arrangement(
    Activity.OBSERVANCE, DAY, DAY, made_on=DAY, title="Eid", because="The mosque in Tarn Road"
)
INTERVIEWS = Arrangement(
    Activity.INTERVIEW, DAY, DAY, made_on=DAY, title="Sixth form interviews", agreed_on=DAY
)
STUDY = replace(INTERVIEWS, activity=Activity.STUDY_LEAVE, title="Study leave")


def names(arrangement: Arrangement, **changes: Any) -> list[str]:
    return [fault.name for fault in faults_of_arrangement(replace(arrangement, **changes))]


class TestAnActivityAwayFromSchool:
    @pytest.mark.parametrize(
        ("activity", "code"),
        [
            (Activity.VISIT, "V"),
            (Activity.SPORT, "P"),
            (Activity.WORK_EXPERIENCE, "W"),
            (Activity.OTHER, "B"),
            (Activity.EXAMINATION, "B"),
        ],
    )
    def test_stands_where_it_is_approved_and_supervised_and_has_its_code(
        self, activity: Activity, code: str
    ) -> None:
        assert ASKED_OF_AN_ACTIVITY.on(DAY)[activity].code == code
        assert names(VISIT, activity=activity) == []
        assert names(VISIT, activity=activity, supervised_by="") == ["supervisor_missing"]

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"title": " "}, "nature_missing"),
            ({"place": ""}, "place_missing"),
            ({"approved_by": ""}, "approval_missing"),
        ],
    )
    def test_says_what_and_where_it_is_and_who_approved_it(self, change: dict[str, str], fault: str) -> None:
        assert names(VISIT, **change) == [fault]

    def test_is_a_visit_only_where_the_school_s_own_staff_supervise(self) -> None:
        assert names(VISIT, is_supervised_by_staff=False) == ["not_supervised_by_staff"]
        assert names(VISIT, activity=Activity.SPORT, is_supervised_by_staff=False) == []


class TestDays:
    def test_are_arranged_by_the_day_itself_and_not_after(self) -> None:
        assert names(VISIT, made_on=DAY) == []
        assert names(VISIT, made_on=DAY + ONE_DAY) == ["after_the_event"]

    def test_run_forwards(self) -> None:
        assert names(VISIT, last_day=DAY - ONE_DAY) == ["days_backwards"]

    def test_begin_with_the_regulations(self) -> None:
        first = date(2024, 8, 19)
        assert names(VISIT, first_day=first, last_day=first, made_on=first) == []
        with pytest.raises(NoRuleInForce):
            names(VISIT, first_day=first - ONE_DAY, last_day=first, made_on=first - ONE_DAY)
        with pytest.raises(NoRuleInForce):
            faults_of_pupil(Activity.VISIT, year_group=5, on=first - ONE_DAY)


class TestWhatIsLeave:
    @pytest.mark.parametrize(("arrangement", "code"), [(INTERVIEWS, "J1"), (STUDY, "S")])
    def test_is_agreed_with_a_parent_in_advance(self, arrangement: Arrangement, code: str) -> None:
        assert ASKED_OF_AN_ACTIVITY.on(DAY)[arrangement.activity].code == code
        assert names(arrangement) == []
        assert names(arrangement, agreed_on=None) == ["agreement_missing"]
        assert names(arrangement, agreed_on=DAY + ONE_DAY) == ["agreed_too_late"]

    def test_is_not_agreed_on_a_day_to_come(self) -> None:
        assert names(STUDY, made_on=DAY - ONE_DAY) == ["agreed_too_late"]


class TestReligiousObservance:
    def test_is_a_day_set_apart_by_a_body_that_is_named(self) -> None:
        assert ASKED_OF_AN_ACTIVITY.on(DAY)[Activity.OBSERVANCE].code == "R"
        assert names(OBSERVANCE) == []
        assert names(OBSERVANCE, because="") == ["body_missing"]

    def test_is_one_day_and_the_second_needs_leave(self) -> None:
        assert names(OBSERVANCE, last_day=DAY + ONE_DAY) == ["days_not_set_apart"]


class TestTravelling:
    def test_says_for_which_trade(self) -> None:
        travelling = replace(OBSERVANCE, activity=Activity.TRAVELLING, last_day=DAY + 30 * ONE_DAY)
        assert ASKED_OF_AN_ACTIVITY.on(DAY)[Activity.TRAVELLING].code == "T"
        assert names(travelling) == []
        assert names(travelling, because="") == ["trade_missing"]

    def test_is_for_a_mobile_child_alone(self) -> None:
        about = {"year_group": 5, "on": DAY}
        assert faults_of_pupil(Activity.TRAVELLING, is_mobile_child=True, **about) == ()
        (fault,) = faults_of_pupil(Activity.TRAVELLING, is_mobile_child=False, **about)
        assert fault.name == "not_a_mobile_child"
        assert faults_of_pupil(Activity.VISIT, is_mobile_child=False, **about) == ()


class TestYears:
    @pytest.mark.parametrize(
        ("activity", "first"), [(Activity.WORK_EXPERIENCE, 10), (Activity.STUDY_LEAVE, 11)]
    )
    def test_of_work_experience_and_study_leave_are_the_last(self, activity: Activity, first: int) -> None:
        assert faults_of_pupil(activity, year_group=first, on=DAY) == ()
        (fault,) = faults_of_pupil(activity, year_group=first - 1, on=DAY)
        assert f"is for year {first} and above, and this pupil is in year {first - 1}." in fault.message
        (fault,) = faults_of_pupil(activity, year_group=None, on=DAY)
        assert "has no year group on record" in fault.message

    def test_of_a_visit_are_any(self) -> None:
        assert faults_of_pupil(Activity.VISIT, year_group=None, on=DAY) == ()


class TestRemoteEducation:
    @pytest.mark.parametrize("code", ["B", "K", "/", "L"])
    def test_is_never_attending(self, code: str) -> None:
        (fault,) = faults_of_remote_education(code, on=DAY)
        assert "A pupil learning at home is not attending" in fault.message
        assert str(fault.citation.provision) == "10(11)"

    @pytest.mark.parametrize("code", ["I", "E", "C2", "Y1"])
    def test_has_the_code_of_the_reason_for_the_absence(self, code: str) -> None:
        assert faults_of_remote_education(code, on=DAY) == ()
