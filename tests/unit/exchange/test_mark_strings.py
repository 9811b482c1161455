"""Strings of marks: a place for every session, and nothing stretched to fit."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.law.school_time import SchoolCalendar, Session, Span
from onroll.service.exchange.faults import FileRefused, Unreadable
from onroll.service.exchange.mark_strings.profiles import PRESETS, Profile, Scheme, profile_of
from onroll.service.exchange.mark_strings.strings import Place, national_code, places, split

MONDAY = dt.date(2025, 9, 8)
CALENDAR = SchoolCalendar.from_terms([Span(MONDAY, dt.date(2025, 10, 3))], closed=[dt.date(2025, 9, 12)])
UNTIL = dt.date(2025, 9, 16)


def a_profile(scheme: Scheme = Scheme.SCHOOL_DAYS, **fields: object) -> Profile:
    return Profile(
        "a profile",
        columns={"pupil_ref": "Adno", "marks": "Marks"},
        scheme=scheme,
        first_day=MONDAY,
        **fields,
    )  # type: ignore[arg-type]


def read(text: str, profile: Profile) -> list[tuple[int, str, str]]:
    found = split(text, profile, CALENDAR, places(profile, CALENDAR, UNTIL))
    assert not found.faults
    return [(day.day, session, mark) for (day, session), mark in found.marks]


class TestAString:
    def test_of_school_days_has_a_place_for_each(self) -> None:
        assert read("/\\IIL\\/\\//", a_profile())[-1] == (15, Session.PM, "/")

    def test_of_weekdays_has_places_for_days_off(self) -> None:
        assert read("/\\/\\/\\/\\##/I", a_profile(Scheme.WEEKDAYS))[-2:] == [
            (15, Session.AM, "/"),
            (15, Session.PM, "I"),
        ]

    def test_of_every_day_has_places_for_weekends(self) -> None:
        assert read("/\\/\\/\\/\\######/I", a_profile(Scheme.CALENDAR_DAYS))[-1] == (15, Session.PM, "I")

    def test_two_characters_wide_holds_the_codes_of_2024(self) -> None:
        assert read("/ C1Y2\\ ", a_profile(width=2)) == [
            (8, "AM", "/"),
            (8, "PM", "C1"),
            (9, "AM", "Y2"),
            (9, "PM", "\\"),
        ]

    def test_of_mornings_only_has_one_mark_a_day(self) -> None:
        assert read("/I", a_profile(marks_per_day=1)) == [(8, "AM", "/"), (9, "AM", "I")]

    def test_passes_over_the_signs_that_are_no_codes(self) -> None:
        assert read("-. \\", a_profile()) == [(9, Session.PM, "\\")]

    @pytest.mark.parametrize(
        ("text", "scheme", "says"),
        [
            ("/\\/", Scheme.SCHOOL_DAYS, "the last day is cut short"),
            ("/\\" * 7, Scheme.SCHOOL_DAYS, "has room for 12"),
            ("/\\" * 5, Scheme.WEEKDAYS, "12 September 2025 AM is /, and the school did not meet then"),
        ],
    )
    def test_that_does_not_fit_the_calendar_is_refused(self, text: str, scheme: Scheme, says: str) -> None:
        with pytest.raises(Unreadable, match=says) as refused:
            read(text, a_profile(scheme))
        assert refused.value.cure

    def test_sets_aside_alone_a_session_it_says_was_closed_and_the_calendar_says_was_held(self) -> None:
        profile = a_profile()
        found = split("/\\##/\\", profile, CALENDAR, places(profile, CALENDAR, UNTIL))
        assert [(place.day.day, mark) for place, mark in found.marks] == [
            (8, "/"),
            (8, "\\"),
            (10, "/"),
            (10, "\\"),
        ]
        assert [mark for mark, _ in found.faults] == ["#", "#"]
        fault = found.faults[0][1]
        assert "9 September 2025 AM is #, and the calendar says the school met" in fault.what
        assert "record the planned closure of that group" in fault.cure

    def test_has_a_code_of_it_where_the_pupil_s_group_was_not_due(self) -> None:
        profile = a_profile()
        not_due = {Place(MONDAY, Session.AM)}
        found = split("##/\\", profile, CALENDAR, places(profile, CALENDAR, UNTIL), not_due=not_due)
        assert found.marks[0] == (Place(MONDAY, Session.AM), "#")
        assert [fault.what[:40] for _, fault in found.faults] == ["The mark for 8 September 2025 PM is #, a"]


class TestOneCharacter:
    @pytest.mark.parametrize("mark", ["C", "J", "Y"])
    def test_that_may_be_several_codes_is_collapsed_and_not_guessed(self, mark: str) -> None:
        with pytest.raises(Unreadable, match="collapsed code") as refused:
            national_code(mark, dt.date(2024, 8, 19), a_profile())
        assert f"Say in the layout what {mark} means" in refused.value.cure

    @pytest.mark.parametrize("mark", ["C", "J", "Y"])
    def test_is_the_code_of_its_day_before_the_codes_of_2024(self, mark: str) -> None:
        assert national_code(mark, dt.date(2024, 8, 18), a_profile()) == mark

    def test_means_what_the_layout_says(self) -> None:
        assert national_code("C", MONDAY, a_profile(meanings={"C": "C2"})) == "C2"

    def test_is_itself_where_marks_are_two_wide(self) -> None:
        assert national_code("C", MONDAY, a_profile(width=2)) == "C"


class TestALayout:
    @pytest.mark.parametrize("key", list(PRESETS))
    def test_that_is_a_preset_is_kept_and_read_again(self, key: str) -> None:
        data = {**PRESETS[key].as_data(), "first_day": "2025-09-08"}
        assert profile_of(data).as_data() == data

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"first_day": None}, "which day the marks begin on"),
            ({"columns": {"pupil_ref": "Adno"}}, "which column holds the marks"),
            ({"columns": {"marks": "Marks"}}, "tells pupils apart"),
            ({"width": 3}, "one or two characters"),
            ({"scheme": "fortnights"}, "says fortnights for scheme"),
            ({"first_day": "31/08/2026"}, "says 31/08/2026 for first_day"),
            ({"width": "two"}, "says two for width"),
            ({"columns": ["Adno"]}, "no names and words under columns"),
            ({"meanings": "C"}, "no names and words under meanings"),
            ({"signs": {"-": "dash"}}, "says dash for signs"),
        ],
    )
    def test_says_what_it_lacks(self, change: dict[str, object], says: str) -> None:
        with pytest.raises(FileRefused, match=says):
            profile_of({**a_profile().as_data(), **change})
