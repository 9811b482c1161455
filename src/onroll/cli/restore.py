"""`onroll restore`: a backup into an empty data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer()
console = Console(stderr=True, highlight=False, soft_wrap=True)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that onroll backup made.")],
    data: Annotated[
        Path | None, typer.Option(help="The data folder to fill; it must not hold data yet.")
    ] = None,
) -> None:
    """Put a backup into an empty data folder, and check that every row and every register is as it was."""
    import os

    if data is not None:
        os.environ["ONROLL_DATA"] = str(data.resolve())

    from onroll.service import start
    from onroll.service.bringing_up_to_date import bring_up_to_date
    from onroll.service.exchange.backups import restoring
    from onroll.service.exchange.backups.archive import BackupRefused

    try:
        with restoring.opened(file) as (archive, manifest):
            if not os.environ.get("ONROLL_DATABASE_URL"):
                restoring.restore_folder(archive, manifest, start.data_folder())
            elif manifest.vendor == "sqlite":
                raise BackupRefused(
                    "This is a backup of an SQLite database. Restore it without ONROLL_DATABASE_URL."
                )
            start.start_service(postgres=manifest.vendor == "postgresql")
            restoring.refuse_newer(manifest)
            if manifest.vendor == "postgresql":
                restoring.restore_tables(archive, manifest)
            restoring.refuse_missing_rows(manifest)
            bring_up_to_date()
    except BackupRefused as refusal:
        typer.echo(f"Onroll: {refusal}", err=True)
        raise typer.Exit(1) from None
    console.print(
        f"{sum(manifest.rows.values()):,} rows restored into {start.data_folder()}, as they were on {manifest.made_at}."
    )
    raise typer.Exit(_verified())


def _verified() -> int:
    """Check every school's registers; return an exit status."""
    from onroll.service.access.actor import Actor
    from onroll.service.attendance_register.verification import verify_register
    from onroll.service.organisations.models import School

    whole = True
    for school in School.objects.order_by("name"):
        found = verify_register(Actor.service("onroll restore").scope, school_id=school.pk)
        whole = whole and found.is_whole
        console.print(
            f"{school.name}: {'whole' if found.is_whole else 'NOT whole, see onroll registers verify'}, {found.entries:,} entries"
        )
    return 0 if whole else 1
