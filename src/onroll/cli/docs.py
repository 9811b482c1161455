"""`onroll docs`: write the documents that come from the code, or say which are out of date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def docs(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where a document is out of date.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="The docs folder.")] = Path("docs"),
) -> None:
    """Write docs/commands.md, docs/roles.md and docs/law/ from the code."""
    from onroll.documentation import stale

    for path, words in stale(folder):
        if check:
            typer.echo(f"{path} is out of date. Run ./run docs.")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
            typer.echo(f"{path} written.")
    if check and any(stale(folder)):
        raise typer.Exit(1)
