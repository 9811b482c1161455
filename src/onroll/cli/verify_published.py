"""`onroll verify-published`: the department's own figures, worked out again from their counts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onroll.analysis.published.checking import Difference, Verdict

app = typer.Typer()

DIFFERS = 1
BAD_INPUT = 2
_SHOWN = 20


@app.command()
def verify_published(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file “pupil attendance in schools”, as CSV.")
    ],
) -> None:
    """Work a published file out again: each total from its codes, each rate from its counts, Total from its phases.

    The definitions are those by which `onroll analyse` counts. Exit 1 where a difference is not explained, 2 where the
    file cannot be read.
    """
    from onroll.analysis.published.checking import verify
    from onroll.analysis.published.rows import NotAPublishedFile

    try:
        verdict = verify(file)
    except NotAPublishedFile as refusal:
        typer.echo(f"Onroll: {refusal}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    for line in _told(verdict):
        typer.echo(line)
    if not verdict.agrees:
        raise typer.Exit(DIFFERS)


def _told(verdict: Verdict) -> list[str]:
    return [
        f"Rows checked: {verdict.rows:,}, of which {verdict.suppressed:,} with suppressed figures",
        f"Totals of all phases checked: {_totals(verdict)}",
        f"Rates checked: {verdict.rates:,}",
        f"Identities checked: {verdict.identities.total():,}",
        f"Differences over 1e-6: {len(verdict.rates_that_differ):,}",
        *_differences(verdict.rates_that_differ),
        f"Identities broken: {len(verdict.broken):,}",
        *_differences(verdict.broken),
        "Explained:",
        *(
            f"  {name}: {known.rows:,} rows, at most {known.most:,} sessions"
            for name, known in verdict.explained.items()
        ),
        f"Not recomputable: {', '.join(verdict.not_recomputable) or 'none'}",
    ]


def _totals(verdict: Verdict) -> str:
    ways = ", ".join(f"{times:,} {way.value}" for way, times in verdict.totals.items())
    return ways or "none"


def _differences(found: list[Difference]) -> list[str]:
    """Say how often each name differs, and where the first of them do."""
    names = Counter(one.name for one in found)
    lines = [f"  {name}: {times:,}" for name, times in names.items()]
    lines += [
        f"    {one.where}: {one.name} is {one.published}, and comes to {one.worked_out}"
        for one in found[:_SHOWN]
    ]
    more = len(found) - _SHOWN
    return [*lines, f"    and {more:,} more"] if more > 0 else lines
