"""Movers, near thresholds, what-ifs and quality in numbers alone: of several schools, and for whoever may not see a pupil."""

from __future__ import annotations

from collections import Counter

import pytest

from onroll.analysis.disclosure_control import FEWEST_SHOWN
from onroll.analysis.groupings import ALL, EVERYONE
from onroll.service.access.scope import Scope
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import of_authority, of_school
from onroll.service.figures.moves_counted import Moves
from onroll.service.figures.of_schools import of_schools
from onroll.service.figures.pages.movers import movers_between
from onroll.service.figures.pages.movers_in_numbers import movers_in_numbers
from onroll.service.figures.pages.near import near_thresholds
from onroll.service.figures.pages.near_in_numbers import near_in_numbers
from onroll.service.figures.pages.quality import quality
from onroll.service.figures.pages.quality_in_numbers import quality_in_numbers
from onroll.service.figures.pages.what_if import what_if_it_were
from onroll.service.figures.pages.what_if_in_numbers import _Shares, what_if_in_numbers
from onroll.service.figures.reading import figures_of
from tests.factories.access import a_user
from tests.integration.figures.conftest import three_schools
from tests.integration.web.pages import words_of
from tests.support.statements import Statements

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_SERVICE = Scope.everything()
_SHEETS = ("near", "movers", "what-if", "quality")


def everything(*own: tuple[str, str]) -> Question:
    return Question(shows_small=True, insists=True, own=own)


@pytest.fixture(scope="module")
def counted(kept):
    with kept(lambda: three_schools(3)) as made:
        yield made


@pytest.fixture
def three(counted, a_copy):
    """Three schools of one authority, counted, and the authority."""
    return a_copy(counted)


def _section(document, name: str):
    return next(one for one in document.sections if one.name == name)


def _own(drawn, make, *own: tuple[str, str]):
    """Return the document of each school's own page with names, by the school's id."""
    found = {}
    for one in drawn:
        with figures_of(_SERVICE, of_school(one.school), everything(*own)) as figures:
            found[one.school.pk] = make(figures)
    return found


class TestMovers:
    @pytest.mark.parametrize("who", ["into-persistent", "out-of-persistent", "more", "less"])
    def test_of_an_authority_add_up_from_schools_where_as_many_are_listed(self, three, who):
        drawn, body = three
        with figures_of(_SERVICE, body, everything(("who", who))) as figures:
            document = movers_in_numbers(figures)
        (ways,) = _section(document, "moved").tables
        (schools,) = _section(document, "schools").tables
        total = sum(row[1].number for row in ways.rows if dict(row[1].narrowed).get("who") == who)
        numbers = {row[0].school_id: row[1] for row in schools.rows}
        assert set(numbers) == {one.school.pk for one in drawn}
        assert sum(cell.number for cell in numbers.values()) == total
        for one in drawn:
            cell = numbers[one.school.pk]
            if cell.number:
                listed = _own([one], movers_between, *cell.narrowed)[one.school.pk]
                assert len(_section(listed, "who").tables[0].rows) == cell.number

    def test_from_band_to_band_lead_to_schools_that_add_up_to_each_number(self, three):
        _, body = three
        with figures_of(_SERVICE, body, everything()) as figures:
            (matrix,) = _section(movers_in_numbers(figures), "bands").tables
        cells = [cell for row in matrix.rows for cell in row if cell.narrowed]
        assert cells
        for cell in cells:
            with figures_of(_SERVICE, body, everything(*cell.narrowed)) as figures:
                (schools,) = _section(movers_in_numbers(figures), "schools").tables
            assert sum(row[1].number for row in schools.rows) == cell.number

    def test_are_refused_wholly_over_a_short_time(self, three):
        _, body = three
        with figures_of(_SERVICE, body, Question(shows_small=True)) as figures:
            document = movers_in_numbers(figures)
        assert not document.tables
        assert "fewer than 6" in document.sections[0].notes[0]

    def test_small_numbers_are_kept_back_and_none_is_told_by_a_sum(self, three):
        _, body = three
        with figures_of(_SERVICE, body, Question(insists=True)) as figures:
            document = movers_in_numbers(figures)
        numbers = [cell.number for table in document.tables for row in table.rows for cell in row[1:]]
        assert not [one for one in numbers if one and one < FEWEST_SHOWN]
        assert any(cell.text == "c" for table in document.tables for row in table.rows for cell in row)

    def test_are_said_to_be_counted_tonight_where_they_were_not_yet(self, three):
        _, body = three
        with figures_of(_SERVICE, body, everything()) as figures:
            figures.kept.about.pop("of_schools")
            document = movers_in_numbers(figures)
        assert "at the latest tonight" in document.sections[0].notes[0]

    def test_kept_back_hides_a_second_number_of_a_known_sum(self):
        moves = Moves({(0, 0): 40, (0, 10): 12, (0, 5): 3})
        hidden = moves.kept_back([10])
        assert (0, 5) in hidden
        assert len(hidden) > 1


class TestNearAThreshold:
    def test_of_an_authority_adds_up_from_schools(self, three):
        drawn, body = three
        with figures_of(_SERVICE, body, everything()) as figures:
            document = near_in_numbers(figures)
        for name in ("persistent", "severe"):
            whole, *rows = _section(document, name).tables[0].rows
            assert {row[0].school_id for row in rows} == {one.school.pk for one in drawn}
            for place in (2, 3):
                assert sum(row[place].figure.numerator for row in rows) == whole[place].figure.numerator
            assert all(row[2].asked.measure == f"near_{name}" for row in rows)

    def test_of_a_notice_is_as_many_of_each_school_as_its_own_page_lists(self, three):
        drawn, body = three
        with figures_of(_SERVICE, body, everything()) as figures:
            whole, *rows = _section(near_in_numbers(figures), "notice").tables[0].rows
        own = _own(drawn, near_thresholds)
        assert {row[0].school_id: row[1].number for row in rows} == {
            pk: len(_section(document, "notice").tables[0].rows) for pk, document in own.items()
        }
        assert whole[1].number == sum(row[1].number for row in rows)


class TestWhatIf:
    @pytest.mark.parametrize("per_cent", ["8", "30"])
    def test_of_an_authority_adds_up_from_schools_whose_own_pages_say_as_many(self, three, per_cent):
        drawn, body = three
        asked = ("per-cent", per_cent)
        with figures_of(_SERVICE, body, everything(asked)) as figures:
            both, schools = _section(what_if_in_numbers(figures), "absence").tables
        own = _own(drawn, what_if_it_were, asked)
        for row in schools.rows:
            theirs = _section(own[row[0].school_id], "absence").tables[0]
            assert [cell.number for cell in row[1:]] == [one[1].number for one in theirs.rows]
        for place in (0, 1):
            assert both.rows[place][1].number == sum(row[place + 1].number for row in schools.rows)

    def test_as_it_is_is_the_figure_and_opens_as_it_does(self, three):
        _, body = three
        with figures_of(_SERVICE, body, everything()) as figures:
            (ladder,) = _section(what_if_in_numbers(figures), "absence").tables
            (cell,) = (row[1] for row in ladder.rows if "as it is" in row[0].text)
            assert cell.number == figures.find("persistent", "whole", ALL, EVERYONE).numerator
        assert cell.asked.measure == "persistent"

    def test_shows_no_two_numbers_between_which_are_a_few_pupils(self):
        shares = _Shares(Counter({0: 400, 3: 60, 8: 4, 10: 25, 11: 9, 12: 30, 50: 12, 60: 3}), frozenset({10, 50}), keeps_back=True)  # fmt: skip
        shown = shares.shown()
        numbers = {shares.number(one) for one in shown} | {shares.found.total(), 0}
        assert {10, 50} <= shown
        assert not [(one, other) for one in numbers for other in numbers if 0 < one - other < FEWEST_SHOWN]
        assert _Shares(shares.found, shares.shown_elsewhere, keeps_back=False).shown() == set(range(1, 100))


class TestQuality:
    def test_of_an_authority_adds_up_from_schools(self, three):
        drawn, body = three
        with figures_of(_SERVICE, body, everything()) as figures:
            document = quality_in_numbers(figures)
            findings = {urn: sum(one.findings.values()) for urn, one in of_schools(figures).schools.items()}
        whole, *rows = _section(document, "missing").tables[0].rows
        assert sum(row[1].figure.denominator for row in rows) == whole[1].figure.denominator
        checks, by_school = _section(document, "checks").tables
        assert sum(row[1].number for row in checks.rows) == sum(row[1].number for row in by_school.rows)
        assert sum(findings.values()) == sum(row[1].number for row in by_school.rows)
        for one in drawn:
            own = _own([one], quality)[one.school.pk]
            found = sum(row[1].number for row in _section(own, "checks").tables[0].rows)
            assert findings[one.school.urn] == found


class TestWho:
    def test_is_a_governor_sees_numbers_and_nobody_s_name_and_nothing_small(self, three, browse):
        drawn, _ = three
        school = drawn[0].school
        client = browse(a_user("governor", school=school))
        for name in _SHEETS:
            page = client.get(f"/schools/{school.pk}/figures/{name}/", {"short": "given", "small": "shown"})
            assert page.status_code == 200, name
            assert "Pupil0" not in words_of(page)
            assert "Small figures are shown" not in words_of(page)
            assert f'href="/schools/{school.pk}/pupils/' not in page.content.decode()
            for kind in ("csv", "xlsx", "pdf"):
                assert client.get(f"/schools/{school.pk}/figures/{name}/", {"as": kind}).status_code == 200

    def test_is_a_governor_is_shown_no_number_of_pupils_that_is_small(self, three):
        drawn, _ = three
        governor = _scope(a_user("governor", school=drawn[0].school))
        for make in (near_in_numbers, movers_in_numbers, what_if_in_numbers):
            with figures_of(governor, of_school(drawn[0].school), everything()) as figures:
                document = make(figures)
            for table in document.tables:
                for row in table.rows:
                    assert not [cell for cell in row if cell.number in range(1, FEWEST_SHOWN)], table.caption

    @pytest.mark.parametrize("name", _SHEETS)
    def test_has_an_authority_reads_one_file_and_asks_as_much_of_three_schools_as_of_one(
        self, three, browse, name, monkeypatch
    ):
        drawn, _ = three
        client = browse(a_user("attendance_support_officer", authority=drawn[0].school.authority))
        address = f"/authorities/{drawn[0].school.authority_id}/figures/{name}/"
        client.get(address)
        opened: list[str] = []
        monkeypatch.setattr(
            "onroll.service.figures.reading.open_kept", _noting("onroll.service.figures.reading", opened)
        )
        with Statements() as statements:
            assert client.get(address, {"short": "given"}).status_code == 200
        assert len(opened) == 1
        assert len(statements.counted) <= 9
        assert not any("attendance_register" in sql for sql in statements.counted)

    def test_follows_a_number_of_a_school_to_its_pupils(self, three, browse):
        drawn, body = three
        with figures_of(_SERVICE, body, everything(("who", "more"))) as figures:
            (schools,) = _section(movers_in_numbers(figures), "schools").tables
        cell = next(row[1] for row in schools.rows if row[1].number)
        client = browse(a_user("attendance_support_officer", authority=drawn[0].school.authority))
        page = client.get(
            f"/authorities/{drawn[0].school.authority_id}/figures/movers/",
            {"short": "given", "small": "shown", "who": "more"},
        )
        assert f"/schools/{cell.school_id}/figures/movers/?" in page.content.decode()
        governor = browse(a_user("governor", trust=drawn[0].school.trust))
        theirs = governor.get(
            f"/trusts/{drawn[0].school.trust_id}/figures/movers/", {"short": "given", "who": "more"}
        )
        assert "/figures/movers/?" in theirs.content.decode()
        assert f"/schools/{cell.school_id}/figures/movers/" not in theirs.content.decode()


def _noting(module: str, opened: list[str]):
    from onroll.analysis.kept import open_kept

    def noted(path):
        opened.append(str(path))
        return open_kept(path)

    return noted


def _scope(user):
    from onroll.service.access.queries.standing import person_on
    from tests.integration.figures.conftest import AFTER

    return person_on(user.pk, on=AFTER)[1].scope


def test_an_authority_of_schools_never_counted_says_so(three):
    drawn, _ = three
    with figures_of(_SERVICE, of_authority(drawn[0].school.authority), everything()) as figures:
        figures.kept.about.pop("of_schools")
        (table,) = _section(near_in_numbers(figures), "notice").tables
    assert not table.rows
    assert "at the latest tonight" in table.empty
