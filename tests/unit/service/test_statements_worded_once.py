"""Statements that are worded once a process: what they answer is what the query itself would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import pytest
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from onroll.service.lessons.models import Lesson
from onroll.service.organisations.models import RegistrationGroup, School, SchoolSession
from onroll.service.people.models import Pupil, RegistrationGroupMembership
from onroll.service.worded_once import NotAsGiven, worded_once
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll

pytestmark = pytest.mark.django_db

times_made: list[str] = []


@worded_once
def sessions_between(school_id: int, first_day: dt.date, last_day: dt.date) -> QuerySet[SchoolSession]:
    times_made.append("sessions")
    return SchoolSession.objects.filter(school_id=school_id, date__range=(first_day, last_day)).order_by(
        "date", "session"
    )


@worded_once
def members_of(school_id: int, pupil_ids: Collection[int]) -> QuerySet[RegistrationGroupMembership]:
    rows = RegistrationGroupMembership.objects.filter(group__school_id=school_id, pupil_id__in=pupil_ids)
    return rows.select_related("pupil", "group").annotate(small=Lower("group__name")).order_by("pupil_id")


@worded_once
def names_of(school_id: int) -> QuerySet[Pupil, tuple[str, dt.date]]:
    return Pupil.objects.filter(enrolments__school_id=school_id).values_list("legal_surname", "born")


@worded_once
def groups(school_id: int, named: str, is_empty: bool) -> QuerySet[RegistrationGroup, str]:
    member = Exists(RegistrationGroupMembership.objects.filter(group=OuterRef("pk")))
    return RegistrationGroup.objects.filter(
        ~member if is_empty else member, Q(name=named) | Q(year_group=named), school_id=school_id
    ).values_list("name", flat=True)


@worded_once
def with_members(school_id: int) -> QuerySet[RegistrationGroup]:
    return RegistrationGroup.objects.filter(school_id=school_id).prefetch_related("memberships")


@worded_once
def made_on(weekday: int) -> QuerySet[Lesson]:
    return Lesson.objects.filter(weekday=weekday)


@worded_once
def the_day_before(school_id: int, day: dt.date) -> QuerySet[SchoolSession]:
    return SchoolSession.objects.filter(school_id=school_id, date=day - dt.timedelta(days=1))


@worded_once
def as_dictionaries(school_id: int) -> QuerySet[School, dict[str, str]]:
    return School.objects.filter(pk=school_id).values("name")


class TestAStatementWordedOnce:
    def test_is_answered_by_its_values_of_the_time(self):
        first, second = a_school(), a_school()
        for school in (first, second, first):
            held = SchoolSession.objects.filter(school=school).order_by("date", "session")
            days = held[0].date, held[5].date
            found = sessions_between(school.pk, *days)
            assert found == list(held.filter(date__range=days))
            assert {type(one.date) for one in found} == {dt.date}

    def test_is_made_once_for_values_of_one_kind(self):
        school, day = a_school(), dt.date(2026, 9, 7)
        sessions_between(school.pk, day, day)
        times_made.clear()
        for _ in range(3):
            sessions_between(school.pk, first_day=day, last_day=day)
        assert times_made == []

    def test_brings_what_is_joined_and_what_is_worked_out(self, django_assert_num_queries):
        school = a_school()
        pupils = [
            a_pupil_on_roll(school, a_group(school, name), name, "Begum") for name in ("Oak", "Ash", "Elm")
        ]
        for some in (pupils[:2], pupils, pupils[2:]):
            with django_assert_num_queries(1):
                found = members_of(school.pk, [one.pk for one in some])
                assert [one.pupil for one in found] == some
                assert [one.group.name.lower() for one in found] == [one.small for one in found]

    def test_finds_nothing_among_none_and_asks_nothing(self, django_assert_num_queries):
        school = a_school()
        with django_assert_num_queries(0):
            assert members_of(school.pk, set()) == []

    def test_lists_values_as_the_fields_hold_them(self):
        school = a_school()
        pupil = a_pupil_on_roll(school, a_group(school), "Amina", "Begum")
        assert names_of(school.pk) == [("Begum", pupil.born)]

    def test_says_something_else_where_a_value_is_yes_or_no(self):
        school = a_school()
        a_pupil_on_roll(school, a_group(school, "Oak"), "Amina", "Begum")
        a_group(school, "Ash")
        assert groups(school.pk, "Oak", is_empty=False) == ["Oak"]
        assert groups(school.pk, "Oak", is_empty=True) == []
        assert groups(school.pk, "Ash", is_empty=True) == ["Ash"]

    def test_is_refused_where_it_fetches_beforehand(self):
        with pytest.raises(TypeError, match="prefetch for the rows"):
            with_members(a_school().pk)

    def test_is_asked_of_a_column_of_small_numbers(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert made_on(3) == []

    def test_refuses_a_value_that_is_worked_with(self):
        with pytest.raises(NotAsGiven, match=r"the_day_before works with day\. Give it what is to stand"):
            the_day_before(a_school().pk, dt.date(2026, 9, 8))

    def test_makes_instances_and_lists_of_values_alone(self):
        with pytest.raises(TypeError):
            as_dictionaries(a_school().pk)
