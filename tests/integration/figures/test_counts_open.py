"""Counts that stand on pages of figures lead to what they count: pupils, sessions, and what the checks found."""

from __future__ import annotations

import pytest

from onroll.analysis.behind import Asked
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.definitions import GAPS
from onroll.service.access.scope import Scope
from onroll.service.figures.asking import Question
from onroll.service.figures.opened import open_figure
from onroll.service.figures.opened_to_schools import open_to_schools
from onroll.service.figures.pages.behind_schools import behind_schools
from onroll.service.figures.pages.groups import groups
from onroll.service.figures.pages.missing import missing
from onroll.service.figures.pages.overview import overview
from onroll.service.figures.pages.quality import quality
from onroll.service.figures.pages.schools import schools
from onroll.service.figures.pages.what_if import what_if_it_were
from onroll.service.figures.reading import figures_of
from onroll.service.organisations.models import School
from tests.integration.figures.conftest import a_drawn_school, asking, texts, the_figures, three_schools

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_EVERYTHING = Question(shows_small=True, insists=True)
_SERVICE = Scope.everything()


class TestOfASchool:
    @pytest.fixture(scope="class")
    @classmethod
    def counted(cls, kept):
        with kept(lambda: a_drawn_school(3, codes="//////////////-LLIIOOU"), schools_alone=True) as made:
            yield made

    @pytest.fixture
    def drawn(self, counted, a_copy):
        return a_copy(counted)

    def test_the_pupils_of_a_group_open_to_them_all(self, drawn):
        with the_figures(drawn, _EVERYTHING) as figures:
            cells = [row[1] for table in groups(figures).tables for row in table.rows]
            assert all(cell.asked and cell.asked.measure == "attendance_percent" for cell in cells)
            opened = open_figure(figures, cells[0].asked)
            assert len(opened.counted) + len(opened.others) == cells[0].number

    def test_the_number_at_the_threshold_as_it_is_opens_to_those_pupils(self, drawn):
        with the_figures(drawn, asking(insists="yes")) as figures:
            (ladder,) = what_if_it_were(figures).sections[0].tables
            (cell,) = (row[1] for row in ladder.rows if row[0].text == "10%, as it is")
            assert cell.asked == Asked("persistent")
            assert len(open_figure(figures, cell.asked).counted) == cell.number

    def test_absence_due_to_persistently_absent_pupils_opens_to_them_and_to_everybody_else_absent(
        self, drawn
    ):
        with the_figures(drawn, _EVERYTHING) as figures:
            cards = {card.title: card for card in overview(figures).cards}
            for name in ("persistently", "severely"):
                card = cards[f"Absence due to {name} absent pupils"]
                opened = open_figure(figures, card.asked)
                assert sum(one.behind.numerator for one in opened.counted) == card.figure.numerator
                everybody = (*opened.counted, *opened.others)
                assert sum(one.behind.denominator for one in everybody) == card.figure.denominator

    def test_absence_due_to_them_is_not_given_of_a_short_time(self, drawn):
        with the_figures(drawn) as figures:
            cards = [card for card in overview(figures).cards if card.title.startswith("Absence due to")]
        assert [(card.value, card.asked) for card in cards] == [("–", None)] * 2
        assert all("fewer than 6" in card.made_of for card in cards)

    def test_registers_not_taken_open_to_the_sessions_by_their_pupils_too(self, drawn):
        with the_figures(drawn, _EVERYTHING) as figures:
            (table,) = quality(figures).sections[0].tables
            for row in table.rows:
                assert row[2].narrowed == row[1].narrowed
                with the_figures(drawn, asking(why=dict(row[2].narrowed)["why"])) as narrowed:
                    (listed,) = missing(narrowed).sections[1].tables
                    assert len(listed.rows) == row[1].number
                    assert len({one[0].pupil_id for one in listed.rows}) == row[2].number
            assert table.rows
            assert missing(figures).cards[0].asked == Asked(GAPS.name)

    def test_findings_of_a_check_lead_where_its_name_does(self, drawn):
        with the_figures(drawn, _EVERYTHING) as figures:
            (section,) = (one for one in quality(figures).sections if one.name == "checks")
        for row in section.tables[0].rows:
            assert (row[1].page, row[1].narrowed) == (row[0].page, row[0].narrowed)


class TestOfSeveralSchools:
    @pytest.fixture(scope="class")
    @classmethod
    def counted(cls, kept):
        with kept(lambda: three_schools(3)) as made:
            yield made

    @pytest.fixture
    def three(self, counted, a_copy):
        return a_copy(counted)

    def test_groups_name_schools_and_put_them_in_order_of_their_names(self, three):
        drawn, body = three
        School.objects.filter(pk=drawn[2].school.pk).update(name="Aldmere Primary School")
        body.schools[2].name = "Aldmere Primary School"
        by_school = Question(shows_small=True, by=Grouping(("school",)))
        with figures_of(_SERVICE, body, by_school) as figures:
            document = groups(figures)
            names = [row[0] for row in texts(document.tables[0])]
            opened = behind_schools(figures, open_to_schools(figures, document.tables[0].rows[0][2].asked))
        assert names[0] == "Aldmere Primary School"
        assert set(names) == set(body.school_names.values())
        assert opened.lede.startswith("School: Aldmere Primary School")

    def test_schools_of_one_name_are_told_apart_by_their_numbers(self, three):
        _, body = three
        for school in body.schools:
            school.name = "St Wystan’s"
        assert list(body.school_names.values()) == [
            f"St Wystan’s (URN {school.urn})" for school in body.schools
        ]

    def test_the_pupils_of_a_school_open_in_it(self, three):
        _, body = three
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            cells = {row[0].school_id: row[4] for row in schools(figures).tables[0].rows}
        assert all(cell.school_id == pk for pk, cell in cells.items())
        assert {cell.asked for cell in cells.values()} == {Asked("attendance_percent")}
