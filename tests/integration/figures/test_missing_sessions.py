"""Every figure of quality opens to the sessions missing, or the entries at fault, pupil by pupil, and why each is."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter

import pytest

from onroll.analysis.measures.definitions import GAPS
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.figures.document import Document, Table
from onroll.service.figures.pages.missing import faults, missing
from onroll.service.figures.pages.quality import quality
from onroll.service.people.models import RegistrationGroupMembership
from tests.factories.access import a_user
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.integration.figures.conftest import FIRST, a_drawn_school, asking, texts, the_figures
from tests.integration.web.pages import words_of
from tests.support.statements import Statements
from tests.support.workbooks import sheets_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOT_TAKEN, BLANK = "Register not taken", "Left blank in a register that was taken"
SINCE, OFF_ROLL = "Entered since the figures were counted", "Not on roll that day, by the roll as it is now"
NO_REGISTER = "In no register: no registration group that day"
_WHY = 6


@pytest.fixture
def count(count_schools):
    """Count the schools alone."""
    return count_schools


@pytest.fixture(scope="module")
def counted(kept):
    with kept(lambda: a_drawn_school(3), schools_alone=True) as made:
        yield made


@pytest.fixture
def drawn(counted, a_copy):
    return a_copy(counted)


def two_mornings() -> DrawnSchool:
    """Make a school of two pupils: Ash left blank on Monday morning, and nobody's register taken that afternoon."""
    school = DrawnSchool()
    for name in ("Ash", "Beech"):
        school.pupil(name, born=dt.date(2016, 1, 1))
    school.take(
        "| Mon 7 Sep | Tue 8 Sep |\n| AM PM | AM PM |\nAsh |  -  - | / \\ |\nBeech | / - | / \\ |",
        role="attendance_officer",
    )
    return school


def table(document: Document, name: str) -> Table:
    (found,) = next(one for one in document.sections if one.name == name).tables
    return found


def opened(drawn: DrawnSchool, **own: str) -> list[list[str]]:
    """Return the rows of the sessions missing, as they are asked for."""
    with the_figures(drawn, asking(**own)) as figures:
        return texts(table(missing(figures), "sessions"))


class TestSessionsMissing:
    def test_are_as_many_as_the_figure_and_as_many_of_each_pupil(self, drawn) -> None:
        with the_figures(drawn) as figures:
            rows = texts(table(missing(figures), "sessions"))
            figure = missing(figures).cards[0].figure
            each = table(quality(figures), "missing").rows
        assert len(rows) == figure.numerator == figures.totals["missing"] > 0
        assert Counter(row[0] for row in rows) == {row[0].text: row[3].figure.numerator for row in each}

    def test_are_opened_by_reason_and_by_pupil_to_as_many_as_each_says(self, drawn) -> None:
        with the_figures(drawn) as figures:
            document = quality(figures)
        cells = [row[1] for row in table(document, "reasons").rows]
        cells += [row[3] for row in table(document, "missing").rows]
        for cell in cells:
            assert cell.address == "missing"
            number = cell.number if cell.figure is None else cell.figure.numerator
            assert len(opened(drawn, **dict(cell.narrowed))) == number

    def test_say_whose_register_was_not_taken_and_who_was_left_blank_in_one_that_was(self, count) -> None:
        drawn = two_mornings()
        count()
        rows = {(row[0].split(",")[-1].strip(), row[3]): row[_WHY] for row in opened(drawn)}
        of_monday = {key: why for key, why in rows.items() if "Mon 7 Sep" in key[1]}
        assert sorted(of_monday.values()) == sorted([BLANK, NOT_TAKEN, NOT_TAKEN])
        assert {key[1] for key, why in of_monday.items() if why == NOT_TAKEN} == {"Mon 7 Sep 2026, afternoon"}

    def test_say_who_was_put_on_the_roll_after_the_register_was_taken(self, count) -> None:
        drawn = two_mornings()
        count()
        enrolment = Enrolment.objects.get(pupil=drawn.pupils["Ash"])
        AdmissionEntry.objects.create(
            school=drawn.school, enrolment=enrolment, pupil=enrolment.pupil, kind="admitted", contents={},
            made_on=FIRST, made_at=at(9, 30, on=FIRST), made_by_name="Mx A. Example", made_by_role="attendance_officer",
        )  # fmt: skip
        rows = {row[3]: row[_WHY] for row in opened(drawn) if row[0] == "Begum, Ash"}
        assert rows["Mon 7 Sep 2026, morning"] == "Put on the roll after the register was taken"

    def test_say_what_was_entered_taken_off_the_roll_or_out_of_its_group_since(self, count) -> None:
        drawn = two_mornings()
        count()
        ash, beech = drawn.pupils["Ash"], drawn.pupils["Beech"]
        drawn.take("| Mon 7 Sep |\n| AM PM |\nAsh | I - |", kind="amendment", role="attendance_officer")
        later = FIRST + dt.timedelta(days=1)
        Enrolment.objects.filter(pupil=beech).update(starting_day=later)
        RegistrationGroupMembership.objects.filter(pupil=ash).update(first_day=later)
        monday = {(row[0], row[3]): row[_WHY] for row in opened(drawn) if "Mon 7 Sep" in row[3]}
        assert Counter(monday.values()) == {SINCE: 1, OFF_ROLL: 1, NO_REGISTER: 1}

    def test_say_of_what_could_not_be_that_it_is_set_aside_with_its_code(self, count) -> None:
        drawn = a_drawn_school(3, pupils=2)
        drawn.amend("Pupil00", FIRST, "PM", "/")
        count()
        (row,) = [row for row in opened(drawn) if row[5] == "/"]
        assert row[3:] == [
            "Mon 7 Sep 2026, afternoon",
            row[4],
            "/",
            "What was entered could not be, and is set aside",
        ]

    def test_lead_to_the_entry_that_mends_each(self, drawn, browse) -> None:
        client = browse(a_user("head", school=drawn.school))
        page = client.get(f"/schools/{drawn.school.pk}/figures/missing/").content.decode()
        addresses = re.findall(
            r'href="(/schools/\d+/[^"?]*2026-09-\d\d/(?:AM|PM|am|pm|morning|afternoon)/)"', page
        )
        assert len(addresses) == min(50, len(opened(drawn)))
        assert client.get(addresses[0]).status_code == 200

    def test_are_the_same_in_csv_excel_and_on_the_page(self, drawn, browse) -> None:
        client = browse(a_user("head", school=drawn.school))
        address = f"/schools/{drawn.school.pk}/figures/missing/"
        shown = opened(drawn)
        lines = list(csv.reader(io.StringIO(client.get(address, {"as": "csv"}).content.decode("utf-8-sig"))))
        start = lines.index(["Pupil", "Year", "Group", "Session", "Register", "Code", "Why"])
        assert lines[start + 1 : start + 1 + len(shown)] == shown
        book = sheets_of(client.get(address, {"as": "xlsx"}).content)
        rows = next(rows for name, rows in book.items() if name.startswith("Sessions missing, pupil"))
        assert [list(row.values()) for row in rows[1:]] == shown

    def test_are_read_in_as_many_statements_for_a_fortnight_of_many_as_for_a_day_of_few(
        self, count, browse
    ) -> None:
        few, many = two_mornings(), a_drawn_school(5, pupils=9)
        count()
        counts = []
        for one in (few, many):
            client = browse(a_user("head", school=one.school))
            for name in ("quality", "missing"):
                client.get(f"/schools/{one.school.pk}/figures/{name}/")
                with Statements() as statements:
                    client.get(f"/schools/{one.school.pk}/figures/{name}/")
                counts.append(len(statements.counted))
        assert all(many <= few for few, many in zip(counts[:2], counts[2:], strict=True))

    def test_name_no_pupil_to_whoever_may_not_see_them(self, drawn) -> None:
        for make in (missing, faults):
            with the_figures(drawn, role="governor") as figures, pytest.raises(OutOfScope):
                make(figures)

    def test_of_none_say_so(self, count, browse) -> None:
        drawn = a_drawn_school(6, pupils=1, days=1, codes="O")
        count()
        with the_figures(drawn, asking(why="since")) as figures:
            document = missing(figures)
        assert not table(document, "sessions").rows
        page = browse(a_user("head", school=drawn.school)).get(
            f"/schools/{drawn.school.pk}/figures/missing/?why=since"
        )
        assert "No session is missing here" in words_of(page)


class TestEntriesAtFault:
    def test_open_from_each_count_to_the_pupils_that_add_up_to_it(self, count) -> None:
        drawn = a_drawn_school(3, pupils=3)
        drawn.amend("Pupil00", FIRST, "PM", "/")
        drawn.amend("Pupil02", FIRST, "PM", "/")
        count()
        with the_figures(drawn) as figures:
            cells = [row[3] for row in table(quality(figures), "faults").rows]
        assert [cell.number for cell in cells] == [2]
        for cell in cells:
            with the_figures(drawn, asking(**dict(cell.narrowed))) as figures:
                rows = table(faults(figures), "entries").rows
            assert sum(row[6].number for row in rows) == cell.number
            assert {row[0].pupil_id for row in rows} == {
                drawn.pupils[name].pk for name in ("Pupil00", "Pupil02")
            }
            assert {row[4].text for row in rows} == {"Entries that could not be"}

    def test_are_none_of_another_session(self, count) -> None:
        drawn = a_drawn_school(3, pupils=2)
        drawn.amend("Pupil00", FIRST, "PM", "/")
        count()
        with the_figures(drawn, asking(session="AM")) as figures:
            assert not table(faults(figures), "entries").rows


def test_the_measure_of_gaps_is_what_the_card_is_of(drawn) -> None:
    with the_figures(drawn) as figures:
        assert missing(figures).cards[0].figure.measure == GAPS.name
