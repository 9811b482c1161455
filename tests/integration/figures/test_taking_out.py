"""A sheet taken out as a file leaves its mark: who, which sheet, asked how, and a look at each pupil it names."""

from __future__ import annotations

import pytest

from onroll.service.access.models import Viewing
from onroll.service.audit.models import Event
from onroll.service.organisations.models import School, Trust
from tests.factories.access import a_user
from tests.integration.figures.conftest import a_drawn_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_PUPILS = 12


@pytest.fixture
def school(count_schools):
    drawn = a_drawn_school(41, pupils=_PUPILS)
    count_schools()
    return drawn.school


def the_event() -> Event:
    return Event.objects.get(name="figures.sheet.taken out")


class TestASheetTakenOut:
    def test_is_told_in_the_audit_by_who_which_sheet_and_what_was_asked(self, school, browse):
        head = a_user("head", school=school, name="Mx H. Example")
        client = browse(head)
        client.get(f"/schools/{school.pk}/figures/groups/", {"as": "csv", "by": "sex", "small": "shown"})
        audit = client.get(f"/schools/{school.pk}/audit/", {"area": "figures"}).content.decode()
        assert (
            "took figures out as CSV: “Groups”, 2026/27, whole year to date, by sex, small figures shown; it names no pupil"
            in audit
        )
        event = the_event()
        assert (event.actor_id, event.school_id) == (head.pk, school.pk)
        assert event.details["question"] == "by=sex&small=shown"

    def test_that_names_pupils_counts_as_a_look_at_each_of_them(self, school, browse):
        head = a_user("head", school=school)
        browse(head).get(f"/schools/{school.pk}/figures/pupils/", {"as": "xlsx"})
        assert the_event().details["names"] == f"names {_PUPILS} pupils"
        looks = Viewing.objects.filter(user_id=head.pk, page="figures, Excel")
        assert looks.values("pupil_id").distinct().count() == looks.count() == _PUPILS

    def test_of_one_pupil_s_entries_is_a_look_at_that_pupil_and_says_no_name(self, school, browse):
        client = browse(a_user("head", school=school))
        page = client.get(f"/schools/{school.pk}/figures/pupils/", {"as": "csv"})
        assert page.status_code == 200
        pupil_id = Viewing.objects.values_list("pupil_id", flat=True).first()
        asked = {"measure": "attendance_percent", "pupil": str(pupil_id), "as": "pdf"}
        client.get(f"/schools/{school.pk}/figures/open/", asked)
        event = Event.objects.filter(name="figures.sheet.taken out").latest("pk")
        assert event.details["pupils"] == 1
        assert "Pupil" not in str(event.details["asked"])
        assert list(Viewing.objects.filter(page="figures, PDF").values_list("pupil_id", flat=True)) == [
            pupil_id
        ]

    def test_that_names_nobody_is_a_look_at_nobody(self, school, browse):
        browse(a_user("governor", school=school)).get(f"/schools/{school.pk}/figures/", {"as": "pdf"})
        assert the_event().details["names"] == "names no pupil"
        assert not Viewing.objects.exists()

    def test_only_read_on_the_screen_leaves_none(self, school, browse):
        browse(a_user("head", school=school)).get(f"/schools/{school.pk}/figures/")
        assert not Event.objects.filter(name__startswith="figures.").exists()


def test_a_sheet_of_a_trust_is_told_at_the_trust(count, browse):
    drawn = a_drawn_school(42)
    trust = Trust.objects.create(name="Wenlow Learning Trust")
    School.objects.filter(pk=drawn.school.pk).update(trust=trust)
    count()
    browse(a_user("trust_lead", trust=trust)).get(f"/trusts/{trust.pk}/figures/schools/", {"as": "csv"})
    told = browse(a_user("data_protection_officer", trust=trust)).get(f"/trusts/{trust.pk}/audit/")
    assert "took figures out as CSV: “Schools”, 2026/27" in told.content.decode()
