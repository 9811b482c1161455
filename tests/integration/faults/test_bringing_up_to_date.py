"""An empty database is given its tables at once; one from an earlier Onroll goes on from where it is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from onroll.service.bringing_up_to_date import known_migrations
from onroll.service.data_folder import DataTooOld
from onroll.service.exchange.backups.archive import BackupRefused
from onroll.service.exchange.backups.restoring import plan_of
from tests.integration.faults import schemas

NOT_TO_ITS_END = "not to its end. Start them once with the Onroll of that day"


class TestAnEmptyDatabase:
    # It takes longer than all the other faults together, and PostgreSQL has more that could differ: policies, functions, rights.
    @pytest.mark.postgres
    def test_comes_to_what_one_migration_after_the_other_comes_to(self, db, empty_store):
        made = schemas.of(connection)
        migrated = empty_store.run("schema")
        for what in migrated:
            assert made[what] == migrated[what], what


class TestADatabaseOfBeforeTheMigrationsWereMadeIntoOne:
    def without(self, *more):
        """Take word of the one migration and of the locks away, and of some of what came before."""
        gone = ["0001_tables_of_november_2026", *more]
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM django_migrations WHERE name = %s", [(name,) for name in gone])
            cursor.execute("DELETE FROM django_migrations WHERE app = 'access' AND name = '0002_locks'")

    def test_lacks_no_more_than_the_locks_where_it_was_up_to_date(self, db):
        self.without()
        executor = known_migrations()
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        assert [str(one) for one, _ in plan] == ["access.0002_locks"]

    def test_is_sent_back_where_it_was_not(self, db):
        self.without("0004_how_to_be_reached")
        with pytest.raises(DataTooOld, match=NOT_TO_ITS_END):
            known_migrations()


class TestABackupOfBeforeThen:
    OF_LATENESS = {("lateness", "0001_initial"), ("lateness", "0002_only_grows")}

    def test_is_restored_where_it_was_up_to_date(self):
        plan = plan_of(MigrationExecutor(None), self.OF_LATENESS)
        assert [str(one) for one in plan] == ["lateness.0001_tables_of_november_2026"]

    def test_is_sent_back_where_it_was_not(self):
        with pytest.raises(BackupRefused, match="that was not up to date"):
            plan_of(MigrationExecutor(None), self.OF_LATENESS - {("lateness", "0002_only_grows")})
