"""Marking pupils: who may, and what is told."""

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.people.actions.markers import add_marker, end_marker
from onroll.service.people.queries.family import family_of
from onroll.service.people.refusals import MarkerRefused, NeedRefused
from tests.factories.organisations import FIRST_DAY, a_school
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)


@pytest.fixture
def school():
    return a_school(meets=False)


@pytest.fixture
def pupil(school):
    return a_pupil_on_roll(school)


def mark(school, pupil, role, kind, **days):
    given = {"first_day": FIRST_DAY, **days}
    return add_marker(
        school_id=school.pk, pupil_id=pupil.pk, kind=kind, by=an_actor(role, school), now=NOW, **given
    )


class TestAMarkerThatProtects:
    def test_is_added_by_the_safeguarding_lead_and_not_by_the_office(self, school, pupil):
        with pytest.raises(OutOfScope):
            mark(school, pupil, "attendance_officer", "child protection")
        mark(school, pupil, "safeguarding_lead", "child protection")

    def test_is_kept_from_roles_that_may_not_see_it(self, school, pupil):
        mark(school, pupil, "safeguarding_lead", "child protection")
        mark(school, pupil, "attendance_officer", "fsm")

        def kinds(role):
            scope = an_actor(role, school).scope
            return {
                one.kind for one in family_of(scope, school_id=school.pk, pupil_id=pupil.pk, on=TODAY).markers
            }

        assert kinds("safeguarding_lead") == {"child protection", "fsm"}
        assert kinds("attendance_officer") == {"fsm"}

    def test_is_not_named_on_the_audit_trail(self, school, pupil):
        mark(school, pupil, "safeguarding_lead", "child protection")

        assert Event.objects.get().details["kind"] == "protective"


class TestAMarker:
    def test_does_not_stand_twice_on_one_day(self, school, pupil):
        mark(school, pupil, "attendance_officer", "fsm", last_day=TODAY)

        with pytest.raises(MarkerRefused, match="already"):
            mark(school, pupil, "attendance_officer", "fsm", first_day=TODAY)
        mark(school, pupil, "attendance_officer", "fsm", first_day=TODAY + dt.timedelta(days=1))

    def test_is_ended_and_never_taken_away(self, school, pupil):
        marker = mark(school, pupil, "attendance_officer", "fsm")

        end_marker(
            school_id=school.pk, marker_id=marker.pk, last_day=TODAY, by=an_actor("head", school), now=NOW
        )

        marker.refresh_from_db()
        assert marker.last_day == TODAY

    def test_is_for_pupils_of_the_school_alone(self, school):
        elsewhere = a_pupil_on_roll(a_school("Wenlow Junior School", meets=False))

        with pytest.raises(OutOfScope):
            mark(school, elsewhere, "attendance_officer", "fsm")


class TestAMarkerOfSEN:
    def test_keeps_its_kind_of_need_and_says_it_in_words(self, school, pupil):
        marker = mark(school, pupil, "head", "sen support", need="SLCN")
        assert (marker.detail, marker.detail_in_words) == ("SLCN", "Speech, language and communication")

    def test_without_a_kind_of_need_says_its_detail_as_it_stands(self, school, pupil):
        marker = mark(school, pupil, "head", "ehc plan", detail="Reviewed in May")
        assert marker.detail_in_words == "Reviewed in May"

    @pytest.mark.parametrize(
        ("kind", "given", "says"),
        [
            ("fsm", {"need": "SLCN"}, "goes with SEN support or an EHC plan"),
            ("sen support", {"need": "tall"}, "from the list"),
            ("sen support", {"need": "SLCN", "detail": "told by Mum"}, "Leave one of the two out"),
        ],
    )
    def test_takes_no_need_that_does_not_go_with_it(self, school, pupil, kind, given, says):
        with pytest.raises(NeedRefused, match=says):
            mark(school, pupil, "head", kind, **given)
