"""The year report: a row a pupil, equal to the engine's own, in any order, narrowed, for those who may see pupils."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape

import pytest

from onroll.analysis.analyse import count_files
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.enrolment_rows import enrolment_rows
from onroll.analysis.pupil_figures.bands import in_words
from onroll.service.access.scope import OutOfScope
from onroll.service.figures.bodies import of_school
from onroll.service.figures.counting import inputs_of
from onroll.service.figures.document import Part, count
from onroll.service.figures.pages.parts import part_asked
from onroll.service.figures.pages.pupils import pupils
from onroll.service.figures.writing.as_csv import as_csv
from onroll.service.people.models import RegistrationGroupMembership, YearGroupMembership
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.organisations import a_group
from tests.integration.figures.conftest import a_drawn_school, asking, texts, the_figures
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


NAME, ATTENDED, BAND, RUN = 0, 4, 9, 12
#: Possible, attended, authorised, unauthorised, late, minutes, in ten weeks, longest run.
COUNTED = (3, 4, 5, 6, 7, 8, 10, 12)


@pytest.fixture(scope="module")
def counted(kept):
    with kept(lambda: a_drawn_school(1)) as made:
        yield made


@pytest.fixture
def drawn(counted, a_copy):
    return a_copy(counted)


def _table(drawn, **own: str):
    with the_figures(drawn, asking(**own)) as figures:
        (table,) = pupils(figures).tables
        # Rows are made when they are looked at.
        list(table.rows)
        return table


class TestARow:
    def test_says_what_the_engine_counts_of_every_pupil(self, drawn) -> None:
        with the_figures(drawn) as figures, DuckDBEngine() as engine:
            days, _ = count_files(engine, inputs_of(of_school(drawn.school), 2026), on=figures.on)
            counted = engine.rows(
                "SELECT possible, attended, authorised, unauthorised, late_sessions, minutes_late, "
                f"unauthorised_in_ten_school_weeks, longest_run_days FROM ({enrolment_rows(days)})"
            )
            (table,) = pupils(figures).tables
            shown = [
                tuple(
                    row[place].figure.numerator if row[place].figure else row[place].number
                    for place in COUNTED
                )
                for row in table.rows
            ]
        assert len(shown) == 12
        assert sorted(shown) == sorted(counted)

    def test_leads_to_the_pupil_and_to_the_entries_of_each_number(self, drawn) -> None:
        row = _table(drawn).rows[0]
        assert row[NAME].pupil_id in {pupil.pk for pupil in drawn.pupils.values()}
        assert ("pupil", str(row[NAME].pupil_id)) in row[ATTENDED].narrowed
        assert row[ATTENDED].address == "open"


class TestTheOrder:
    def test_is_by_name_unless_asked_otherwise(self, drawn) -> None:
        names = [row[NAME] for row in texts(_table(drawn))]
        assert names == sorted(names)

    @pytest.mark.parametrize("way", ["ascending", "descending"])
    def test_is_by_any_number_either_way(self, drawn, way: str) -> None:
        rows = _table(drawn, order="attended", way=way).rows
        shares = [row[ATTENDED].figure.numerator / row[ATTENDED].figure.denominator for row in rows]
        assert shares == sorted(shares, reverse=way == "descending")

    def test_of_a_number_starts_with_the_most_and_turns_round_when_asked_again(self, drawn) -> None:
        table = _table(drawn, order="run")
        assert table.orders[RUN].way == "descending"
        assert ("way", "ascending") in table.orders[RUN].sent
        assert table.orders[NAME].way == ""

    def test_of_what_no_column_is_called_is_by_name(self, drawn) -> None:
        assert _table(drawn, order="nonsense", way="sideways").orders[NAME].way == "ascending"


class TestTheChoices:
    def test_of_a_band_leave_its_pupils_alone(self, drawn) -> None:
        band = _table(drawn).rows[0][BAND].text
        edge = next(edge for edge in range(0, 55, 5) if in_words(edge) == band)
        chosen = texts(_table(drawn, band=str(edge)))
        assert {row[BAND] for row in chosen} == {band}
        assert len(chosen) == sum(row[BAND] == band for row in texts(_table(drawn)))

    def test_of_a_year_group_and_a_group_leave_theirs_alone(self, count) -> None:
        school = a_drawn_school(2, pupils=4)
        moved = a_group(school.school, "9Ash", year_group="9")
        pupil = school.pupils["Pupil01"]
        RegistrationGroupMembership.objects.filter(pupil=pupil).update(group=moved)
        YearGroupMembership.objects.filter(pupil=pupil).update(year_group="9")
        count()
        for own in ({"year_group": "9"}, {"group": "9Ash"}):
            assert [row[NAME].pupil_id for row in _table(school, **own).rows] == [pupil.pk]

    def test_that_nobody_is_in_say_so(self, drawn) -> None:
        table = _table(drawn, year_group="99")
        assert not table.rows
        assert "Choose" in table.empty


class TestALongTable:
    @pytest.mark.parametrize(
        ("number", "first", "last"), [(1, 0, 49), (2, 50, 99), (3, 100, 100), (4, 100, 100), (99, 100, 100)]
    )
    def test_is_shown_fifty_rows_at_a_time(self, number: int, first: int, last: int) -> None:
        rows = [(count(place),) for place in range(101)]
        shown = Part(number).of(rows)
        assert (shown[0][0].number, shown[-1][0].number) == (first, last)

    def test_says_which_rows_are_shown_and_so_printed(self) -> None:
        rows = [(count(place),) for place in range(1_101)]
        assert Part(1).in_words(rows) == "Rows 1 to 50 of 1,101."
        assert Part(23).in_words(rows) == "Rows 1,101 to 1,101 of 1,101."
        assert Part(1, is_whole=True).in_words(rows) == "All 1,101 rows."
        assert Part(1, is_whole=True).of(rows) == rows

    def test_is_shown_whole_to_print_it_and_in_parts_again(self, drawn, browse, monkeypatch) -> None:
        monkeypatch.setattr(
            "onroll.service.figures.pages.pupils.part_asked",
            lambda figures: replace(part_asked(figures), rows=5),
        )
        client, address = (
            browse(a_user("head", school=drawn.school)),
            f"/schools/{drawn.school.pk}/figures/pupils/",
        )
        part = client.get(address, {"order": "late"})
        assert "Rows 1 to 5 of 12. Only these are printed." in words_of(part)
        (whole,) = re.findall(r'href="([^"]*part=all)"', part.content.decode())
        assert "order=late" in whole
        page = client.get(unescape(whole))
        assert "All 12 rows. All of them are printed." in words_of(page)
        named = set(re.findall(r"Pupil\d\d", page.content.decode()))
        assert len(named) == 12
        assert "govuk-pagination" not in page.content.decode()
        assert re.search(r'href="[^"]*order=late&amp;part=1"', page.content.decode())

    def test_is_whole_in_a_file(self, drawn) -> None:
        with the_figures(drawn, asking(part="1")) as figures:
            document = pupils(figures)
            file = as_csv(document, whose="Broadmere", made_at=at(9), made_by="Mrs H. Example")
        written = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
        assert sum(row[:1] != [] and ", Pupil" in row[0] for row in written) == 12


class TestTheAddress:
    def test_opens_to_a_head_with_the_heading_that_orders_marked(self, drawn, browse) -> None:
        page = browse(a_user("head", school=drawn.school)).get(
            f"/schools/{drawn.school.pk}/figures/pupils/?order=late&year-group=5"
        )
        assert page.status_code == 200
        assert 'aria-sort="descending"' in page.content.decode()
        assert "order=unauthorised" in page.content.decode()

    @pytest.mark.parametrize("role", ["governor", "teacher"])
    def test_is_refused_to_whoever_may_not_see_every_pupil(self, drawn, browse, role: str) -> None:
        where = {"group": drawn.group} if role == "teacher" else {"school": drawn.school}
        client = browse(a_user(role, **where))
        for kind in ("", "?as=csv"):
            answer = client.get(f"/schools/{drawn.school.pk}/figures/pupils/{kind}")
            assert answer.status_code == 403
            assert b"Pupil00" not in answer.content

    def test_stands_on_no_governors_page(self, drawn, browse) -> None:
        page = browse(a_user("governor", school=drawn.school)).get(f"/schools/{drawn.school.pk}/figures/")
        assert b"figures/pupils/" not in page.content

    def test_is_refused_to_a_governor_by_the_figures_themselves(self, drawn) -> None:
        with the_figures(drawn, role="governor") as figures, pytest.raises(OutOfScope):
            pupils(figures)
