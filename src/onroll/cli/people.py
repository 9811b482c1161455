"""`onroll people`: who can sign in to the demo."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

#: What a script that drives the demo may count on: these, and in this order.
_FOR_SCRIPTS = ("role", "username", "password", "home")

app = typer.Typer(help="List the demo's people: who can sign in, as what, and where their work is.")


@app.command()
def people(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print them as JSON: role, username, password, home.")
    ] = False,
) -> None:
    """List the demo's people: who can sign in, as what, and where their work is."""
    from onroll.service.start import start_service

    start_service()
    from onroll.service.demo import clock_kept

    if not clock_kept.is_here():
        typer.echo(
            "Onroll: this data folder holds no demo, and only made-up people are listed. Make one with onroll demo make.",
            err=True,
        )
        raise typer.Exit(1)
    rows = _rows()
    if as_json:
        typer.echo(json.dumps([{name: row[name] for name in _FOR_SCRIPTS} for row in rows], indent=2))
    else:
        _print(rows)


def _rows() -> list[dict[str, Any]]:
    """Return every role held today, with the one address its holder's work is at, or the front door where there are several."""
    from onroll.service.access.models import User
    from onroll.service.access.queries.demo_people import demo_people
    from onroll.service.access.queries.standing import scope_of
    from onroll.service.clock import today
    from onroll.service.demo.writing.people import PASSWORD
    from onroll.service.web.home import homes_of

    users = {user.username: user for user in User.objects.filter(is_demo=True)}
    rows = []
    for place in demo_people(on=today()):
        for person in place.people:
            homes = homes_of(scope_of(users[person.username], on=today()))
            rows.append(
                {
                    "role": person.role,
                    "username": person.username,
                    "password": PASSWORD,
                    "home": homes[0][1] if len(homes) == 1 else "/",
                    "name": person.name,
                    "title": person.role_title,
                    "place": place.name,
                    "group": person.group,
                }
            )
    return rows


def _print(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Place", "Role", "Group", box=None, title="The demo's people", title_justify="left")
    table.add_column("Username", no_wrap=True)
    table.add_column("Home", no_wrap=True)
    place = ""
    for row in rows:
        table.add_row(
            row["place"] if row["place"] != place else "",
            row["title"],
            row["group"],
            row["username"],
            row["home"],
        )
        place = row["place"]
    console = Console()
    console.print(table)
    console.print(f"Everyone's password is {rows[0]['password']}." if rows else "Nobody holds a role today.")
