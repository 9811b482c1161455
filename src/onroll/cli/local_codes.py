"""An authority's local code at a terminal: read from a file, shown, or refused with what weakens national law."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from onroll.cli.telling import citation_told, print_json, refuse

if TYPE_CHECKING:
    from onroll.law.local_code import LocalCode
    from onroll.law.local_code_limits import SettingFault


def settings_in(file: Path) -> dict[str, Any]:
    """Read the settings of a file in YAML, JSON or TOML; exit with 2 where it cannot be read."""
    import tomllib

    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    # The pure reader keeps to YAML 1.2; a day stays as it is written, and the law says whether it is one.
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    try:
        words = file.read_text(encoding="utf-8-sig")
        settings = tomllib.loads(words) if file.suffix == ".toml" else yaml.load(words)
    except (OSError, ValueError, TypeError, RecursionError, YAMLError) as fault:
        return refuse(f"{file}: cannot be read. {' '.join(str(fault).split())}")
    if not isinstance(settings, dict):
        return refuse(f"{file}: cannot be read. It is not a list of settings. Start with “authority:”.")
    return {str(name): value for name, value in settings.items()}


def print_what_they_say(*, as_json: bool) -> None:
    """Print the examples that come with Onroll, and every setting."""
    from onroll.law.local_code_settings import SETTINGS
    from onroll.law.local_codes import example, example_names

    codes = {name: example(name) for name in example_names()}
    if as_json:
        examples = [{"example": name, **code.settings} for name, code in codes.items()]
        settings = [
            {"setting": name, "words": setting.words, "needed": setting.is_needed}
            for name, setting in SETTINGS.items()
        ]
        print_json({"examples": examples, "settings": settings})
        return
    typer.echo("Examples, shown by --example NAME:")
    for name, code in codes.items():
        typer.echo(f"  {name:16} {code.authority}, from {code.first_day}")
    typer.echo("What a local code may say:")
    for name, setting in SETTINGS.items():
        typer.echo(f"  {name:32} {setting.words}{' (needed)' if setting.is_needed else ''}")


def print_kept(kept: LocalCode, *, as_json: bool) -> None:
    """Print a local code that weakens nothing, as a file that can be read back."""
    if as_json:
        print_json({"kept": True, "settings": kept.settings, "faults": []})
        return
    typer.echo(f"# {kept.authority}, from {kept.first_day}: nothing here weakens national law.")
    # Each value as JSON is YAML, so that what is shown can be kept as a file and read back.
    for name, value in kept.settings.items():
        typer.echo(f"{name}: {json.dumps(value, ensure_ascii=False)}")


def print_refused(name: str, faults: tuple[SettingFault, ...], *, as_json: bool) -> None:
    """Print what weakens national law: the setting, why, and the citation."""
    if as_json:
        told = [
            {
                "setting": fault.setting,
                "name": fault.name,
                "message": fault.message,
                "citation": citation_told(fault.citation),
            }
            for fault in faults
        ]
        print_json({"kept": False, "settings": {}, "faults": told})
        return
    typer.echo(f"{name}: refused.", err=True)
    for fault in faults:
        typer.echo(f"{fault.setting}: {fault.message}", err=True)
        typer.echo(f"  {fault.citation.text}  {fault.citation.link}", err=True)
