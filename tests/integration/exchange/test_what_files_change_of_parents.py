"""What a second set of files changes of parents, and of who a pupil lives with."""

from __future__ import annotations

from pathlib import Path

import pytest

from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.exchange.models import Changeset
from onroll.service.organisations.models import School
from onroll.service.people.models import ContactDetail, Parent, Relationship
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.integration.exchange.conftest import accepted, edit, sent

pytestmark = pytest.mark.django_db
State = Changeset.State


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_school_folder(tmp_path / "in", SchoolFolder(pupils=12))


@pytest.fixture
def school(folder: Path) -> School:
    accepted(sent(folder))
    return School.objects.get()


def moved_out(rows: list[dict[str, str]]) -> None:
    """Let no pupil live with the first parent."""
    for row in rows:
        if row["parent_ref"] == "R00001":
            row.update(lives_with="N")


def first_home() -> Relationship:
    """Return what the first parent is to the first pupil now."""
    return Relationship.objects.get(
        parent__source_ref="R00001", pupil__enrolments__pupil_ref="P00001", last_day=None
    )


class TestWhatIsChangedOfParents:
    def test_of_a_parent_and_of_what_they_are_to_a_pupil(self, folder: Path, school: School) -> None:
        edit(folder / "parents.csv", lambda rows: rows[0].update(mobile="07700 900999", surname="Lund"))
        edit(folder / "relationships.csv", lambda rows: rows[0].update(may_be_sent="N"))
        accepted(sent(folder, school.pk))
        parent = Parent.objects.get(source_ref="R00001")
        assert parent.surname == "Lund"
        assert ContactDetail.objects.get(parent=parent, kind="mobile", last_day=None).value == "07700 900999"
        assert not Relationship.objects.get(parent=parent, pupil__enrolments__pupil_ref="P00001").may_be_sent
        assert sent(folder, school.pk).to_change == 0

    @pytest.mark.parametrize(
        ("file", "change"),
        [
            ("parents", {"email": "new@home.example"}),
            ("parents", {"address_checked_on": "2026-07-01"}),
            ("relationships", {"contact_order": "3"}),
            ("relationships", {"may_be_sent": "N", "parental_responsibility": "N"}),
        ],
    )
    def test_of_a_parent_beside_the_register_needs_no_amendment(
        self, folder: Path, school: School, file: str, change: dict[str, str]
    ) -> None:
        edit(folder / f"{file}.csv", lambda rows: rows[0].update(change))
        changeset = accepted(sent(folder, school.pk))
        assert (changeset.state, changeset.message) == (State.ACCEPTED, "")
        assert not AdmissionEntry.objects.filter(kind="amended").exists()
        assert sent(folder, school.pk).to_change == 0

    def test_that_takes_the_last_number_from_a_home_is_set_aside_and_the_rest_comes_in(
        self, folder: Path, school: School
    ) -> None:
        def change(rows: list[dict[str, str]]) -> None:
            rows[0].update(mobile="", phone="", surname="Lund")
            rows[1].update(surname="Moss")

        edit(folder / "parents.csv", change)
        changeset = accepted(sent(folder, school.pk))
        aside = changeset.rows_set_aside.get()
        assert (changeset.state, changeset.message) == (State.ACCEPTED, "")
        assert (aside.file, aside.row, aside.column) == ("parents.csv", 2, "mobile")
        assert "must hold a telephone number" in aside.what
        assert "Give a mobile or a phone" in aside.cure
        assert Parent.objects.get(source_ref="R00002").surname == "Moss"
        left = Parent.objects.get(source_ref="R00001")
        assert left.surname != "Lund"
        assert ContactDetail.objects.filter(parent=left, kind="mobile", last_day=None).exists()

    def test_that_takes_the_last_number_of_whom_no_pupil_lives_with_any_more_comes_in(
        self, folder: Path, school: School
    ) -> None:
        edit(folder / "parents.csv", lambda rows: rows[0].update(mobile="", phone=""))
        edit(folder / "relationships.csv", moved_out)
        changeset = accepted(sent(folder, school.pk))
        assert (changeset.state, changeset.message) == (State.ACCEPTED, "")
        assert not changeset.rows_set_aside.exists()
        parent = Parent.objects.get(source_ref="R00001")
        assert not ContactDetail.objects.filter(parent=parent, kind="mobile", last_day=None).exists()

    def test_that_ends_a_relationship_takes_the_parent_out_of_the_entry(
        self, folder: Path, school: School
    ) -> None:
        edit(folder / "relationships.csv", lambda rows: rows[0].update(last_day="2026-07-10"))
        assert accepted(sent(folder, school.pk)).message == ""
        entry = AdmissionEntry.objects.get(kind="amended")
        assert [parent["relationship"] for parent in entry.original["parents"]] == ["father"]
        assert entry.contents["parents"] == []
        assert sent(folder, school.pk).to_change == 0

    @pytest.mark.parametrize("also", [{}, {"relationship": "father"}], ids=["alone", "with more"])
    def test_that_a_pupil_lives_with_a_parent_without_a_number_is_set_aside_and_the_rest_comes_in(
        self, folder: Path, school: School, also: dict[str, str]
    ) -> None:
        def without_number(rows: list[dict[str, str]]) -> None:
            rows[0].update(mobile="", phone="")

        def lives_with(rows: list[dict[str, str]]) -> None:
            rows[0].update(lives_with="Y", **also)
            rows[-1].update(relationship="guardian")

        edit(folder / "parents.csv", without_number)
        edit(folder / "relationships.csv", moved_out)
        accepted(sent(folder, school.pk))
        edit(folder / "relationships.csv", lives_with)
        changeset = accepted(sent(folder, school.pk))
        aside = changeset.rows_set_aside.get()
        assert (changeset.state, changeset.message) == (State.ACCEPTED, "")
        assert (aside.file, aside.row, aside.column) == ("relationships.csv", 2, "lives_with")
        assert "must hold a telephone number" in aside.what
        assert "then load the row again" in aside.cure
        assert not first_home().lives_with
        assert Relationship.objects.filter(relationship="guardian").count() == 1

        edit(folder / "parents.csv", lambda rows: rows[0].update(mobile="07700 900123"))
        changeset = accepted(sent(folder, school.pk))
        assert not changeset.rows_set_aside.exists()
        assert first_home().lives_with

    def test_that_brings_a_parent_without_a_number_home_is_set_aside(
        self, folder: Path, school: School
    ) -> None:
        def another(rows: list[dict[str, str]]) -> None:
            rows.append({**rows[0], "parent_ref": "R99999", "surname": "Lund", "mobile": "", "phone": ""})

        def at_home(rows: list[dict[str, str]]) -> None:
            rows.append({**rows[0], "parent_ref": "R99999", "lives_with": "Y"})

        edit(folder / "parents.csv", another)
        edit(folder / "relationships.csv", at_home)
        changeset = accepted(sent(folder, school.pk))
        assert changeset.state == State.ACCEPTED, changeset.message
        assert changeset.rows_set_aside.get().column == "lives_with"
        assert not Relationship.objects.filter(parent__source_ref="R99999").exists()
