"""The register as it stood at the end of a past day: in the index, on paper and in files, amendments since left out."""

import csv
import datetime as dt
import io

import pytest
import python_calamine
from django.test import Client

from onroll.law.admission_register import MoveNotification
from onroll.service import clock
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import amend_admission_entry
from onroll.service.admission_register.actions.notifying import record_notification
from onroll.service.admission_register.given import Leaving
from onroll.service.admission_register.queries.register_index import search_register
from onroll.service.admission_register.queries.roll import Standing
from tests.factories.access import a_user
from tests.factories.admissions import a_parent_given, admitted
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import an_actor
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

EVERYTHING = Scope.everything()
CHANGED = dt.date(2026, 10, 5)
BEFORE = CHANGED - dt.timedelta(days=1)
TODAY = dt.date(2026, 11, 9)
FIRST_UPN, SECOND_UPN = "H801200001001", "X801200001002"


@pytest.fixture
def school(monkeypatch):
    offset = at(10, on=TODAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))
    return a_school(has_boarders=True)


@pytest.fixture
def amina(school):
    """A day pupil of this school alone, of whom everything is amended on one day."""
    head = an_actor("head", school)
    done = admitted(
        school,
        "Begum",
        "Amina Noor",
        upn=FIRST_UPN,
        is_boarder=False,
        group_id=a_group(school).pk,
        year_group="5",
    )
    parent = a_parent_given(parent_id=done.parent_ids[0], forename="Rehana", mobile="07700 900999")
    for change in (
        changes.NameChange(surname="Khan", forenames="Amina Noor"),
        changes.AddressChange(address="9 High Street, Broadmere", postcode="AB1 2CE"),
        changes.SexChange(sex="M"),
        changes.BirthChange(born=dt.date(2017, 4, 4)),
        changes.LastSchoolChange(name="Lindmere Primary School", address="Lindmere"),
        changes.RegistrationChange(kind="main", other_school="Westerdale School"),
        changes.BoardingChange(is_boarder=True, from_day=CHANGED),
        changes.MobileChildChange(is_mobile_child=True),
        changes.UpnChange(upn=SECOND_UPN),
        changes.ParentChange(given=parent),
    ):
        amend_admission_entry(
            school_id=school.pk, enrolment_id=done.enrolment_id, change=change, reason="Letter", by=head,
            now=at(11, on=CHANGED),
        )  # fmt: skip
    record_notification(
        school_id=school.pk, enrolment_id=done.enrolment_id, by=head, now=at(12, on=CHANGED),
        notification=MoveNotification("Rehana Begum", "12 Quay Street", dt.date(2026, 12, 1)),
    )  # fmt: skip
    return done


@pytest.fixture
def officer(school):
    client = Client()
    client.force_login(a_user("attendance_officer", school=school))
    return client


WAS = {
    "legal_surname": "Begum",
    "address": "4 Mill Lane, Broadmere, AB1 2CD",
    "sex": "F",
    "born": "2017-03-03",
    "last_school": "",
    "registration": "sole",
    "other_school": "",
    "boarder": "day pupil",
    "mobile_child": "no",
    "upn": FIRST_UPN,
    "former_upn": "",
    "notifications": "",
    "parent_1_name": "Mrs Rukhsana Begum",
    "parent_1_emergency_numbers": "07700 900104",
}
IS = {
    "legal_surname": "Khan",
    "address": "9 High Street, Broadmere, AB1 2CE",
    "sex": "M",
    "born": "2017-04-04",
    "last_school": "Lindmere Primary School",
    "registration": "main",
    "other_school": "Westerdale School",
    "boarder": "boarder",
    "mobile_child": "yes",
    "upn": SECOND_UPN,
    "former_upn": FIRST_UPN,
    "notifications": "Will live with Rehana Begum at 12 Quay Street from 1 December 2026",
    "parent_1_name": "Mrs Rehana Begum",
    "parent_1_emergency_numbers": "07700 900999",
}


@pytest.mark.usefixtures("amina")
class TestACopy:
    @pytest.mark.parametrize(
        ("as_at", "said"), [(BEFORE, WAS), (CHANGED, IS)], ids=["day before", "that day"]
    )
    def test_as_csv_says_what_held(self, school, officer, as_at, said):
        text = officer.get(f"/schools/{school.pk}/roll/register.csv?as_at={as_at}").content.decode(
            "utf-8-sig"
        )
        (row,) = csv.DictReader(io.StringIO(text))
        assert {column: row[column] for column in said} == said

    @pytest.mark.parametrize(
        ("as_at", "said"), [(BEFORE, WAS), (CHANGED, IS)], ids=["day before", "that day"]
    )
    def test_as_excel_says_what_held(self, school, officer, as_at, said):
        content = officer.get(f"/schools/{school.pk}/roll/register.xlsx?as_at={as_at}").content
        headings, row = (
            python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            .get_sheet_by_index(0)
            .to_python()
        )
        held = dict(zip(headings, row, strict=True))
        assert {column: held[column] or "" for column in said} == said

    def test_on_paper_says_what_held(self, school, officer):
        then = words_of(officer.get(f"/schools/{school.pk}/roll/print/?as_at={BEFORE}"))
        now = words_of(officer.get(f"/schools/{school.pk}/roll/print/?as_at={CHANGED}"))
        assert "as it stood at the end of Sunday 4 October 2026: 1 pupil on roll" in then
        for was, says in (
            ("Begum, Amina Noor", "Khan, Amina Noor"),
            ("Address 4 Mill Lane", "Address 9 High Street"),
            ("Registered here only", "Also at Westerdale School"),
            ("Day pupil from 1 September 2026", "Boarder from 5 October 2026"),
            ("Mrs Rukhsana Begum", "Mrs Rehana Begum"),
        ):
            assert (was in then, says in then) == (True, False)
            assert (was in now, says in now) == (False, True)
        assert ("Quay Street" in then, "Quay Street" in now) == (False, True)

    def test_as_pdf_is_of_the_day_asked_for(self, school, officer):
        answer = officer.get(f"/schools/{school.pk}/roll/register.pdf?as_at={BEFORE}")
        assert answer.content.startswith(b"%PDF")
        assert BEFORE.isoformat() in answer.headers["Content-Disposition"]


class TestPaper:
    def test_escapes_what_was_typed(self, school, officer):
        admitted(school, "O’Neill <b>", "Ana & Bo", is_boarder=False, known_forename="<i>")
        page = officer.get(f"/schools/{school.pk}/roll/print/").content.decode()
        assert "O’Neill &lt;b&gt;, Ana &amp; Bo" in page
        assert "known as &lt;i&gt;" in page

    def test_says_that_a_name_is_deleted_from_the_end_of_that_day(self, school, officer):
        admitted(
            school,
            is_boarder=False,
            leaving=Leaving(last_day=TODAY, ground="a", evidence="Letter"),
            now=at(9, on=TODAY),
        )
        page = words_of(officer.get(f"/schools/{school.pk}/roll/print/"))
        assert "Ground (a): Registered at another school Last day on roll 9 November 2026" in page


def index(school, as_at, words="", **fields):
    return search_register(EVERYTHING, school_id=school.pk, as_at=as_at, words=words, **fields)


@pytest.mark.usefixtures("amina")
class TestTheIndex:
    def test_has_names_numbers_and_boarding_as_they_were(self, school):
        (then,), (now,) = index(school, BEFORE), index(school, CHANGED)
        assert (then.index_name, then.upn, then.is_boarder, then.registration) == (
            "Begum, Amina Noor", FIRST_UPN, False, "sole",
        )  # fmt: skip
        assert (now.index_name, now.upn, now.is_boarder, now.registration) == (
            "Khan, Amina Noor", SECOND_UPN, True, "main",
        )  # fmt: skip

    def test_places_each_in_the_year_and_group_of_the_day(self, school):
        (then,) = index(school, BEFORE)
        assert (then.year_group, then.group) == ("5", "5 Oak")

    @pytest.mark.parametrize(
        ("words", "then", "now"),
        [("begum", True, True), ("khan", False, True), (FIRST_UPN, True, True), (SECOND_UPN, False, True)],
    )
    def test_is_searched_by_what_was_known_then(self, school, words, then, now):
        found = [bool(index(school, day, words)) for day in (BEFORE, CHANGED)]
        assert found == [then, now]

    def test_has_nobody_before_the_entry_was_made(self, school):
        assert index(school, FIRST_DAY - dt.timedelta(days=1)) == []

    def test_is_not_for_those_who_do_not_see_the_register(self, school):
        with pytest.raises(OutOfScope):
            search_register(Scope(), school_id=school.pk, as_at=BEFORE)


class TestStandingThen:
    def test_counts_a_deletion_from_the_day_it_was_made(self, school):
        admitted(
            school,
            is_boarder=False,
            leaving=Leaving(last_day=CHANGED, ground="a"),
            made_at=at(8, on=FIRST_DAY),
        )
        assert [len(index(school, day)) for day in (BEFORE, CHANGED, CHANGED + dt.timedelta(days=1))] == [
            1,
            1,
            0,
        ]
        assert len(index(school, TODAY, standing=Standing.LEFT)) == 1
        assert index(school, BEFORE, standing=Standing.LEFT) == []

    def test_tells_who_was_still_to_come(self, school):
        admitted(school, is_boarder=False, starting_day=CHANGED)
        assert len(index(school, BEFORE, standing=Standing.COMING)) == 1
        assert index(school, CHANGED, standing=Standing.COMING) == []
        assert len(index(school, BEFORE, standing=Standing.ALL)) == 1


@pytest.mark.usefixtures("amina")
class TestTheIndexPage:
    def page(self, officer, school, query):
        return words_of(officer.get(f"/schools/{school.pk}/roll/?{query}"))

    def test_shows_a_past_day_as_the_register_stood(self, officer, school):
        page = self.page(officer, school, f"on={BEFORE}")
        assert "as the register stood at the end of that day" in page
        assert ("Begum, Amina Noor" in page, "Khan, Amina Noor" in page) == (True, False)

    def test_shows_it_by_what_is_known_now_where_asked(self, officer, school):
        page = self.page(officer, school, f"on={BEFORE}&by=now")
        assert "by what is known now" in page
        assert ("Begum, Amina Noor" in page, "Khan, Amina Noor" in page) == (False, True)

    def test_shows_today_as_it_is(self, officer, school):
        page = self.page(officer, school, "")
        assert "Khan, Amina Noor" in page
        assert "that day" not in page.split("Print or save")[0].replace("On roll that day", "")

    def test_says_of_a_day_before_the_register_was_kept_here_that_it_cannot(self, officer, school):
        page = self.page(officer, school, f"on={FIRST_DAY - dt.timedelta(days=1)}")
        assert (
            "The register has been kept here since 1 September 2026, so it cannot be shown as it stood before."
            in page
        )
