"""A case is read strictly: what is wrong with it is said by field, and it fails alone."""

from datetime import date
from typing import Any

import pytest

from onroll.law.casebook import Judged, judge, judge_all

TERM = {"terms": [{"first_day": "2026-09-01", "last_day": "2026-10-23"}]}


def case(rule: str = "school_age.compulsory", **fields: Any) -> dict[str, Any]:
    return {"name": "A case", "rule": rule, "given": {"born": "2021-08-31"}, "expect": {}} | fields


def measured(entries: Any, **given: Any) -> Judged:
    return judge(
        case(
            "absence_measures.pupil",
            given={"calendar": TERM, "entries": entries, "as_at": "2026-09-04"} | given,
        )
    )


def error(judged: Judged) -> str:
    assert not judged.passed
    assert judged.found is None
    return judged.error or ""


class TestWhatIsCompared:
    def test_is_only_what_is_named(self) -> None:
        judged = judge(case(expect={"first_day": "2026-08-31"}))
        assert judged.passed
        assert judged.found == {"first_day": "2026-08-31", "last_day": "2037-06-26"}

    def test_may_be_days_as_days(self) -> None:
        assert judge(case(expect={"first_day": date(2026, 8, 31)})).passed

    def test_fails_where_it_differs_and_says_how(self) -> None:
        judged = judge(case(expect={"first_day": "2026-09-01"}))
        assert not judged.passed
        assert judged.differences == ("first_day: expected “2026-09-01”, found “2026-08-31”",)

    def test_compares_numbers_by_value(self) -> None:
        assert judge(
            case("penalty_notices.number", given={"parents": 2, "pupils": 2}, expect={"notices": 4.0})
        ).passed

    def test_tells_true_from_one(self) -> None:
        expect = {"in_force": 1}
        given = {"code": "U", "as_at": "2026-09-07"}
        assert not judge(case("attendance_codes.meaning", given=given, expect=expect)).passed

    def test_leaves_titles_and_reasons_to_people(self) -> None:
        given = {"code": "U", "as_at": "2026-09-07"}
        assert judge(case("attendance_codes.meaning", given=given, expect={"title": "Late"})).passed

    def test_refuses_a_field_the_rule_does_not_find(self) -> None:
        assert "expect.starts" in error(judge(case(expect={"starts": "2026-08-31"})))


class TestWhatIsGiven:
    def test_must_be_known(self) -> None:
        assert "given.birthday: not known here; wanted born, school_year_starts" in error(
            judge(case(given={"born": "2021-08-31", "birthday": "2021-08-31"}))
        )

    def test_must_be_there(self) -> None:
        assert error(judge(case(given={}))) == "given.born: missing; wanted a day such as 2026-09-07."

    @pytest.mark.parametrize(
        "born", ["2021-02-30", "31/08/2021", "20210831", "2021-W35-2", 20210831, True, None, ["2021-08-31"]]
    )
    def test_must_be_a_day_where_a_day_is_wanted(self, born: object) -> None:
        assert "given.born: wanted a day such as 2026-09-07" in error(judge(case(given={"born": born})))

    @pytest.mark.parametrize("parents", [-1, 1.5, "2", True, None])
    def test_must_be_a_whole_number_where_one_is_wanted(self, parents: object) -> None:
        given = {"parents": parents, "pupils": 1}
        assert "given.parents: wanted a whole number" in error(
            judge(case("penalty_notices.number", given=given))
        )

    @pytest.mark.parametrize("arrived", ["9:00", 540, "25:00", "0900Z", "T0900", "٠9:00"])
    def test_must_be_a_time_where_one_is_wanted(self, arrived: object) -> None:
        given = {"session": "am", "register_opened": "09:00", "register_closed": "09:30", "arrived": arrived}
        assert "given.arrived" in error(judge(case("registers.entry_for_arrival", given=given)))

    @pytest.mark.parametrize("months", [float("inf"), float("nan"), -1, "four", True])
    def test_must_be_a_number_where_one_is_wanted(self, months: object) -> None:
        given = {"ground": "j", "facts": {"sentence_months": months}}
        assert "given.facts.sentence_months: wanted a number" in error(
            judge(case("admission_register.deletion_ground", given=given))
        )

    @pytest.mark.parametrize(
        ("rule", "given"),
        [
            ("offences.time_limit", {"last_offence_on": "9999-12-31"}),
            ("penalty_notices.dates", {"delivered_on": "9999-12-31"}),
            ("registers.preserve_until", {"entered_on": "9995-01-01"}),
            ("school_age.compulsory", {"born": "9990-05-05"}),
        ],
    )
    def test_must_leave_the_answer_within_the_calendar(self, rule: str, given: dict[str, str]) -> None:
        assert "outside the years 1 to 9999" in error(judge(case(rule, given=given)))

    def test_names_the_item_of_a_list(self) -> None:
        given = {"proposed_on": "2026-10-01", "previous": [{"issued_on": "2025-10-01", "state": "lost"}]}
        assert "given.previous[1].state: wanted one of unpaid, paid" in error(
            judge(case("penalty_notices.next_notice", given=given))
        )

    def test_must_be_one_of_posted_and_delivered(self) -> None:
        both = {"posted_on": "2026-09-07", "delivered_on": "2026-09-07"}
        for given in ({}, both):
            assert "exactly one" in error(judge(case("penalty_notices.dates", given=given)))


class TestEntries:
    def test_are_filled_up_to_the_day_asked_about(self) -> None:
        assert (measured({}).found or {})["possible"] == 8

    def test_let_a_day_override_its_span(self) -> None:
        found = measured({"2026-09-01..2026-09-04": "O O", "2026-09-02": "/ \\"}).found or {}
        assert found["unauthorised"] == 6

    def test_let_a_span_skip_days_without_sessions(self) -> None:
        found = measured({"2026-08-29..2026-09-01": "O O"}).found or {}
        assert found["unauthorised"] == 2

    def test_take_no_notice_of_days_after(self) -> None:
        assert (measured({"2026-09-07": "O O"}).found or {})["unauthorised"] == 0

    @pytest.mark.parametrize(
        ("entries", "words"),
        [
            ({"2026-09-05": "O O"}, "no session that day"),
            ({"2026-09-01..2026-09-03": "O O", "2026-09-03..2026-09-04": "I I"}, "overlaps"),
            ({"2026-09-04..2026-09-01": "O O"}, "before it starts"),
            ({"2026-09-01": "O"}, "two codes"),
            ({"2026-09-01": "O  O"}, "two codes"),
            ({"2026-09-01": "O A"}, "not a national attendance code"),
            ({"2026-09-01": "\\ \\"}, "wanted / for present in AM"),
            ({"2026-09-01": "/ /"}, "wanted \\ for present in PM"),
            ({"2026-09-01": "O O", date(2026, 9, 1): "I I"}, "named twice"),
            ({"Tuesday": "O O"}, "wanted a day"),
            ([], "wanted a mapping"),
        ],
    )
    def test_are_refused(self, entries: object, words: str) -> None:
        assert words in error(measured(entries))

    def test_refuse_a_fill_that_is_no_code(self) -> None:
        assert "given.fill" in error(measured({}, fill="? ?"))


class TestCalendars:
    @pytest.mark.parametrize(
        ("calendar", "field"),
        [
            ({}, "given.calendar.terms"),
            ({"terms": [{"first_day": "2026-09-01"}]}, "given.calendar.terms[1].last_day"),
            ({**TERM, "weekdays": ["monday"]}, "given.calendar.weekdays[1]"),
            ({**TERM, "closed": ["soon"]}, "given.calendar.closed[1]"),
            ({**TERM, "holidays": []}, "given.calendar.holidays"),
        ],
    )
    def test_are_refused_by_field(self, calendar: object, field: str) -> None:
        assert field in error(measured({}, calendar=calendar))

    def test_leave_out_days_closed_and_weekdays_not_met_on(self) -> None:
        calendar = {**TERM, "closed": ["2026-09-01", {"first_day": "2026-09-03", "last_day": "2026-09-04"}]}
        assert (measured({}, calendar=calendar).found or {})["possible"] == 2
        assert (measured({}, calendar={**TERM, "weekdays": ["tue"]}).found or {})["possible"] == 2


class TestGroundsForDeletion:
    def test_ask_their_own_facts_and_no_other(self) -> None:
        given = {"ground": "k", "facts": {"dead": True}}
        assert "given.facts.dead: not known here; wanted died" in error(
            judge(case("admission_register.deletion_ground", given=given))
        )

    def test_need_a_calendar_where_they_count_days(self) -> None:
        given = {"ground": "i", "facts": {"as_at": "2026-09-28"}, "entries": {}}
        assert "given.calendar: missing" in error(
            judge(case("admission_register.deletion_ground", given=given))
        )

    def test_need_the_day_asked_about_where_they_count_days(self) -> None:
        given = {"ground": "i", "facts": {}, "entries": {}, "calendar": TERM}
        assert "given.facts.as_at: missing" in error(
            judge(case("admission_register.deletion_ground", given=given))
        )


class TestManyCases:
    def test_are_judged_though_one_cannot_be(self) -> None:
        judged = judge_all(
            [case(expect={"first_day": "2026-08-31"}), case("no.rule"), "words", {"given": {}}, case()]
        )
        assert [one.passed for one in judged] == [True, False, False, False, True]
        assert [one.error is None for one in judged] == [True, False, False, False, True]
        assert "no rule is called “no.rule”" in (judged[1].error or "")
        assert judged[3].name == "case 4"

    def test_refuse_a_field_of_the_case_that_is_none(self) -> None:
        assert "expected: not known here" in error(judge(case(expected={})))
