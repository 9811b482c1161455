"""Absence in spells: holidays by family, leave, appointments, and illness and other absence up to the pupil's rate."""

from __future__ import annotations

import datetime as dt
import random
from functools import lru_cache

from onroll.service.demo.attendance import published
from onroll.service.demo.attendance.expected import expected_a_year
from onroll.service.demo.attendance.pupil_year import PlanDrawn, PupilYear
from onroll.service.demo.attendance.sessions import SessionRow
from onroll.service.demo.chance import stream, whole
from onroll.service.demo.terms import TermDates

#: Lengths of spells in sessions, with their weights: illness is mostly a day or two, other absence mostly half a day.
_ILLNESS = ((1, 2, 3, 4, 6, 8, 10), (14, 42, 6, 20, 10, 4, 4))
_OTHER = ((1, 2, 4, 6), (52, 34, 10, 4))
#: Other absence is this share of what is left to illness and it, for pupils who miss little.
_OTHER_AT_LEAST = 0.03
_OTHER_AT_MOST = 0.92
#: Of published N's, those the demo leaves as they are; the rest find their reasons.
_LEFT_UNEXPLAINED = 0.4


def write_absences(seed: int, years: list[PupilYear], row: SessionRow) -> None:
    """Write every pupil's absence into their years at a school."""
    phase = row.calendar.place.calibration
    budgets = []
    for year in years:
        draws = stream(seed, "absence", year.stay.school, year.child.number)
        # Study leave comes on top: the official series leaves those weeks out.
        aim = year.rate / 100 * (year.possible - year.codes.count("S"))
        spent = sum(code in _ALREADY_ABSENT for code in year.codes)
        budget = aim - spent - _late_share(phase, aim)
        budget -= _holiday(seed, year, budget)
        budget -= _religious_days(year)
        budget -= _leave(draws, year, phase, budget)
        budget -= _appointments(draws, year, phase, budget)
        budgets.append((draws, year, max(0.0, budget)))
    steepness = _steepness(phase, [(year.rate, budget) for _, year, budget in budgets])
    for draws, year, budget in budgets:
        other = budget * _other_share(year.rate, steepness)
        _spend(draws, year, other, "O", _OTHER)
        _spend(draws, year, budget - other, "I", _ILLNESS)
        _leave_unexplained(draws, year, phase)


_ALREADY_ABSENT = frozenset({"C2", "E", "T"})


def _late_share(phase: str, aim: float) -> float:
    """Return the sessions of a pupil's absence that will be arrivals after closing."""
    return aim * published.CODES[phase]["U"] / published.ABSENCE.get(phase, 36.0)


def _holiday(seed: int, year: PupilYear, budget: float) -> int:
    """Take the family's unauthorised holiday, the same days for every child of it."""
    family = year.child.family
    draws = stream(seed, "holiday", family.number)
    phase = year.row.calendar.place.calibration
    length = draws.choices((4, 6, 8, 10, 14, 20), (14, 18, 16, 32, 14, 6))[0]
    chance, goes_along = draws.random(), stream(seed, "holiday", year.child.number).random()
    likely = expected_a_year(phase, "G") / 9.6 * 1.42
    if chance > likely or budget < length * 0.8 or goes_along > 0.95 or not family.carers:
        return 0
    if family.travels and phase != published.ALTERNATIVE:
        start = 2 * year.row.holiday.draw(draws)
        return year.run(start, length, "T")
    return year.run(2 * year.row.holiday.draw(draws), length, "G")


def _religious_days(year: PupilYear) -> int:
    if not year.child.family.religious_days:
        return 0
    return sum(
        year.run(2 * year.row.place_of[day], 2, "R")
        for day in eids(year.row.terms)
        if day in year.row.place_of
    )


@lru_cache(maxsize=8)
def eids(terms: TermDates) -> tuple[dt.date, ...]:
    """Return the two festivals of the tabular Islamic calendar that fall in an academic year; sighting may move them a day."""
    found = []
    for hijri in range(terms.year.first_day.year - 581, terms.year.first_day.year - 575):
        for month, day in ((10, 1), (12, 10)):
            number = day + (59 * (month - 1) + 1) // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + 227014
            if (on := dt.date.fromordinal(number)) in terms.year:
                found.append(on)
    return tuple(found)


def _leave(draws: random.Random, year: PupilYear, phase: str, budget: float) -> int:
    expected = expected_a_year(phase, "C")
    taken = 0
    if draws.random() < 0.26 and year.days:
        for _ in range(whole(draws, expected / 0.26 / 3.4 * 1.25)):
            length = draws.choices((1, 2, 4, 6, 10), (22, 38, 22, 12, 6))[0]
            start = draws.choice(year.days)
            if taken + length <= budget and (written := year.run(2 * start, length, "C")):
                taken += written
                if draws.random() < 0.6:
                    last = min(start + (length - 1) // 2, year.days.stop - 1)
                    half = "AM" if length == 1 else ""
                    days = year.row.days
                    year.plans.append(
                        PlanDrawn("leave", "C", days[start], days[last], half, note=draws.choice(_LEAVE_FOR))
                    )
    return taken


_LEAVE_FOR = (
    "Family wedding",
    "Funeral of a grandparent",
    "Parent home from service abroad",
    "Sitting a music examination",
    "Citizenship ceremony",
)


def _appointments(draws: random.Random, year: PupilYear, phase: str, budget: float) -> int:
    expected = expected_a_year(phase, "M")
    taken = 0
    if draws.random() < min(0.8, 0.34 + expected / 12) and year.days:
        for _ in range(
            whole(draws, expected / min(0.8, 0.34 + expected / 12) * 1.3 * draws.expovariate(0.85))
        ):
            if taken < budget * 0.6:
                taken += year.put(2 * draws.choice(year.days) + draws.randrange(2), "M")
    return taken


def _steepness(phase: str, budgets: list[tuple[float, float]]) -> float:
    """Find how steeply other absence must rise with a pupil's rate for the phase to have its published share."""
    codes = published.CODES[phase]
    aim = codes["O"] / (codes["O"] + codes["I"])
    whole_budget = sum(budget for _, budget in budgets) or 1.0
    low, high = 0.0, 0.5
    for _ in range(30):
        middle = (low + high) / 2
        share = sum(budget * _other_share(rate, middle) for rate, budget in budgets) / whole_budget
        low, high = (middle, high) if share < aim else (low, middle)
    return low


def _other_share(rate: float, steepness: float) -> float:
    return min(_OTHER_AT_MOST, _OTHER_AT_LEAST + steepness * rate)


def _spend(
    draws: random.Random,
    year: PupilYear,
    budget: float,
    code: str,
    lengths: tuple[tuple[int, ...], tuple[int, ...]],
) -> None:
    """Write spells of a code until a budget of sessions is used; pupils who miss much miss it in longer runs."""
    left = whole(draws, budget)
    stretched = 1 + max(0.0, year.rate - 20) / 9
    fruitless = 0
    while left > 0 and year.days and fruitless < 60:
        start = 2 * year.row.absence.draw(draws, year.days.start, year.days.stop)
        length = min(left, round(draws.choices(*lengths)[0] * stretched))
        if length % 2 and draws.random() < 0.6:
            start += 1
        written = year.run(start, max(1, length), code)
        left -= written
        fruitless += not written
    session = year.first
    while left > 0 and session < year.end:
        left -= year.put(session, code)
        session += 1


def _leave_unexplained(draws: random.Random, year: PupilYear, phase: str) -> None:
    """Leave the odd single session without a reason ever found."""
    share = published.CODES[phase]["N"] / published.CODES[phase]["O"] * _LEFT_UNEXPLAINED
    for session in range(year.first, year.end):
        if year.codes[session] == "O" and draws.random() < share:
            year.codes[session] = "N"
