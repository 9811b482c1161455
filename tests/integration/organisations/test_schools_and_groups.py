"""Making and changing schools and registration groups."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onroll.service.access.actor import Actor
from onroll.service.access.scope import Body, OutOfScope, Scope
from onroll.service.audit.models import Event
from onroll.service.organisations.actions.groups import (
    GroupToMake,
    end_group,
    make_group,
    make_groups,
    rename_group,
    resume_group,
)
from onroll.service.organisations.actions.schools import (
    change_school,
    make_authority,
    make_district,
    make_school,
    make_trust,
)
from onroll.service.organisations.models import Authority, School, Trust
from onroll.service.organisations.refusals import GroupRefused, SchoolRefused
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_group, a_school, an_authority
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db

NOW = at(10)
SERVICE = Actor.service("a test")


def made(authority: Authority | None = None, **changed: Any) -> School:
    """Make a school of lawful facts, but for those changed."""
    facts = {
        "authority_id": (authority or an_authority()).pk,
        "name": "Alder Infant School",
        "urn": "199001",
        "dfe_number": "9012001",
        "phase": "primary",
        "kind": "maintained",
        "lowest_age": 4,
        "highest_age": 7,
        **changed,
    }
    return make_school(**({"by": SERVICE} | facts), now=NOW)


def administrator_over(kind: str, body_id: int) -> Actor:
    """Return an administrator of an authority or a trust that may have no school yet."""
    scope = Scope.of([], bodies=[Body("administrator", kind, body_id)])
    return Actor(user_id=7, name="Mx A. Example", role="administrator", scope=scope)


class TestMakingASchool:
    def test_keeps_what_was_given(self) -> None:
        school = made()
        assert (school.name, school.urn, school.highest_age) == ("Alder Infant School", "199001", 7)
        assert Event.objects.get(name="organisations.school.made").school_id == school.pk

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"urn": "19900"}, "It has six digits"),
            ({"dfe_number": "901200"}, "three for the authority and four for the school"),
            ({"name": "  "}, "has no name"),
            ({"lowest_age": 8}, "above the highest"),
            ({"phase": "kindergarten"}, "phase “kindergarten” is not one we know"),
            ({"kind": "private"}, "kind “private” is not one we know"),
        ],
    )
    def test_refuses_what_cannot_be(self, changed: dict[str, Any], said: str) -> None:
        with pytest.raises(SchoolRefused, match=said):
            made(**changed)

    def test_may_be_for_one_age(self) -> None:
        assert made(lowest_age=7).lowest_age == 7

    def test_refuses_a_urn_that_is_taken_and_says_whose(self) -> None:
        authority = an_authority()
        made(authority)
        with pytest.raises(SchoolRefused, match="Alder Infant School has URN 199001"):
            made(authority, dfe_number="9012002")

    def test_is_not_for_people(self) -> None:
        school = a_school()
        with pytest.raises(OutOfScope):
            make_trust(name="A Trust", by=an_actor("head", school), now=NOW)

    def test_refuses_a_district_of_another_authority(self) -> None:
        elsewhere = an_authority().districts.get()
        with pytest.raises(SchoolRefused, match="another authority’s"):
            made(district_id=elsewhere.pk)


class TestMakingASchoolAsAnAdministrator:
    @pytest.mark.parametrize("kind", ["authority", "trust"])
    def test_is_for_who_administers_the_place(self, kind: str) -> None:
        authority, trust = an_authority(), Trust.objects.create(name="Wenlow Learning Trust")
        body = {"authority": authority, "trust": trust}[kind]
        by = administrator_over(kind, body.pk)
        school = made(authority, **({"trust_id": trust.pk} if kind == "trust" else {}), by=by)
        assert (school.authority, school.trust) == (authority, trust if kind == "trust" else None)

    def test_is_not_for_who_administers_another_authority(self) -> None:
        with pytest.raises(OutOfScope):
            made(by=administrator_over("authority", an_authority().pk))

    def test_does_not_put_a_school_into_a_trust_for_an_authority(self) -> None:
        authority, trust = an_authority(), Trust.objects.create(name="Wenlow Learning Trust")
        with pytest.raises(OutOfScope):
            made(authority, trust_id=trust.pk, by=administrator_over("authority", authority.pk))


class TestMakingAnAuthority:
    def test_has_its_districts_and_trusts(self) -> None:
        authority = make_authority(name="Fenmarsh", code="951", by=SERVICE, now=NOW)
        district = make_district(authority_id=authority.pk, name="North", by=SERVICE, now=NOW)
        assert district.authority == authority

    def test_refuses_a_code_that_is_not_three_digits(self) -> None:
        with pytest.raises(SchoolRefused, match="three digits"):
            make_authority(name="Fenmarsh", code="95", by=SERVICE, now=NOW)

    def test_refuses_names_that_are_taken(self) -> None:
        authority = make_authority(name="Fenmarsh", code="951", by=SERVICE, now=NOW)
        make_district(authority_id=authority.pk, name="North", by=SERVICE, now=NOW)
        make_trust(name="Reed Trust", by=SERVICE, now=NOW)
        with pytest.raises(SchoolRefused, match="already"):
            make_authority(name="Fenmarsh", code="952", by=SERVICE, now=NOW)
        with pytest.raises(SchoolRefused, match="already"):
            make_district(authority_id=authority.pk, name="North", by=SERVICE, now=NOW)
        with pytest.raises(SchoolRefused, match="already"):
            make_trust(name="Reed Trust", by=SERVICE, now=NOW)


class TestChangingASchool:
    def test_renames_it(self) -> None:
        school = a_school()
        change_school(school_id=school.pk, name="Broadmere Academy", by=an_actor("head", school), now=NOW)
        school.refresh_from_db()
        assert school.name == "Broadmere Academy"

    def test_never_changes_its_authority(self) -> None:
        school = a_school()
        with pytest.raises(SchoolRefused, match="cannot be changed: authority_id"):
            change_school(school_id=school.pk, authority_id=1, by=an_actor("head", school), now=NOW)

    def test_reads_its_numbers_as_people_write_them(self) -> None:
        school = a_school()
        change_school(
            school_id=school.pk, urn=" 199 777", dfe_number="901/2777", by=an_actor("head", school), now=NOW
        )
        school.refresh_from_db()
        assert (school.urn, school.dfe_number) == ("199777", "9012777")

    def test_refuses_the_number_of_another_school(self) -> None:
        school, other = a_school(), a_school("Alder Infant School", meets=False)
        with pytest.raises(SchoolRefused, match=f"Alder Infant School has URN {other.urn}"):
            change_school(school_id=school.pk, urn=other.urn, by=an_actor("head", school), now=NOW)

    def test_records_only_what_is_new(self) -> None:
        school = a_school()
        change_school(
            school_id=school.pk,
            name=school.name,
            telephone="01632 960001",
            by=an_actor("head", school),
            now=NOW,
        )
        assert Event.objects.get(name="organisations.school.changed").details == {
            "before": {"telephone": ""},
            "after": {"telephone": "01632 960001"},
        }

    def test_records_nothing_where_nothing_is_new(self) -> None:
        school = a_school()
        change_school(school_id=school.pk, name=school.name, by=an_actor("head", school), now=NOW)
        assert not Event.objects.exists()

    @pytest.mark.parametrize(("characters", "kept"), [(160, True), (161, False)])
    def test_keeps_a_name_of_160_characters_and_no_longer(self, characters: int, kept: bool) -> None:
        school = a_school()
        name = "A" * characters
        if kept:
            assert (
                change_school(school_id=school.pk, name=name, by=an_actor("head", school), now=NOW).name
                == name
            )
        else:
            with pytest.raises(SchoolRefused, match="too long"):
                change_school(school_id=school.pk, name=name, by=an_actor("head", school), now=NOW)

    def test_refuses_ages_that_run_backwards(self) -> None:
        school = a_school()
        with pytest.raises(SchoolRefused):
            change_school(school_id=school.pk, lowest_age=12, by=an_actor("head", school), now=NOW)

    def test_is_not_for_the_office(self) -> None:
        school = a_school()
        with pytest.raises(OutOfScope):
            change_school(
                school_id=school.pk, name="Ours", by=an_actor("attendance_officer", school), now=NOW
            )


class TestRegistrationGroups:
    @pytest.fixture
    def school(self) -> School:
        return a_school()

    @pytest.fixture
    def head(self, school: School) -> Actor:
        return an_actor("head", school)

    def test_are_made_in_the_order_given(self, school: School, head: Actor) -> None:
        wanted = [GroupToMake("6 Yew", "6"), GroupToMake("1 Ash", "1")]
        groups = make_groups(school_id=school.pk, groups=wanted, first_day=FIRST_DAY, by=head, now=NOW)
        assert [(group.name, group.year_group) for group in groups] == [("6 Yew", "6"), ("1 Ash", "1")]

    def test_have_a_name_of_their_own(self, school: School, head: Actor) -> None:
        a_group(school, "5 Oak")
        with pytest.raises(GroupRefused, match="a group called 5 Oak already"):
            make_group(school_id=school.pk, name="5 Oak", first_day=dt.date(2027, 1, 4), by=head, now=NOW)

    def test_may_take_the_name_of_one_that_ended(self, school: School, head: Actor) -> None:
        old = a_group(school, "5 Oak")
        end_group(school_id=school.pk, group_id=old.pk, last_day=dt.date(2027, 8, 31), by=head, now=NOW)
        new = make_group(school_id=school.pk, name="5 Oak", first_day=dt.date(2027, 9, 1), by=head, now=NOW)
        assert new.pk != old.pk

    def test_may_not_start_on_the_last_day_of_another_of_the_name(self, school: School, head: Actor) -> None:
        old = a_group(school, "5 Oak")
        end_group(school_id=school.pk, group_id=old.pk, last_day=dt.date(2027, 8, 31), by=head, now=NOW)
        with pytest.raises(GroupRefused):
            make_group(school_id=school.pk, name="5 Oak", first_day=dt.date(2027, 8, 31), by=head, now=NOW)

    def test_need_a_name(self, school: School, head: Actor) -> None:
        with pytest.raises(GroupRefused, match="needs a name"):
            make_group(school_id=school.pk, name=" ", first_day=FIRST_DAY, by=head, now=NOW)

    def test_are_not_made_two_of_a_name(self, school: School, head: Actor) -> None:
        twice = [GroupToMake("5 Oak"), GroupToMake("5 Oak ")]
        with pytest.raises(GroupRefused, match="Two groups are called 5 Oak"):
            make_groups(school_id=school.pk, groups=twice, first_day=FIRST_DAY, by=head, now=NOW)

    def test_are_renamed(self, school: School, head: Actor) -> None:
        group = rename_group(school_id=school.pk, group_id=a_group(school).pk, name="5 Elm", by=head, now=NOW)
        assert group.name == "5 Elm"
        assert Event.objects.get(name="organisations.group.renamed").details == {
            "before": "5 Oak",
            "after": "5 Elm",
        }

    def test_are_given_another_year(self, school: School, head: Actor) -> None:
        group = a_group(school)
        rename_group(school_id=school.pk, group_id=group.pk, name="5 Oak", year_group="6", by=head, now=NOW)
        group.refresh_from_db()
        assert (group.name, group.year_group) == ("5 Oak", "6")

    @pytest.mark.parametrize("year", ["0", "15", "N3", "Year 5"])
    def test_are_of_a_year_there_is(self, school: School, head: Actor, year: str) -> None:
        with pytest.raises(GroupRefused, match="is not a year group"):
            make_group(school_id=school.pk, name="X", year_group=year, first_day=FIRST_DAY, by=head, now=NOW)

    @pytest.mark.parametrize(("characters", "kept"), [(40, True), (41, False)])
    def test_have_a_name_of_forty_characters_at_most(
        self, school: School, head: Actor, characters: int, kept: bool
    ) -> None:
        told = {
            "school_id": school.pk,
            "name": "A" * characters,
            "first_day": FIRST_DAY,
            "by": head,
            "now": NOW,
        }
        if kept:
            assert make_group(**told).name == "A" * 40
        else:
            with pytest.raises(GroupRefused, match="too long"):
                make_group(**told)

    def test_run_on_where_their_end_is_taken_back(self, school: School, head: Actor) -> None:
        group = a_group(school)
        end_group(school_id=school.pk, group_id=group.pk, last_day=dt.date(2027, 8, 31), by=head, now=NOW)
        assert resume_group(school_id=school.pk, group_id=group.pk, by=head, now=NOW).last_day is None

    def test_do_not_run_on_once_another_has_their_name(self, school: School, head: Actor) -> None:
        group = a_group(school)
        end_group(school_id=school.pk, group_id=group.pk, last_day=dt.date(2026, 12, 31), by=head, now=NOW)
        make_group(school_id=school.pk, name="5 Oak", first_day=dt.date(2027, 1, 1), by=head, now=NOW)
        with pytest.raises(GroupRefused, match="a group called 5 Oak already"):
            resume_group(school_id=school.pk, group_id=group.pk, by=head, now=NOW)

    def test_are_not_ended_while_a_pupil_is_in_them_afterwards(self, school: School, head: Actor) -> None:
        group = a_group(school)
        a_pupil_on_roll(school, group)
        with pytest.raises(GroupRefused, match="1 pupil is in 5 Oak after 31 August 2027"):
            end_group(school_id=school.pk, group_id=group.pk, last_day=dt.date(2027, 8, 31), by=head, now=NOW)

    def test_are_not_ended_before_they_start(self, school: School, head: Actor) -> None:
        with pytest.raises(GroupRefused, match="cannot end before it"):
            end_group(
                school_id=school.pk,
                group_id=a_group(school).pk,
                last_day=FIRST_DAY - dt.timedelta(days=1),
                by=head,
                now=NOW,
            )

    def test_are_made_only_by_those_who_may_edit_people(self, school: School) -> None:
        with pytest.raises(OutOfScope):
            make_group(
                school_id=school.pk,
                name="5 Oak",
                first_day=FIRST_DAY,
                by=an_actor("teacher", school),
                now=NOW,
            )
