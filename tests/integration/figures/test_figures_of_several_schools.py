"""A trust's and an authority's figures add up from their schools', which open in each of them for whoever may see them."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

import pytest

from onroll.analysis.behind import Asked
from onroll.analysis.report.figures import KEPT_BACK
from onroll.service.access.scope import Scope
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import of_authority, of_district, of_school, of_trust
from onroll.service.figures.opened_to_schools import NotOpened, open_to_schools
from onroll.service.figures.pages.behind_schools import behind_schools
from onroll.service.figures.pages.schools import schools
from onroll.service.figures.reading import figures_of
from onroll.service.web.figures.sheets import OF_SEVERAL
from tests.factories.drawn_school import DrawnSchool
from tests.integration.figures.conftest import three_schools

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_EVERYTHING = Question(shows_small=True, insists=True)
_SERVICE = Scope.everything()
#: So many figures open at the least.
_FIGURES = 100


def numbers(one) -> tuple[int | None, int | None]:
    """Return the two numbers of a figure."""
    return one.numerator, one.denominator


@pytest.fixture(scope="module")
def counted(kept):
    with kept(lambda: three_schools(3)) as made:
        yield made


@pytest.fixture
def three(counted, a_copy):
    """Three schools of one authority, counted, and the authority."""
    return a_copy(counted)


class TestWhatIsOpened:
    @pytest.fixture(scope="class", params=[1, 2], ids=lambda seed: f"drawing {seed}")
    @classmethod
    def counted(cls, request, kept):
        """Three schools drawn from a seed, and the seed."""
        seed = request.param
        with kept(lambda: (*three_schools(seed), seed)) as made:
            yield made

    @pytest.mark.parametrize("shows_small", [True, False])
    def test_adds_up_to_every_figure_of_every_sheet_and_is_of_each_school_what_its_own_page_says(
        self, three, shows_small
    ):
        drawn, authority, _ = three
        question = Question(shows_small=shows_small, insists=True)
        with ExitStack() as opened:
            own = {
                one.school.pk: opened.enter_context(figures_of(_SERVICE, of_school(one.school), _EVERYTHING))
                for one in drawn
            }
            for body in (authority, of_district(drawn[0].school.district), of_trust(drawn[0].school.trust)):
                with figures_of(_SERVICE, body, question) as figures:
                    cells = _openable(figures)
                    assert len(cells) > _FIGURES
                    for one in cells:
                        if getattr(one, "school_id", None) is None:
                            _adds_up(
                                open_to_schools(figures, one.asked), one.figure, own, is_whole=shows_small
                            )
                        else:
                            assert _numbers_of(own[one.school_id], one.asked) == numbers(one.figure)


def _openable(figures) -> list:
    """Return every figure that opens, of the sheets' tables and cards."""
    documents = [one.document(figures) for one in OF_SEVERAL]
    return [
        one
        for document in documents
        for one in (
            *(cell for table in document.tables for row in table.rows for cell in row),
            *document.cards,
        )
        if one.asked is not None and one.figure is not None and one.figure.is_shown
    ]


def _adds_up(opened, figure, own, *, is_whole: bool) -> None:
    assert opened.adds_up or opened.counts_once, opened.asked
    assert numbers(opened.figure) == numbers(figure)
    assert not (is_whole and opened.together)
    for one in opened.schools:
        if one.figure.is_shown:
            assert _numbers_of(own[one.school.pk], one.asked) == numbers(one.figure), one.asked


def _numbers_of(figures, asked: Asked) -> tuple[int | None, int | None]:
    return numbers(figures.find(asked.measure, asked.period, asked.grouping, asked.group))


class TestASmallSchool:
    def test_is_kept_back_with_another_and_what_both_come_to_is_said(self, three):
        drawn, body = three
        with figures_of(_SERVICE, body, Question()) as figures:
            opened = open_to_schools(figures, Asked("attendance_percent"))
            document = behind_schools(figures, opened)
        hidden = {one.school.pk for one in opened.schools if not one.figure.is_shown}
        assert drawn[2].school.pk in hidden
        assert len(hidden) == 2
        assert opened.adds_up
        assert [row[0].text for row in document.tables[0].rows][-2:] == [
            "Schools kept back, together",
            "All of them",
        ]

    def test_has_nothing_to_open_where_the_figure_itself_is_kept_back(self, three):
        _, body = three
        with figures_of(_SERVICE, body, Question()) as figures, pytest.raises(NotOpened):
            open_to_schools(figures, Asked("severe"))


class TestTheSheetOfSchools:
    def test_has_a_row_a_school_whose_figures_add_up_to_the_whole(self, three):
        _, body = three
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            rows = schools(figures).tables[0].rows
            whole = figures.find("absence_percent")
        place = 5 + 1
        assert len(rows) == 3
        assert tuple(
            sum(row[place].figure.__getattribute__(part) for row in rows)
            for part in ("numerator", "denominator")
        ) == numbers(whole)

    @pytest.mark.parametrize("order", ["absence_percent", "-absence_percent"])
    def test_is_sorted_by_a_column_either_way_and_what_is_kept_back_stands_last(self, order, three):
        _, body = three
        with figures_of(_SERVICE, body, Question(own=(("order", order),))) as figures:
            table = schools(figures).tables[0]
        assert [row[6].text == KEPT_BACK for row in table.rows] == [False, True, True]
        with figures_of(_SERVICE, body, replace(_EVERYTHING, own=(("order", order),))) as figures:
            rows = schools(figures).tables[0].rows
        rates = [row[6].figure.numerator / row[6].figure.denominator for row in rows]
        assert rates == sorted(rates, reverse=order.startswith("-"))

    def test_marks_the_heading_it_is_sorted_by_and_turns_it_over(self, three):
        _, body = three
        with figures_of(_SERVICE, body, Question(own=(("order", "name"),))) as figures:
            orders = schools(figures).tables[0].orders
        assert (orders[0].way, orders[0].sent) == ("ascending", (("order", "-name"),))
        assert {order.way for place, order in orders.items() if place} == {""}

    def test_says_whose_registers_have_changed_since_and_whose_were_never_counted(self, three):
        drawn, _ = three
        a_school_without_registers = DrawnSchool().school
        drawn[1].take("| Mon 21 Sep |\n| AM PM |\nPupil00 | / \\ |", role="attendance_officer")
        body = of_authority(drawn[0].school.authority)
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            rows = {row[0].school_id: row[-1].text for row in schools(figures).tables[0].rows}
        assert rows[drawn[0].school.pk] == "Up to date"
        assert rows[drawn[1].school.pk].startswith("Registers changed ")
        assert rows[a_school_without_registers.pk] == "No registers counted"


class TestATrust:
    def test_counts_its_own_schools_and_no_other(self, three):
        drawn, _ = three
        with figures_of(_SERVICE, of_trust(drawn[0].school.trust), _EVERYTHING) as figures:
            opened = open_to_schools(figures, Asked("attendance_percent"))
        assert {one.school.pk for one in opened.schools} == {one.school.pk for one in drawn[:2]}
        assert opened.adds_up
