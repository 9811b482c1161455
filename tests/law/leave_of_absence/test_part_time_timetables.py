"""A part-time timetable stands while everything that must be agreed is agreed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onroll.law.part_time_timetables import PartTimeTimetable, part_time_timetable

AGREED = PartTimeTimetable(
    first_day=date(2026, 9, 7),
    last_day=date(2026, 10, 23),
    agreed_on=date(2026, 9, 4),
    of_compulsory_school_age_throughout=True,
    exceptional_circumstances=True,
    home_parent_agrees=True,
    authorised_person_agrees=True,
    times_and_dates_set=True,
    to_manage_behaviour=False,
    next_review_on=date(2026, 9, 21),
)
IN_FORCE = date(2026, 9, 14)


class TestATimetable:
    def test_stands_where_all_is_agreed(self) -> None:
        assert part_time_timetable(AGREED, as_at=IN_FORCE).met is True

    @pytest.mark.parametrize(
        "change",
        [
            {"exceptional_circumstances": False},
            {"home_parent_agrees": False},
            {"authorised_person_agrees": False},
            {"times_and_dates_set": False},
            {"to_manage_behaviour": True},
            {"of_compulsory_school_age_throughout": False},
            {"agreed_on": date(2026, 9, 8)},
            {"has_social_worker": True, "social_worker_agrees": False},
            {"has_plan_for_special_needs": True, "authority_told_of_plan": False},
        ],
    )
    def test_falls_where_anything_fails(self, change: dict[str, Any]) -> None:
        assert part_time_timetable(replace(AGREED, **change), as_at=IN_FORCE).met is False

    @pytest.mark.parametrize(
        "change",
        [
            {"last_day": None},
            {"next_review_on": None},
            {"agreed_on": None},
            {"home_parent_agrees": None},
            {"has_social_worker": True},
        ],
    )
    def test_cannot_be_judged_where_anything_is_not_known(self, change: dict[str, Any]) -> None:
        finding = part_time_timetable(replace(AGREED, **change), as_at=IN_FORCE)
        assert finding.met is None
        assert all(one.who for one in finding.missing)

    def test_ends_with_its_last_day(self) -> None:
        assert part_time_timetable(AGREED, as_at=date(2026, 10, 23)).met is True
        assert part_time_timetable(AGREED, as_at=date(2026, 10, 24)).met is False

    def test_ends_when_agreement_is_withdrawn(self) -> None:
        withdrawn = replace(AGREED, agreement_withdrawn_on=date(2026, 9, 15))
        assert part_time_timetable(withdrawn, as_at=date(2026, 9, 14)).met is True
        assert part_time_timetable(withdrawn, as_at=date(2026, 9, 15)).met is False

    def test_asks_for_a_hard_look_after_six_weeks(self) -> None:
        assert part_time_timetable(AGREED, as_at=date(2026, 10, 18)).facts["look_hard"] is False
        assert part_time_timetable(AGREED, as_at=date(2026, 10, 19)).facts["look_hard"] is True
