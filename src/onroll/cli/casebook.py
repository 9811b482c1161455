"""`onroll casebook`: run cases against the law, and list the rules that cases may use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from onroll.law.casebook import CaseRule, Judged

app = typer.Typer(no_args_is_help=True, help="The law as cases: facts in, finding out.")

DIFFERS = 1
CANNOT_BE_READ = 2
CASEBOOKS = (".yaml", ".yml")


class NotACasebook(Exception):
    """A file that cannot be read, and why."""


@app.command()
def run(
    places: Annotated[
        list[Path], typer.Argument(metavar="FILE_OR_FOLDER...", help="Casebooks, or folders of them.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the cases as JSON.")] = False,
) -> None:
    """Run casebooks. Exit 1 where a case differs, 2 where a file cannot be read."""
    judged: list[tuple[Path, Judged]] = []
    unread = False
    for path in _files(places):
        try:
            judged += [(path, case) for case in _judged(path)]
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


def _files(places: list[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(
                path for path in place.rglob("*") if path.suffix in CASEBOOKS and path.is_file()
            )
        else:
            yield place


def _judged(path: Path) -> Iterator[Judged]:
    from onroll.law.casebook import judge, unjudged

    for place, (case, twice) in enumerate(_cases(path), 1):
        if twice:
            fault = f"{twice}: named twice; wanted each name, and each day, once."
            yield unjudged(case, fault, place=place)
        else:
            yield judge(case, place=place)


def _cases(path: Path) -> list[tuple[Any, str]]:
    """Read each case with the first key it names twice, or "". Raises `NotACasebook`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import SequenceNode

    # The pure reader is the one that keeps to YAML 1.2.
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True
    # A day stays as it is written, so that a day that is none spoils its own case and no other.
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    try:
        words = path.read_text(encoding="utf-8-sig")
        top = yaml.compose(words)
        cases = yaml.load(words)
    except (OSError, UnicodeDecodeError) as fault:
        raise NotACasebook(_first_line(fault)) from fault
    except (YAMLError, ValueError, TypeError, RecursionError) as fault:
        raise NotACasebook(f"It is not YAML: {_first_line(fault)}") from fault
    if not isinstance(top, SequenceNode):
        raise NotACasebook("It is not a list of cases. Start each case with “- name:”.")
    return [(case, next(_named_twice(node), "")) for case, node in zip(cases, top.value, strict=True)]


def _named_twice(node: Any, within: str = "") -> Iterator[str]:
    """Yield the path of every key that a node, or one within it, names twice."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    if isinstance(node, MappingNode):
        seen = set()
        for key, value in node.value:
            path = f"{within}.{key.value}" if within else str(key.value)
            if path in seen:
                yield path
            seen.add(path)
            yield from _named_twice(value, path)
    elif isinstance(node, SequenceNode):
        for place, item in enumerate(node.value, 1):
            yield from _named_twice(item, f"{within}[{place}]")


def _first_line(fault: BaseException) -> str:
    return " ".join(str(fault).split()) or type(fault).__name__


def _print(judged: list[tuple[Path, Judged]], as_json: bool) -> None:
    passed = sum(case.passed for _, case in judged)
    if as_json:
        cases = [{"file": str(path), **case.as_dict()} for path, case in judged]
        total = {"cases": cases, "passed": passed, "failed": len(judged) - passed}
        typer.echo(json.dumps(total, indent=2, ensure_ascii=False))
        return
    for path, case in judged:
        typer.echo(_line(path, case))
    typer.echo(f"{passed} passed, {len(judged) - passed} failed")


def _line(path: Path, case: Judged) -> str:
    where = f"{path}: {case.name}"
    if case.passed:
        return f"passed  {where}"
    why = case.error or "; ".join(case.differences)
    return f"FAILED  {where}: {' '.join(why.split())}"
