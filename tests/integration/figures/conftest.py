"""Schools of drawn registers, extracted and counted into a data folder of their own."""

from __future__ import annotations

import copy
import datetime as dt
import functools
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import User
from onroll.service.access.queries.standing import person_on
from onroll.service.extracts.extracting import extract_registers
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import Body, of_authority, of_school
from onroll.service.figures.counting import Counted, count_figures
from onroll.service.figures.document import Table
from onroll.service.figures.reading import figures_of
from onroll.service.organisations.models import School, Trust
from tests.factories.access import a_user
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.factories.registers import SERVICE
from tests.support.made_once import MadeOnce

#: The Monday that drawings start on, and the morning after the fortnight they draw.
FIRST = dt.date(2026, 9, 7)
AFTER = dt.date(2026, 9, 19)
_CODES = "//////////////LLIIOOUNCV"


@dataclass(frozen=True)
class Kept:
    """What was made once, and the data folder with its figures; each test has copies of its own."""

    made: Any
    folder: Path


@pytest.fixture(scope="session")
def kept(made_once: MadeOnce, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Give `kept(make)`: a while in which what was made stands, extracted and counted as the night does.

    With `schools_alone` nothing is counted of several together.
    """

    @contextmanager
    def within(
        make: Callable[[], Any], *, schools_alone: bool = False, days_later: int = 0
    ) -> Iterator[Kept]:
        folder = tmp_path_factory.mktemp("kept") / "data"
        with made_once():
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("ONROLL_DATA", str(folder))
                made = make()
                counted_in_the_night(schools_alone=schools_alone, days_later=days_later)
            yield Kept(made, folder)

    return within


@pytest.fixture
def a_copy(data_folder: Path) -> Callable[[Kept], Any]:
    """Give `a_copy(kept)`: what was made, with its figures in this test's own data folder."""

    def copied(one: Kept) -> Any:
        shutil.copytree(one.folder, data_folder)
        return copy.deepcopy(one.made)

    return copied


def counted_in_the_night(*, days_later: int = 0, schools_alone: bool = False, **given: Any) -> Counted:
    """Extract and count as the night does, some days after the last register."""
    now = at(2, 30, on=AFTER + dt.timedelta(days=days_later))
    extract_registers(by=SERVICE, now=now)
    if schools_alone:
        given["school_ids"] = set(School.objects.values_list("pk", flat=True))
    return count_figures(by=SERVICE, now=now, **given)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a data folder of its own."""
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def count() -> Callable[..., Counted]:
    """Count as the night does."""
    return counted_in_the_night


@pytest.fixture
def count_schools() -> Callable[..., Counted]:
    """Count as the night does, but the schools alone: several together take as long again, for each kind there is."""
    return functools.partial(counted_in_the_night, schools_alone=True)


@pytest.fixture
def browse(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[User], Client]:
    """Give `browse(user)`: a client signed in as that user, on the morning after the fortnight."""
    monkeypatch.setattr(clock, "now", lambda: at(9, 0, on=AFTER))

    def signed_in(user: User) -> Client:
        client.force_login(user)
        return client

    return signed_in


def a_drawn_school(seed: int, *, pupils: int = 12, days: int = 10, codes: str = _CODES) -> DrawnSchool:
    """Make a school with a fortnight of registers, drawn by chance from a seed."""
    chosen = random.Random(seed)  # noqa: S311 - no secret
    school = DrawnSchool()
    weekdays = [
        day for day in (FIRST + dt.timedelta(days=n) for n in range(2 * days)) if day.isoweekday() < 6
    ][:days]
    lines = [
        "| ".join(["", *(f"{day:%a} {day.day} {day:%b} " for day in weekdays)]) + "|",
        "| ".join(["", *("AM PM " for _ in weekdays)]) + "|",
    ]
    for number in range(pupils):
        name = f"Pupil{number:02}"
        school.pupil(name, born=dt.date(2016, 1, 1))
        cells = (_morning_and_afternoon(chosen, codes) for _ in weekdays)
        lines.append("| ".join([f"{name} ", *cells]) + "|")
    school.take("\n".join(lines), role="attendance_officer")
    return school


def _morning_and_afternoon(chosen: random.Random, codes: str) -> str:
    morning, afternoon = chosen.choice(codes), chosen.choice(codes)
    return f"{morning} {chr(92) if afternoon == '/' else afternoon} "


def the_figures(drawn: DrawnSchool, question: Question = Question(), role: str = "head") -> Any:
    """Open a drawn school's figures as somebody of the school."""
    scope = person_on(a_user(role, school=drawn.school).pk, on=AFTER)[1].scope
    return figures_of(scope, of_school(drawn.school), question)


def asking(**own: str) -> Question:
    """Ask what is asked of one sheet alone; `_` stands for `-`, and `period` and `insists` are what they are anywhere."""
    period, insists = own.pop("period", "whole"), bool(own.pop("insists", ""))
    sent = tuple((name.replace("_", "-"), value) for name, value in own.items())
    return Question(period=period, insists=insists, own=sent)


def texts(table: Table) -> list[list[str]]:
    """Return the words of a table's rows."""
    return [[cell.text for cell in row] for row in table.rows]


def three_schools(seed: int) -> tuple[list[DrawnSchool], Body]:
    """Make three schools of one authority, the last of them small, and return them with it."""
    drawn = [a_drawn_school(seed * 10 + place, pupils=pupils) for place, pupils in enumerate((14, 12, 4))]
    trust = Trust.objects.create(name="Wenlow Learning Trust")
    School.objects.filter(pk__in=[one.school.pk for one in drawn[:2]]).update(trust=trust)
    for one in drawn[:2]:
        one.school.refresh_from_db()
    return drawn, of_authority(drawn[0].school.authority)
