"""No more weeks are read than stand beside a day, and what is compared is the same as if all had been."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from onroll.analysis.groupings import ALL
from onroll.analysis.kept import keep_counted, open_kept
from onroll.analysis.measures import cells
from onroll.analysis.pupil_figures import WindowTooShort, weeks_before_and_after
from onroll.analysis.reference import Entry
from tests.analysis.counted import count_drawn, duckdb

pytestmark = pytest.mark.one_database

SCHOOL, MONDAY, WEEK = "100001", date(2025, 9, 1), timedelta(weeks=1)
#: Of each pupil, the weeks of the year in which the school met while they were on its roll.
WEEKS = {
    "all year": [*range(8), *range(9, 16), *range(18, 39)],
    "half of it away": [*range(5), *range(30, 39)],
    "late in the year": [*range(28, 39)],
    "hardly ever": [0, 20, 38],
}
AS_AT = MONDAY + 38 * WEEK


@pytest.fixture
def path(tmp_path: Path) -> Path:
    entries = [Entry(SCHOOL, pupil, MONDAY, "AM", "/") for pupil in WEEKS]
    made = tmp_path / "kept.sqlite"
    with duckdb() as engine:
        scope = count_drawn(engine, entries)
        keep_counted(engine, scope, cells(engine, scope, (ALL,)), made, by_pupil=True)
    with closing(sqlite3.connect(made)) as db:
        db.execute("DELETE FROM school_weeks")
        for pupil, places in WEEKS.items():
            for place in places:
                week = (MONDAY + place * WEEK).isoformat()
                db.execute(
                    "INSERT INTO school_weeks VALUES (?, ?, ?, ?, 10, 9, 1, 0)", (SCHOOL, pupil, week, week)
                )
        db.commit()
    return made


def compared(weeks: dict, day: date) -> dict[str, object]:
    """Return each pupil's windows, or why there are none."""
    found: dict[str, object] = {}
    for pupil in WEEKS:
        try:
            found[pupil] = weeks_before_and_after(pupil, day, weeks[SCHOOL, pupil], as_at=AS_AT)
        except WindowTooShort as refusal:
            found[pupil] = str(refusal)
    return found


@pytest.mark.parametrize("place", range(0, 39, 2))
@pytest.mark.parametrize("weekday", [0, 3])
def test_a_day_is_compared_as_if_every_week_had_been_read(path: Path, place: int, weekday: int) -> None:
    day = MONDAY + place * WEEK + timedelta(days=weekday)
    with open_kept(path) as kept:
        assert compared(kept.school_weeks(around=day), day) == compared(kept.school_weeks(), day)


def test_fewer_weeks_are_read_of_a_pupil_with_enough_beside_the_day(path: Path) -> None:
    with open_kept(path) as kept:
        read = kept.school_weeks(around=MONDAY + 20 * WEEK)
    assert len(read[SCHOOL, "all year"]) < len(WEEKS["all year"])
    assert len(read[SCHOOL, "half of it away"]) == len(WEEKS["half of it away"])
