"""`onroll access`: what each role may do, and a way in for whoever runs the server."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(no_args_is_help=True, help="What each role may do, and sign-in links.")


@app.command()
def table(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Print every role, what it is held over and what it may do, from the code itself."""
    rows = roles_and_permissions()
    if as_json:
        print(json.dumps(rows, indent=1))
        return
    shown = Table(title="What each role may do, within what it is held over")
    for heading in ("Role", "Held over", "May", "Attendance codes"):
        shown.add_column(heading)
    for row in rows:
        codes = "every code" if row["codes"] is None else " ".join(row["codes"]) or "–"
        shown.add_row(
            row["title"], ", ".join(row["scopes"]), "\n".join(row["permissions"]), codes, end_section=True
        )
    Console(soft_wrap=False).print(shown)


@app.command()
def link(
    username: Annotated[str, typer.Argument(help="Whose account it is.")], clears_second_factor: bool = False
) -> None:
    """Make a link with which a person sets a new password, for when nobody else at the school can."""
    from onroll.service.start import start_service

    start_service()
    from onroll.service import clock
    from onroll.service.access.actions.links import INVITATION, RESET, make_link
    from onroll.service.access.actor import Actor
    from onroll.service.access.models import User

    user = User.objects.filter(username=username.strip().lower()).first()
    if user is None:
        typer.echo(f"Onroll: nobody signs in as {username}.", err=True)
        raise typer.Exit(1)
    secret = make_link(
        user=user,
        purpose=RESET if user.has_usable_password() else INVITATION,
        school_id=None,
        by=Actor.service("whoever runs the server"),
        now=clock.real_now(),
        clears_second_factor=clears_second_factor,
    )
    typer.echo(f"Open this once, within a day, at the service's address:\n  /sign-in/link/{secret}/")


def roles_and_permissions() -> list[dict[str, Any]]:
    """Return the table of roles as plain data, in its order."""
    from onroll.service.access.roles import ROLES

    return [
        {
            "role": role.key,
            "title": role.title,
            "description": role.description,
            "scopes": sorted(role.scopes),
            "permissions": sorted(str(permission) for permission in role.permissions),
            "codes": None if role.codes is None else sorted(role.codes),
            "second_factor": role.second_factor,
            "needs_last_day": role.is_visitor,
        }
        for role in ROLES.values()
    ]
