"""Giving roles, cover and links: who may, to whom, for how long."""

import datetime as dt

import pytest

from onroll.service.access.actions import (
    cover,
    end_role,
    give_role,
    invite,
    make_sign_in_link,
    use_sign_in_link,
)
from onroll.service.access.actions.links import open_link
from onroll.service.access.models import RoleHeld, SignInLink
from onroll.service.access.permissions import Permission
from onroll.service.access.queries import actor_of, scope_of
from onroll.service.access.refusals import (
    LinkUsedUp,
    PasswordRefused,
    PersonOutOfReach,
    RoleRefused,
    UsernameTaken,
)
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.organisations.models import Trust
from tests.factories.access import PASSWORD, a_user
from tests.factories.organisations import FIRST_DAY, a_group, a_school

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def school():
    return a_school(meets=False)


@pytest.fixture
def head(school):
    return actor_of(a_user("head", school=school), on=TODAY)


@pytest.fixture
def someone(school):
    return a_user(school=school)


class TestARole:
    def test_reaches_from_its_first_day_to_its_last(self, school, head, someone):
        give_role(
            user=someone,
            role="senco",
            school_id=school.pk,
            first_day=TODAY,
            last_day=TODAY + ONE_DAY,
            by=head,
            now=NOW,
        )

        reached = [
            scope_of(someone, on=day).reaches_school(school.pk)
            for day in (TODAY - ONE_DAY, TODAY, TODAY + ONE_DAY, TODAY + 2 * ONE_DAY)
        ]
        assert reached == [False, True, True, False]

    def test_over_a_group_reaches_that_group_alone(self, school, head, someone):
        ours, theirs = a_group(school), a_group(school, "6 Elm")
        give_role(user=someone, role="teacher", group_id=ours.pk, first_day=TODAY, by=head, now=NOW)

        scope = scope_of(someone, on=TODAY)
        assert scope.may(Permission.REGISTER_TAKE, school_id=school.pk, group_id=ours.pk)
        assert not scope.may(Permission.REGISTER_TAKE, school_id=school.pk, group_id=theirs.pk)
        assert not scope.may(Permission.REGISTER_TAKE, school_id=school.pk)

    def test_over_a_trust_reaches_every_school_of_it(self, school):
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        school.trust = trust
        school.save()
        lead = a_user("trust_lead", trust=trust)

        scope = scope_of(lead, on=TODAY)
        assert scope.school_ids == {school.pk}
        assert scope.may_over(Permission.SCHOOLS_VIEW, kind="trust", body_id=trust.pk)

    def test_is_given_by_nobody_to_themselves(self, school):
        user = a_user("administrator", school=school)

        with pytest.raises(RoleRefused, match="yourself"):
            give_role(
                user=user,
                role="head",
                school_id=school.pk,
                first_day=TODAY,
                by=actor_of(user, on=TODAY),
                now=NOW,
            )

    def test_is_given_by_nobody_who_may_not(self, school, someone):
        officer = actor_of(a_user("attendance_officer", school=school), on=TODAY)

        with pytest.raises(OutOfScope):
            give_role(user=someone, role="senco", school_id=school.pk, first_day=TODAY, by=officer, now=NOW)

    def test_is_given_by_nobody_over_another_school_or_a_wider_place(self, school, head, someone):
        elsewhere = a_school("Wenlow Junior School", meets=False)

        with pytest.raises(OutOfScope):
            give_role(user=someone, role="senco", school_id=elsewhere.pk, first_day=TODAY, by=head, now=NOW)
        with pytest.raises(OutOfScope):
            give_role(
                user=someone, role="inspector", authority_id=school.authority_id, first_day=TODAY, last_day=TODAY,
                by=head, now=NOW,
            )  # fmt: skip

    def test_of_an_inspector_needs_a_last_day_within_four_weeks(self, school, head, someone):
        given = {
            "user": someone,
            "role": "inspector",
            "school_id": school.pk,
            "first_day": TODAY,
            "by": head,
            "now": NOW,
        }

        for last_day in (None, TODAY + dt.timedelta(days=28)):
            with pytest.raises(RoleRefused, match="last day"):
                give_role(**given, last_day=last_day)
        give_role(**given, last_day=TODAY + dt.timedelta(days=27))

    def test_is_not_given_twice_for_the_same_days(self, school, head, someone):
        give_role(user=someone, role="senco", school_id=school.pk, first_day=TODAY, by=head, now=NOW)

        with pytest.raises(RoleRefused, match="already"):
            give_role(
                user=someone, role="senco", school_id=school.pk, first_day=TODAY + ONE_DAY, by=head, now=NOW
            )

    def test_over_a_place_it_is_not_for_is_refused(self, school, head, someone):
        with pytest.raises(RoleRefused, match="not a role over a school"):
            give_role(user=someone, role="teacher", school_id=school.pk, first_day=TODAY, by=head, now=NOW)

    def test_is_on_the_audit_trail(self, school, head, someone):
        give_role(user=someone, role="senco", school_id=school.pk, first_day=TODAY, by=head, now=NOW)

        event = Event.objects.get(name="access.role.given")
        assert (event.school_id, event.subject_id, event.details["role"]) == (school.pk, someone.pk, "senco")


class TestEndingARole:
    def test_keeps_it_until_its_last_day(self, school, head, someone):
        held = give_role(
            user=someone, role="senco", school_id=school.pk, first_day=FIRST_DAY, by=head, now=NOW
        )
        end_role(role_held_id=held.pk, last_day=TODAY, by=head, now=NOW)

        assert scope_of(someone, on=TODAY).reaches_school(school.pk)
        assert not scope_of(someone, on=TODAY + ONE_DAY).reaches_school(school.pk)

    def test_takes_back_one_that_has_not_begun(self, school, head, someone):
        held = give_role(user=someone, role="senco", school_id=school.pk, first_day=TODAY, by=head, now=NOW)
        end_role(role_held_id=held.pk, last_day=TODAY - ONE_DAY, by=head, now=NOW)

        assert not RoleHeld.objects.filter(pk=held.pk).exists()

    def test_never_leaves_a_school_with_nobody_who_may_give_roles(self, school, head):
        held = RoleHeld.objects.get(role="head")

        with pytest.raises(RoleRefused, match="Nobody else may give roles"):
            end_role(role_held_id=held.pk, last_day=TODAY, by=head, now=NOW)
        a_user("administrator", school=school)
        end_role(role_held_id=held.pk, last_day=TODAY, by=head, now=NOW)


class TestCover:
    def test_is_given_by_the_office_for_its_days_alone(self, school, someone):
        group = a_group(school)
        officer = actor_of(a_user("attendance_officer", school=school), on=TODAY)

        cover(user=someone, group_id=group.pk, first_day=TODAY, last_day=TODAY, by=officer, now=NOW)

        may = [
            scope_of(someone, on=day).may(Permission.REGISTER_TAKE, school_id=school.pk, group_id=group.pk)
            for day in (TODAY - ONE_DAY, TODAY, TODAY + ONE_DAY)
        ]
        assert may == [False, True, False]


class TestALink:
    def invited(self, school, head):
        return invite(username="S.Malik", name="Sam Malik", school_id=school.pk, by=head, now=NOW)

    def test_sets_a_password_once(self, school, head):
        user, secret = self.invited(school, head)

        use_sign_in_link(secret=secret, password=PASSWORD, now=NOW)

        user.refresh_from_db()
        assert user.username == "s.malik"
        assert user.check_password(PASSWORD)
        with pytest.raises(LinkUsedUp):
            use_sign_in_link(secret=secret, password="quite other words", now=NOW)

    def test_is_kept_as_a_hash_alone(self, school, head):
        _, secret = self.invited(school, head)

        assert secret not in str(SignInLink.objects.values())
        assert secret not in str(list(Event.objects.values()))

    @pytest.mark.parametrize(
        ("after", "good"), [(dt.timedelta(days=7, seconds=-1), True), (dt.timedelta(days=7), False)]
    )
    def test_of_an_invitation_lasts_seven_days(self, school, head, after, good):
        _, secret = self.invited(school, head)

        if good:
            assert open_link(secret, now=NOW + after)
        else:
            with pytest.raises(LinkUsedUp):
                open_link(secret, now=NOW + after)

    def test_stops_working_when_another_is_made(self, school, head):
        user, first = self.invited(school, head)
        make_sign_in_link(user=user, school_id=school.pk, by=head, now=NOW, on=TODAY)

        with pytest.raises(LinkUsedUp):
            open_link(first, now=NOW)

    def test_refuses_a_password_easy_to_guess_and_stays_good(self, school, head):
        _, secret = self.invited(school, head)

        with pytest.raises(PasswordRefused):
            use_sign_in_link(secret=secret, password="password", now=NOW)
        assert open_link(secret, now=NOW)

    def test_is_made_by_nobody_for_someone_who_also_works_beyond_their_reach(self, school, head):
        officer = a_user("attendance_support_officer", authority=school.authority)
        RoleHeld.objects.create(user=officer, role="senco", school=school, first_day=FIRST_DAY)

        with pytest.raises(PersonOutOfReach):
            make_sign_in_link(user=officer, school_id=school.pk, by=head, now=NOW, on=TODAY)

    def test_is_not_made_under_a_username_somebody_has(self, school, head):
        self.invited(school, head)

        with pytest.raises(UsernameTaken):
            self.invited(school, head)
