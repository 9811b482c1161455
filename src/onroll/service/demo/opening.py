"""What starting the service asks of the demo: is one here, make one, carry it on, whose clock, and who can sign in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from onroll.law.plain_words import day_in_words, time_in_words
from onroll.service.access import demo_mode
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.clock import real_now
from onroll.service.demo import demo_clock
from onroll.service.demo.clock_kept import open_at, reached
from onroll.service.demo.making import SEED, carry_further, make_demo
from onroll.service.demo.models import Demo
from onroll.service.demo.population import USUAL_SIZE
from onroll.service.demo.staff import draw_staff
from onroll.service.demo.writing.people import PASSWORD
from onroll.service.extracts.extracting import extract_registers
from onroll.service.figures.counting import count_figures
from onroll.service.garbage import search_less_often


class DemoRefused(Exception):
    """The demo cannot be what was asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person of the demo, as printed when it starts."""

    role: str
    username: str
    password: str


#: Who is printed when the demo starts: a role, and the school it is held at; all others are listed by `onroll people`.
_PRINTED = (
    ("Attendance officer", "attendance_officer", "secondary"),
    ("Form tutor", "tutor", "secondary"),
    ("Class teacher", "teacher", "primary"),
    ("Reception", "gate", "secondary"),
    ("Head teacher", "head", "secondary"),
    ("Attendance champion", "senior_attendance_champion", "primary"),
    ("Administrator", "administrator", "secondary"),
    ("Authority officer", "attendance_support_officer", ""),
)


def may_be_made() -> bool:
    """Say whether the database is empty, so that a demo may be made in it."""
    return not (User.objects.exists() or apps.get_model("organisations.School").objects.exists())


def make(
    *, now: dt.datetime | None = None, console: Console, seed: int = SEED, size: int = USUAL_SIZE
) -> None:
    """Make a demo as it stands at `now`, by default on the latest school morning, and set the clock by it.

    Raises WrongDatabase on a database that holds anything.
    """
    demo_mode.refuse_wrong_database(demo=True)
    search_less_often()  # a year of six schools comes to life, and stays
    moment = now or demo_clock.latest_school_morning(real_now())
    with _progress(console) as report:
        make_demo(now=moment, seed=seed, size=size, progress=report)
    extract_registers(by=Actor.service("The demo"), now=moment)
    count_figures(by=Actor.service("The demo"), now=moment)
    console.print(f"Onroll: demo made, as it stands at {_words(moment)}")
    open_at(moment)


def carry_on(*, now: dt.datetime | None = None, console: Console) -> None:
    """Write what has happened since the demo was last written, and set the clock. Raises DemoRefused for an earlier `now`."""
    demo = Demo.objects.get()
    until = reached(demo)
    if now is not None and now < until:
        raise DemoRefused(
            f"This demo has gone on to {_words(until)}, and its registers only grow: it cannot start at {_words(now)}. "
            "Start it later, or make another with --data FOLDER."
        )
    moment = now or max(until, _todays(demo))
    if moment.date() > _last_day(demo):
        raise DemoRefused(
            f"This demo is of the academic year that starts in {demo.autumn}, and {day_in_words(moment.date())} is after it. "
            "Make a new one with --data FOLDER."
        )
    if moment > demo.written_until:
        with _progress(console) as report:
            carry_further(demo, until=moment, progress=report)
        console.print(f"Onroll: demo carried on to {_words(moment)}")
    open_at(moment)


def sign_ins() -> list[SignIn]:
    """Return a person for each kind of work, to be printed."""
    staff = draw_staff(Demo.objects.get().seed)
    found = []
    for words, role, place in _PRINTED:
        person = next(one for one in staff if one.role == role and place in {"", one.place})
        found.append(SignIn(words, person.username, PASSWORD))
    return found


def _todays(demo: Demo) -> dt.datetime:
    """Return the latest school morning, unless that lies in an academic year after the demo's."""
    moment = demo_clock.latest_school_morning(real_now())
    return moment if moment.date() <= _last_day(demo) else demo.written_until


def _last_day(demo: Demo) -> dt.date:
    return dt.date(demo.autumn + 1, 8, 31)


def _words(moment: dt.datetime) -> str:
    return f"{time_in_words(moment)} on {day_in_words(moment.date())}"


class _progress:  # noqa: N801 - reads as what it is for
    """A bar on the console while a demo is written; the steps' words where the output is no terminal."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.bar = Progress(
            TextColumn("Onroll: {task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self.task = self.bar.add_task("Starting", total=1)
        self.said = ""

    def __enter__(self) -> _progress:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def __call__(self, doing: str, total: int, done: int) -> None:
        """Show what is being done, and how far it is."""
        self.bar.update(self.task, description=doing, total=total, completed=done)
        if doing != self.said and not self.console.is_terminal:
            self.console.print(f"Onroll: {doing.lower()}")
        self.said = doing
