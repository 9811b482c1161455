"""`onroll serve`: everything from an empty folder to a page in a browser."""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer()
console = Console(highlight=False, soft_wrap=True)

WORKERS = 2
THREADS = 4


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 is every one of this machine's.")
    ] = "127.0.0.1",
    data: Annotated[
        Path | None, typer.Option(help="The data folder. Default: $ONROLL_DATA, or ./data.")
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="Make no demo: a set-up page for the first administrator.")
    ] = False,
    postgres: Annotated[
        bool, typer.Option("--postgres", help="Keep the record in an embedded PostgreSQL.")
    ] = False,
    now: Annotated[
        str | None, typer.Option(help="Start the demo's clock here, such as 2026-11-20T09:05.")
    ] = None,
) -> None:
    """Set up the data folder where it is new, make a demo authority in it, and serve the pages."""
    if data is not None:
        os.environ["ONROLL_DATA"] = str(data.resolve())
    starting_at = _moment(now)
    listener = _listen(host, port)
    address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104 - shown, not bound
    os.environ.setdefault("ONROLL_ADDRESS", address)

    from onroll.service import start
    from onroll.service.data_folder import data_folder

    if already := start.serving_from(data_folder()):
        _refuse(f"This data folder is being served already, at {already.address} (process {already.pid}).")
    start.start_service(postgres=postgres, may_be_new=True)
    os.environ["ONROLL_DEMO_ADDRESS"] = address
    _prepare(empty=empty, starting_at=starting_at)
    status = _hold(listener, address)
    raise typer.Exit(status)


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    from onroll.service.clock import LONDON

    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        _refuse(f"--now is a day and a time, such as 2026-11-20T09:05; “{text}” is not one.")
    return moment.astimezone(LONDON) if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        _refuse(
            f"Port {port} cannot be used: {str(error.strerror).lower()}. Choose another, such as --port {port + 1}."
        )
    listener.listen(512)
    listener.set_inheritable(True)
    return listener


def _prepare(*, empty: bool, starting_at: dt.datetime | None) -> None:
    """Make the demo where it is wanted, and set the service's clock by it; ready an empty service for its first user."""
    from onroll.service.access.demo_mode import WrongDatabase
    from onroll.service.demo import clock_kept
    from onroll.service.demo import opening as demo
    from onroll.service.people.actions.beginning import is_begun
    from onroll.service.web.setup_first import token

    if empty and clock_kept.is_here():
        _refuse(
            "This data folder holds the demo. Choose another with --data FOLDER, or start without --empty."
        )
    try:
        if clock_kept.is_here():
            demo.carry_on(now=starting_at, console=console)
        elif demo.may_be_made() and not empty:
            demo.make(now=starting_at, console=console)
    except (demo.DemoRefused, WrongDatabase) as refusal:
        _refuse(str(refusal))
    if clock_kept.is_here():
        os.environ["ONROLL_DEMO"] = "1"
    elif not is_begun():
        token.make()
    os.environ["ONROLL_CLOCK_OFFSET"] = str(clock_kept.clock_offset(starting_at).total_seconds())


def _hold(listener: socket.socket, address: str) -> int:
    from django.db import connections

    from onroll.service import clock, processes, start
    from onroll.service.data_folder import data_folder
    from onroll.service.jobs.worker import run_worker

    welcome = _welcome(address)
    folder = data_folder()
    start.Serving(
        pid=os.getpid(),
        address=address,
        database_url=os.environ.get("ONROLL_DATABASE_URL", ""),
        clock_offset=clock.offset().total_seconds(),
    ).write(folder)
    connections.close_all()  # a connection cannot be shared with a child
    programs = {
        "web server": lambda: processes.serve_web(
            listener, workers=WORKERS, threads=THREADS, on_ready=lambda: console.print(welcome)
        ),
        "jobs worker": run_worker,
    }
    try:
        return processes.hold(
            programs, essential="web server", say=lambda words: console.print(f"Onroll: {words}")
        )
    finally:
        start.no_longer_serving(folder)
        console.print("Onroll: stopped")


def _welcome(address: str) -> str:
    from onroll.service.demo import clock_kept, opening

    people = opening.sign_ins() if clock_kept.is_here() else []
    lines = ["", f"Onroll is at {address}"]
    if word := os.environ.get("ONROLL_SETUP_TOKEN"):
        lines += ["", "Nobody has an account yet. Set it up at", f"  {address}/set-up/?token={word}"]
        lines += [f"The set-up word is {word}."]
    if people:
        lines += ["", "Sign in as"]
        role, username = (
            max(len(getattr(person, part)) for person in people) for part in ("role", "username")
        )
        lines += [f"  {one.role:<{role}}  {one.username:<{username}}  {one.password}" for one in people]
        lines += ["", "Everyone else: onroll people --json"]
    return "\n".join([*lines, "", "Ctrl-C stops it.", ""])


def _refuse(message: str) -> typer.Exit:
    print(f"Onroll: {message}", file=sys.stderr)
    raise typer.Exit(1)
