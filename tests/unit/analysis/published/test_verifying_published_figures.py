"""`onroll verify-published`: a published file agrees with its own counts, or the command says where it does not."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onroll.analysis.published.all_phases import census_weighted
from onroll.analysis.published.checking import OLD_ACTIVITY, OLD_HOLIDAYS, verify
from onroll.analysis.published.columns import CODES, FIRST_DAYS, RATES
from onroll.analysis.ways_of_totalling import WayOfTotalling
from onroll.cli.main import app
from onroll.law.attendance_codes import is_code
from tests.support.published_files import (
    AUTHORISED,
    COLUMN_OF,
    COUNTS,
    PHASES,
    authority,
    published_file,
    published_names,
    row,
    write,
)

BEFORE = ("202425", "Academic year")


def run(path):
    return CliRunner().invoke(app, ["verify-published", str(path)])


class TestTheDepartmentsOwnFiles:
    @pytest.mark.parametrize("name", published_names())
    def test_agree_in_every_total_and_rate_but_for_the_legacy_code(self, name):
        verdict = verify(published_file(name))
        assert verdict.agrees
        assert verdict.rates > 10_000
        assert verdict.explained[OLD_HOLIDAYS].rows > 0
        assert verdict.explained[OLD_ACTIVITY].rows == 0

    def test_the_year_s_file_is_checked_in_as_many_rows_and_rates_as_it_has(self):
        verdict = verify(published_file("attendance_year_to_date_2025_26.csv"))
        assert (verdict.rows, verdict.suppressed, verdict.rates) == (647, 4, 643 * 18)
        known = verdict.explained[OLD_HOLIDAYS]
        assert (known.rows, known.most) == (51, 106)

    def test_one_count_changed_in_a_file_of_thousands_is_found(self, tmp_path):
        with published_file("attendance_weekly_autumn_2025.csv").open(
            encoding="utf-8-sig", newline=""
        ) as file:
            rows = list(csv.DictReader(file))
        rows[2718]["late_sessions"] = int(rows[2718]["late_sessions"]) + 1
        (broken,) = verify(write(tmp_path / "changed.csv", rows)).broken[:1]
        assert (broken.name, broken.where.split(",")[0]) == ("late_sessions", f"line {2718 + 2}")


def test_every_column_of_a_code_is_a_national_code():
    assert all(is_code(code) for code in CODES.values())
    assert len(set(CODES.values())) == len(CODES)


def test_the_command_says_what_it_checked_and_what_it_could_not(tmp_path):
    said = run(write(tmp_path / "year.csv", authority()))
    assert said.exit_code == 0
    for line in (
        "Rows checked: 4",
        "Totals of all phases checked: 1 pooled",
        "Rates checked: 72",
        "Differences over 1e-6: 0",
        "Identities broken: 0",
        f"{OLD_HOLIDAYS}: 0 rows",
        f"{OLD_ACTIVITY}: 0 rows",
        "Not recomputable: pa_perc",
    ):
        assert line in said.stdout


def test_columns_may_stand_in_any_order_and_the_phase_under_its_old_name(tmp_path):
    rows = authority()
    path = write(
        tmp_path / "f.csv",
        rows,
        order=sorted(rows[0]),
        without=["pa_perc"],
        renamed={"education_phase": "school_type"},
    )
    verdict = verify(path)
    assert (verdict.rows, verdict.agrees, verdict.not_recomputable) == (4, True, ())


@pytest.mark.parametrize("symbol", ["c", "z", "x", "k", "low", "u", "."])
def test_a_suppressed_row_is_counted_and_nothing_is_worked_out_from_it(tmp_path, symbol):
    rows = authority()
    hidden = [
        name for name in rows[0] if name in RATES or name in COLUMN_OF.values() or name.endswith("_sessions")
    ]
    rows[2] |= dict.fromkeys(hidden, symbol)
    verdict = verify(write(tmp_path / "f.csv", rows))
    assert (verdict.agrees, verdict.suppressed, verdict.rates) == (True, 1, 54)


class TestAPlantedDifference:
    @pytest.mark.parametrize("name", list(RATES))
    def test_of_two_millionths_in_a_rate_is_found_by_name_and_place(self, tmp_path, name):
        rows = authority()
        rows[1][name] += 2e-6
        said = run(write(tmp_path / "f.csv", rows))
        assert said.exit_code == 1
        assert (
            f"  {name}: 1\n    line 3, Bramshire, Secondary, 202526 Academic year: {name} is" in said.stdout
        )

    @pytest.mark.parametrize("name", list(RATES))
    def test_of_less_than_a_millionth_is_rounding(self, tmp_path, name):
        rows = authority()
        rows[1][name] += 5e-7
        assert verify(write(tmp_path / "f.csv", rows)).agrees

    @pytest.mark.parametrize(
        "name",
        [
            "reason_present", "present_sessions", "approved_educational_activity", "overall_attendance",
            "unauthorised_absence", "overall_absence", "possible_sessions", "late_sessions",
        ],
    )  # fmt: skip
    def test_of_one_session_in_a_total_breaks_its_identity(self, tmp_path, name):
        rows = authority()
        rows[0][name] += 1
        said = run(write(tmp_path / "f.csv", rows))
        assert said.exit_code == 1
        assert f"  {name}: 1\n" in said.stdout

    @pytest.mark.parametrize("name", ["reason_i_authorised_illness", "num_schools", "total_enrolments"])
    def test_between_the_phases_and_their_total_is_found(self, tmp_path, name):
        rows = authority()
        rows[3][name] += 1
        broken = {one.name for one in verify(write(tmp_path / "f.csv", rows)).broken}
        assert f"{name} of all phases" in broken

    def test_between_two_phases_and_a_total_is_found_where_other_places_have_three(self, tmp_path):
        rows = [*authority(), *authority(place="Downland")]
        del rows[6]
        assert {one.name for one in verify(write(tmp_path / "f.csv", rows)).broken} > {
            "possible_sessions of all phases"
        }


class TestTheLegacyCode:
    def test_explains_authorised_absence_a_little_over_its_codes(self, tmp_path):
        verdict = verify(write(tmp_path / "f.csv", [with_old_holidays(1)]))
        assert verdict.agrees
        assert (verdict.explained[OLD_HOLIDAYS].rows, verdict.explained[OLD_HOLIDAYS].most) == (1, 1)

    def test_explains_no_authorised_absence_that_is_less_than_its_codes(self, tmp_path):
        verdict = verify(write(tmp_path / "f.csv", [with_old_holidays(-1)]))
        assert [one.name for one in verdict.broken] == ["authorised_absence"]

    def test_explains_one_in_twenty_and_not_one_more(self, tmp_path):
        assert verify(write(tmp_path / "f.csv", [with_old_holidays(50, ill=950)])).agrees
        assert not verify(write(tmp_path / "f.csv", [with_old_holidays(51, ill=950)])).agrees

    def test_explains_nothing_where_the_file_has_a_column_for_it(self, tmp_path):
        counted = with_old_holidays(1) | {"reason_f_legacy_family_holiday": 1}
        assert verify(write(tmp_path / "f.csv", [counted])).agrees
        counted["reason_f_legacy_family_holiday"] = 0
        assert not verify(write(tmp_path / "f.csv", [counted])).agrees


class TestFilesOfEarlierYears:
    def test_have_other_columns_and_agree(self):
        """Three rows of the summer term of 2023/24, as the department published them (Open Government Licence)."""
        verdict = verify(Path(__file__).parent / "files" / "summer_term_2023_24.csv")
        assert verdict.agrees
        # Before the codes of August 2024 there are 15 rates and one of H; a row is suppressed.
        assert (verdict.rows, verdict.suppressed, verdict.rates) == (3, 1, 32)
        # Pupils due at the other school have a column there, and are in no total.
        assert verdict.explained[OLD_ACTIVITY].rows == 0

    @pytest.mark.parametrize(("day", "needed"), [("2024-08-18", False), ("2024-08-19", True)])
    def test_need_no_column_of_a_code_that_was_still_to_come(self, tmp_path, day, needed):
        gone = [name for name, first_day in FIRST_DAYS.items() if first_day.year == 2024]
        gone += [rate for rate, part in RATES.items() if part in gone]
        rows = [row("Primary", {"/": 90, "\\": 90, "I": 9}, attendance_date=day)]
        said = run(write(tmp_path / "f.csv", rows, without=gone))
        assert said.exit_code == (2 if needed else 0)
        assert ("a code of that time" in said.stderr) is needed


class TestApprovedActivity:
    @pytest.mark.parametrize(("day", "agrees"), [("2024-08-18", True), ("2024-08-19", False)])
    def test_has_to_add_up_from_the_first_day_of_the_new_codes(self, tmp_path, day, agrees):
        changed = row("Primary", COUNTS["Primary"], period=("2024", "Week 34"), attendance_date=day)
        changed[COLUMN_OF["V"]] -= 2
        assert verify(write(tmp_path / "f.csv", [changed])).agrees is agrees

    @pytest.mark.parametrize(("period", "agrees"), [(("202324", "Academic year"), True), (BEFORE, False)])
    def test_adds_up_from_2024_25_and_is_explained_before(self, tmp_path, period, agrees):
        counts = COUNTS["Primary"]
        # As if two sessions were counted there that have no column.
        changed = row("Primary", {**counts, "V": counts["V"] + 2}, period=period)
        changed[COLUMN_OF["V"]] -= 2
        verdict = verify(write(tmp_path / "f.csv", [changed]))
        assert verdict.agrees is agrees
        assert verdict.explained[OLD_ACTIVITY].rows == (1 if agrees else 0)

    @pytest.mark.parametrize("code", AUTHORISED)
    def test_a_retired_code_counts_as_it_last_did(self, tmp_path, code):
        assert verify(write(tmp_path / "f.csv", [row("Primary", {**COUNTS["Primary"], code: 40})])).agrees


class TestTotalsBefore2025:
    def test_are_weighted_by_the_census(self, tmp_path):
        verdict = verify(write(tmp_path / "f.csv", weighted()))
        assert verdict.agrees
        assert dict(verdict.totals) == {WayOfTotalling.CENSUS_WEIGHTED: 1}
        assert verdict.rates == 4 * len(RATES)

    def test_may_count_schools_over_other_days_than_their_phases(self, tmp_path):
        rows = weighted()
        rows[3]["num_schools"] = 29.5
        assert verify(write(tmp_path / "f.csv", rows)).agrees
        rows[3]["total_num_schools"] += 1
        assert not verify(write(tmp_path / "f.csv", rows)).agrees

    def test_differ_where_they_are_pooled(self, tmp_path):
        verdict = verify(write(tmp_path / "f.csv", authority(period=BEFORE)))
        assert "overall_absence_perc" in {one.name for one in verdict.rates_that_differ}

    def test_the_published_absence_of_2024_25_comes_out_of_its_phases(self):
        """Rates to three decimals, so the total agrees to as many."""
        rates = dict(zip(PHASES, map(Decimal, ("5.247", "8.594", "12.882")), strict=True))
        enrolments = {"Primary": 4_330_706, "Secondary": 3_605_150, "Special": 167_385}
        assert abs(census_weighted(rates, enrolments) - Decimal("6.870")) < Decimal("0.03")


class TestAFileThatCannotBeRead:
    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "is empty"),
            ("a,b\n1,2\n", "it has no"),
            ("\ufeffpupil,mark\n", "no file of “pupil attendance in schools”"),
        ],
    )
    def test_is_refused_with_what_to_do(self, tmp_path, text, why):
        path = tmp_path / "f.csv"
        path.write_text(text, encoding="utf-8")
        said = run(path)
        assert said.exit_code == 2
        assert why in said.stderr
        assert str(path) in said.stderr

    def test_is_refused_where_it_is_not_there(self, tmp_path):
        said = run(tmp_path / "none.csv")
        assert (said.exit_code, "Check the name" in said.stderr) == (2, True)

    def test_is_refused_where_it_has_no_rows(self, tmp_path):
        path = write(tmp_path / "f.csv", authority())
        path.write_text(path.read_text().splitlines()[0] + "\n")
        assert "a header and no rows" in run(path).stderr

    def test_is_refused_where_it_was_cut_short(self, tmp_path):
        path = write(tmp_path / "f.csv", authority())
        path.write_text(path.read_text()[:-300])
        said = run(path)
        assert (said.exit_code, "line 5" in said.stderr) == (2, True)

    def test_is_refused_where_a_cell_is_no_number(self, tmp_path):
        rows = authority()
        rows[1]["possible_sessions"] = "about 9"
        said = run(write(tmp_path / "f.csv", rows))
        assert said.exit_code == 2
        assert "line 3, possible_sessions: “about 9”" in said.stderr

    def test_is_refused_where_a_row_comes_twice(self, tmp_path):
        rows = authority()
        said = run(write(tmp_path / "f.csv", [*rows, rows[0]]))
        assert said.exit_code == 2
        assert "first on line 2" in said.stderr

    @pytest.mark.parametrize("period", [("2025", "Week 60"), ("next year", "Academic year")])
    def test_is_refused_where_a_period_is_none(self, tmp_path, period):
        said = run(write(tmp_path / "f.csv", authority(period=period)))
        assert said.exit_code == 2
        assert "names no year, week or day" in said.stderr

    def test_a_column_named_twice_is_refused(self, tmp_path):
        path = write(tmp_path / "f.csv", authority(), renamed={"old_la_code": "la_name"})
        assert "names la_name twice" in run(path).stderr


def with_old_holidays(sessions, ill=400):
    """Answer a row in which so many sessions of authorised absence have no column."""
    changed = row("Primary", {**COUNTS["Primary"], "M": 0, "C": 0, "I": ill + sessions, "\\": 90_000})
    return changed | {
        COLUMN_OF["I"]: ill,
        "illness_perc": ill * 100 / changed["possible_sessions"],
    }


def weighted():
    """Answer an authority of 2024/25 whose Total has the mean of its phases' rates, by pupils of the census."""
    rows = authority(period=BEFORE)
    for one, enrolments in zip(rows, (4_000, 3_000, 200, 7_200), strict=True):
        one["total_enrolments"] = enrolments
    for rate in RATES:
        rows[3][rate] = sum(one[rate] * one["total_enrolments"] for one in rows[:3]) / 7_200
    return rows
