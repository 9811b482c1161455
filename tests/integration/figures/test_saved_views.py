"""Views of figures kept by name: one's own, shared with whoever sees the same body, and nobody else's to change."""

from __future__ import annotations

import re
from html import unescape

import pytest

from onroll.service.access.models import User
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.audit.sentences import sentence_of
from onroll.service.figures.actions.saving_views import save_view
from onroll.service.figures.bodies import of_school
from onroll.service.figures.models import SavedView
from onroll.service.figures.queries.saved_views import saved_views
from onroll.service.organisations.models import School, Trust
from tests.factories.access import a_user
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.integration.figures.conftest import a_drawn_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return DrawnSchool().school


@pytest.fixture
def head(school) -> User:
    return a_user("head", school=school, name="Mx H. Example")


@pytest.fixture
def governor(school) -> User:
    return a_user("governor", school=school, name="Mx G. Example")


def address(school: School) -> str:
    return f"/schools/{school.pk}/figures/views/"


def saved(client, school: School, name: str = "Autumn by sex", **sent: str):
    form = {"do": "save", "sheet": "groups", "asked": "period=autumn&by=sex", "name": name, **sent}
    return client.post(address(school), form)


class TestSavingAView:
    def test_keeps_the_sheet_and_the_question_under_its_name(self, school, head, browse):
        client = browse(head)
        assert saved(client, school)["Location"] == address(school)
        page = client.get(address(school)).content.decode()
        assert f"/schools/{school.pk}/figures/groups/?period=autumn&by=sex" in unescape(page)
        assert "Autumn by sex" in page

    def test_is_offered_on_the_sheet_with_what_is_asked_of_it(self, count, browse):
        drawn = a_drawn_school(41)
        count()
        client = browse(a_user("head", school=drawn.school))
        sheet = client.get(f"/schools/{drawn.school.pk}/figures/groups/", {"by": "sex", "small": "shown"})
        found = unescape(re.search(r'href="([^"]+/views/\?[^"]+)"', sheet.content.decode())[1])
        form = client.get(found).content.decode()
        asked = unescape(re.search(r'name="asked" value="([^"]*)"', form)[1])
        assert (asked, 'name="sheet" value="groups"' in form) == ("by=sex&small=shown", True)
        saved(client, drawn.school, asked=asked)
        listed = client.get(address(drawn.school)).content.decode()
        href = unescape(re.search(r'href="([^"]+/groups/\?[^"]+)"', listed)[1])
        assert "Small figures are shown" in client.get(href).content.decode()

    @pytest.mark.parametrize(
        ("name", "said"),
        [("  ", "Give the view a name"), ("Autumn  BY sex", "already"), ("x" * 81, "at most 80 are kept")],
    )
    def test_is_refused_without_a_name_or_with_one_that_is_taken_or_too_long(
        self, school, head, browse, name, said
    ):
        client = browse(head)
        saved(client, school)
        answer = saved(client, school, name)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert SavedView.objects.count() == 1

    def test_is_refused_of_a_sheet_that_the_person_does_not_see(self, school, governor, browse):
        for sheet in ("schools", "nothing"):
            assert saved(browse(governor), school, sheet=sheet).status_code == 422

    def test_leaves_the_name_to_others_and_to_other_bodies(self, school, head, governor, browse):
        other = a_school(meets=False)
        for user, where in ((head, school), (governor, school), (a_user("head", school=other), other)):
            assert saved(browse(user), where).status_code == 302
        assert SavedView.objects.count() == 3

    def test_is_out_of_scope_elsewhere(self, school):
        elsewhere = of_school(a_school(meets=False))
        actor = DrawnSchool().actor("head")
        with pytest.raises(OutOfScope):
            save_view(
                body=elsewhere, sheet="groups", asked=(), name="Mine", is_shared=False, by=actor, now=at(9)
            )
        with pytest.raises(OutOfScope):
            saved_views(actor.scope, body=elsewhere, user_id=actor.user_id)


class TestAView:
    def test_is_seen_by_its_owner_alone_until_it_is_shared(self, school, head, governor, browse):
        client = browse(head)
        saved(client, school)
        assert "Autumn by sex" in client.get(address(school)).content.decode()
        assert "Autumn by sex" not in browse(governor).get(address(school)).content.decode()
        saved(browse(head), school, "For governors", shared="1")
        page = browse(governor).get(address(school)).content.decode()
        assert "For governors" in page
        assert "Mx H. Example" in page

    def test_is_renamed_shared_and_deleted_by_its_owner(self, school, head, browse):
        client = browse(head)
        saved(client, school)
        view = SavedView.objects.get()
        client.post(address(school), {"do": "change", "view": view.pk, "name": "By sex", "shared": "1"})
        view.refresh_from_db()
        assert (view.name, view.is_shared) == ("By sex", True)
        client.post(address(school), {"do": "delete", "view": view.pk})
        assert not SavedView.objects.exists()
        told = [(event.name, sentence_of(event, pupils={})) for event in Event.objects.order_by("pk")]
        assert told[-3:] == [
            ("figures.view.saved", "saved a view of the figures, “Autumn by sex”"),
            ("figures.view.changed", "changed a saved view of the figures, “By sex”"),
            ("figures.view.deleted", "deleted a saved view of the figures, “By sex”"),
        ]

    @pytest.mark.parametrize("do", ["change", "delete"])
    def test_is_nobody_elses_to_change(self, school, head, governor, browse, do):
        saved(browse(head), school, shared="1")
        view = SavedView.objects.get()
        answer = browse(governor).post(address(school), {"do": do, "view": view.pk, "name": "Taken"})
        assert answer.status_code == 422
        assert "not one of yours" in answer.content.decode()
        view.refresh_from_db()
        assert view.name == "Autumn by sex"

    def test_of_a_trust_is_not_one_of_its_schools(self, school, browse):
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        School.objects.filter(pk=school.pk).update(trust=trust)
        client = browse(a_user("trust_lead", trust=trust))
        here = f"/trusts/{trust.pk}/figures/views/"
        form = {
            "do": "save",
            "sheet": "schools",
            "asked": "order=-severe",
            "name": "Most severe first",
            "shared": "1",
        }
        assert client.post(here, form).status_code == 302
        assert "Most severe first" in client.get(here).content.decode()
        assert "Most severe first" not in client.get(address(school)).content.decode()
