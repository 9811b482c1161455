"""While files are read or accepted their page says how far that has come, and asks again by itself."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service.exchange import uploads
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.exchange.models import Changeset
from tests.factories.access import a_user
from tests.factories.organisations import a_school
from tests.integration.exchange.conftest import BY, NOW
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def changeset(school, tmp_path):
    (tmp_path / "pupils.csv").write_text("pupil_ref\nP1\n", encoding="utf-8")
    return send_files(school_id=school.pk, files=uploads.files_at(tmp_path / "pupils.csv"), by=BY, now=NOW)


@pytest.fixture
def administrator(school):
    client = Client()
    client.force_login(a_user("administrator", school=school))
    return client


def part(administrator, changeset):
    return administrator.get(f"/schools/{changeset.school_id}/exchange/changesets/{changeset.pk}/progress/")


def state(changeset, value):
    Changeset.objects.filter(pk=changeset.pk).update(state=value)


class TestHowFarItHasCome:
    def test_is_waiting_until_a_worker_begins(self, administrator, changeset):
        page = part(administrator, changeset)
        assert "Waiting to be read." in words_of(page)
        assert 'hx-trigger="every 1s"' in page.content.decode()
        assert "<progress" in page.content.decode()

    def test_is_told_in_rows_once_it_is_being_read(self, administrator, changeset):
        state(changeset, Changeset.State.READING)
        uploads.write_progress(changeset.folder, "marks.csv", 12_500)
        assert "Being read: marks.csv, 12,500 rows" in words_of(part(administrator, changeset))

    def test_is_told_as_one_piece_while_it_is_accepted(self, administrator, changeset):
        state(changeset, Changeset.State.ACCEPTING)
        assert "Being accepted, all in one piece" in words_of(part(administrator, changeset))

    def test_leads_to_the_whole_page_once_it_is_done(self, administrator, changeset):
        state(changeset, Changeset.State.READY)
        answer = part(administrator, changeset)
        assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
