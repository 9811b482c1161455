"""Figures from an extract are the registers' own: the tables are those ring 2 reads, and it counts what stands."""

from collections import Counter

import pytest

from onroll.analysis.analyse import Inputs, Order, analyse_files
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.extracts.folder import extracts_folder
from onroll.service.extracts.parquet import COLUMNS
from tests.factories.moments import MONDAY
from tests.factories.registers import AClass
from tests.integration.extracts.conftest import TUESDAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", [ENTRIES, PUPILS, CALENDAR], ids=lambda table: table.name)
def test_an_extract_has_every_column_a_figure_may_be_asked_by(table):
    assert {column.name for column in table.columns} <= COLUMNS[table.name].keys()


@pytest.fixture
def totals(oak, extract):
    """Two schools' figures up to Tuesday, the second of which left one pupil without an entry that day."""
    oak.take("/", "I")
    oak.take("/", "N", date=TUESDAY)
    ash = AClass()
    ash.take("L", "N")
    ash.take("/", date=TUESDAY)
    ash.amend(ash.callum, "M")
    extract()
    folder = extracts_folder()
    return analyse_files(
        Order(
            Inputs(*(folder / table for table in ("entries", "pupils", "calendar"))), on=TUESDAY, memory="1GB"
        )
    )


class TestTotals:
    def test_count_each_code_as_often_as_it_stands_in_the_registers(self, totals):
        standing = Counter(CurrentEntry.objects.values_list("code", flat=True))
        assert {code: count for code, count in totals["codes"].items() if count} == standing
        assert totals["entries"] == CurrentEntry.objects.count()

    def test_count_what_is_missing_by_the_calendar_and_the_roll(self, totals):
        # Every weekday from 1 September has two sessions of each of four pupils.
        weekdays = sum(1 for day in range(1, TUESDAY.day + 1) if MONDAY.replace(day=day).isoweekday() < 6)
        assert totals["missing"] == 4 * 2 * weekdays - CurrentEntry.objects.count()

    def test_find_nothing_wrong_with_the_extract(self, totals):
        assert set(totals["quality"].values()) == {0}
        assert (totals["schools"], totals["pupils"], totals["enrolments"]) == (2, 4, 4)
