"""A trust's and an authority's figures add up from their schools', which open in each of them for whoever may see them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from onroll.analysis.behind import Asked
from onroll.analysis.groupings import Grouping
from onroll.analysis.report.figures import KEPT_BACK
from onroll.service.access.scope import Scope
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import Body, of_authority, of_school, of_trust
from onroll.service.figures.opened_to_schools import NotOpened, open_to_schools
from onroll.service.figures.pages.behind_schools import behind_schools
from onroll.service.figures.pages.schools import schools
from onroll.service.figures.reading import figures_of
from onroll.service.organisations.models import School, Trust
from onroll.service.web.figures.sheets import OF_SEVERAL
from tests.factories.drawn_school import DrawnSchool
from tests.integration.figures.conftest import a_drawn_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_EVERYTHING = Question(shows_small=True, insists=True)
_SERVICE = Scope.everything()
_OPENED = 6


def three_schools(seed: int) -> tuple[list[DrawnSchool], Body]:
    """Make three schools of one authority, the last of them small, and return them with it."""
    drawn = [a_drawn_school(seed * 10 + place, pupils=pupils) for place, pupils in enumerate((14, 12, 4))]
    return drawn, of_authority(drawn[0].school.authority)


def numbers(one) -> tuple[int | None, int | None]:
    """Return the two numbers of a figure."""
    return one.numerator, one.denominator


@pytest.fixture(scope="class")
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

    @pytest.mark.parametrize("name", [one.name for one in OF_SEVERAL if one.name != "schools"])
    def test_adds_up_to_the_figure_on_every_sheet(self, name, three):
        _, body, seed = three
        chosen = random.Random(seed)  # noqa: S311 - no secret
        sheet = next(one for one in OF_SEVERAL if one.name == name)
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            cells = [
                cell
                for table in sheet.make(figures).tables
                for row in table.rows
                for cell in row
                if cell.asked and cell.figure
            ]
            for cell in chosen.sample(cells, min(_OPENED, len(cells))):
                opened = open_to_schools(figures, cell.asked)
                assert opened.together is None
                assert opened.adds_up, cell.asked
                assert numbers(opened.figure) == numbers(cell.figure)

    def test_is_of_each_school_what_its_own_page_says(self, three):
        drawn, body, _ = three
        asked = Asked("absence_percent", grouping=Grouping(("sex",)), group="sex=not known")
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            groups = figures.groups(asked.grouping)
            opened = [open_to_schools(figures, replace(asked, group=group)) for group in groups]
        assert opened
        for one in opened:
            for behind in one.schools:
                with figures_of(_SERVICE, of_school(behind.school), _EVERYTHING) as own:
                    found = own.find(behind.asked.measure, None, behind.asked.grouping, behind.asked.group)
                    assert numbers(found) == numbers(behind.figure)
        assert {one.school.pk for one in opened[0].schools} <= {one.school.pk for one in drawn}


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


class TestAFigureOfPartOfTheSchools:
    def test_opens_to_those_alone(self, count):
        drawn, _ = three_schools(4)
        School.objects.filter(pk=drawn[0].school.pk).update(phase="secondary")
        count()
        body = of_authority(drawn[0].school.authority)
        asked = Asked("attendance_percent", "weekday 1", Grouping(("phase",)), "phase=secondary")
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            opened = open_to_schools(figures, replace(asked, period="whole"))
        assert [one.school.pk for one in opened.schools] == [drawn[0].school.pk]
        assert opened.adds_up
        assert opened.schools[0].asked == Asked("attendance_percent")

    def test_says_which_schools_were_counted_at_another_time(self, count):
        drawn, body = three_schools(5)
        count()
        count(days_later=1, school_ids=[drawn[0].school.pk])
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            asked = Asked("attendance_percent", "weekday 1")
            opened = open_to_schools(figures, asked)
            document = behind_schools(figures, opened)
        assert [school.pk for school in opened.otherwise] == [drawn[0].school.pk]
        assert document.facts[-1].startswith("Counted at another time than the figure")


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
    def test_counts_its_own_schools_and_no_other(self, count):
        drawn, _ = three_schools(11)
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        School.objects.filter(pk__in=[one.school.pk for one in drawn[:2]]).update(trust=trust)
        count()
        with figures_of(_SERVICE, of_trust(trust), _EVERYTHING) as figures:
            opened = open_to_schools(figures, Asked("attendance_percent"))
        assert {one.school.pk for one in opened.schools} == {one.school.pk for one in drawn[:2]}
        assert opened.adds_up
