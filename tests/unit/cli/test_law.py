"""`onroll law`: codes, one code, one rule, coverage and changes."""

import json

import pytest
from typer.testing import CliRunner

from onroll.cli.law import app


def told(*words):
    ran = CliRunner().invoke(app, [*words, "--json"])
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.output)


def printed(*words):
    ran = CliRunner().invoke(app, words)
    assert ran.exit_code == 0, ran.output
    return ran.output


class TestCodes:
    def test_are_those_of_the_day(self):
        assert "J1" not in {one["code"] for one in told("codes", "--on", "2024-08-18")}
        assert "J1" in {one["code"] for one in told("codes", "--on", "2024-08-19")}

    def test_are_printed_with_what_they_count_as(self):
        assert "U   Arrived after the register closed: unauthorised absence" in printed("codes")

    def test_before_the_first_table_are_none_and_said_to_be(self):
        assert "No table of codes" in printed("codes", "--on", "2006-08-31")


class TestCode:
    def test_says_its_near_misses(self):
        assert {"L", "O"} <= {one["code"] for one in told("code", "U")["near_misses"]}
        assert "Not L: The register had closed." in printed("code", "U")

    @pytest.mark.parametrize(("words", "why"), [(["J"], "Use J1"), (["A"], "not a national attendance code")])
    def test_is_refused_where_there_is_none(self, words, why):
        ran = CliRunner().invoke(app, ["code", *words])
        assert ran.exit_code == 2
        assert why in ran.output

    def test_is_found_by_a_small_letter(self):
        assert told("code", "u")["code"] == "U"


class TestADay:
    @pytest.mark.parametrize("words", [["codes", "--on"], ["code", "U", "--on"], ["changes", "--since"]])
    @pytest.mark.parametrize("day", ["2026-13-01", "yesterday", ""])
    def test_that_is_none_is_refused_with_one_that_is(self, words, day):
        ran = CliRunner().invoke(app, [*words, day])
        assert ran.exit_code == 2
        assert f"“{day}” is not a day of the calendar" in ran.output
        assert "2026-09-01" in ran.output


class TestExplain:
    def test_says_what_a_rule_rests_on(self):
        rule = told("explain", "returns.sickness")
        assert rule["strength"] == "law"
        assert "returns.SICKNESS_DAYS" in rule["values"]
        assert "expected_further_days" in rule["given"]
        assert any(one["unconfirmed"] for one in rule["citations"])
        assert "Whether a sickness return is due" in printed("explain", "returns.sickness")

    def test_refuses_a_rule_there_is_not_and_names_those_near_it(self):
        ran = CliRunner().invoke(app, ["explain", "threshold"])
        assert ran.exit_code == 2
        assert "penalty_notices.threshold" in ran.output
        assert "Perhaps" not in CliRunner().invoke(app, ["explain", "zzz.zzz"]).output

    @pytest.mark.parametrize(
        ("rule", "in_force", "words"),
        [
            ("home_education.may_ask_again", False, "Announced on 2026-04-29, not in force; law."),
            ("home_education.consent_needed", True, "From 2024-08-19; law."),
        ],
    )
    def test_says_whether_a_rule_is_in_force(self, rule, in_force, words):
        assert told("explain", rule)["in_force"] is in_force
        assert words in printed("explain", rule)

    def test_writes_an_amount_in_pounds_and_a_list_in_words(self):
        (second,) = told("explain", "penalty_notice_amounts.SECOND_NOTICE")["steps"]
        assert second["value"] == "£160"
        first = told("explain", "penalty_notice_amounts.FIRST_NOTICE")["steps"][-1]
        assert first["value"] == "£80 paid early, £160 in full"
        assert "An interview" in printed("explain", "leave_of_absence.PERMITTED")
        assert "pupil referral unit" in printed("explain", "who_is_bound.KINDS_BOUND")

    def test_explains_a_number_or_a_list_by_its_name(self):
        value = told("explain", "retention.YEARS_PRESERVED")
        assert [(one["day"], one["value"]) for one in value["steps"]] == [
            ("2006-09-01", "3"),
            ("2024-08-19", "6"),
        ]
        assert "    - the support provided so far" in printed("explain", "notices_to_improve.CONTENTS")


class TestCoverage:
    def test_accounts_for_every_provision(self):
        found = told("coverage")
        assert found["counts"]["in all"] == len(found["provisions"])
        assert "1.6.9" in printed("coverage")


class TestChanges:
    def test_are_those_on_or_after_the_day(self):
        on_the_day = {one["name"] for one in told("changes", "--since", "2024-08-19") if one["day"]}
        day_after = {one["name"] for one in told("changes", "--since", "2024-08-20") if one["day"]}
        assert "attendance_codes.CODES" in on_the_day
        assert "attendance_codes.CODES" not in day_after

    def test_end_with_what_is_announced(self):
        last = told("changes", "--since", "2030-01-01")[-1]
        assert last["day"] is None
        assert "announced" in printed("changes", "--since", "2030-01-01")

    def test_never_say_that_an_announced_rule_starts(self):
        rules = {one["name"]: one for one in told("changes", "--since", "2024-08-19")}
        announced = rules["home_education.consent_may_be_given"]
        assert announced["day"] is None
        assert "not in force" in announced["words"]


class TestWhichCode:
    def test_asks_the_next_question(self):
        assert told("which-code", "session=yes")["question"] == "where"
        assert "where=elsewhere" in printed("which-code", "session=yes")

    def test_says_the_code(self):
        answers = ["session=yes", "where=school", "when=before"]
        assert told("which-code", *answers)["code"]["code"] == "/"
        assert told("which-code", *answers, "--afternoon")["code"]["code"] == "\\"
        assert "Present" in printed("which-code", *answers)

    @pytest.mark.parametrize("answer", ["weather=rain", "session=perhaps"])
    def test_refuses_what_it_does_not_ask(self, answer):
        assert CliRunner().invoke(app, ["which-code", answer]).exit_code == 2
