"""What a page of figures shows to whom: small ones kept back, short times refused, protective markers to few."""

from __future__ import annotations

import csv
import io

import pytest

from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import of_school
from onroll.service.figures.reading import NoFigures, figures_of
from onroll.service.figures.writing.as_csv import as_csv
from onroll.service.web.figures.sheets import BY_NAME, OF_A_SCHOOL
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.figures.conftest import a_drawn_school
from tests.integration.figures.test_opening import _scope

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def count(count_schools):
    """Count the schools alone."""
    return count_schools


@pytest.fixture(scope="module")
def counted(kept):
    with kept(lambda: a_drawn_school(1, pupils=9), schools_alone=True) as made:
        yield made


@pytest.fixture
def drawn(counted, a_copy):
    return a_copy(counted)


def _figures(drawn, role: str, question: Question = Question()):
    return figures_of(_scope(a_user(role, school=drawn.school)), of_school(drawn.school), question)


class TestASmallFigure:
    def test_of_nine_pupils_is_kept_back(self, drawn) -> None:
        with _figures(drawn, "head") as figures:
            assert figures.cell("attendance_percent").text == "c"

    def test_of_ten_pupils_is_shown(self, count) -> None:
        school = a_drawn_school(1, pupils=10)
        count()
        with _figures(school, "head") as figures:
            assert figures.cell("attendance_percent").text.endswith("%")

    def test_is_shown_to_who_may_see_the_pupils_and_asks(self, drawn) -> None:
        with _figures(drawn, "head", Question(shows_small=True)) as figures:
            assert figures.cell("attendance_percent").text.endswith("%")

    def test_is_kept_back_from_a_governor_who_asks(self, drawn) -> None:
        with _figures(drawn, "governor", Question(shows_small=True)) as figures:
            assert figures.cell("attendance_percent").text == "c"


class TestAShortTime:
    def test_has_no_persistent_absence(self, drawn) -> None:
        with _figures(drawn, "head", Question(shows_small=True)) as figures:
            assert figures.weeks_in("whole") == 2
            assert figures.cell("persistent").text == "–"

    def test_has_some_where_somebody_insists(self, drawn) -> None:
        with _figures(drawn, "head", Question(shows_small=True, insists=True)) as figures:
            assert figures.cell("persistent").text.endswith("%")


class TestProtectiveMarkers:
    @pytest.mark.parametrize(("role", "may"), [("head", True), ("attendance_officer", False)])
    def test_are_groups_for_those_who_may_see_them(self, drawn, role: str, may: bool) -> None:
        with _figures(drawn, role) as figures:
            asked = {one.columns[0] for one in figures.groupings}
            assert ({"social_worker", "looked_after"} <= asked) is may
            asked_for = BY_NAME["groups"].make(figures)
            assert any("Social worker" in section.title for section in asked_for.sections) is may


class TestNothingCounted:
    def test_is_said(self) -> None:
        school = a_drawn_school(3, pupils=1)
        with pytest.raises(NoFigures), _figures(school, "head"):
            pass


@pytest.mark.parametrize("name", [one.name for one in OF_A_SCHOOL if not one.names_pupils])
def test_a_sheet_as_csv_has_the_same_whole_numbers(name: str, drawn) -> None:
    with _figures(drawn, "head", Question(shows_small=True, insists=True)) as figures:
        document = BY_NAME[name].make(figures)
    file = as_csv(document, whose="Broadmere", made_at=at(9), made_by="Mrs H. Example")
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    written = [int(cell) for row in rows for cell in row if cell.isdecimal()]
    shown = [
        number
        for table in document.tables
        for row in table.rows
        for cell in row
        if cell.figure is not None and cell.figure.numerator is not None
        for number in (cell.figure.numerator, cell.figure.denominator)
    ]
    shown += [cell.number for table in document.tables for row in table.rows for cell in row if cell.number]
    assert shown
    missing = [number for number in shown if number not in written]
    assert not missing
