"""What the commands of the law print alike: a citation, JSON, and a refusal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from onroll.law import Citation

NOT_FOUND = 2


def citation_told(cited: Citation) -> dict[str, Any]:
    """Give a citation as JSON tells it."""
    return {
        "text": cited.text,
        "link": cited.link,
        "strength": cited.strength.value,
        "unconfirmed": cited.is_unconfirmed,
        "note": cited.note,
    }


def print_json(told: object) -> None:
    """Print what JSON can hold, letters as they are."""
    typer.echo(json.dumps(told, indent=2, ensure_ascii=False))


def refuse(words: str) -> Any:
    """Say why a command cannot be done, and exit with 2."""
    typer.echo(words, err=True)
    raise typer.Exit(NOT_FOUND)
