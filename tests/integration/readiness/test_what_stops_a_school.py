"""What stops a school starting: each question, asked of a school that is ready but for it."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.identifiers import upn_check_letter
from onroll.service.access.models import RoleHeld
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.boarding import write_boarding
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.readiness import Obstacle, what_stops_the_school
from onroll.service.organisations.models import School, SchoolSession, SessionTimes
from onroll.service.people.models import (
    ContactDetail,
    Parent,
    Pupil,
    RegistrationGroupMembership,
    Relationship,
    YearGroupMembership,
)
from tests.factories.access import a_user
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 9, 7)


def a_parent(pupil: Pupil, *, kind: str = "mobile", contact_order: int | None = 1) -> ContactDetail:
    parent = Parent.objects.create(surname="Begum", forename="Nadia")
    Relationship.objects.create(
        pupil=pupil, parent=parent, relationship="Mother", contact_order=contact_order, first_day=FIRST_DAY
    )
    return ContactDetail.objects.create(parent=parent, kind=kind, value="07700 900123", first_day=FIRST_DAY)


@pytest.fixture
def school() -> School:
    """A school that nothing stops and that has nothing left to do."""
    made = a_school()
    group = a_group(made)
    pupil = a_pupil_on_roll(made, group)
    a_parent(pupil)
    a_parent(pupil)
    a_user("teacher", group=group)
    for role in ("attendance_officer", "senior_attendance_champion"):
        a_user(role, school=made)
    return made


def found(school: School, on: dt.date = TODAY) -> dict[str, Obstacle]:
    scope = an_actor("head", school).scope
    return {one.name: one for one in what_stops_the_school(scope, school_id=school.pk, today=on)}


class TestASchoolThatIsReady:
    def test_is_stopped_by_nothing(self, school: School) -> None:
        assert found(school) == {}

    def test_is_shown_only_to_those_who_may_set_it_up(self, school: School) -> None:
        with pytest.raises(OutOfScope):
            what_stops_the_school(an_actor("teacher", school).scope, school_id=school.pk, today=TODAY)

    def test_is_asked_about_in_few_statements(
        self, school: School, django_assert_max_num_queries: object
    ) -> None:
        scope = an_actor("head", school).scope
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            what_stops_the_school(scope, school_id=school.pk, today=TODAY)


class TestTheCalendar:
    def test_stops_a_school_without_sessions_to_come(self, school: School) -> None:
        SchoolSession.objects.filter(date__gte=TODAY).delete()
        assert found(school)["no_calendar"].stops

    @pytest.mark.parametrize(("days", "names"), [(27, {"no_calendar"}), (28, set())])
    def test_is_asked_for_four_weeks_ahead(self, school: School, days: int, names: set[str]) -> None:
        SchoolSession.objects.filter(date__gt=TODAY + dt.timedelta(days=days)).delete()
        last = TODAY + dt.timedelta(days=days)
        if days == 27:
            SchoolSession.objects.filter(date__gt=last).delete()
        else:
            SchoolSession.objects.get_or_create(
                school=school,
                date=last,
                session="AM",
                defaults={"register_opens_at": dt.time(9), "register_closes_at": dt.time(9, 30)},
            )
        assert set(found(school)) == names

    def test_that_runs_out_can_wait(self, school: School) -> None:
        SchoolSession.objects.filter(date__gt=TODAY).delete()
        obstacle = found(school)["no_calendar"]
        assert not obstacle.stops
        assert obstacle.what == "The calendar ends on 7 September 2026."

    def test_needs_session_times(self, school: School) -> None:
        SessionTimes.objects.all().delete()
        SchoolSession.objects.all().delete()
        assert found(school)["no_session_times"].stops

    def test_that_came_with_its_times_can_be_taken_without_more(self, school: School) -> None:
        SessionTimes.objects.all().delete()
        assert not found(school)["no_session_times"].stops


class TestGroupsAndPupils:
    def test_without_a_teacher_are_named(self, school: School) -> None:
        RoleHeld.objects.filter(group__isnull=False).delete()
        assert found(school)["groups_without_teacher"].groups == ("5 Oak",)

    def test_with_a_teacher_who_has_left_are_named(self, school: School) -> None:
        RoleHeld.objects.filter(group__isnull=False).update(last_day=TODAY - dt.timedelta(days=1))
        assert "groups_without_teacher" in found(school)

    def test_with_a_teacher_on_their_last_day_are_not(self, school: School) -> None:
        RoleHeld.objects.filter(group__isnull=False).update(last_day=TODAY)
        assert "groups_without_teacher" not in found(school)

    def test_in_no_group_stop_the_school(self, school: School) -> None:
        RegistrationGroupMembership.objects.all().delete()
        obstacle = found(school)["pupils_without_group"]
        assert obstacle.stops
        assert obstacle.what == "1 pupil is in no registration group."

    def test_in_no_year_can_wait(self, school: School) -> None:
        YearGroupMembership.objects.all().delete()
        assert not found(school)["pupils_without_year"].stops

    def test_without_a_number_are_named(self, school: School) -> None:
        ContactDetail.objects.all().delete()
        assert found(school)["pupils_without_number"].pupil_ids == (Pupil.objects.get().pk,)

    def test_with_an_address_and_no_telephone_are_named(self, school: School) -> None:
        ContactDetail.objects.update(kind="email")
        assert "pupils_without_number" in found(school)

    def test_with_one_person_to_telephone_are_named(self, school: School) -> None:
        ContactDetail.objects.latest("pk").delete()
        assert set(found(school)) == {"pupils_with_one_number"}

    def test_with_two_numbers_of_one_person_are_named(self, school: School) -> None:
        Relationship.objects.latest("pk").delete()
        detail = ContactDetail.objects.earliest("pk")
        ContactDetail.objects.create(
            parent=detail.parent, kind="telephone", value="01632 960123", first_day=FIRST_DAY
        )
        assert set(found(school)) == {"pupils_with_one_number"}

    def test_with_a_wrong_check_letter_are_named(self, school: School) -> None:
        rest = "823200001001"
        right = upn_check_letter(rest)
        Pupil.objects.update(upn=right + rest)
        assert "upns_at_fault" not in found(school)
        Pupil.objects.update(upn=("A" if right != "A" else "B") + rest)
        assert "upns_at_fault" in found(school)

    def test_are_missed_where_nobody_is_on_roll(self) -> None:
        bare = a_school(meets=False)
        names = set(found(bare))
        assert {"no_pupils", "no_groups", "no_session_times", "no_calendar"} <= names
        assert not names & {"pupils_without_group", "pupils_without_number", "groups_without_teacher"}


class TestPeople:
    @pytest.mark.parametrize("role", ["attendance_officer", "senior_attendance_champion"])
    def test_who_must_be_there_are_asked_for(self, school: School, role: str) -> None:
        RoleHeld.objects.filter(role=role).delete()
        assert set(found(school)) == {f"no_{role}"}

    def test_who_may_give_roles_are_asked_for_a_second_factor(self, school: School) -> None:
        a_user("head", school=school)
        assert found(school)["second_factor_off"].what.startswith("1 person who may give roles signs in")

    def test_with_a_second_factor_are_not(self, school: School) -> None:
        from allauth.mfa.models import Authenticator

        head = a_user("head", school=school)
        Authenticator.objects.create(user=head, type=Authenticator.Type.TOTP, data={"secret": "x"})
        assert "second_factor_off" not in found(school)


class TestASchoolOfBoarders:
    def board(self, *pupils: Pupil) -> None:
        for enrolment in Enrolment.objects.filter(pupil__in=pupils):
            write_boarding(enrolment, boards=True, from_day=FIRST_DAY)

    def test_needs_no_register_and_so_no_times_and_no_groups(self) -> None:
        made = a_school(meets=False)
        pupil = a_pupil_on_roll(made)
        without = {"no_session_times", "no_calendar", "no_groups", "pupils_without_group"}
        assert without <= found(made).keys()
        self.board(pupil)
        assert not without & found(made).keys()

    def test_needs_one_for_a_single_day_pupil(self) -> None:
        made = a_school(meets=False)
        self.board(a_pupil_on_roll(made))
        day_pupil = a_pupil_on_roll(made, forename="Callum")
        obstacles = found(made)
        assert "no_session_times" in obstacles
        assert obstacles["pupils_without_group"].pupil_ids == (day_pupil.pk,)
