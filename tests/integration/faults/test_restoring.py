"""A backup is worth what can be restored from it: the registers verify, and end on the seal they ended on."""

from __future__ import annotations

import json

import pytest


class TestABackup:
    @pytest.fixture
    def made(self, store, tmp_path):
        """A backup of a school with a morning taken, closed and amended."""
        store.file = tmp_path / "kept.onroll"
        store.before = store.run("two_mornings")
        done = store.onroll("backup", str(store.file))
        assert done.returncode == 0, done.stderr
        return store

    def test_restored_elsewhere_verifies_and_ends_on_the_same_seal(self, made, empty_store):
        restored = empty_store.onroll("restore", str(made.file))
        assert restored.returncode == 0, restored.stderr
        verified = empty_store.onroll("registers", "verify", "--json")
        (found,) = json.loads(verified.stdout)
        assert (verified.returncode, found["is_whole"]) == (0, True)
        assert {"head": found["head"], "entries": found["entries"]} == made.before

    def test_does_not_go_over_a_record_that_is_there(self, made):
        refused = made.onroll("restore", str(made.file))
        assert refused.returncode != 0
        assert json.loads(made.onroll("registers", "verify", "--json").stdout)[0]["is_whole"]
