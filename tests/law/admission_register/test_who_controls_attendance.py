"""With whom a starting day is agreed."""

from typing import Any

import pytest

from onroll.law.control_of_attendance import control_of_attendance

title = "Control of attendance"
cites = "Pupil Registration Regulations 2024, regulation 3(2)"


def controllers(**facts: bool) -> list[str]:
    given: dict[str, Any] = {
        "directed_off_site": False,
        "arranged_by_authority": False,
        "over_compulsory_school_age": False,
    }
    return [one.value for one in control_of_attendance(**given | facts).controllers]


class TestControl:
    @pytest.mark.parametrize(
        ("fact", "who"),
        [
            ("directed_off_site", ["directing_school"]),
            ("arranged_by_authority", ["local_authority"]),
            ("over_compulsory_school_age", ["pupil", "parent"]),
        ],
    )
    def test_leaves_the_parent_by_direction_arrangement_or_age(self, fact: str, who: list[str]) -> None:
        assert controllers() == ["parent"]
        assert controllers(**{fact: True}) == who

    def test_is_the_directing_schools_whatever_the_age(self) -> None:
        assert controllers(directed_off_site=True, over_compulsory_school_age=True) == ["directing_school"]
