"""What `onroll generate` writes: three tables that anybody can read, the same ones for the same seed."""

import duckdb
import pytest
from typer.testing import CliRunner

from onroll.analysis.generator.asking import Asked
from onroll.analysis.generator.making import generate, plan
from onroll.cli.main import app
from onroll.identifiers import read_upn, read_urn
from onroll.law.attendance_codes import code_on

ENTRIES = ["school", "pupil", "date", "session", "code", "minutes_late", "recorded_at"]


def made(out, *, schools=6, pupils=1200, year=2025, seed=1, threads=2):
    generate(plan(Asked(schools, pupils, year, out, seed)), threads=threads)
    return out


def ask(folder, query):
    """Ask of the tables by their names."""
    db = duckdb.connect()
    for name, path in (
        ("entries", "entries/*.parquet"),
        ("pupils", "pupils.parquet"),
        ("calendar", "calendar.parquet"),
    ):
        db.execute(f"CREATE VIEW {name} AS FROM read_parquet('{folder}/{path}')")
    return db.execute(query).fetchall()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return made(tmp_path_factory.mktemp("made") / "authority")


def run(*words):
    return CliRunner().invoke(app, ["generate", *map(str, words)])


def test_the_command_writes_three_tables_and_says_how_much(tmp_path):
    out = tmp_path / "made"
    said = run("--schools", 3, "--pupils", 60, "--year", 2025, "--out", out)
    assert said.exit_code == 0
    assert "60 pupils" in said.stdout
    assert sorted(path.name for path in out.iterdir()) == ["calendar.parquet", "entries", "pupils.parquet"]


def test_entries_have_the_columns_of_the_contract_in_its_kinds(authority):
    kinds = {name: kind for name, kind, *_ in ask(authority, "DESCRIBE entries")}
    assert list(kinds) == ENTRIES
    assert kinds["date"] == "DATE"
    assert kinds["recorded_at"] == "TIMESTAMP"


def test_the_pupils_asked_for_are_there_and_those_who_move_have_two_enrolments(authority):
    ((pupils, enrolments),) = ask(authority, "SELECT count(DISTINCT pupil), count(*) FROM pupils")
    assert pupils == 1200
    assert enrolments > pupils
    assert ask(
        authority, "SELECT count(*) FROM (SELECT 1 FROM pupils GROUP BY pupil, school HAVING count(*) > 1)"
    ) == [(0,)]


def test_pupils_and_schools_go_by_numbers_that_can_be_read(authority):
    numbers = [number for (number,) in ask(authority, "SELECT DISTINCT pupil FROM entries")]
    assert [read_upn(number).number for number in numbers] == numbers
    for (school,) in ask(authority, "SELECT DISTINCT school FROM entries"):
        assert read_urn(school) == school


def test_no_session_of_a_pupil_is_written_twice(authority):
    assert ask(
        authority,
        "SELECT count(*) FROM (SELECT 1 FROM entries GROUP BY school, pupil, date, session HAVING count(*) > 1)",
    ) == [(0,)]


def test_rows_stand_in_the_order_school_pupil_date_session_and_a_part_holds_whole_schools(tmp_path):
    out = made(tmp_path / "made", schools=40, pupils=9000)
    parts = sorted((out / "entries").iterdir())
    assert len(parts) > 1
    seen = set()
    for part in parts:
        db = duckdb.connect(config={"threads": 1})
        ((out_of_order,),) = db.execute(
            "SELECT count(*) FROM (SELECT (school, pupil, date, session) AS row, "
            "lag((school, pupil, date, session)) OVER (ORDER BY file_row_number) AS before "
            f"FROM read_parquet('{part}', file_row_number = true)) WHERE before >= row"
        ).fetchall()
        assert out_of_order == 0
        schools = {school for (school,) in db.execute(f"SELECT DISTINCT school FROM '{part}'").fetchall()}
        assert not schools & seen
        seen |= schools
    assert len(seen) == 40


def test_a_slash_is_a_morning_and_a_backslash_an_afternoon(authority):
    found = set(ask(authority, r"SELECT DISTINCT code, session FROM entries WHERE code IN ('/', '\')"))
    assert found == {("/", "AM"), ("\\", "PM")}


def test_minutes_late_stand_beside_lateness_and_nothing_else(authority):
    codes = ask(authority, "SELECT DISTINCT code FROM entries WHERE minutes_late IS NOT NULL")
    assert sorted(codes) == [("L",), ("U",)]
    assert ask(
        authority, "SELECT count(*) FROM entries WHERE minutes_late IS NULL AND code IN ('L', 'U')"
    ) == [(0,)]


@pytest.mark.parametrize("year", [2006, 2013, 2023, 2024, 2025])
def test_every_code_is_one_of_its_own_day(tmp_path, year):
    out = made(tmp_path / "made", schools=3, pupils=900, year=year)
    for code, first, last in ask(
        out, "SELECT code, min(date), max(date) FROM entries WHERE code <> '' GROUP BY code"
    ):
        assert code_on(code, first).code == code_on(code, last).code == code


def test_a_school_meets_on_190_days_less_those_it_is_closed(authority):
    days = ask(
        authority,
        "SELECT DISTINCT count(DISTINCT date) FILTER (kind IN ('school', 'closure')) FROM calendar GROUP BY school",
    )
    assert days == [(190,)]


def test_no_mark_but_a_closure_stands_on_a_day_the_school_does_not_meet(authority):
    codes = ask(
        authority,
        "SELECT DISTINCT code FROM entries LEFT JOIN calendar USING (school, date, session) WHERE kind IS DISTINCT FROM 'school'",
    )
    assert {code for (code,) in codes} <= {"#", "Y4"}


def test_entries_stand_within_the_pupil_s_time_on_roll_but_those_before_the_starting_day(authority):
    outside = ask(
        authority,
        "SELECT DISTINCT code FROM entries JOIN pupils USING (school, pupil) "
        "WHERE date < starting_day OR date > coalesce(leaving_day, date)",
    )
    assert {code for (code,) in outside} <= {"Z"}


def test_the_same_seed_writes_the_same_bytes_however_many_threads_work(tmp_path):
    one = made(tmp_path / "one", schools=12, pupils=6000, threads=1)
    two = made(tmp_path / "two", schools=12, pupils=6000, threads=3)
    files = sorted(path.relative_to(one) for path in one.rglob("*.parquet"))
    assert len(files) > 3
    for name in files:
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_another_seed_writes_another_authority(tmp_path, authority):
    other = made(tmp_path / "other", seed=2)
    count = "SELECT count(*) FROM entries WHERE code = 'I'"
    assert ask(other, count) != ask(authority, count)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--schools", 4, "--pupils", 3, "--year", 2025), "Give 4 pupils or more"),
        (("--schools", 0, "--pupils", 3, "--year", 2025), "from 1 to"),
        (("--schools", 1, "--pupils", 9000, "--year", 2025), "Give more schools"),
        (("--schools", 1, "--pupils", 3, "--year", 2005), "run from 2006"),
        (("--schools", 1, "--pupils", 3, "--year", 2099), "run from 2006"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_cure_and_nothing_is_written(tmp_path, words, why):
    out = tmp_path / "made"
    said = run(*words, "--out", out)
    assert said.exit_code == 2
    assert why in said.stderr
    assert not out.exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    said = run("--schools", 1, "--pupils", 3, "--year", 2025, "--out", tmp_path)
    assert said.exit_code == 2
    assert "Name a new folder or an empty one" in said.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
