"""`onroll casebook`: run cases against the law, and list the rules that cases may use."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from onroll.law.casebook import CaseRule, Judged

app = typer.Typer(no_args_is_help=True, help="The law as cases: facts in, finding out.")

DIFFERS = 1
CANNOT_BE_READ = 2


@app.command()
def run(
    places: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE_OR_FOLDER...", help="Casebooks, or folders of them.")
    ] = None,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Run the casebooks that come with Onroll, too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the cases as JSON.")] = False,
) -> None:
    """Run casebooks. Exit 1 where a case differs, 2 where a file cannot be read."""
    from onroll.casebooks import SHIPPED, NotACasebook, casebooks_in, judged_in

    wanted = [*(places or ()), *([SHIPPED] if shipped else ())]
    if not wanted:
        typer.echo("Name a casebook or a folder of them, or give --shipped.", err=True)
        raise typer.Exit(CANNOT_BE_READ)
    judged: list[tuple[Path, Judged]] = []
    unread = False
    for path in casebooks_in(wanted):
        try:
            judged += [(path, case) for case in judged_in(path)]
        except NotACasebook as fault:
            unread = True
            typer.echo(f"{path}: cannot be read. {fault}", err=True)
    _print(judged, as_json)
    if unread:
        raise typer.Exit(CANNOT_BE_READ)
    if not all(case.passed for _, case in judged):
        raise typer.Exit(DIFFERS)


@app.command()
def rules(
    as_json: Annotated[bool, typer.Option("--json", help="Print the rules as JSON.")] = False,
) -> None:
    """List every rule a case may use: what it is given, what it finds, what it rests on."""
    from onroll.law.casebook import casebook_rules

    known = casebook_rules().values()
    if as_json:
        typer.echo(json.dumps([_described(rule) for rule in known], indent=2, ensure_ascii=False))
        return
    for rule in known:
        typer.echo(f"{rule.name}  {rule.title}")
        for name, asked in rule.given.items():
            typer.echo(f"  given  {name}{' (optional)' if asked.optional else ''}: {asked.shape.words}")
        for name, words in rule.found.items():
            typer.echo(f"  found  {name}: {words}")
        for note in rule.notes:
            typer.echo(f"  note   {note}")
        for cited in rule.citations:
            typer.echo(f"  rests on  {cited.text}{' (unconfirmed)' if cited.is_unconfirmed else ''}")
        typer.echo("")


def _described(rule: CaseRule) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "title": rule.title,
        "given": {
            name: {"wanted": asked.shape.words, "optional": asked.optional}
            for name, asked in rule.given.items()
        },
        "found": dict(rule.found),
        "notes": list(rule.notes),
        "citations": [cited.text for cited in rule.citations],
    }


def _print(judged: list[tuple[Path, Judged]], as_json: bool) -> None:
    passed = sum(case.passed for _, case in judged)
    if as_json:
        cases = [{"file": str(path), **case.as_dict()} for path, case in judged]
        total = {"cases": cases, "passed": passed, "failed": len(judged) - passed}
        _say(json.dumps(total, indent=2, ensure_ascii=False))
        return
    for path, case in judged:
        _say(_line(path, case))
    typer.echo(f"{passed} passed, {len(judged) - passed} failed")


def _line(path: Path, case: Judged) -> str:
    where = f"{path}: {case.name}"
    if case.passed:
        return _one_line(f"passed  {where}")
    return _one_line(f"FAILED  {where}: {case.error or '; '.join(case.differences)}")


def _one_line(text: str) -> str:
    """A name may hold line ends, and codes that a terminal would obey."""
    start, words = text[:8], " ".join(text[8:].split())
    return start + "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words
    )


def _say(text: str) -> None:
    """Print what the terminal can show, and the rest as it is escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    typer.echo(text.encode(encoding, "backslashreplace").decode(encoding))
