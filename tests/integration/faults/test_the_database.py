"""A database that is locked, full or gone: people are told that nothing was lost, and nothing is half kept."""

from __future__ import annotations

import pytest

from tests.integration.faults.conftest import Store

SORRY = {"status": 503, "kind": "text/html", "says_nothing_was_lost": True, "retry_after": "5"}
SORRY_TO_A_SCRIPT = {**SORRY, "kind": "application/json"}


class TestALockedDatabase:
    def test_asks_to_try_again_and_then_keeps_what_is_sent(self, store):
        found = store.run("locked")
        assert (found["page"], found["script"]) == (SORRY, SORRY_TO_A_SCRIPT)
        assert found["meanwhile"] == {"entries": 0, "whole": True}
        assert (found["afterwards"]["status"], found["kept"]) == (302, {"entries": 2, "whole": True})


@pytest.mark.one_database
class TestAFullDatabase:
    def test_keeps_nothing_of_a_save_it_has_no_room_for(self, store):
        found = store.run("full")
        assert "full" in found["refused"]
        assert found["after"] == found["before"]
        assert (found["page"], found["whole_meanwhile"]) == (SORRY, True)
        assert (found["afterwards"]["status"], found["whole"]) == (302, True)


@pytest.mark.one_database
class TestADatabaseThatIsGone:
    def test_is_not_silently_begun_anew(self, store):
        found = store.run("gone")
        assert (found["page"], found["script"]) == (SORRY, SORRY_TO_A_SCRIPT)
        assert found["kept"] == {"entries": 1, "whole": True}


@pytest.mark.postgres
class TestAPostgresThatStopped:
    def test_is_met_again_when_it_is_back(self, db, short_folder):
        url = f"postgresql://onroll_app:@/onroll?host={short_folder}/postgres"
        found = Store(short_folder, url).run("server_stopped")
        assert (found["page"], found["script"]) == (SORRY, SORRY_TO_A_SCRIPT)
        assert (found["afterwards"]["status"], found["kept"]) == (302, {"entries": 2, "whole": True})


class TestAMigrationOfAFullDatabase:
    def test_keeps_every_entry_and_puts_the_triggers_back(self, store):
        found = store.run("migrated_when_full")
        assert (found["entries"], found["kept"], found["current"]) == (53_200, 53_200, 53_200)
        assert found["whole"]
        assert len(found["refused"]) == 4  # an empty table has no row for a trigger to refuse
