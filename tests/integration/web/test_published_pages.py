"""Published figures on an authority's pages: loaded, looked at, put in use, and its list of neighbours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import User
from onroll.service.organisations.models import Authority
from onroll.service.published.models import NeighbourList, PublishedRelease
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.organisations import an_authority
from tests.factories.published import a_release, an_authoritys, england, kept_back
from tests.integration.web.pages import words_of
from tests.support.published_files import authority as authority_rows
from tests.support.published_files import write

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)
THIS_YEAR = ("202627", "Academic year")
PUBLISHED = {"released_on-day": "5", "released_on-month": "11", "released_on-year": "2026"}


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((at(10, on=TODAY) - clock.real_now()).total_seconds()))


@pytest.fixture
def authority() -> Authority:
    return an_authority("Fenmarsh")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator(authority: Authority) -> Client:
    return signed_in(a_user("administrator", authority=authority))


def page(authority: Authority, rest: str = "") -> str:
    return f"/authorities/{authority.pk}/published/{rest}"


def the_file(folder: Path, rows: list[dict[str, Any]], name: str = "figures.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, write(folder / name, rows).read_bytes())


class TestThePage:
    def test_says_that_nothing_has_been_loaded_and_what_to_do(self, authority, administrator):
        words = words_of(administrator.get(page(authority)))

        assert "Nothing has been loaded yet" in words
        assert "Onroll suggests nobody" in words

    def test_shows_each_place_with_words_where_a_figure_is_kept_back(
        self, authority, administrator, tmp_path
    ):
        own = an_authoritys("Primary", {"/": 97, "I": 3}, authority.code, "Fenmarsh", period=THIS_YEAR)
        a_release(tmp_path, [england("Primary", {"/": 950, "I": 50}, period=THIS_YEAR), kept_back(own)])

        words = words_of(administrator.get(page(authority)))

        assert "5.0%" in words
        assert "kept back by the department" in words
        assert "Pupil attendance in schools, week 44, published 5 November 2026" in words

    def test_warns_of_figures_that_are_made_up(self, authority, administrator, tmp_path):
        a_release(tmp_path, [england("Primary", {"/": 95, "I": 5}, period=THIS_YEAR)], is_made_up=True)

        assert "These figures are made up for a demo." in words_of(administrator.get(page(authority)))

    def test_is_read_by_an_officer_who_may_change_nothing(self, authority, tmp_path):
        officer = signed_in(a_user("attendance_support_officer", authority=authority))

        assert "Load a release" not in words_of(officer.get(page(authority)))
        assert officer.get(page(authority, "load/")).status_code == 403
        assert officer.get(page(authority, "neighbours/")).status_code == 403


class TestLoading:
    def test_leads_to_what_the_file_says_and_then_puts_it_in_use(self, authority, administrator, tmp_path):
        sent = {"name": "Week 44", **PUBLISHED, "files": the_file(tmp_path, authority_rows())}
        there = administrator.post(page(authority, "load/"), sent)

        release = PublishedRelease.objects.get()
        assert there["Location"] == page(authority, f"releases/{release.pk}/")
        assert "all agree" in words_of(administrator.get(there["Location"]))
        administrator.post(there["Location"], {"decision": "accept"})
        release.refresh_from_db()
        assert release.state == PublishedRelease.State.IN_USE

    def test_can_be_set_aside_again(self, authority, administrator, tmp_path):
        release = a_release(tmp_path, authority_rows(), authority_id=authority.pk, in_use=False)

        administrator.post(page(authority, f"releases/{release.pk}/"), {"decision": "cancel"})

        release.refresh_from_db()
        assert release.state == PublishedRelease.State.CANCELLED

    def test_says_what_is_wrong_with_a_file_and_where(self, authority, administrator, tmp_path):
        rows = authority_rows(overall_absence="many")
        sent = {"name": "Week 44", **PUBLISHED, "files": the_file(tmp_path, rows)}

        answer = administrator.post(page(authority, "load/"), sent)

        assert answer.status_code == 422
        assert "figures.csv, line 2, overall_absence: “many” is neither a number" in words_of(answer)
        assert not PublishedRelease.objects.exists()

    def test_asks_for_a_file_and_a_name(self, authority, administrator, tmp_path):
        nothing = administrator.post(page(authority, "load/"), {"name": "Week 44", **PUBLISHED})
        nameless = administrator.post(
            page(authority, "load/"), {**PUBLISHED, "files": the_file(tmp_path, authority_rows())}
        )

        assert "Choose the file" in words_of(nothing)
        assert "The release has no name" in words_of(nameless)

    def test_takes_the_term_of_a_file_of_persistent_absence(self, authority, administrator):
        header = "geographic_level,region_code,region_name,new_la_code,la_name,old_la_code,school_type,num_schools,ytd_enrolments,pa_flag"
        file = SimpleUploadedFile("pa.csv", f"{header}\nNational,,,,,,Primary,9,500,60\n".encode())
        sent = {"name": "Autumn", **PUBLISHED, "files": file, "term": "Autumn term", "year": "2025"}

        there = administrator.post(page(authority, "load/"), sent)

        words = words_of(administrator.get(there["Location"]))
        assert "Autumn term 2025/26" in words
        assert "12.0%" in words

    def test_is_of_no_other_authoritys_release(self, authority, administrator, tmp_path):
        other = a_release(tmp_path, authority_rows(), authority_id=an_authority("Elsewhere").pk)

        assert administrator.get(page(authority, f"releases/{other.pk}/")).status_code == 404


class TestTheNeighbours:
    def test_are_kept_as_typed(self, authority, administrator):
        administrator.post(
            page(authority, "neighbours/"), {"lines": "811, Uphill\n812, Downhill", "source": "A tool, 2026"}
        )

        words = words_of(administrator.get(page(authority)))
        assert "Uphill (811), Downhill (812)." in words
        assert "From A tool, 2026" in words

    def test_are_read_from_a_file_instead(self, authority, administrator):
        file = SimpleUploadedFile("list.csv", b"name,code\nUphill,811\n")

        administrator.post(
            page(authority, "neighbours/"), {"lines": "812, Downhill", "source": "A tool", "files": file}
        )

        assert [one.name for one in NeighbourList.objects.get().members.all()] == ["Uphill"]

    def test_are_refused_with_the_line_and_what_was_typed_kept(self, authority, administrator):
        answer = administrator.post(
            page(authority, "neighbours/"), {"lines": "81, Uphill", "source": "A tool"}
        )

        assert answer.status_code == 422
        assert "Line 1: “81” is no code of an authority" in words_of(answer)
        assert "81, Uphill" in answer.content.decode()
