"""Every figure a school's pages show opens to pupils, and they to entries, that add up to it."""

from __future__ import annotations

import random

import pytest

from onroll.analysis.behind import Why
from onroll.analysis.behind.entries import of_sessions
from onroll.analysis.measures.definitions import GAPS
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import of_school
from onroll.service.figures.document import Cell, Document
from onroll.service.figures.opened import NotBehind, open_entries, open_figure
from onroll.service.figures.reading import figures_of
from onroll.service.web.figures.sheets import OF_A_SCHOOL, SHEETS
from tests.factories.access import a_user
from tests.integration.figures.conftest import a_drawn_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def count(count_schools):
    """Count the schools alone."""
    return count_schools


_EVERYTHING = Question(shows_small=True, insists=True)
# Of the figures on a page so many are opened: each is counted afresh.
_OPENED = 4


def _asked(document: Document) -> list[Cell]:
    found = [cell for table in document.tables for row in table.rows for cell in row if cell.asked]
    return [cell for cell in found if cell.figure is not None]


class TestWhatIsOpened:
    @pytest.fixture(scope="class", params=[1, 2, 3], ids=lambda seed: f"drawing {seed}")
    @classmethod
    def counted(cls, request, kept):
        """A school drawn from a seed, and the seed."""
        seed = request.param
        with kept(lambda: (a_drawn_school(seed), seed), schools_alone=True) as made:
            yield made

    @pytest.mark.parametrize("name", [one.name for one in OF_A_SCHOOL if not one.names_pupils])
    def test_adds_up_to_the_figure_on_every_sheet(self, counted, name: str, a_copy) -> None:
        drawn, seed = a_copy(counted)
        chosen = random.Random(seed)  # noqa: S311 - no secret
        sheet = next(one for one in SHEETS if one.name == name)
        scope = drawn.actor("head").scope
        with figures_of(scope, of_school(drawn.school), _EVERYTHING) as figures:
            cells = _asked(sheet.make(figures))
            assert cells
            for cell in chosen.sample(cells, min(_OPENED, len(cells))):
                opened = open_figure(figures, cell.asked)
                assert (opened.figure.numerator, opened.figure.denominator) == (
                    cell.figure.numerator,
                    cell.figure.denominator,
                ), cell.asked
                pupils = (*opened.counted, *opened.others)
                one = chosen.choice(pupils)
                entries = open_entries(figures, cell.asked, pupil_id=one.pupil_id)
                if cell.asked.measure == GAPS.name or of_sessions(cell.asked.measure) == cell.asked.measure:
                    assert (entries.numerator, entries.denominator) == (
                        one.behind.numerator,
                        one.behind.denominator,
                    )


class TestTheEntries:
    def test_are_those_that_stand_in_the_register(self, count) -> None:
        drawn = a_drawn_school(4)
        count()
        asked = next(
            cell.asked
            for cell in _asked(_overview(drawn))
            if cell.asked and (cell.asked.measure, cell.asked.period) == ("absence_percent", "whole")
        )
        with figures_of(drawn.actor("head").scope, of_school(drawn.school), _EVERYTHING) as figures:
            opened = open_figure(figures, asked)
            for one in (*opened.counted, *opened.others):
                entries = open_entries(figures, asked, pupil_id=one.pupil_id).entries
                standing = set(
                    CurrentEntry.objects.filter(pupil_id=one.pupil_id).values_list("date", "session", "code")
                )
                shown = {(row.date, row.session, row.code) for row in entries if row.why is not Why.NO_ENTRY}
                assert shown == standing


class TestWhoMayOpen:
    def test_is_not_a_governor(self, count) -> None:
        drawn = a_drawn_school(5)
        count()
        asked = next(cell.asked for cell in _asked(_overview(drawn)) if cell.asked)
        governor = a_user("governor", school=drawn.school)
        with (
            figures_of(_scope(governor), of_school(drawn.school), Question()) as figures,
            pytest.raises(OutOfScope),
        ):
            open_figure(figures, asked)

    def test_finds_no_pupil_of_another_school_behind_a_figure(self, count) -> None:
        drawn, other = a_drawn_school(6), a_drawn_school(7)
        count()
        asked = next(cell.asked for cell in _asked(_overview(drawn)) if cell.asked)
        with (
            figures_of(drawn.actor("head").scope, of_school(drawn.school), Question()) as figures,
            pytest.raises(NotBehind),
        ):
            open_entries(figures, asked, pupil_id=other.pupils["Pupil00"].pk)


def _overview(drawn) -> Document:
    with figures_of(drawn.actor("head").scope, of_school(drawn.school), _EVERYTHING) as figures:
        return SHEETS[0].make(figures)


def _scope(user):
    from onroll.service.access.queries.standing import person_on
    from tests.integration.figures.conftest import AFTER

    return person_on(user.pk, on=AFTER)[1].scope
