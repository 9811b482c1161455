"""A made-up authority is like England in 2025/26: its totals, who misses how much, when, and by which codes.

The published figures are the rows of England in the department's files where they lie beside the checkout; the shapes
that no such file has are given here. Every tolerance is in points of per cent unless it says so.
"""

import csv
import io
import zipfile
from collections import defaultdict
from itertools import pairwise

import duckdb
import pytest

from onroll.analysis.arithmetic import Family, codes_of
from onroll.analysis.generator.asking import Asked
from onroll.analysis.generator.making import generate, plan
from onroll.analysis.generator.rates import MIXTURES
from onroll.analysis.generator.schools import Phase
from onroll.analysis.published.columns import CODES
from onroll.law.school_time import AcademicYear
from tests.support.published_files import published_file

DAY = AcademicYear.starting_in(2025).first_day
# Special schools are few in a small authority, and a pupil there weighs more.
TOTAL = {Phase.PRIMARY: 0.3, Phase.SECONDARY: 0.45, Phase.SPECIAL: 2.5}
PERSISTENT = {Phase.PRIMARY: 1.2, Phase.SECONDARY: 1.5, Phase.SPECIAL: 6.0}
CODE = {Phase.PRIMARY: 0.12, Phase.SECONDARY: 0.35, Phase.SPECIAL: 1.3}
SEVERE_PUBLISHED = {Phase.PRIMARY: 0.65, Phase.SECONDARY: 2.99}
BANDS = {
    Phase.PRIMARY: (60.1, 26.2, 7.7, 2.8, 1.2, 0.6, 0.3, 0.2, 0.2, 0.1, 0.7),
    Phase.SECONDARY: (49.9, 26.3, 9.8, 4.4, 2.3, 1.4, 1.0, 0.8, 0.6, 0.5, 3.0),
}

# Per cent persistently absent by phase, over a part of the year.
IN_TERM = """
    SELECT phase, 100 * avg((absent * 10 >= possible)::INTEGER) FROM (
        SELECT phase, school, pupil, sum(counts) AS possible, sum(absence) AS absent FROM mark WHERE {} GROUP BY ALL
    ) WHERE possible > 0 GROUP BY 1
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Make an authority, and put what it comes to by pupil and by day into tables of pupils of 5 to 15."""
    out = tmp_path_factory.mktemp("calibration") / "made"
    generate(plan(Asked(70, 24_000, 2025, out, seed=1)))
    db = duckdb.connect(config={"threads": 2})
    families = ", ".join(
        f"count(*) FILTER (code IN {in_sql(codes_of(family, DAY))}) AS {family.value}"
        for family in (Family.AUTHORISED, Family.UNAUTHORISED, Family.ABSENCE, Family.POSSIBLE)
    )
    db.execute(
        f"CREATE TABLE entry AS SELECT e.*, phase, year_group::INTEGER AS year, fsm, sen FROM '{out}/entries/*.parquet' AS e "
        f"JOIN '{out}/pupils.parquet' AS p USING (school, pupil) WHERE year_group NOT IN ('R', '12', '13')"
    )
    db.execute(
        f"CREATE TABLE enrolment AS SELECT phase, school, pupil, year, fsm, sen, {families} FROM entry GROUP BY ALL"
    )
    db.execute("DELETE FROM enrolment WHERE possible = 0")
    db.execute(f"CREATE TABLE day AS SELECT phase, date, session, {families} FROM entry GROUP BY ALL")
    db.execute(
        "CREATE VIEW mark AS SELECT *, "
        f"(code IN {in_sql(codes_of(Family.ABSENCE, DAY))})::INTEGER AS absence, "
        f"(code IN {in_sql(codes_of(Family.POSSIBLE, DAY))})::INTEGER AS counts FROM entry"
    )
    return db


def in_sql(codes):
    """Answer codes as a list in a statement, in which a backslash is itself."""
    return "(" + ", ".join(f"'{code}'" for code in codes) + ")"


@pytest.fixture(scope="module")
def england():
    """Answer England's row of each phase."""
    path = published_file("attendance_year_to_date_2025_26.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["geographic_level"] == "National"]
    return {row["education_phase"].lower(): row for row in rows}


def found(db, query):
    """Answer the rows of a query as a dictionary by their first column."""
    return {first: rest[0] if len(rest) == 1 else rest for first, *rest in db.execute(query).fetchall()}


@pytest.mark.parametrize("measure", ["overall_absence", "authorised_absence", "unauthorised_absence"])
def test_absence_of_each_phase(authority, england, measure):
    column = {"overall_absence": "absence"}.get(measure, measure.removesuffix("_absence"))
    rates = found(authority, f"SELECT phase, 100.0 * sum({column}) / sum(possible) FROM enrolment GROUP BY 1")
    for phase in Phase:
        assert rates[phase] == pytest.approx(float(england[phase][f"{measure}_perc"]), abs=TOTAL[phase])


def test_absence_of_all_phases_to_three_tenths(authority, england):
    ((rate,),) = authority.execute("SELECT 100.0 * sum(absence) / sum(possible) FROM enrolment").fetchall()
    assert rate == pytest.approx(float(england["total"]["overall_absence_perc"]), abs=0.3)


def test_persistent_absence_of_each_phase(authority, england):
    rates = found(
        authority, "SELECT phase, 100 * avg((absence * 10 >= possible)::INTEGER) FROM enrolment GROUP BY 1"
    )
    for phase in Phase:
        assert rates[phase] == pytest.approx(float(england[phase]["pa_perc"]), abs=PERSISTENT[phase])


def test_severe_absence(authority):
    rates = found(
        authority, "SELECT phase, 100 * avg((absence * 2 >= possible)::INTEGER) FROM enrolment GROUP BY 1"
    )
    for phase, published in SEVERE_PUBLISHED.items():
        assert rates[phase] == pytest.approx(published, abs=0.7)


@pytest.mark.parametrize("phase", list(BANDS))
def test_each_band_of_absence_to_a_point_and_a_half(authority, phase):
    bands = found(
        authority,
        "SELECT least(absence * 20 // possible, 10), 100.0 * count(*) / sum(count(*)) OVER () "
        f"FROM enrolment WHERE phase = '{phase}' GROUP BY 1",
    )
    for band, published in enumerate(BANDS[phase]):
        assert bands.get(band, 0) == pytest.approx(published, abs=1.5)


def test_each_code_of_each_phase(authority, england):
    shares = {
        (phase, code): share
        for phase, code, share in authority.execute(
            "SELECT phase, code, 100.0 * count(*) / (SELECT sum(possible) FROM enrolment AS e WHERE e.phase = entry.phase) "
            "FROM entry GROUP BY 1, 2"
        ).fetchall()
    }
    apart = {
        (phase.value, code): (shares.get((phase, code), 0), published)
        for phase in Phase
        for column, code in CODES.items()
        if code not in codes_of(Family.PRESENT, DAY)
        for published in [100 * int(england[phase][column]) / int(england[phase]["possible_sessions"])]
        if abs(shares.get((phase, code), 0) - published) > CODE[phase]
    }
    assert apart == {}


def test_lateness(authority, england):
    late = found(
        authority, "SELECT phase, 100.0 * count(*) FILTER (code = 'L') / count(*) FROM entry GROUP BY 1"
    )
    for phase in Phase:
        row = england[phase]
        published = (
            100 * int(row["reason_l_present_late_before_registers_closed"]) / int(row["possible_sessions"])
        )
        assert late[phase] == pytest.approx(published, abs=0.35)


def test_older_pupils_of_secondary_schools_miss_more(authority):
    rates = found(
        authority, "SELECT year, 100 * avg((absence * 10 >= possible)::INTEGER) FROM enrolment GROUP BY 1"
    )
    assert rates[1] > rates[3]
    assert rates[7] < rates[8] < rates[9]
    assert max(rates[year] for year in range(1, 7)) < rates[7]
    assert rates[11] - rates[7] == pytest.approx(9, abs=5)


def test_free_meals_and_special_needs(authority):
    meals = found(authority, "SELECT fsm, 100.0 * sum(absence) / sum(possible) FROM enrolment GROUP BY 1")
    needs = found(authority, "SELECT sen, 100.0 * sum(absence) / sum(possible) FROM enrolment GROUP BY 1")
    assert meals[True] / meals[False] == pytest.approx(10.0 / 5.2, abs=0.3)
    assert needs["K"] / needs["N"] == pytest.approx(10.1 / 5.8, abs=0.35)
    assert needs["E"] / needs["N"] == pytest.approx(13.1 / 5.8, abs=0.6)


def test_days_of_the_week(authority):
    days = dict(
        authority.execute(
            "SELECT phase, list(rate ORDER BY weekday) FROM (SELECT phase, isodow(date) AS weekday, "
            "100.0 * sum(absence) / sum(possible) AS rate FROM day GROUP BY 1, 2) GROUP BY 1"
        ).fetchall()
    )
    published = {
        Phase.PRIMARY: (4.869, 4.442, 4.215, 4.299, 5.240),
        Phase.SECONDARY: (7.633, 7.662, 7.506, 7.664, 8.830),
    }
    for phase, week in published.items():
        for day, (rate, wanted) in enumerate(zip(days[phase], week, strict=True)):
            # Of the mean of the five.
            assert 500 * rate / sum(days[phase]) == pytest.approx(500 * wanted / sum(week), abs=8), (
                phase,
                day,
            )


def test_terms_begin_low_and_end_high(authority):
    weeks = [
        rate
        for _, rate in authority.execute(
            "SELECT date_trunc('week', date), 100.0 * sum(absence) / sum(possible) FROM day GROUP BY 1 ORDER BY 1"
        ).fetchall()
    ]
    mean = sum(weeks) / len(weeks)
    assert weeks[1] < 0.85 * mean
    assert 1.2 * mean < weeks[14] < 1.6 * mean  # the week before Christmas


def test_one_in_five_is_away_on_holiday_for_about_a_week(authority):
    ever = found(authority, "SELECT phase, count(DISTINCT pupil) FROM entry WHERE code = 'G' GROUP BY 1")
    pupils = found(authority, "SELECT phase, count(DISTINCT pupil) FROM entry GROUP BY 1")
    sessions = found(authority, "SELECT phase, count(*) FROM entry WHERE code = 'G' GROUP BY 1")
    assert 100 * ever["primary"] / pupils["primary"] == pytest.approx(20, abs=5)
    assert sessions["primary"] / ever["primary"] == pytest.approx(10, abs=2)


@pytest.mark.parametrize("phase", list(Phase))
def test_the_distribution_drawn_from_is_the_published_one_of_2022_23(phase):
    """To 0.45 of a point in each band, before its level is moved to 2025/26."""
    named = {Phase.SPECIAL: "Special"}.get(phase, f"State-funded {phase}")
    bands = [0] * 11
    with zipfile.ZipFile(published_file("absence_bands_distributions.zip")) as files:
        text = io.TextIOWrapper(files.open(files.namelist()[0]), encoding="utf-8-sig")
        for row in csv.reader(text):
            if row[1] == "202223" and row[2] == "National" and row[10] == named:
                for band, pupils in enumerate(row[15:26]):
                    bands[band] += int(pupils)
    mixture = MIXTURES[phase]
    below = [0.0, *(mixture.below(5 * band * mixture.level) for band in range(1, 11)), 1.0]
    drawn = [100 * (high - low) for low, high in pairwise(below)]
    assert drawn == pytest.approx([100 * pupils / sum(bands) for pupils in bands], abs=0.45)


def test_persistent_absence_of_a_term(authority):
    """Autumn is within five points of the autumn of 2023/24, whose year had a third of a point more absence."""
    pupils, persistent = defaultdict(int), defaultdict(int)
    with published_file("persistent_absence_autumn_2023_24.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        for row in csv.DictReader(file):
            if row["geographic_level"] == "National":
                pupils[row["school_type"].lower()] = int(row["ytd_enrolments"])
                persistent[row["school_type"].lower()] = int(row["pa_flag"])
    autumn = found(authority, IN_TERM.format("date < '2026-01-01'"))
    for phase in (Phase.PRIMARY, Phase.SECONDARY):
        assert autumn[phase] == pytest.approx(100 * persistent[phase] / pupils[phase], abs=5)


def test_more_are_persistently_absent_in_the_summer_than_in_the_autumn(authority):
    autumn = found(authority, IN_TERM.format("date < '2026-01-01'"))
    summer = found(authority, IN_TERM.format("date > '2026-04-06'"))
    assert all(summer[phase] > autumn[phase] for phase in (Phase.PRIMARY, Phase.SECONDARY))
