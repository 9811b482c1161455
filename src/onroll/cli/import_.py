"""`onroll import`: a school's files, or marks from another system, into the record."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from onroll.service.exchange.models import Changeset, SetAside

app = typer.Typer(no_args_is_help=True, help="Bring a school's files into the record.")
#: What people read stays off the stream that scripts read.
console = Console(stderr=True, highlight=False, soft_wrap=True)

REVIEW = typer.Option(
    "--review", help="Stop before accepting; somebody accepts in the browser, or by `onroll import accept`."
)
YES = typer.Option("--yes", "-y", help="Accept without asking.")
AS_JSON = typer.Option("--json", help="Print what was found as JSON.")


@app.callback()
def import_() -> None:
    """Bring a school's files into the record."""


@app.command()
def school(
    folder: Annotated[
        Path,
        typer.Argument(help="A folder of the CSV files, a zip of them, or a workbook with a sheet each."),
    ],
    review: Annotated[bool, REVIEW] = False,
    yes: Annotated[bool, YES] = False,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Read a school's files, show what they would change, and accept them: all in one transaction.

    A school that is not on record is made from school.csv. Asks before accepting where somebody is there to answer.
    """
    _start(may_be_new=True)
    _bring_in(None, folder, None, review=review, yes=yes, as_json=as_json)


@app.command()
def marks(
    file: Annotated[
        Path, typer.Argument(help="One file of marks, as another system prints them: CSV or a workbook.")
    ],
    school: Annotated[str, typer.Option(help="The school's URN.")],
    layout: Annotated[
        str, typer.Option(help="A saved column map of the school, a preset, or a JSON file of a layout.")
    ],
    first_day: Annotated[str, typer.Option(help="The day the marks begin on, such as 2025-09-03.")] = "",
    review: Annotated[bool, REVIEW] = False,
    yes: Annotated[bool, YES] = False,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Read marks from another system by a column map, show what they would change, and accept them."""
    _start()
    school_id = _school_id(school)
    profile = _profile(layout, school_id)
    if first_day:
        profile["first_day"] = first_day
    _bring_in(school_id, file, profile, review=review, yes=yes, as_json=as_json)


@app.command()
def accept(
    changeset: Annotated[int, typer.Argument(help="The changeset's number, as --review printed it.")],
) -> None:
    """Accept a changeset that was left for review."""
    _start()

    from onroll.service import clock
    from onroll.service.exchange.actions.accepting import accept_changeset
    from onroll.service.exchange.actions.refusals import ChangedSinceReview, NotThatState
    from onroll.service.exchange.models import Changeset

    if not Changeset.objects.filter(pk=changeset).exists():
        _refuse(f"There is no changeset {changeset}.")
    try:
        with _bar() as progress, _others_at_work():
            _say_end(
                accept_changeset(changeset_id=changeset, by=_service(), now=clock.now(), progress=progress),
                False,
            )
    except (NotThatState, ChangedSinceReview) as refusal:
        _refuse(str(refusal))


@app.command()
def layouts() -> None:
    """List the presets for marks from other systems."""
    from onroll.service.exchange.mark_strings.profiles import PRESETS

    for key, preset in PRESETS.items():
        typer.echo(f"{key:<20} {preset.name}")


def _bring_in(
    school_id: int | None,
    path: Path,
    profile: dict[str, Any] | None,
    *,
    review: bool,
    yes: bool,
    as_json: bool,
) -> None:
    from onroll.service import clock
    from onroll.service.exchange import uploads
    from onroll.service.exchange.actions.accepting import accept_changeset
    from onroll.service.exchange.actions.reading import read_changeset
    from onroll.service.exchange.actions.refusals import ChangedSinceReview
    from onroll.service.exchange.actions.uploading import send_files
    from onroll.service.exchange.faults import FileRefused
    from onroll.service.exchange.models import Changeset

    by, now = _service(), clock.now()
    try:
        sent = send_files(school_id=school_id, files=uploads.files_at(path), by=by, now=now, profile=profile)
    except FileRefused as refusal:
        _refuse(str(refusal))
    with _bar() as progress, _others_at_work():
        found = read_changeset(changeset_id=sent.pk, by=by, now=now, progress=progress)
    changeset = Changeset.objects.get(pk=sent.pk)
    if found is None:
        _refuse(changeset.message, as_json and _as_data(changeset))
    if not as_json:
        _show(changeset)
    if review or not (yes or as_json or _agreed(changeset)):
        _say_left(changeset, as_json)
        return
    try:
        with _bar() as progress, _others_at_work():
            changeset = accept_changeset(changeset_id=sent.pk, by=by, now=now, found=found, progress=progress)
    except ChangedSinceReview as refusal:
        _refuse(str(refusal))
    _say_end(changeset, as_json)


def _agreed(changeset: Changeset) -> bool:
    """Ask whether to accept; where nobody can answer, the command itself was the answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or not changeset.to_change:
        return True
    return typer.confirm("Accept these changes?", default=True, err=True)


def _show(changeset: Changeset) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("file", "rows", "new", "changed", "unchanged", "set aside", "only on record"):
        table.add_column(heading, justify="left" if heading == "file" else "right")
    for file in changeset.files:
        counts = (file[name] for name in ("rows", "new", "changed", "unchanged", "set_aside", "missing"))
        table.add_row(file["file"], *(f"{count:,}" for count in counts))
    console.print(table)
    for row in changeset.rows_set_aside.all()[:10]:
        console.print(f"  {_told(row)}", markup=False)
    if changeset.set_aside_count > 10:
        console.print(
            f"  … and {changeset.set_aside_count - 10:,} more rows set aside; --json prints them all."
        )
    if changeset.message:
        console.print(changeset.message, markup=False)


def _told(row: SetAside) -> str:
    """Say what is wrong with a row set aside, where, and the cure; a fault of a whole row has no column."""
    column = f", column {row.column}" if row.column else ""
    return f"{row.file}, row {row.row}{column}, “{row.value}”: {row.what} {row.cure}"


def _say_left(changeset: Changeset, as_json: bool) -> None:
    if as_json:
        _print(changeset)
    else:
        console.print(
            f"Left for review as changeset {changeset.pk}. Accept it in the browser, or by: onroll import accept {changeset.pk}"
        )


def _say_end(changeset: Changeset, as_json: bool) -> None:
    from onroll.service.exchange.models import Changeset as Changesets
    from onroll.service.jobs.asking import ask_to_extract

    if as_json:
        _print(changeset)
    if changeset.state != Changesets.State.ACCEPTED:
        _refuse(changeset.message)
    if changeset.school_id is not None:
        ask_to_extract(school_id=changeset.school_id)
    if not as_json:
        rows = "row" if changeset.to_change == 1 else "rows"
        words = (
            f"{changeset.to_change:,} {rows} entered or changed"
            if changeset.to_change
            else "nothing to change"
        )
        console.print(f"Accepted: {words}; {changeset.set_aside_count:,} set aside.")


def _as_data(changeset: Changeset) -> dict[str, Any]:
    return {
        "changeset": changeset.pk,
        "state": changeset.state,
        "message": changeset.message,
        "school": changeset.dfe_number,
        "files": [
            {
                name: file[name]
                for name in ("name", "file", "rows", "new", "changed", "unchanged", "set_aside", "missing")
            }
            for file in changeset.files
        ],
        "set_aside": list(changeset.rows_set_aside.values("file", "row", "column", "value", "what", "cure")),
    }


def _print(changeset: Changeset) -> None:
    typer.echo(json.dumps(_as_data(changeset), ensure_ascii=False, indent=2))


@contextmanager
def _others_at_work() -> Iterator[None]:
    """Say so where somebody else holds the database for longer than this waits, such as another import."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        _refuse(
            "Somebody else is writing to the record, perhaps accepting the same files, and this waited in vain. It has "
            "changed nothing. Look at the changeset in a minute, and accept it then if it is still to be accepted."
        )


def _bar() -> Any:
    """Return a context that gives a progress callback, drawn where somebody is looking."""
    from onroll.service.exchange.progress import progress_bar

    return progress_bar(console)


def _start(*, may_be_new: bool = False) -> None:
    """Set the service up; an import may be the first thing done with a data folder."""
    from contextlib import redirect_stdout

    from onroll.service.start import start_service

    # What it says on the way is for people; the other stream is for scripts.
    with redirect_stdout(sys.stderr):
        start_service(may_be_new=may_be_new)


def _profile(layout: str, school_id: int) -> dict[str, Any]:
    from onroll.service.exchange.mark_strings.profiles import PRESETS
    from onroll.service.exchange.models import ColumnMap

    saved = ColumnMap.objects.filter(school_id=school_id, name=layout).first()
    if saved is not None:
        return dict(saved.profile)
    if layout in PRESETS:
        return PRESETS[layout].as_data()
    try:
        return dict(json.loads(Path(layout).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        _refuse(
            f"“{layout}” is no column map of this school, no preset and no JSON file. Presets: {', '.join(PRESETS)}."
        )


def _school_id(urn: str) -> int:
    from onroll.service.organisations.models import School

    found = School.objects.filter(urn=urn).values_list("pk", flat=True).first()
    if found is None:
        _refuse(f"No school here has the URN {urn}. Import its own files first, with onroll import school.")
    return found


def _service() -> Any:
    from onroll.service.access.actor import Actor

    return Actor.service("onroll import")


def _refuse(message: str, data: Any = None) -> NoReturn:
    if data:
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    typer.echo(f"Onroll: {message}", err=True)
    raise typer.Exit(1)
