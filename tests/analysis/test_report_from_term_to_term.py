"""The report's tables of movers, half terms and codes looked at by themselves."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from onroll.analysis.periods import Term
from onroll.analysis.report.moves import EDGES, band_in_words, moves_of_terms
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks as drawn_marks
from tests.analysis.test_analyse_command import marks, run, write_csv
from tests.analysis.test_report import Page, written

pytestmark = pytest.mark.one_database

AUTUMN, SPRING = date(2025, 9, 8), date(2026, 1, 5)
LITTLE, OFTEN, HALF = ["V"] * 20, ["I"] * 2 + ["V"] * 18, ["I"] * 10 + ["V"] * 10
MARKS = (10, 50)


def moves(*those, suppress=True):
    """Answer the counts of pupils who had so many marks in autumn and in spring, given as how many, before, after."""
    entries = []
    for kind, (number, before, after) in enumerate(those):
        for one in range(number):
            name = f"{kind} {one}"
            entries += [*drawn_marks(name, AUTUMN, before), *drawn_marks(name, SPRING, after)]
    with duckdb() as engine:
        scope = count_drawn(engine, entries)
        return moves_of_terms(engine, scope, Term.AUTUMN, Term.SPRING, suppress=suppress, marks=MARKS).counts


class TestMovesKeptBack:
    def test_are_none_of_ten(self):
        assert moves((20, LITTLE, LITTLE), (10, LITTLE, OFTEN)) == {(0, 0): 20, (0, 10): 10}

    def test_are_nine_and_what_would_give_them_away(self):
        # Nine came in; without those who stayed out, they are all who were under, less those shown.
        found = moves((20, LITTLE, LITTLE), (9, LITTLE, OFTEN))
        assert found == {(0, 0): None, (0, 10): None}

    def test_are_of_every_row_and_column_with_a_small_one(self):
        found = moves(
            (20, LITTLE, LITTLE), (30, OFTEN, OFTEN), (3, OFTEN, LITTLE), (40, LITTLE, HALF), (50, HALF, HALF)
        )
        # The three and their row and column; then one more of each part that a threshold's own figures add up.
        assert [pair for pair, number in found.items() if number is None] == [
            (0, 0),
            (0, 50),
            (10, 0),
            (10, 10),
            (50, 50),
        ]

    def test_are_none_where_nothing_is_to_be(self):
        assert moves((1, LITTLE, OFTEN), suppress=False) == {(0, 10): 1}

    def test_are_of_nobody_where_nobody_was_there_both_times(self):
        assert moves((10, LITTLE, [])) == {}


def test_bands_of_the_table_are_named_with_what_they_hold():
    assert [band_in_words(edge) for edge in EDGES] == [
        "0% to under 5%",
        "5% to under 10%",
        "10% to under 20%",
        "20% to under 50%",
        "50% or more",
    ]


def page_of(folder: Path, weeks_of_spring: int) -> Page:
    """Answer the report of thirty pupils, of whom twelve are often away in spring; half term is after six weeks of autumn."""
    rows = []
    for number in range(30):
        spring = ("I I / \\ / \\ B B D D " if number < 12 else "/ \\ " * 5) * weeks_of_spring
        for first, codes in (
            (AUTUMN, "/ \\ " * 5 * 6),
            (AUTUMN + timedelta(weeks=7), "/ \\ " * 5),
            (SPRING, spring),
        ):
            rows += marks(f"P{number:02}", codes, first=first)
    assert run(write_csv(folder / "entries.csv", rows), "--out", folder / "out").exit_code == 0
    return Page(written(folder / "out"))


def test_says_who_moved_and_over_what(tmp_path):
    page = page_of(tmp_path, 6)
    assert page.row("0% to under 5%", 6)[1:] == ["18", "0", "0", "12", "0"]
    assert page.row("Enrolments that came into persistent absence from one term to the next", 2)[1] == (
        "40.0% 12 of 30"
    )
    assert page.row("Enrolments that came out of persistent absence from one term to the next", 2)[1] == "–"


def test_compares_no_term_of_five_weeks(tmp_path):
    page = page_of(tmp_path, 5)
    assert any("There are no two such terms here." in words for words in page.text)
    assert not any(len(row) == 6 and row[0] == "0% to under 5%" for row in page.rows)


def test_gives_half_terms_and_codes_looked_at(tmp_path):
    page = page_of(tmp_path, 6)
    assert page.row("Half term 1", 5)[1] == "100.0% 1,800 of 1,800"
    looked_at = [row for row in page.rows if row[0] == "Spring term" and len(row) == 5][-1]
    # Twelve pupils, six weeks: two sessions with B of eight possible, and two with D.
    assert looked_at[1:] == ["8.7% 144 of 1,656", "–", "144", "–"]


def of_phases(folder: Path, pupils_of_ash: int) -> list[list[str]]:
    """Answer the rows of both totals: so many primary pupils who miss a fifth, and twenty secondary ones who miss nothing."""
    rows, pupils = [], []
    for number in range(pupils_of_ash + 20):
        is_ash = number < pupils_of_ash
        codes = "I I / \\ / \\ / \\ / \\ " if is_ash else "/ \\ " * 5 * 2
        rows += marks(f"P{number:02}", codes * 6, "100001" if is_ash else "100002")
        pupils.append(
            [f"P{number:02}", "100001" if is_ash else "100002", "primary" if is_ash else "secondary"]
        )
    entries = write_csv(folder / "entries.csv", rows)
    given = write_csv(folder / "pupils.csv", pupils, ["pupil", "school", "phase"])
    assert run(entries, "--pupils", given, "--by", "phase", "--out", folder / "out").exit_code == 0
    page = Page(written(folder / "out"))
    of_three = [row for row in page.rows if len(row) == 3 and row[0] in ("Overall absence", "Attendance")]
    # The definitions come after.
    return of_three[:2]


def test_totals_phases_both_ways(tmp_path):
    # 240 of 1,200 sessions, and none of 2,400: a fifteenth pooled, a tenth of as many pupils each.
    assert of_phases(tmp_path, 20) == [
        ["Attendance", "93.3%", "90.0%"],
        ["Overall absence", "6.7%", "10.0%"],
    ]


def test_totals_no_phases_where_one_is_kept_back(tmp_path):
    assert of_phases(tmp_path, 9) == [["Attendance", "c", "c"], ["Overall absence", "c", "c"]]
