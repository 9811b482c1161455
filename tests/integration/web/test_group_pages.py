"""The pages of registration groups: made, renamed, ended, and pupils moved between them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import RoleHeld
from onroll.service.organisations.models import RegistrationGroup, School, Trust
from onroll.service.people.models import Pupil, RegistrationGroupMembership
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import a_pupil_on_roll
from tests.integration.web.pages import words_of
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)
MONDAY = {"day": "23", "month": "11", "year": "2026"}


def boxes(name: str, **parts: str) -> dict[str, str]:
    """Return a day's three boxes as a form sends them; a Monday unless told."""
    return {f"{name}-{part}": value for part, value in {**MONDAY, **parts}.items()}


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((at(10, on=TODAY) - clock.real_now()).total_seconds()))


@pytest.fixture
def school() -> School:
    return a_school()


@pytest.fixture
def oak(school: School) -> RegistrationGroup:
    return a_group(school, "5 Oak", "5")


@pytest.fixture
def elm(school: School) -> RegistrationGroup:
    return a_group(school, "5 Elm", "5")


@pytest.fixture
def amina(school: School, oak: RegistrationGroup) -> Pupil:
    return a_pupil_on_roll(school, oak, "Amina")


def signed_in(role: str, school: School) -> Client:
    client = Client()
    client.force_login(a_user(role, school=school))
    return client


def groups(school: School, rest: str = "") -> str:
    return f"/schools/{school.pk}/groups/{rest}"


def spells(pupil: Pupil) -> list[tuple[str, dt.date, dt.date | None]]:
    rows = RegistrationGroupMembership.objects.filter(pupil=pupil).order_by("first_day")
    return [(row.group.name, row.first_day, row.last_day) for row in rows]


class TestTheYearsOffered:
    def years(self, school: School, rest: str) -> list[str]:
        page = signed_in("head", school).get(groups(school, rest)).content.decode()
        offered = page[page.index('id="year_group"') :]
        return re.findall(r'<option value="(\w+)"', offered[: offered.index("</select>")])

    def test_are_those_of_the_schools_ages(self, school: School) -> None:
        School.objects.filter(pk=school.pk).update(lowest_age=11, highest_age=16)
        assert self.years(school, "make/") == ["7", "8", "9", "10", "11"]

    def test_hold_the_year_a_group_is_of_whatever_the_ages(
        self, school: School, oak: RegistrationGroup
    ) -> None:
        School.objects.filter(pk=school.pk).update(lowest_age=11, highest_age=13)
        assert self.years(school, f"{oak.pk}/rename/") == ["5", "7", "8"]


class TestTheList:
    def test_shows_who_takes_each_register_and_how_many_pupils_it_has(
        self, school: School, amina: Pupil, elm: RegistrationGroup, oak: RegistrationGroup
    ) -> None:
        a_user("teacher", group=oak, name="Mr D. Teacher")
        words = words_of(signed_in("head", school).get(groups(school)))
        assert "2 groups, 1 pupil today" in words
        assert "5 Elm Year 5 Nobody 0 from 1 September 2026" in words
        assert "5 Oak Year 5 Mr D. Teacher 1 from 1 September 2026" in words

    def test_asks_the_same_number_of_statements_of_many_groups(self, school: School) -> None:
        client = signed_in("head", school)
        client.get("/account/")  # notes that the session is used, for the next five minutes
        counts = []
        for name in ("1 Ash", "2 Ash", "3 Ash"):
            a_user("teacher", group=a_group(school, name))
            with Statements() as statements:
                client.get(groups(school))
            counts.append(len(statements.counted))
        assert counts[0] == counts[-1] <= 8

    def test_keeps_those_that_ended_apart(self, school: School, oak: RegistrationGroup) -> None:
        RegistrationGroup.objects.filter(pk=oak.pk).update(last_day=TODAY - dt.timedelta(days=1))
        client = signed_in("head", school)
        assert "5 Oak" not in words_of(client.get(groups(school)))
        assert "5 Oak" in words_of(client.get(groups(school, "?ended=1")))

    def test_keeps_a_group_to_the_end_of_its_last_day(self, school: School, oak: RegistrationGroup) -> None:
        RegistrationGroup.objects.filter(pk=oak.pk).update(last_day=TODAY)
        assert "5 Oak" in words_of(signed_in("head", school).get(groups(school)))


class TestAGroup:
    def test_shows_its_members_with_their_days(
        self, school: School, oak: RegistrationGroup, amina: Pupil
    ) -> None:
        gone = a_pupil_on_roll(school, oak, "Bilal")
        RegistrationGroupMembership.objects.filter(pupil=gone).update(last_day=dt.date(2026, 10, 9))
        words = words_of(signed_in("head", school).get(groups(school, f"{oak.pk}/")))
        assert "Amina Begum 1 September 2026 –" in words
        assert "1 pupil before" in words
        assert "Bilal Begum 1 September 2026 9 October 2026" in words

    def test_does_not_name_pupils_to_an_administrator(
        self, school: School, oak: RegistrationGroup, amina: Pupil
    ) -> None:
        words = words_of(signed_in("administrator", school).get(groups(school, f"{oak.pk}/")))
        assert "1 pupil today" in words
        assert "Amina" not in words

    def test_of_another_school_is_not_there(self, school: School) -> None:
        other = a_group(a_school("Alder Infant School", meets=False), "1 Ash")
        assert signed_in("head", school).get(groups(school, f"{other.pk}/")).status_code == 404

    def test_is_given_a_teacher(self, school: School, oak: RegistrationGroup) -> None:
        teacher = a_user(school=school, name="Ms P. Teacher")
        sent = {"person": teacher.pk, "role": "tutor", **boxes("first_day")}
        answer = signed_in("head", school).post(groups(school, f"{oak.pk}/teachers/give/"), sent, follow=True)
        assert "Ms P. Teacher Tutor 23 November 2026" in words_of(answer)
        assert RoleHeld.objects.filter(user=teacher, role="tutor", group=oak).exists()

    def test_is_chosen_already_where_cover_is_given_from_its_page(
        self, school: School, oak: RegistrationGroup
    ) -> None:
        page = signed_in("head", school).get(f"/schools/{school.pk}/people/cover/?group={oak.pk}")
        assert f'<option value="{oak.pk}" selected>5 Oak' in page.content.decode()


class TestMakingGroups:
    def test_makes_one_for_each_line(self, school: School) -> None:
        sent = {"names": "5 Oak\n\n 5 Elm \n", "year_group": "5", **boxes("first_day")}
        answer = signed_in("administrator", school).post(groups(school, "make/"), sent, follow=True)
        assert "5 Oak and 5 Elm made" in words_of(answer)
        made = RegistrationGroup.objects.filter(school=school).values_list("name", "year_group", "first_day")
        assert set(made) == {("5 Oak", "5", dt.date(2026, 11, 23)), ("5 Elm", "5", dt.date(2026, 11, 23))}

    def test_makes_none_where_one_name_is_taken(self, school: School, oak: RegistrationGroup) -> None:
        sent = {"names": "5 Elm\n5 Oak", **boxes("first_day")}
        answer = signed_in("head", school).post(groups(school, "make/"), sent)
        assert answer.status_code == 422
        assert "The school has a group called 5 Oak already" in words_of(answer)
        assert RegistrationGroup.objects.count() == 1

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"names": " "}, "Enter the name of a group"),
            ({"first_day-day": "31", "first_day-month": "2"}, "“31 2 2026” is not a day"),
            ({"year_group": "99"}, "is not a year group"),
        ],
    )
    def test_says_what_to_do_about_what_is_wrong(
        self, school: School, changed: dict[str, str], said: str
    ) -> None:
        sent = {"names": "5 Oak", **boxes("first_day"), **changed}
        answer = signed_in("head", school).post(groups(school, "make/"), sent)
        assert answer.status_code == 422
        assert said in words_of(answer)


class TestChangingAGroup:
    def test_renames_it(self, school: School, oak: RegistrationGroup) -> None:
        sent = {"name": "6 Oak", "year_group": "6"}
        signed_in("head", school).post(groups(school, f"{oak.pk}/rename/"), sent)
        oak.refresh_from_db()
        assert (oak.name, oak.year_group) == ("6 Oak", "6")

    def test_does_not_end_it_while_a_pupil_is_in_it_and_says_what_to_do(
        self, school: School, oak: RegistrationGroup, amina: Pupil
    ) -> None:
        answer = signed_in("head", school).post(groups(school, f"{oak.pk}/end/"), boxes("last_day"))
        assert answer.status_code == 422
        assert "Move them to another group from the next day, then end this one." in words_of(answer)
        assert f"/groups/{oak.pk}/move/?all=1" in answer.content.decode()
        oak.refresh_from_db()
        assert oak.last_day is None

    def test_ends_an_empty_one_and_lets_it_run_on(self, school: School, oak: RegistrationGroup) -> None:
        client = signed_in("head", school)
        client.post(groups(school, f"{oak.pk}/end/"), boxes("last_day"))
        oak.refresh_from_db()
        assert oak.last_day == dt.date(2026, 11, 23)
        client.get(groups(school, f"{oak.pk}/resume/"))
        oak.refresh_from_db()
        assert oak.last_day is not None
        client.post(groups(school, f"{oak.pk}/resume/"))
        oak.refresh_from_db()
        assert oak.last_day is None


class TestMovingPupils:
    def test_moves_those_ticked_from_the_day(
        self, school: School, oak: RegistrationGroup, elm: RegistrationGroup, amina: Pupil
    ) -> None:
        stays = a_pupil_on_roll(school, oak, "Bilal")
        sent = {"pupil": [amina.pk], "group": elm.pk, **boxes("from_day")}
        answer = signed_in("attendance_officer", school).post(
            groups(school, f"{oak.pk}/move/"), sent, follow=True
        )
        assert "1 pupil is in 5 Elm from 23 November 2026" in words_of(answer)
        assert spells(amina) == [
            ("5 Oak", FIRST_DAY, dt.date(2026, 11, 22)),
            ("5 Elm", dt.date(2026, 11, 23), None),
        ]
        assert spells(stays) == [("5 Oak", FIRST_DAY, None)]

    def test_lets_the_group_be_ended_the_day_before(
        self, school: School, oak: RegistrationGroup, elm: RegistrationGroup, amina: Pupil
    ) -> None:
        client = signed_in("head", school)
        client.post(
            groups(school, f"{oak.pk}/move/"), {"pupil": [amina.pk], "group": elm.pk, **boxes("from_day")}
        )
        early = client.post(groups(school, f"{oak.pk}/end/"), boxes("last_day", day="21"))
        assert early.status_code == 422
        assert client.post(groups(school, f"{oak.pk}/end/"), boxes("last_day", day="22")).status_code == 302

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"pupil": []}, "Tick the pupils who move"),
            ({"group": ""}, "Choose the group they move to"),
            ({"from_day-day": ""}, "must include a day"),
            ({"from_day-month": "8"}, "not on roll on 23 August 2026"),
        ],
    )
    def test_moves_nobody_where_something_is_wrong(
        self,
        school: School,
        oak: RegistrationGroup,
        elm: RegistrationGroup,
        amina: Pupil,
        changed: dict[str, object],
        said: str,
    ) -> None:
        RegistrationGroup.objects.update(first_day=dt.date(2026, 8, 1))
        sent = {"pupil": [amina.pk], "group": elm.pk, **boxes("from_day"), **changed}
        answer = signed_in("head", school).post(groups(school, f"{oak.pk}/move/"), sent)
        assert answer.status_code == 422
        assert said in words_of(answer)
        assert spells(amina) == [("5 Oak", FIRST_DAY, None)]

    @pytest.mark.parametrize(("first_day", "moved"), [(23, True), (24, False)])
    def test_moves_nobody_into_a_group_before_its_first_day(
        self, school: School, oak: RegistrationGroup, amina: Pupil, first_day: int, moved: bool
    ) -> None:
        new = a_group(school, "5 Yew")
        RegistrationGroup.objects.filter(pk=new.pk).update(first_day=dt.date(2026, 11, first_day))
        sent = {"pupil": [amina.pk], "group": new.pk, **boxes("from_day")}
        answer = signed_in("head", school).post(groups(school, f"{oak.pk}/move/"), sent)
        assert answer.status_code == (302 if moved else 422)
        assert len(spells(amina)) == (2 if moved else 1)

    def test_ticks_everybody_when_asked(
        self, school: School, oak: RegistrationGroup, elm: RegistrationGroup, amina: Pupil
    ) -> None:
        client = signed_in("head", school)
        assert " checked" not in client.get(groups(school, f"{oak.pk}/move/")).content.decode()
        assert " checked" in client.get(groups(school, f"{oak.pk}/move/?all=1")).content.decode()

    def test_finds_the_pupils_who_are_in_no_group(
        self, school: School, oak: RegistrationGroup, amina: Pupil
    ) -> None:
        left_out = a_pupil_on_roll(school, forename="Bilal")
        a_pupil_on_roll(school, forename="Chloe", last_day=TODAY - dt.timedelta(days=1))
        client = signed_in("attendance_officer", school)
        words = words_of(client.get(groups(school, "without/")))
        assert "Bilal" in words
        assert "Amina" not in words
        assert "Chloe" not in words
        client.post(
            groups(school, "without/"), {"pupil": [left_out.pk], "group": oak.pk, **boxes("from_day")}
        )
        assert spells(left_out) == [("5 Oak", dt.date(2026, 11, 23), None)]
        assert "Every pupil is in a group" in words_of(client.get(groups(school, "without/")))


class TestTheSetUpCheck:
    def test_leads_to_the_groups_and_to_the_pupils_in_none(self, school: School) -> None:
        a_pupil_on_roll(school)
        page = signed_in("head", school).get(f"/schools/{school.pk}/setup/").content.decode()
        assert f'href="/schools/{school.pk}/groups/">Open Registration groups' in page
        assert f'href="/schools/{school.pk}/groups/without/">Put them in groups' in page

    def test_leads_nobody_to_a_page_their_role_does_not_open(self, school: School) -> None:
        a_pupil_on_roll(school)
        page = signed_in("administrator", school).get(f"/schools/{school.pk}/setup/").content.decode()
        assert f'href="/schools/{school.pk}/groups/without/"' not in page


class TestThePupilsPage:
    @pytest.mark.parametrize(("role", "leads"), [("attendance_officer", True), ("trust_lead", False)])
    def test_leads_to_the_family_whoever_may_open_it(
        self, school: School, amina: Pupil, role: str, leads: bool
    ) -> None:
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        School.objects.filter(pk=school.pk).update(trust=trust)
        client = Client()
        place = {"trust": trust} if role == "trust_lead" else {"school": school}
        client.force_login(a_user(role, **place))
        page = client.get(f"/schools/{school.pk}/pupils/{amina.pk}/").content.decode()
        assert (f'href="/schools/{school.pk}/people/pupils/{amina.pk}/"' in page) is leads
