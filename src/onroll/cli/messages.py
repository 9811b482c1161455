"""`onroll messages`: what sending needs to know, how messages stand, and disposing of those kept long enough."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Texts, emails and letters of this database.")


@app.callback()
def messages() -> None:
    """Texts, emails and letters of this database."""


@app.command()
def secret(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which one; without it, list them.")] = "",
    forget: Annotated[bool, typer.Option("--forget", help="Forget it instead.")] = False,
) -> None:
    """Keep a key or an address that sending needs, in the data folder, readable by its owner alone.

    It is asked for, or read from standard input, so that it stands in no list of commands. An environment variable counts first.
    """
    from onroll.service.correspondence.sending.secrets import SECRETS, keep_secret
    from onroll.service.correspondence.sending.secrets import secret as secret_called

    if not name:
        for one in SECRETS.values():
            typer.echo(
                f"{one.name:16} {'set' if secret_called(one.name) else '-':4} {one.says} ({one.variable})"
            )
        return
    if name not in SECRETS:
        typer.echo(f"There is no secret called {name}. There are: {', '.join(SECRETS)}.", err=True)
        raise typer.Exit(2)
    value = "" if forget else _asked(SECRETS[name].says)
    keep_secret(name, value)
    typer.echo(f"{name}: {'kept' if value else 'forgotten'}")


def _asked(says: str) -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(says, hide_input=True))
    return sys.stdin.readline().strip()


@app.command()
def status() -> None:
    """Say by what each school's messages go, how many wait, and how many did not arrive in the last week."""
    from onroll.service.start import start_service

    start_service()

    from onroll.service import clock
    from onroll.service.correspondence.models import MessageEvent, Waiting
    from onroll.service.correspondence.settings_of import sender_name, settings_of
    from onroll.service.correspondence.templates import CHANNELS
    from onroll.service.organisations.models import School

    since = clock.now() - dt.timedelta(days=7)
    for school in School.objects.order_by("name"):
        settings = settings_of(school.pk)
        ways = ", ".join(f"{channel}s by {sender_name(settings, channel)}" for channel in CHANNELS)
        waiting = Waiting.objects.filter(school=school, deed=Waiting.Deed.SEND).count()
        lost = MessageEvent.objects.filter(
            school=school, at__gte=since, kind__in=("failed", "given up", "unsure", "lapsed")
        ).count()
        typer.echo(f"{school.name}: {ways}. {waiting:,} waiting, {lost:,} not delivered in a week")


@app.command()
def dispose(
    before: Annotated[
        dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="Messages asked for before this day.")
    ],
    school: Annotated[str, typer.Option(help="One school's URN; otherwise every school.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say how many would go; empty nothing.")] = False,
) -> None:
    """Empty messages of everybody they name, once the register they are about need be kept no longer."""
    from onroll.service.start import start_service

    start_service()

    from onroll.service import clock
    from onroll.service.access.actor import Actor
    from onroll.service.correspondence.actions.disposing import dispose_of_messages, messages_to_dispose_of
    from onroll.service.correspondence.refusals import MessageRefused
    from onroll.service.organisations.models import School

    by = Actor.service("onroll messages")
    found = School.objects.filter(urn=school) if school else School.objects.order_by("name")
    if school and not found:
        typer.echo(f"No school here has the URN {school}.", err=True)
        raise typer.Exit(2)
    for one in found:
        try:
            dispose = messages_to_dispose_of if dry_run else dispose_of_messages
            count = dispose(school_id=one.pk, before=before.date(), by=by, now=clock.now())
        except MessageRefused as refusal:
            typer.echo(str(refusal), err=True)
            raise typer.Exit(2) from None
        typer.echo(f"{one.name}: {count:,} messages {'would go' if dry_run else 'disposed of'}")
