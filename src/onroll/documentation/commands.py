"""Every `onroll` command, as its own help tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from onroll.documentation.tables import table


def page() -> str:
    """Return each command with its arguments and options."""
    from onroll.cli.main import app

    root = typer.main.get_command(app)
    return "\n\n".join(
        ["# Commands", "From a clone, `./run ARGS` is `onroll ARGS`.", *_sections(root, "onroll")]
    )


def _sections(command: Any, name: str) -> Iterator[str]:
    context = command.context_class(command, info_name=name)
    if hasattr(command, "list_commands"):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if not found.hidden:
                yield from _sections(found, f"{name} {child}")
        return
    rows = [
        (f"`{_shown(parameter)}`", getattr(parameter, "help", None) or "") for parameter in command.params
    ]
    yield "\n\n".join(
        [f"## {name}", (command.help or "").strip(), *([table(["give", "meaning"], rows)] if rows else [])]
    )


def _shown(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return parameter.name.upper()
    return ", ".join(parameter.opts)
