"""`onroll extract`: the registers as flat tables in the data folder, and the proof that they say the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from onroll.service.extracts.comparing import PartCompared
    from onroll.service.organisations.models import School

app = typer.Typer()


@app.command()
def extract(
    school: Annotated[str, typer.Option(help="One school's URN; otherwise every school.")] = "",
    verify: Annotated[
        bool, typer.Option("--verify", help="Write nothing: compare every part with the registers.")
    ] = False,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Write every part again, and not only what has changed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done, or found, as JSON.")] = False,
) -> None:
    """Write the registers as flat tables, and count the figures of the pages from them: what has changed since the last time.

    Every night a job does the same. With --verify, exit 1 where a part does not say what the registers say.
    """
    from onroll.service.start import start_service

    start_service()
    schools = _schools(school)
    if verify:
        _verify(schools, as_json)
    else:
        _extract([one.pk for one in schools] if school else None, afresh=afresh, as_json=as_json)


def _extract(school_ids: list[int] | None, *, afresh: bool, as_json: bool) -> None:
    from dataclasses import asdict

    from onroll.law.plain_words import counted
    from onroll.service import clock
    from onroll.service.access.actor import Actor
    from onroll.service.extracts.extracting import extract_registers
    from onroll.service.extracts.folder import extracts_folder
    from onroll.service.figures.counting import count_figures

    by = Actor.service("onroll extract")
    now = clock.now()
    done = extract_registers(by=by, now=now, school_ids=school_ids, afresh=afresh)
    counted_files = count_figures(by=by, now=now, school_ids=school_ids)
    if as_json:
        typer.echo(json.dumps({**asdict(done), "figures": asdict(counted_files)}))
        return
    typer.echo(
        f"{counted(done.schools, 'school')}: {done.written:,} parts written with {done.entries:,} entries,"
        f" {done.left:,} left as they were, {done.removed:,} taken away. They are in {extracts_folder()}."
    )
    typer.echo(
        f"Figures of {counted(counted_files.written, 'year')} counted, {counted_files.left:,} left as they were."
    )


def _verify(schools: list[School], as_json: bool) -> None:
    from onroll.service import clock
    from onroll.service.access.actor import Actor
    from onroll.service.extracts.comparing import compare_extracts

    scope = Actor.service("onroll extract").scope
    found: list[PartCompared] = []
    for one in schools:
        compared = compare_extracts(scope, school_id=one.pk, on=clock.today())
        found += compared
        if not as_json:
            _print(one.name, compared)
    if as_json:
        typer.echo(json.dumps([part.as_dict() for part in found], indent=2))
    raise typer.Exit(0 if all(part.is_equal for part in found) else 1)


def _print(name: str, compared: list[PartCompared]) -> None:
    differing = [part for part in compared if not part.is_equal]
    entries = sum(part.rows_in_registers for part in compared if part.table == "entries")
    if not differing:
        typer.echo(f"{name}: equal. {len(compared):,} parts, {entries:,} entries.")
        return
    typer.echo(f"{name}: NOT equal. {len(differing):,} of {len(compared):,} parts differ:")
    for part in differing:
        typer.echo(f"  {part.table} {part.year}/{(part.year + 1) % 100:02}: {part.difference}")


def _schools(urn: str) -> Any:
    from onroll.service.organisations.models import School

    schools = School.objects.order_by("name")
    if urn and not schools.filter(urn=urn).exists():
        typer.echo(f"No school here has the URN {urn}. Leave --school out for every school.", err=True)
        raise typer.Exit(2)
    return list(schools.filter(urn=urn) if urn else schools)
