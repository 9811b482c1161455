"""Bring a database up to date: the migrations it lacks, and for one with nothing in it, all its tables at once.

Django renders every model anew for each table a migration makes, so that migrating an empty database takes longer the more tables there are.
An empty one is given the tables its migrations end with instead, and the migrations are noted as applied; a test holds the two to the same schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from onroll.service.data_folder import DataTooOld

OURS = "onroll."


def bring_up_to_date() -> None:
    """Apply the migrations the database lacks; asking which takes a tenth of a second. Raise DataTooOld."""
    executor = known_migrations()
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not steps:
        return
    print(f"Onroll: preparing the database ({len(steps)} steps)", flush=True)
    with _as_one() if connection.vendor == "sqlite" else nullcontext():
        if not connection.introspection.table_names():
            make_all_tables(executor, [migration for migration, _ in steps])
        call_command("migrate", verbosity=0, interactive=False)


def known_migrations() -> MigrationExecutor:
    """Return what applies migrations to the database. Raise DataTooOld."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    for migration in MigrationLoader(None).disk_migrations.values():
        # Django passes over one whose parts were applied in part, and leaves its tables as they are.
        if 0 < len(applied.intersection(migration.replaces)) < len(migration.replaces):
            raise DataTooOld(
                "The data were last brought up to date by an Onroll of before 28 November 2026, and not to its end. "
                "Start them once with the Onroll of that day, and then with this one."
            )
    return MigrationExecutor(connection)


def make_all_tables(executor: MigrationExecutor, plan: list[Migration]) -> None:
    """Make the tables that these migrations end with, in an empty database, and note the migrations as applied, all or none.

    Of their other steps only ours are taken: what a package does to rows has no rows to be done to.
    """
    state = executor.loader.project_state([(one.app_label, one.name) for one in plan])
    with transaction.atomic():
        with connection.schema_editor() as editor:
            for model in state.apps.get_models():
                editor.create_model(model)
            for step in _steps_of_ours(plan):
                step.code(state.apps, editor)
        executor.recorder.ensure_schema()
        for migration in plan:
            executor.record_migration(migration)  # type: ignore[call-arg, arg-type]  # as Django 5.2 has it
        executor.check_replacements()


def _steps_of_ours(plan: list[Migration]) -> Iterator[RunPython]:
    for migration in plan:
        if type(migration).__module__.startswith(OURS):
            yield from (step for step in migration.operations if isinstance(step, RunPython))


@contextmanager
def _as_one() -> Iterator[None]:
    """Apply SQLite's migrations all or none: killed between making a table and noting it, it could never start again."""
    # SQLite heeds this only outside a transaction, and alters tables only where it was heeded.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            yield
    finally:
        connection.enable_constraint_checking()
