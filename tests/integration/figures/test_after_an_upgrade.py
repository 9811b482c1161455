"""Figures that another version of Onroll kept are not read, nor said to be none: they are counted anew."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from django_tasks_db.models import DBTaskResult

from onroll.analysis.kept.tables import FORMAT
from onroll.service.extracts import account
from onroll.service.extracts.folder import account_path
from onroll.service.figures import bodies, store
from onroll.service.jobs import worker
from onroll.service.jobs.after_upgrade import count_after_upgrade
from tests.factories.access import a_user
from tests.integration.figures.conftest import a_drawn_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ANEW, NONE = "The figures are being counted anew", "No figures yet"


@pytest.fixture(scope="module")
def counted(kept):
    with kept(lambda: a_drawn_school(41)) as made:
        yield made


@pytest.fixture
def drawn(counted, a_copy):
    return a_copy(counted)


def as_another_version_kept_it(body) -> None:
    """Have a body's figures say that another version kept them."""
    with closing(sqlite3.connect(store.kept_path(body.key, 2026))) as db:
        db.execute("UPDATE about SET value = ? WHERE name = 'format'", [json.dumps(FORMAT - 1)])
        db.commit()


def as_another_version_extracted_it(school) -> None:
    """Have a school's extract say that another version wrote it."""
    path = account_path(school.urn)
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": account.FORMAT - 1}))


@pytest.fixture
def upgraded(drawn):
    """Return a school whose figures, and its authority's, another version kept."""
    for body in (bodies.of_school(drawn.school), bodies.of_authority(drawn.school.authority)):
        as_another_version_kept_it(body)
    return drawn.school


class TestAPage:
    @pytest.mark.parametrize("sheet", ["", "groups/", "pupils/", "open/?measure=absence_percent"])
    def test_says_that_figures_are_being_counted_anew(self, sheet, upgraded, browse):
        page = browse(a_user("head", school=upgraded)).get(f"/schools/{upgraded.pk}/figures/{sheet}")
        assert page.status_code == 200
        assert ANEW in page.content.decode()
        assert NONE not in page.content.decode()

    def test_behind_minutes_late_says_so_where_the_extract_is_of_another_version(self, drawn, browse):
        as_another_version_extracted_it(drawn.school)
        address = f"/schools/{drawn.school.pk}/figures/open/?measure=minutes_late&period=weekday+1"
        page = browse(a_user("head", school=drawn.school)).get(address)
        assert (page.status_code, ANEW in page.content.decode()) == (200, True)

    @pytest.mark.parametrize("sheet", ["", "schools/", "open/?measure=absence_percent"])
    def test_of_several_schools_says_so_too(self, sheet, upgraded, browse):
        authority = upgraded.authority
        client = browse(a_user("attendance_support_officer", authority=authority))
        page = client.get(f"/authorities/{authority.pk}/figures/{sheet}")
        assert (page.status_code, ANEW in page.content.decode()) == (200, True)

    def test_has_a_button_for_whoever_may_count_and_for_nobody_else(self, upgraded, browse):
        pages = {
            role: browse(a_user(role, school=upgraded)).get(f"/schools/{upgraded.pk}/figures/").content
            for role in ("head", "governor")
        }
        assert b"Count them now" in pages["head"]
        assert b"Count them now" not in pages["governor"]

    def test_says_that_there_are_none_where_nothing_was_ever_counted(self, drawn, browse):
        other = a_drawn_school(42, pupils=1, days=1).school
        page = browse(a_user("head", school=other)).get(f"/schools/{other.pk}/figures/").content.decode()
        assert NONE in page
        assert ANEW not in page


class TestAFile:
    @pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
    def test_is_refused_as_not_there_for_the_moment_and_no_page_is_sent_as_one(self, kind, upgraded, browse):
        client = browse(a_user("head", school=upgraded))
        answer = client.get(f"/schools/{upgraded.pk}/figures/groups/", {"as": kind})
        assert answer.status_code == 503
        assert answer["Retry-After"] == "600"
        assert "Content-Disposition" not in answer
        assert ANEW in answer.content.decode()

    def test_is_not_found_where_nothing_was_ever_counted(self, drawn, browse):
        other = a_drawn_school(43, pupils=1, days=1).school
        client = browse(a_user("head", school=other))
        answer = client.get(f"/schools/{other.pk}/figures/", {"as": "csv"})
        assert (answer.status_code, NONE in answer.content.decode()) == (404, True)


class TestTheWorker:
    def test_has_them_counted_when_it_starts_after_an_upgrade(self, upgraded, monkeypatch):
        monkeypatch.setattr(worker, "tick", lambda now: [])
        monkeypatch.setattr(worker, "_run_some", lambda name, most: 0)
        worker.run_worker(once=True)
        assert [one.task_path for one in DBTaskResult.objects.all()] == [
            "onroll.service.jobs.tasks.extract_all"
        ]

    def test_has_them_extracted_where_another_version_wrote_an_extract(self, drawn):
        as_another_version_extracted_it(drawn.school)
        assert count_after_upgrade()

    def test_leaves_the_figures_of_its_own_version_for_the_night(self, drawn):
        assert not count_after_upgrade()
        assert not DBTaskResult.objects.exists()

    def test_finds_the_figures_again_once_they_are_counted(self, upgraded, count, browse):
        count()
        assert not store.has_another_format()
        page = browse(a_user("head", school=upgraded)).get(f"/schools/{upgraded.pk}/figures/")
        assert ANEW not in page.content.decode()
