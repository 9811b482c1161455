"""Who opens a trust's and an authority's figures, what a governor sees, and what leads to pupils."""

from __future__ import annotations

import re

import pytest

from onroll.service.organisations.models import School, Trust
from onroll.service.web.figures.sheets import OF_A_SCHOOL, OF_SEVERAL
from tests.factories.access import a_user
from tests.integration.figures.conftest import a_drawn_school

pytestmark = pytest.mark.django_db


def links(response) -> set[str]:
    """Return every address that a page leads to."""
    return {address.split("?")[0] for address in re.findall(r'href="([^"]+)"', response.content.decode())}


def two_schools():
    """Make two schools of a trust."""
    schools = [a_drawn_school(seed, pupils=12) for seed in (21, 22)]
    trust = Trust.objects.create(name="Wenlow Learning Trust")
    School.objects.filter(pk__in=[one.school.pk for one in schools]).update(trust=trust)
    schools[0].trust = trust
    return schools


@pytest.fixture(scope="module")
def counted(kept):
    with kept(two_schools) as made:
        yield made


@pytest.fixture
def drawn(counted, a_copy):
    """The two schools, counted."""
    return a_copy(counted)


def sheets_of(kind: str, pk: int) -> list[str]:
    of_it = OF_A_SCHOOL if kind == "schools" else OF_SEVERAL
    return [
        f"/{kind}/{pk}/figures/" + ("" if one.name == "overview" else f"{one.name}/")
        for one in of_it
        if not one.names_pupils
    ]


class TestATrustLead:
    def test_opens_every_sheet_and_from_a_figure_its_schools_and_their_pupils(self, drawn, browse):
        trust = drawn[0].trust
        client = browse(a_user("trust_lead", trust=trust))
        for address in sheets_of("trusts", trust.pk):
            assert client.get(address).status_code == 200, address
        page = client.get(f"/trusts/{trust.pk}/figures/open/", {"measure": "absence_percent"})
        for one in drawn:
            own = f"/schools/{one.school.pk}/figures/"
            assert {own, f"{own}open/"} <= links(page)
        found = re.search(
            rf'href="(/schools/{drawn[0].school.pk}/figures/open/[^"]+)"', page.content.decode()
        )
        assert client.get(found[1].replace("&amp;", "&")).status_code == 200

    def test_finds_nothing_of_another_trust_or_of_the_authority(self, drawn, browse):
        client = browse(a_user("trust_lead", trust=drawn[0].trust))
        other = Trust.objects.create(name="Otherwhere Trust")
        for address in (
            *sheets_of("trusts", other.pk),
            *sheets_of("authorities", drawn[0].school.authority_id),
            f"/authorities/{drawn[0].school.authority_id}/figures/open/?measure=absence_percent",
        ):
            assert client.get(address).status_code == 404, address

    def test_finds_no_figure_of_a_name_that_nothing_has(self, drawn, browse):
        client = browse(a_user("trust_lead", trust=drawn[0].trust))
        address = f"/trusts/{drawn[0].trust.pk}/figures/open/"
        for sent in (
            {"measure": "happiness"},
            {"measure": "absence_percent", "by": "colour", "group": "red"},
        ):
            assert client.get(address, sent).status_code == 404, sent
        assert client.get(address)["Location"] == f"/trusts/{drawn[0].trust.pk}/figures/"

    def test_downloads_what_the_page_shows(self, drawn, browse):
        client = browse(a_user("trust_lead", trust=drawn[0].trust))
        address = f"/trusts/{drawn[0].trust.pk}/figures/open/"
        page = client.get(address, {"measure": "absence_percent", "period": "weekday 1"})
        found = re.search(r'href="([^"]+as=csv)"', page.content.decode())
        written = client.get(found[1].replace("&amp;", "&")).content.decode()
        assert "Overall absence" in written
        assert "Mondays" in written


class TestAGovernorOfATrust:
    def test_opens_every_sheet_and_from_a_figure_its_schools_and_no_pupil(self, drawn, browse):
        trust = drawn[0].trust
        client = browse(a_user("governor", trust=trust))
        pages = [*sheets_of("trusts", trust.pk), f"/trusts/{trust.pk}/figures/open/?measure=absence_percent"]
        for address in pages:
            page = client.get(address)
            assert page.status_code == 200
            assert not [one for one in links(page) if re.match(r"/schools/\d+/(pupils|figures/open)", one)]
        assert f"/schools/{drawn[0].school.pk}/figures/" in links(page)


class TestAGovernorOfASchool:
    def test_opens_every_sheet_and_none_leads_to_a_pupil_or_what_is_behind_a_figure(self, drawn, browse):
        school = drawn[0].school
        client = browse(a_user("governor", school=school))
        for address in sheets_of("schools", school.pk):
            page = client.get(address)
            assert page.status_code == 200, address
            assert not [one for one in links(page) if re.search(r"/(pupils|figures/open)/", one)], address

    def test_may_not_open_a_figure_by_its_address(self, drawn, browse):
        school = drawn[0].school
        client = browse(a_user("governor", school=school))
        assert client.get(f"/schools/{school.pk}/figures/open/?measure=absence_percent").status_code == 403

    def test_has_small_figures_kept_back_whatever_is_asked(self, drawn, browse):
        school = drawn[0].school
        head, governor = a_user("head", school=school), a_user("governor", school=school)
        address = f"/schools/{school.pk}/figures/groups/"
        asked = {"small": "shown", "by": "sex", "short": "given", "as": "csv"}
        shown = browse(head).get(address, asked).content.decode()
        kept_back = browse(governor).get(address, asked).content.decode()
        assert "Small figures are shown" in shown
        assert "Small figures are shown" not in kept_back
        assert kept_back == browse(governor).get(address, asked | {"small": ""}).content.decode()

    def test_is_not_offered_to_have_them_shown(self, drawn, browse):
        page = browse(a_user("governor", school=drawn[0].school)).get(
            sheets_of("schools", drawn[0].school.pk)[0]
        )
        assert "Show small figures" not in page.content.decode()


class TestThePageOfAnAuthority:
    @pytest.mark.parametrize(
        ("role", "leads"), [("legal_intervention_officer", True), ("administrator", False)]
    )
    def test_leads_to_its_figures_those_who_may_see_them(self, role, leads, drawn, browse, monkeypatch):
        monkeypatch.setattr("onroll.service.access.roles.Role.second_factor", False, raising=False)
        authority = drawn[0].school.authority
        client = browse(a_user(role, authority=authority, is_demo=True))
        page = client.get(f"/authorities/{authority.pk}/")
        assert (f"/authorities/{authority.pk}/figures/" in links(page)) is leads
        for address in sheets_of("authorities", authority.pk):
            assert client.get(address).status_code == (200 if leads else 403)
