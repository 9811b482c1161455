"""`onroll reconcile`: another system's marks or totals of a school beside the registers here, and what explains the difference."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from onroll.service.reconciliation.asked import AskedOfMarks, AskedOfTotals
    from onroll.service.reconciliation.queries.comparisons import ComparisonPage

app = typer.Typer(no_args_is_help=True, help="Another system's marks or totals, beside the registers here.")
DIFFERS = 1
BAD_INPUT = 2

URN = Annotated[str, typer.Argument(metavar="URN", help="The school's URN.")]
AS_JSON = Annotated[bool, typer.Option("--json", help="Print JSON instead of CSV.")]
KEEP = Annotated[
    bool, typer.Option("--keep", help="Keep the comparison, to be looked at on the school's pages as well.")
]


@app.callback()
def reconcile() -> None:
    """Another system's marks or totals, beside the registers here."""


@app.command()
def marks(
    urn: URN,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or Excel: a row a pupil and session.")],
    pupil: Annotated[str, typer.Option(help="The heading of whose mark it is.")] = "pupil",
    date: Annotated[str, typer.Option(help="The heading of the day.")] = "date",
    session: Annotated[str, typer.Option(help="The heading of the half of the day.")] = "session",
    code: Annotated[str, typer.Option(help="The heading of the mark.")] = "code",
    date_format: Annotated[
        str, typer.Option(help="How its days are written, such as %d/%m/%Y.")
    ] = "%Y-%m-%d",
    mornings: Annotated[str, typer.Option(help="What it calls a morning.")] = "AM",
    afternoons: Annotated[str, typer.Option(help="What it calls an afternoon.")] = "PM",
    means: Annotated[
        list[str] | None,
        typer.Option(help="What a sign of its own means, such as “H = C”. As often as needed."),
    ] = None,
    only_theirs: Annotated[
        bool, typer.Option("--only-theirs", help="Leave out pupils here whom the file does not name.")
    ] = False,
    as_json: AS_JSON = False,
    keep: KEEP = False,
) -> None:
    """Compare marks: print every pupil and session the two do not count alike, and what each adds to each figure.

    Exit 1 where any differ, 2 where the file cannot be compared.
    """
    _start()
    from onroll.analysis.reconciliation.their_rows import MarkColumns
    from onroll.service.reconciliation.asked import AskedOfMarks, meanings_in
    from onroll.service.reconciliation.refusals import ComparisonRefused

    columns = MarkColumns(pupil, date, session, code, date_format, mornings, afternoons)
    try:
        asked = AskedOfMarks(columns, meanings_in("\n".join(means or [])), only_theirs)
    except ComparisonRefused as refusal:
        _refuse(str(refusal))
    _compare(urn, file, asked, as_json=as_json, keep=keep)


@app.command()
def totals(
    urn: URN,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or Excel: a row a pupil or group.")],
    first: Annotated[
        str, typer.Option("--from", help="The first day its totals are of, such as 2026-09-01.")
    ],
    last: Annotated[str, typer.Option("--to", help="The last day.")],
    by: Annotated[
        str, typer.Option(help="Whose totals they are: pupil, registration group or year group.")
    ] = "pupil",
    name: Annotated[str, typer.Option(help="The heading of whose total it is.")] = "pupil",
    figure: Annotated[
        list[str] | None,
        typer.Option(
            help="A figure and its heading, such as “possible=Possible marks”. Default: possible, attended, authorised, unauthorised "
            "and late_sessions, under those headings."
        ),
    ] = None,
    as_json: AS_JSON = False,
    keep: KEEP = False,
) -> None:
    """Compare totals: print every pupil or group whose totals differ, with both sides.

    Exit 1 where any differ, 2 where the file cannot be compared.
    """
    _start()
    from onroll.analysis.reconciliation.their_rows import TotalColumns
    from onroll.service.reconciliation.asked import FIGURE_HEADINGS, OWNERS, AskedOfTotals

    if by not in OWNERS:
        _refuse(f"Totals cannot be compared by “{by}”. Choose from {', '.join(OWNERS)}.")
    known = {heading: one for one, heading in FIGURE_HEADINGS.items()}
    given = dict(one.partition("=")[::2] for one in figure) if figure else {each: each for each in known}
    if strange := sorted(set(given) - set(known)):
        _refuse(f"There is no figure “{strange[0]}”. Choose from {', '.join(known)}.")
    columns = TotalColumns(name, {known[each]: heading or each for each, heading in given.items()})
    first_day, last_day = _day(first), _day(last)
    if last_day < first_day:
        _refuse(f"The last day, {last}, is before the first, {first}. Give the earlier day with --from.")
    _compare(urn, file, AskedOfTotals(columns, by, first_day, last_day), as_json=as_json, keep=keep)


def _compare(urn: str, file: Path, asked: AskedOfMarks | AskedOfTotals, *, as_json: bool, keep: bool) -> None:
    """Send a file, compare it, print what was found, and forget it unless it is to be kept."""
    from onroll.service import clock
    from onroll.service.access.actor import Actor
    from onroll.service.reconciliation.actions.comparing import compare_file
    from onroll.service.reconciliation.actions.deleting import delete_comparison
    from onroll.service.reconciliation.actions.sending import send_file
    from onroll.service.reconciliation.models import Comparison
    from onroll.service.reconciliation.refusals import ComparisonRefused

    school_id, by, now = _school_id(urn), Actor.service("onroll reconcile"), clock.now()
    if not file.is_file():
        _refuse(f"There is no file {file}. Check the name.")
    try:
        with file.open("rb") as stream:
            sent = send_file(school_id=school_id, files=[(file.name, stream)], asked=asked, by=by, now=now)
    except ComparisonRefused as refusal:
        _refuse(str(refusal))
    try:
        compared = compare_file(comparison_id=sent.pk, by=by, now=now)
        if compared.state != Comparison.State.READY:
            _refuse(compared.message)
        differ = _print(school_id, compared.pk, as_json=as_json)
    finally:
        if not keep:
            delete_comparison(comparison_id=sent.pk, by=by, now=now)
    raise typer.Exit(DIFFERS if differ else 0)


def _print(school_id: int, comparison_id: int, *, as_json: bool) -> int:
    """Print what a comparison found, and on the side what it comes to; return how many differences there are."""
    from onroll.service.access.scope import Scope
    from onroll.service.reconciliation.queries.comparisons import Narrowed, comparison_page, export_lines

    scope, which = Scope.everything(), {"school_id": school_id, "comparison_id": comparison_id}
    page = comparison_page(scope, **which, narrowed=Narrowed())
    lines = export_lines(scope, **which, narrowed=Narrowed())
    if page is None or lines is None:
        raise LookupError("The comparison was deleted while it was being printed.")
    _tell(page)
    headings = next(lines)
    if as_json:
        typer.echo(json.dumps([dict(zip(map(str, headings), row, strict=True)) for row in lines], indent=2))
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows([headings, *lines])
    return page.matching


def _tell(page: ComparisonPage) -> None:
    """Say beside the rows, not among them, what they come to and what of the file was not understood."""
    for line in page.figures:
        typer.echo(
            f"{line.words}: {line.ours:,} here, {line.theirs:,} there, a difference of {line.difference:,}",
            err=True,
        )
    for kind in page.kinds:
        typer.echo(f"{kind.kind.heading}: {kind.sessions:,} sessions", err=True)
    for row in page.set_aside:
        column = f", {row.column}" if row.column else ""
        typer.echo(f"Set aside, row {row.row}{column}: {row.what} {row.cure}", err=True)


def _school_id(urn: str) -> int:
    from onroll.service.organisations.models import School

    found = School.objects.filter(urn=urn).values_list("pk", flat=True).first()
    if found is None:
        _refuse(f"No school here has the URN {urn}.")
    return found


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        _refuse(f"“{text}” is not a day. Write it as 2026-07-23.")


def _refuse(message: str) -> NoReturn:
    typer.echo(f"Onroll: {message}", err=True)
    raise typer.Exit(BAD_INPUT)


def _start() -> None:
    # Not before a command runs: what it is for is told without any data.
    from onroll.service.start import start_service

    start_service()
