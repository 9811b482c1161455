"""What stands beside a body's own figures: what is published, with its source, and its own by the same week a year before."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.analysis.groupings import Grouping
from onroll.analysis.report.figures import Figure
from onroll.service.access.scope import Scope
from onroll.service.extracts.extracting import extract_registers
from onroll.service.figures.asking import Question
from onroll.service.figures.beside import a_year_before, to_the_same_week
from onroll.service.figures.bodies import of_authority, of_district, of_school, of_trust
from onroll.service.figures.counting import count_figures
from onroll.service.figures.pages.groups import groups
from onroll.service.figures.pages.overview import overview
from onroll.service.figures.reading import figures_of
from onroll.service.organisations.models import School, Trust
from onroll.service.web.figures.sheets import OF_SEVERAL
from tests.factories.access import a_user
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.factories.published import a_release, a_release_of_bands, an_authoritys, bands, england, region
from tests.factories.registers import SERVICE
from tests.integration.figures.conftest import a_drawn_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_SERVICE = Scope.everything()
_PUBLISHED = dt.date(2026, 9, 17)


def document(body, **asked):
    with figures_of(_SERVICE, body, Question(**asked)) as figures:
        return overview(figures)


def a_school_beside_what_is_published(folder):
    """Make a primary school, with made-up published figures of its authority, region and England."""
    drawn = a_drawn_school(51)
    code = drawn.school.authority.code
    period = {"period": ("202627", "Academic year")}
    a_release(
        folder,
        [
            row
            for phase, shift in (("Primary", 0), ("Total", 20))
            for row in (
                england(phase, {"/": 930 - shift, "I": 70 + shift}, **period),
                region(phase, {"/": 940 - shift, "I": 60 + shift}, **period),
                an_authoritys(
                    phase, {"/": 950 - shift, "I": 50 + shift}, code, drawn.school.authority.name, **period
                ),
            )
        ],
        released_on=_PUBLISHED,
    )
    return drawn


@pytest.fixture(scope="class")
def counted(kept, tmp_path_factory):
    files = tmp_path_factory.mktemp("published")
    with kept(lambda: a_school_beside_what_is_published(files)) as made:
        yield made


@pytest.fixture
def drawn(counted, a_copy):
    return a_copy(counted)


class TestWhatIsPublished:
    def test_stands_beside_a_schools_figures_in_its_own_phase_with_the_source_and_its_day(self, drawn):
        made = document(of_school(drawn.school))
        card = next(one for one in made.cards if one.title == "Overall absence")
        authority = drawn.school.authority.name
        assert card.beside == (f"{authority} 5.0% · England 7.0%",)
        section = next(one for one in made.sections if one.name == "published")
        assert section.notes[0].startswith("What is published is of primary schools, 2026/27.")
        assert "Source: Pupil attendance in schools, week 44, published 17 September 2026." in section.notes
        assert [row[0].text for row in section.tables[0].rows] == [
            drawn.school.name,
            authority,
            "Middle Shires",
            "England",
        ]
        assert section.tables[0].rows[0][2].figure == card.figure

    def test_of_each_week_is_drawn_beside_a_schools_own_and_stands_in_a_table(self, drawn, tmp_path):
        authority, week = drawn.school.authority, {"period": ("2026", "Week 37")}
        rows = [
            england("Primary", {"/": 910, "I": 90}, **week),
            an_authoritys("Primary", {"/": 920, "I": 80}, authority.code, authority.name, **week),
            england("Secondary", {"/": 500, "I": 500}, **week),
        ]
        a_release(tmp_path, rows, released_on=_PUBLISHED)
        (section,) = (
            one for one in document(of_school(drawn.school)).sections if one.name == "published-weeks"
        )
        (weeks,) = section.tables
        assert section.notes == (
            "Source: Pupil attendance in schools, week 44, published 17 September 2026.",
        )
        assert weeks.headings == ("Week", drawn.school.name, authority.name, "England")
        assert [cell.text for cell in weeks.rows[0][2:]] == ["8.0%", "9.0%"]
        assert [cell.text for cell in weeks.rows[1][2:]] == ["–", "–"]
        assert weeks.rows[0][1].asked.period == "week 2026-09-07"
        (drawing,) = section.drawings
        assert f"are {authority.name} and England" in drawing.describes

    def test_stands_beside_an_authoritys_and_a_districts_of_all_schools(self, drawn):
        for body in (of_authority(drawn.school.authority), of_district(drawn.school.district)):
            card = next(one for one in document(body).cards if one.title == "Overall absence")
            assert card.beside[0].endswith("England 9.0%"), body.kind

    def test_stands_beside_no_trusts_whose_schools_may_lie_anywhere(self, drawn, count):
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        School.objects.filter(pk=drawn.school.pk).update(trust=trust)
        count()
        made = document(of_trust(trust))
        assert {one.beside for one in made.cards} == {()}
        assert "published" not in {one.name for one in made.sections}


class TestWhatIsPublishedLater:
    def test_stands_beside_no_figures_counted_before_the_figures_were_counted(self, count, tmp_path):
        drawn = a_drawn_school(52)
        period = {"period": ("202627", "Academic year")}
        a_release(
            tmp_path, [england("Primary", {"/": 930, "I": 70}, **period)], released_on=dt.date(2026, 9, 20)
        )
        count()
        assert {one.beside for one in document(of_school(drawn.school)).cards} == {()}


class TestWhatIsPublishedOfGroups:
    @pytest.fixture
    def of_groups(self, drawn, tmp_path):
        """Made-up absence bands of last year, of girls and boys."""
        authority = drawn.school.authority
        places = ("National", "", ""), ("Local authority", authority.code, authority.name)
        counts = {"Female": (100, 20, 4), "Male": (300, 30, 6)}
        phases = ("State-funded primary", "Special")
        rows = [row for phase in phases for row in bands(*places, counts=counts, phase=phase, year="202526")]
        a_release_of_bands(tmp_path, rows, released_on=_PUBLISHED)
        return drawn

    @staticmethod
    def groups_of(body, **asked):
        with figures_of(_SERVICE, body, Question(insists=True, shows_small=True, **asked)) as figures:
            return groups(figures)

    def test_stands_beside_the_same_groups_of_a_school_with_its_source_and_year(self, of_groups):
        made = self.groups_of(of_school(of_groups.school), by=Grouping(("sex",)))
        (section,) = made.sections
        persistent, severe = section.tables[1:]
        authority = of_groups.school.authority.name
        assert persistent.caption == "Persistent absence by sex, beside what is published"
        assert persistent.headings == (
            "Sex",
            "Here",
            authority,
            "England",
        )
        assert [(row[0].text, row[2].text, row[3].text) for row in persistent.rows] == [
            ("All pupils", "12.5%", "12.5%"),
            *[
                (name, rate, rate)
                for name, rate in (("Female", "20.0%"), ("Male", "10.0%"))
                if name in _named(section)
            ],
        ]
        assert persistent.rows[1][1].asked == section.tables[0].rows[0][-2].asked
        assert severe.rows[0][2].text == "2.5%"
        assert (
            "What is published is of primary schools, 2025/26. Nothing is published of 2026/27 yet: these figures are of 2025/26."
            in made.notes
        )

    def test_has_no_table_of_a_grouping_that_nothing_is_published_of(self, of_groups):
        made = self.groups_of(of_school(of_groups.school), by=Grouping(("registration_group",)))
        assert {len(section.tables) for section in made.sections} == {1}

    def test_leaves_what_is_published_of_everybody_as_it_was(self, of_groups):
        card = next(
            one for one in document(of_school(of_groups.school)).cards if one.title == "Overall absence"
        )
        assert card.beside[0].endswith("England 7.0%")

    def test_stands_beside_an_authority_s_of_all_schools_and_no_trust_s(self, of_groups, count):
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        School.objects.filter(pk=of_groups.school.pk).update(trust=trust)
        count()
        made = self.groups_of(of_authority(of_groups.school.authority), by=Grouping(("sex",)))
        assert made.sections[0].tables[1].rows[0][2].text == "12.5%"
        assert len(self.groups_of(of_trust(trust), by=Grouping(("sex",))).sections[0].tables) == 1


def _named(section) -> set[str]:
    return {row[0].text for row in section.tables[0].rows}


class TestAYearBefore:
    def test_is_given_up_to_the_same_week(self):
        drawn = DrawnSchool()
        for number in range(12):
            drawn.pupil(f"Pupil{number:02}", born=dt.date(2016, 1, 1))
        everyone = [f"Pupil{number:02}" for number in range(12)]
        self._week(drawn, 7, everyone, absent="I", year=2026)
        self._week(drawn, 14, everyone, absent="/", year=2026)
        self._week(drawn, 6, everyone, absent="/", year=2027)
        now = at(2, 30, on=dt.date(2027, 9, 11))
        extract_registers(by=SERVICE, now=now)
        count_figures(by=SERVICE, now=now)
        with (
            figures_of(_SERVICE, of_school(drawn.school), Question()) as figures,
            a_year_before(figures) as before,
        ):
            # The fortnight's second week is later than the year has come to.
            assert to_the_same_week(figures, before, "absence_percent") == Figure("absence_percent", 12, 24)
            assert to_the_same_week(figures, before, "persistent") is None
            made = overview(figures)
        card = next(one for one in made.cards if one.title == "Overall absence")
        assert card.beside == ("By the same week last year 50.0%: 12 of 24",)
        assert "last year’s overall absence the dotted line" in made.sections[0].drawings[0].describes

    def test_is_none_where_nothing_is_kept_of_it(self, drawn):
        with (
            figures_of(_SERVICE, of_school(drawn.school), Question()) as figures,
            a_year_before(figures) as before,
        ):
            assert before is None

    @staticmethod
    def _week(drawn: DrawnSchool, monday: int, pupils: list[str], *, absent: str, year: int) -> None:
        head = f"| Mon {monday} Sep |"
        rows = "\n".join(f"{name} | {absent} \\ |" for name in pupils)
        drawn.take(f"{head}\n| AM PM |\n{rows}", role="attendance_officer", year=year)


class TestADistrict:
    def test_has_every_sheet_for_its_own_officer_and_no_other(self, drawn, browse):
        district = drawn.school.district
        officer = a_user("attendance_support_officer", district=district)
        for one in OF_SEVERAL:
            address = f"/districts/{district.pk}/figures/" + (
                "" if one.name == "overview" else f"{one.name}/"
            )
            page = browse(officer).get(address)
            assert page.status_code == 200, address
            assert page.content.decode().count("moj-sub-navigation__item") == len(OF_SEVERAL)
        elsewhere = a_user("trust_lead", trust=Trust.objects.create(name="Otherwhere Trust"))
        assert browse(elsewhere).get(f"/districts/{district.pk}/figures/").status_code == 404
