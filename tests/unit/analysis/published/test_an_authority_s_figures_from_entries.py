"""An authority's published counts, written out as the entries they would come from, come out of `onroll analyse` again."""

import csv
import json
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest
from typer.testing import CliRunner

from onroll.analysis.published.columns import CODE_OF_OLD_HOLIDAYS, CODES, FAMILIES, RATES
from onroll.cli.main import app
from tests.support.published_files import AUTHORISED, COLUMN_OF, published_file

WEEK, MONDAY = "Week 40", "2025-09-29"
PHASES = ("Primary", "Secondary", "Special", "Total")


@pytest.fixture(scope="module", params=["Norfolk", "Rutland", "Knowsley"])
def authority(request):
    """Answer an authority's rows of a week, by phase."""
    with published_file("attendance_weekly_autumn_2025.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {
            row["education_phase"]: row
            for row in csv.DictReader(file)
            if row["la_name"] == request.param and row["time_identifier"] == WEEK
        }
    assert set(PHASES) >= set(rows) >= {"Total"}
    return rows


@pytest.fixture(scope="module")
def told(authority, tmp_path_factory):
    """Answer what `onroll analyse` makes of each phase's entries and of all of them."""
    folder = tmp_path_factory.mktemp("entries")
    found = {}
    whole = "Total"
    for phase, row in authority.items():
        if phase != whole and row["possible_sessions"] != "c":
            write_entries(counts_of(row), phase, folder / f"{phase}.parquet")
            found[phase] = analysed(folder / f"{phase}.parquet")
    if len(found) == len(authority) - 1:
        found[whole] = analysed(folder)
    return found


def counts_of(row):
    """Answer a row's sessions by code; authorised absence beyond its columns is of the code that has none."""
    counts = {code: int(row[column]) for column, code in CODES.items()}
    old = int(row["authorised_absence"]) - sum(counts[code] for code in AUTHORISED)
    return counts | {CODE_OF_OLD_HOLIDAYS: old}


def write_entries(counts, school, path):
    """Write entries for a week of five days: each session of each pupil once, no matter whose it was."""
    db = duckdb.connect()
    db.execute(
        "CREATE TABLE counted AS SELECT unnest($codes) AS code, unnest($counts) AS times",
        {"codes": list(counts), "counts": list(counts.values())},
    )
    db.execute(
        "COPY (SELECT $school AS school, $school || ' ' || (slot // 5) AS pupil, "
        f"DATE '{MONDAY}' + (slot % 5)::INTEGER AS date, session, code FROM ("
        "  SELECT code, session, row_number() OVER (PARTITION BY session) - 1 AS slot FROM ("
        "    SELECT code, CASE WHEN code = '/' THEN 'AM' WHEN code = '\\' THEN 'PM' "
        "      WHEN nth % 2 = 0 THEN 'AM' ELSE 'PM' END AS session "
        "    FROM counted, unnest(range(times)) AS r(nth)))"
        f") TO '{path}' (FORMAT parquet)",
        {"school": school},
    )


def analysed(path):
    said = CliRunner().invoke(app, ["analyse", str(path), "--json"])
    assert said.exit_code == 0, said.output
    return json.loads(said.stdout)


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        ("possible", "possible_sessions"),
        ("attended", "overall_attendance"),
        ("authorised", "authorised_absence"),
        ("unauthorised", "unauthorised_absence"),
    ],
)
def test_the_totals_are_the_published_counts(authority, told, measure, column):
    assert column in FAMILIES
    for phase, totals in told.items():
        assert totals[measure] == int(authority[phase][column])


def test_every_code_is_the_published_count(authority, told):
    for phase, totals in told.items():
        for column, code in CODES.items():
            assert totals["codes"].get(code, 0) == int(authority[phase][column]), (phase, code)


def test_the_rates_are_the_published_ones_to_a_decimal_halves_up(authority, told):
    for phase, totals in told.items():
        for measure, rate in (
            ("attendance_percent", "attendance_perc"),
            ("absence_percent", "overall_absence_perc"),
        ):
            assert rate in RATES
            published = Decimal(authority[phase][rate]).quantize(Decimal("0.1"), ROUND_HALF_UP)
            assert Decimal(str(totals[measure])) == published


def test_nothing_is_set_aside_but_the_retired_codes_which_count(authority, told):
    for phase, totals in told.items():
        row = authority[phase]
        retired = counts_of(row)[CODE_OF_OLD_HOLIDAYS] + sum(int(row[COLUMN_OF[code]]) for code in ("H", "J"))
        assert totals["quality"]["not_in_force"] == retired
        assert totals["quality"]["unknown_code"] == totals["quality"]["duplicate"] == 0
