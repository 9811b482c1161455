"""A canonical folder goes in and comes out the same, byte for byte."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.verification import verify_register
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.accepting import accept_changeset
from onroll.service.exchange.actions.exporting import export_school
from onroll.service.exchange.actions.reading import read_changeset
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.exchange.files import FILES
from onroll.service.exchange.models import Changeset
from tests.factories.school_folder import a_school_folder

NOW = dt.datetime(2026, 7, 20, 10, 0, tzinfo=ZoneInfo("Europe/London"))
BY = Actor.service("import")
pytestmark = pytest.mark.django_db


def bring_in(folder, school_id=None):
    changeset = send_files(school_id=school_id, files=uploads.files_at(folder), by=BY, now=NOW)
    found = read_changeset(changeset_id=changeset.pk, by=BY, now=NOW)
    changeset.refresh_from_db()
    assert changeset.state == Changeset.State.READY, changeset.message
    return accept_changeset(changeset_id=changeset.pk, by=BY, now=NOW, found=found)


class TestACanonicalFolder:
    def test_comes_out_as_it_went_in(self, tmp_path):
        folder = a_school_folder(tmp_path / "in")
        changeset = bring_in(folder)
        assert changeset.state == Changeset.State.ACCEPTED, changeset.message
        assert list(changeset.rows_set_aside.values_list("file", "row", "what")) == []
        out = tmp_path / "out"
        out.mkdir()
        export_school(school_id=changeset.school_id, folder=out, by=BY, now=NOW)
        for name in FILES:
            assert (out / f"{name}.csv").read_bytes() == (folder / f"{name}.csv").read_bytes(), name

    def test_changes_nothing_the_second_time(self, tmp_path):
        folder = a_school_folder(tmp_path / "in")
        school_id = bring_in(folder).school_id
        entries = CurrentEntry.objects.count()
        changeset = send_files(school_id=school_id, files=uploads.files_at(folder), by=BY, now=NOW)
        read_changeset(changeset_id=changeset.pk, by=BY, now=NOW)
        changeset.refresh_from_db()
        assert [
            (f["name"], f["new"], f["changed"], f["set_aside"], f["missing"]) for f in changeset.files
        ] == [(name, 0, 0, 0, 0) for name in changeset_names(changeset)]
        accept_changeset(changeset_id=changeset.pk, by=BY, now=NOW)
        assert CurrentEntry.objects.count() == entries

    def test_leaves_a_whole_ledger(self, tmp_path):
        school_id = bring_in(a_school_folder(tmp_path / "in")).school_id
        assert verify_register(BY.scope, school_id=school_id).is_whole


def changeset_names(changeset):
    return [file["name"] for file in changeset.files]
