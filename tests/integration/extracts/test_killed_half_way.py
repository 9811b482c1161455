"""Killed at any point, an extraction leaves each part whole, the last good one or the new, and the next puts all right."""

import os
import stat
from pathlib import Path

import duckdb
import pytest

from onroll.service.extracts import extracting, folder, parquet
from onroll.service.extracts.account import Account
from tests.factories.moments import MONDAY
from tests.integration.extracts.conftest import TUESDAY, differences
from tests.support.extracts import files, part, rows

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for a kill: nothing catches it."""


def kill(*_given: object, **_more: object) -> None:
    raise Killed


@pytest.fixture
def changed(oak, extract):
    """The class extracted, and a register changed since."""
    oak.take("/", "N")
    extract()
    oak.amend(oak.callum, "I")
    oak.take("/", "/", date=TUESDAY)
    return oak


class TestAnExtractionKilled:
    @pytest.mark.parametrize(
        ("where", "what"),
        [
            (extracting.reading, "write_entries"),
            (parquet, "given"),
            (parquet, "write_part"),
            (parquet, "put"),
        ],
    )
    def test_before_a_part_is_put_in_its_place_leaves_the_last_good_one(
        self, changed, extract, monkeypatch, where, what
    ):
        before = files()
        with monkeypatch.context() as patch:
            patch.setattr(where, what, kill)
            with pytest.raises(Killed):
                extract()
        assert files() == before
        assert rows("entries", "code") == [("/",), ("N",)]
        extract()
        assert differences(changed.school) == []

    def test_while_duckdb_writes_leaves_the_last_good_one(self, changed, extract, monkeypatch):
        written = parquet.new_file

        def cut_off(kind: str) -> Path:
            path = written(kind)
            # Written through a link to a device that is always full.
            if kind == "parquet":
                path.unlink()
                path.symlink_to("/dev/full")
            return path

        before = files()
        with monkeypatch.context() as patch:
            patch.setattr(parquet, "new_file", cut_off)
            with pytest.raises((duckdb.Error, OSError)):
                extract()
        assert files() == before

    def test_between_a_part_and_the_account_of_it_writes_that_part_again(self, changed, extract, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setattr(Account, "keep", kill)
            with pytest.raises(Killed):
                extract()
        assert len(rows("entries")) == 4
        assert extract().entries == 4
        assert differences(changed.school) == []

    def test_leaves_nothing_unfinished_for_long(self, changed, extract):
        folder.unfinished().mkdir(exist_ok=True)
        (folder.unfinished() / "0123.csv").write_text("1,2026-09-07,AM,I,,\n")
        extract()
        assert not folder.unfinished().exists()


class TestFiles:
    def test_are_their_owners_alone(self, oak, extract):
        oak.take("/", "N")
        mask = os.umask(0)
        try:
            extract()
        finally:
            os.umask(mask)
        kept = [folder.extracts_folder(), *folder.extracts_folder().rglob("*")]
        modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in kept}
        assert modes == {(True, 0o700), (False, 0o600)}

    def test_say_which_state_of_the_ledger_they_were_made_from(self, oak, extract):
        oak.take("/", "N")
        extract()
        path = part("entries", oak.school.urn)
        with duckdb.connect() as db:
            said = dict(db.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(path)]).fetchall())
        assert said[b"onroll_ledger"] == b"1"
        assert said[b"onroll_made_at"].startswith(str(MONDAY.replace(day=8)).encode())
