"""Words longer than can be kept are refused by every action that keeps words, alike on either database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onroll.service.access.actions import give_role, make_user
from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, User
from onroll.service.exchange.actions.keeping_maps import keep_column_map
from onroll.service.exchange.mark_strings.profiles import PRESETS
from onroll.service.exchange.models import ColumnMap
from onroll.service.organisations.actions.schools import make_authority, make_district, make_trust
from onroll.service.organisations.actions.templates import make_template
from onroll.service.organisations.models import Authority, CalendarTemplate, District, Trust
from onroll.service.organisations.term_dates import TemplateSpan
from onroll.service.people.actions.markers import add_marker
from onroll.service.people.actions.merging import propose_merge
from onroll.service.people.actions.staff import invite_to_school, link_professional
from onroll.service.people.models import MergeProposal, PartnerProfessional, PupilMarker, StaffMember
from onroll.service.room_for_words import TooLong
from tests.factories.access import MADE_AT, a_user
from tests.factories.admissions import admitted
from tests.factories.organisations import FIRST_DAY, a_school
from tests.factories.people import a_pupil_on_roll

pytestmark = pytest.mark.django_db

WHO: dict[str, Any] = {"by": Actor.service("test"), "now": MADE_AT}
TERM = TemplateSpan("school", "Autumn", dt.date(2026, 9, 2), dt.date(2026, 10, 23))


@pytest.fixture
def school():
    return a_school(meets=False)


class TestAccess:
    def test_refuses_a_name_past_160_characters(self):
        assert make_user(username="s.malik", name="N" * 160, **WHO).name == "N" * 160
        with pytest.raises(TooLong, match="Name is 161 characters long, and at most 160 are kept"):
            make_user(username="a.malik", name="N" * 161, **WHO)
        assert not User.objects.filter(username="a.malik").exists()

    def test_refuses_an_email_past_254_characters(self):
        with pytest.raises(TooLong, match="at most 254 are kept"):
            make_user(username="s.malik", name="S. Malik", email="e" * 255, **WHO)

    def test_refuses_a_title_of_a_role_past_80_characters(self, school):
        person = a_user(school=school)
        held: dict[str, Any] = {"user": person, "first_day": FIRST_DAY, "school_id": school.pk, **WHO}
        give_role(role="senco", title="T" * 80, **held)
        with pytest.raises(TooLong, match="Title is 81 characters long"):
            give_role(role="gate", title="T" * 81, **held)
        assert RoleHeld.objects.filter(user=person).count() == 1


class TestOrganisations:
    @pytest.mark.parametrize("make", ["authority", "district", "trust", "template"])
    def test_refuse_a_name_past_120_characters(self, make, school):
        of_one = {"authority_id": school.authority_id, **WHO}
        actions = {
            "authority": lambda name: make_authority(name=name, code="899", **WHO),
            "district": lambda name: make_district(name=name, **of_one),
            "trust": lambda name: make_trust(name=name, **WHO),
            "template": lambda name: make_template(
                name=name, first_day=TERM.first_day, last_day=TERM.last_day, spans=[TERM], **of_one
            ),
        }
        models = {"authority": Authority, "district": District, "trust": Trust, "template": CalendarTemplate}
        with pytest.raises(TooLong, match="Name is 121 characters long, and at most 120 are kept"):
            actions[make]("N" * 121)
        assert not models[make]._default_manager.filter(name="N" * 121).exists()
        assert actions[make]("N" * 120).name == "N" * 120

    def test_refuse_a_label_of_term_dates_past_80_characters(self, school):
        long = TemplateSpan(TERM.kind, "L" * 81, TERM.first_day, TERM.last_day)
        with pytest.raises(TooLong, match="Label is 81 characters long"):
            make_template(
                authority_id=school.authority_id, name="2026/27", first_day=TERM.first_day,
                last_day=TERM.last_day, spans=[long], **WHO,
            )  # fmt: skip


class TestPeople:
    def test_refuse_a_member_of_staff_with_a_surname_past_100_characters(self, school):
        with pytest.raises(TooLong, match="Surname is 101 characters long"):
            invite_to_school(
                school_id=school.pk, forename="S", surname="M" * 101, username="s.malik", on=FIRST_DAY, **WHO
            )
        assert not StaffMember.objects.exists()
        assert not User.objects.exists()

    def test_refuse_a_professional_whose_role_is_past_80_characters(self, school):
        pupil = a_pupil_on_roll(school)
        with pytest.raises(TooLong, match="Role is 81 characters long"):
            link_professional(
                school_id=school.pk,
                pupil_id=pupil.pk,
                name="J. Reyes",
                role="r" * 81,
                first_day=FIRST_DAY,
                **WHO,
            )
        assert not PartnerProfessional.objects.exists()

    def test_refuse_a_detail_of_a_marker_past_200_characters(self, school):
        pupil = a_pupil_on_roll(school)
        with pytest.raises(TooLong, match="Detail is 201 characters long"):
            add_marker(
                school_id=school.pk,
                pupil_id=pupil.pk,
                kind="fsm",
                first_day=FIRST_DAY,
                detail="d" * 201,
                **WHO,
            )
        assert not PupilMarker.objects.exists()

    def test_refuse_grounds_of_a_merge_past_300_characters(self, school):
        keep = a_pupil_on_roll(school)
        fold = a_pupil_on_roll(school, last_day=FIRST_DAY)
        with pytest.raises(TooLong, match="Grounds is 301 characters long"):
            propose_merge(
                school_id=school.pk, kind="pupil", keep_id=keep.pk, fold_id=fold.pk, grounds="g" * 301,
                on=FIRST_DAY + dt.timedelta(days=9), **WHO,
            )  # fmt: skip
        assert not MergeProposal.objects.exists()


class TestTheRoll:
    def test_refuses_another_schools_name_past_its_length(self, school):
        longest = 160
        with pytest.raises(TooLong, match=f"Other school is {longest + 1} characters long"):
            admitted(school, registration="main", other_school="S" * (longest + 1))


class TestExchange:
    def test_refuses_a_layouts_name_past_80_characters(self, school):
        profile = next(iter(PRESETS.values()))
        with pytest.raises(TooLong, match="Name is 81 characters long"):
            keep_column_map(school_id=school.pk, name="n" * 81, profile=profile.as_data(), **WHO)
        assert not ColumnMap.objects.exists()
