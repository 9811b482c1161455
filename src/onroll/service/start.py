"""Bring the service up inside a process: which data folder, which database, whose clock.

While `onroll serve` runs, `serving.json` in its data folder tells every other command the database and the clock it
serves by, so that `onroll registers due` in another window answers for the same morning.
"""

from __future__ import annotations

import atexit
import json
import os
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from onroll.service import embedded_postgres
from onroll.service.data_folder import data_folder

_held_until_exit = ExitStack()
atexit.register(_held_until_exit.close)


class NoDataHere(Exception):
    """The data folder holds no database, and the command does not make one."""


@dataclass(frozen=True)
class Serving:
    """What `onroll serve` is doing: its process, its address, its database and its clock's offset in seconds."""

    pid: int
    address: str
    database_url: str
    clock_offset: float

    def write(self, folder: Path) -> None:
        """Leave word in the data folder, readable by its owner alone."""
        path = folder / "serving.json"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(self), file)


def serving_from(folder: Path) -> Serving | None:
    """Return what is being served from a data folder now; None where nothing is."""
    try:
        word = Serving(**json.loads((folder / "serving.json").read_text()))
        os.kill(word.pid, 0)
    except (FileNotFoundError, ProcessLookupError, ValueError, TypeError):
        return None
    except PermissionError:
        pass  # alive, and another person's
    return word


def no_longer_serving(folder: Path) -> None:
    """Take the word back."""
    (folder / "serving.json").unlink(missing_ok=True)


def start_service(*, postgres: bool = False, may_be_new: bool = False) -> None:
    """Set Django up over the data folder's database.

    `postgres` chooses the embedded server; without it a folder that holds only that keeps to it. Where the folder
    `may_be_new` it is made, and its database is brought up to date. Raise NoDataHere where it may not be and is,
    and DataTooOld.
    """
    os.umask(0o077)  # what it writes names children: the owner's alone
    folder = data_folder()
    if may_be_new:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.service.settings.embedded")
    if serving := serving_from(folder):
        os.environ["ONROLL_DATABASE_URL"] = serving.database_url
        os.environ.setdefault("ONROLL_CLOCK_OFFSET", str(serving.clock_offset))
    elif "ONROLL_DATABASE_URL" not in os.environ and (postgres or _keeps_to_postgres(folder)):
        server = embedded_postgres.running(folder / embedded_postgres.FOLDER)
        os.environ["ONROLL_DATABASE_URL"] = _held_until_exit.enter_context(server)
    elif not os.environ.get("ONROLL_DATABASE_URL") and not may_be_new and not _sqlite_in(folder).exists():
        raise NoDataHere(
            f"There is no Onroll data in {folder}. Start with onroll serve, or name another folder with --data."
        )
    import django

    django.setup()
    if may_be_new:
        from onroll.service.bringing_up_to_date import bring_up_to_date

        bring_up_to_date()
    elif not serving:
        from onroll.service.demo.clock_kept import keep_clock

        keep_clock()


def _sqlite_in(folder: Path) -> Path:
    return folder / "onroll.sqlite3"


def _keeps_to_postgres(folder: Path) -> bool:
    return (
        not (folder / "onroll.sqlite3").exists()
        and (folder / embedded_postgres.FOLDER / "PG_VERSION").exists()
    )
