"""Lateness: a few pupils often, most hardly ever; most in the morning; minutes by the clock of the school."""

from __future__ import annotations

import datetime as dt
import random

from onroll.service.demo.attendance.expected import expected_a_year
from onroll.service.demo.attendance.pupil_year import PupilYear
from onroll.service.demo.attendance.sessions import SessionRow
from onroll.service.demo.chance import stream, whole

#: Of a pupil's lateness, the share in mornings; and how unevenly it falls on pupils (shape of a gamma distribution).
_IN_MORNINGS = 0.88
_UNEVEN = 0.45
_USUAL_MINUTES = 7.0


def write_lateness(seed: int, years: list[PupilYear], row: SessionRow) -> None:
    """Write arrivals after the start into every pupil's year at a school, with minutes."""
    phase = row.calendar.place.calibration
    for year in years:
        draws = stream(seed, "lateness", year.stay.school, year.child.number)
        if not year.days:
            continue
        part = (year.end - year.first) / row.count
        habit = draws.gammavariate(_UNEVEN, 1 / _UNEVEN)
        for _ in range(whole(draws, expected_a_year(phase, "L") * habit * part * 1.14)):
            _late(draws, year)
        # Whoever is often late is sometimes later still; and that is absence, so the pupil's rate has a say.
        after_closing = expected_a_year(phase, "U") * part * (0.5 * habit + 0.8 * min(3.0, year.rate / 8))
        for _ in range(whole(draws, after_closing)):
            _after_closing(draws, year)


def _late(draws: random.Random, year: PupilYear) -> None:
    session = 2 * draws.choice(year.days) + (draws.random() > _IN_MORNINGS)
    if year.codes[session] in {"/", "\\"}:
        year.codes[session] = "L"
        year.minutes[session] = min(
            1 + int(draws.expovariate(1 / _USUAL_MINUTES)), _minutes_open(year, session) - 1
        )


def _after_closing(draws: random.Random, year: PupilYear) -> None:
    session = 2 * draws.choice(year.days)
    if year.codes[session] == "/":
        year.codes[session] = "U"
        year.minutes[session] = _minutes_open(year, session) + 1 + int(draws.expovariate(1 / 35)) % 110


def _minutes_open(year: PupilYear, session: int) -> int:
    bell = year.row.calendar.place.bell("PM" if session % 2 else "AM")
    opened, closed = (
        dt.datetime.combine(dt.date.min, at) for at in (bell.starts_at, bell.register_closes_at)
    )
    return int((closed - opened).total_seconds()) // 60
