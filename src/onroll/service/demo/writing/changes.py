"""Changes to the admission register in the course of a year: new names, moves, and news of another school."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from onroll.service.demo.attendance.school_year import SchoolYear
from onroll.service.demo.chance import stream
from onroll.service.demo.children import Child, Population
from onroll.service.demo.names import STREETS
from onroll.service.demo.writing import rolls
from onroll.service.demo.writing.known import Known

_LONDON = ZoneInfo("Europe/London")
#: Of each kind, one for about so many pupils of a school.
_PUPILS_TO_A_CHANGE = {"name": 260, "move": 110, "other school": 240}


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One change, when it reaches the office, and to whom."""

    at: dt.datetime
    kind: str
    child: Child
    draws: random.Random


def changes_of(seed: int, year: SchoolYear) -> Iterator[RegisterChange]:
    """Yield a school's changes of the year, in no order."""
    draws = stream(seed, "changes", year.calendar.place.key)
    days = year.row.days
    settled = [
        pupil.child
        for pupil in year.pupils
        if pupil.stay.last_day is None and pupil.stay.starting_day <= days[0]
    ]
    for kind, pupils in _PUPILS_TO_A_CHANGE.items():
        for child in draws.sample(settled, -(-len(settled) // pupils)):
            at = dt.datetime.combine(draws.choice(days), dt.time(11, 5), _LONDON)
            yield RegisterChange(at, kind, child, stream(seed, "change", kind, child.number))


def boarding_of(school: str, population: Population) -> Iterator[RegisterChange]:
    """Yield each pupil's boarding of which the office heard after the starting day."""
    for child, stay in population.at(school):
        if stay.boarding_told_on and not stay.is_boarder_from_the_start:
            at = dt.datetime.combine(stay.boarding_told_on, dt.time(8, 20), _LONDON)
            yield RegisterChange(at, "boarding", child, stream(0, "boarding", child.number))


def write_change(school: str, change: RegisterChange, known: Known) -> None:
    """Record one change, as the school's attendance officer does."""
    child, now = change.child, change.at
    if change.kind == "name":
        rolls.amend_name(school, child, child.family.community.surname(change.draws), known, now=now)
    elif change.kind == "move":
        settlement = child.family.address.rsplit(", ", 1)[-1]
        address = f"{change.draws.randrange(1, 140)} {change.draws.choice(STREETS)}, {settlement}"
        rolls.move_house(school, child, address, child.family.postcode, known, now=now)
    elif change.kind == "boarding":
        (from_day,) = (stay.boards_from for stay in child.stays if stay.school == school and stay.boards_from)
        rolls.will_board(school, child, from_day, known, now=now)
    else:
        rolls.will_go_elsewhere(
            school, child, "Westerdale Community School", now.date() + dt.timedelta(weeks=5), known, now=now
        )
