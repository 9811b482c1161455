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
