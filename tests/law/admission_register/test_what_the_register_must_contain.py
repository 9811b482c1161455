"""The contents of the admission register, regulation 8(2), and notifications, 8(3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onroll.law import (
    AdmissionContents,
    MoveNotification,
    OtherSchoolNotification,
    ParentContents,
    faults_of_contents,
    faults_of_notification,
)
from onroll.law.admission_register import CONTENTS

title = "What the admission register must contain"
cites = "Pupil Registration Regulations 2024, regulation 8"

MOTHER = ParentContents(
    "Perpetua Dunnock", "3 Reed Lane", normally_lives_with=True, emergency_numbers=("01632 960001",)
)
FATHER_ELSEWHERE = ParentContents("Lucan Dunnock", "9 Mill Row")
WHOLE = AdmissionContents(
    full_name="Wren Dunnock",
    address="3 Reed Lane",
    sex="F",
    born=date(2018, 5, 4),
    starting_day=date(2026, 9, 2),
    parents=(MOTHER, FATHER_ELSEWHERE),
    last_school_name="Larkfield Infants",
    last_school_address="Lark Road",
)


def faults(**changes: Any) -> list[str]:
    return [fault.name for fault in faults_of_contents(replace(WHOLE, **changes))]


class TestEntry:
    def test_with_every_item_has_nothing_wrong(self) -> None:
        assert faults() == []

    @pytest.mark.parametrize(
        ("left_out", "fault", "letter"),
        [
            ({"full_name": " "}, "pupil_name_missing", "a"),
            ({"address": ""}, "pupil_address_missing", "b"),
            ({"sex": ""}, "sex_missing", "c"),
            ({"parents": ()}, "no_parent_named", "d"),
            ({"parents": (MOTHER, replace(FATHER_ELSEWHERE, full_name=""))}, "parent_name_missing", "d"),
            ({"parents": (replace(MOTHER, address=""),)}, "parent_address_missing", "e"),
            ({"parents": (FATHER_ELSEWHERE,)}, "home_parent_missing", "f"),
            ({"parents": (replace(MOTHER, emergency_numbers=(" ",)),)}, "emergency_number_missing", "f"),
            ({"born": None}, "born_missing", "g"),
            ({"starting_day": None}, "starting_day_missing", "h"),
            ({"last_school_name": None}, "last_school_missing", "i"),
            ({"last_school_address": ""}, "last_school_address_missing", "i"),
        ],
    )
    def test_needs_each_item(self, left_out: dict[str, Any], fault: str, letter: str) -> None:
        (found,) = faults_of_contents(replace(WHOLE, **left_out))
        assert found.name == fault
        assert found.citation == CONTENTS[letter].citation

    def test_says_what_is_wrong_why_and_what_to_do(self) -> None:
        (found,) = faults_of_contents(replace(WHOLE, sex=""))
        assert found.message == (
            "The pupil's sex is not recorded. The admission register must hold the sex of the pupil. Add it."
        )

    def test_may_say_there_was_no_last_school(self) -> None:
        assert faults(last_school_name="", last_school_address="") == []

    def test_needs_no_number_for_a_parent_who_lives_elsewhere(self) -> None:
        assert FATHER_ELSEWHERE.emergency_numbers == ()
        assert faults() == []

    def test_names_every_item_from_a_to_i(self) -> None:
        assert "".join(CONTENTS) == "abcdefghi"


class TestBoarding:
    def test_is_asked_in_a_school_with_boarders(self) -> None:
        assert faults(school_has_boarders=True) == ["boarding_missing"]
        assert faults(school_has_boarders=True, is_boarder=False) == []

    def test_is_not_asked_elsewhere(self) -> None:
        assert faults(school_has_boarders=False, is_boarder=None) == []

    def test_is_asked_of_pupils_of_compulsory_school_age(self) -> None:
        assert faults(school_has_boarders=True, is_of_compulsory_school_age=False) == []


class TestNotificationOfAMove:
    whole = MoveNotification("Lucan Dunnock", "9 Mill Row", date(2026, 11, 2))

    def test_with_all_three_has_nothing_wrong(self) -> None:
        assert faults_of_notification(self.whole) == ()

    @pytest.mark.parametrize(
        ("left_out", "fault"),
        [
            ({"parent_name": ""}, "parent_name_missing"),
            ({"address": ""}, "new_address_missing"),
            ({"expected_from": None}, "expected_from_missing"),
        ],
    )
    def test_needs_each(self, left_out: dict[str, Any], fault: str) -> None:
        (found,) = faults_of_notification(replace(self.whole, **left_out))
        assert found.name == fault


class TestNotificationOfAnotherSchool:
    whole = OtherSchoolNotification("Millbrook Primary", date(2026, 11, 2))

    def test_with_both_has_nothing_wrong(self) -> None:
        assert faults_of_notification(self.whole) == ()

    @pytest.mark.parametrize(
        ("left_out", "fault"),
        [
            ({"school_name": ""}, "school_name_missing"),
            ({"first_attended_or_due_on": None}, "first_attended_or_due_on_missing"),
        ],
    )
    def test_needs_each(self, left_out: dict[str, Any], fault: str) -> None:
        (found,) = faults_of_notification(replace(self.whole, **left_out))
        assert found.name == fault
