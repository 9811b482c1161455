"""The `onroll` command.

Every module beside this one is a command or a group of them: `registers.py` is `onroll registers …`, and holds `app`, a
`typer.Typer`. A module is imported only when its command is asked for, and imports what is heavy inside its functions,
so that `onroll --help` is quick and rings 1 and 2 work with no Django installed.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import onroll.cli

NOT_COMMANDS = {"main", "local_codes", "telling"}

# Typer adds these to a module of one command, and they say nothing of Onroll.
SHELLS_OWN = {"--install-completion", "--show-completion"}


class CommandsBeside(TyperGroup):
    """The commands are the modules of `onroll.cli`; a trailing underscore keeps a name clear of Python's own (`import_`)."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return every command's name, in alphabetical order."""
        return sorted(_module_names())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by name, importing its module; None where there is none."""
        module_name = _module_names().get(cmd_name)
        if module_name is None:
            return None
        command = typer.main.get_command(import_module(f"onroll.cli.{module_name}").app)
        command.name = cmd_name
        command.params = [option for option in command.params if not SHELLS_OWN & set(option.opts)]
        return command


def _module_names() -> dict[str, str]:
    found = (module.name for module in pkgutil.iter_modules(onroll.cli.__path__))
    return {name.rstrip("_").replace("_", "-"): name for name in found if name not in NOT_COMMANDS}


app = typer.Typer(
    cls=CommandsBeside,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def onroll_command(
    data: Annotated[
        Path | None,
        typer.Option(
            help="The data folder: the database and the secret key. Default: $ONROLL_DATA, or ./data."
        ),
    ] = None,
) -> None:
    """Attendance for England's schools and authorities: registers, the law behind them, and the work that follows."""
    if data is not None:
        os.environ["ONROLL_DATA"] = str(data.resolve())


def main() -> None:
    """Run the command the words ask for; a refusal is printed as its message alone."""
    from onroll.service.data_folder import DataTooOld
    from onroll.service.embedded_postgres import PostgresNotInstalled
    from onroll.service.start import NoDataHere

    try:
        app(prog_name="onroll")
    except (NoDataHere, DataTooOld, PostgresNotInstalled) as refusal:
        print(f"Onroll: {refusal}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
