"""Keeping made-up people and real records apart: a database is one or the other, and says which."""

from __future__ import annotations

import datetime as dt
import os

from django.apps import apps
from django.db import DatabaseError

from onroll.service.access.models import DatabaseMark, User

#: 1: a demo, whose people sign in with one click. Unset: a demo's database is refused. 0: it is opened all the same.
SWITCH = "ONROLL_DEMO"
DEMO, REAL = DatabaseMark.Kind.DEMO, DatabaseMark.Kind.REAL


class WrongDatabase(Exception):
    """A demo would open on real records, or real work on a demo's."""


def mark_demo(*, now: dt.datetime) -> None:
    """Mark an empty database as a demo's. Raise WrongDatabase on one that holds anything else."""
    refuse_wrong_database(demo=True)
    _mark(DEMO, now)


def mark_real(*, now: dt.datetime) -> None:
    """Mark a database as holding real records. Raise WrongDatabase on a demo's."""
    if is_demo():
        raise WrongDatabase("This database is a demo's: everyone in it is made up. Use another data folder.")
    _mark(REAL, now)


def is_demo() -> bool:
    """Say whether this database is a demo's."""
    return DatabaseMark.objects.filter(kind=DEMO).exists()


def one_click() -> bool:
    """Say whether made-up people may sign in with one click: the demo is switched on, and the database is one."""
    return os.environ.get(SWITCH) == "1" and is_demo()


def refuse_to_serve() -> None:
    """Refuse, by WrongDatabase, to serve this database the way the switch says."""
    switch = os.environ.get(SWITCH)
    refuse_wrong_database(demo=switch == "1", said_so=switch == "0")


def refuse_wrong_database(*, demo: bool, said_so: bool = False) -> None:
    """Refuse, by WrongDatabase, to serve a demo over real records, or a demo's database as a real one.

    `said_so` opens a demo's database as a real one all the same. A database without tables yet is anyone's.
    """
    try:
        mark = DatabaseMark.objects.first()
        holds_something = User.objects.exists() or apps.get_model("organisations.School").objects.exists()
    except DatabaseError:
        return
    if demo and (mark.kind == REAL if mark else holds_something):
        raise WrongDatabase(
            "This database holds a real school's records, and a demo lets anyone in with one click. "
            "Start without the demo, or give the demo a data folder of its own with --data."
        )
    if not demo and not said_so and mark and mark.kind == DEMO:
        raise WrongDatabase(
            "This database is a demo's: everyone in it is made up, and their passwords are printed. "
            "Start the demo, give your own records a data folder with --data, or set ONROLL_DEMO=0 to open it as it is."
        )


def _mark(kind: str, now: dt.datetime) -> None:
    DatabaseMark.objects.get_or_create(only=True, defaults={"kind": kind, "made_at": now})
