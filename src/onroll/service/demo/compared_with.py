"""Figures to compare the demo with: made up, of made-up places and for an England that is not England, and saying so.

They have the form of the department's files and are loaded as those are. Each rate is one the demo is drawn to, moved for each
place, phase and code, so that no number here is one that was published.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onroll.analysis.arithmetic import codes_of
from onroll.analysis.published.columns import CODES, FAMILIES, POSSIBLE, PRESENT_IN_TIME, RATES, SIZES
from onroll.analysis.published.rates import PERSISTENT_RATE
from onroll.analysis.published.rows import TOTAL
from onroll.analysis.ways_of_totalling import POOLED_FROM
from onroll.law.attendance_codes import in_force_between
from onroll.law.school_time import AcademicYear, week_of
from onroll.service.demo.attendance.published import (
    AUTUMN_WEEKS,
    PERSISTENTLY_ABSENT,
    PRIMARY,
    SECONDARY,
    SPECIAL,
    YEAR_OF_WEEKS,
)
from onroll.service.demo.attendance.published import CODES as SHARES
from onroll.service.demo.chance import stream
from onroll.service.demo.places import AUTHORITY, AUTHORITY_CODE
from onroll.service.demo.terms import TermDates

PHASES = {"Primary": PRIMARY, "Secondary": SECONDARY, "Special": SPECIAL}
#: Pupils of each phase in the made-up authority, and how many such authorities a place is as large as.
PUPILS = {PRIMARY: 21_000, SECONDARY: 17_000, SPECIAL: 800}
_DAYS_BEHIND = dt.timedelta(days=14)
REGION = ("E12099001", "The Made-up Marches")
_KEPT_BACK = "c"
#: Of all phases, in per cent; made up like the rest.
_PERSISTENTLY_ABSENT = 18.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the file: how large it is against the made-up authority, and how its absence stands against the demo's."""

    level: str
    code: str
    name: str
    size: float
    leaning: float
    #: A phase of which it has one school alone, so that its figures are kept back.
    one_school: str = ""


_ENGLAND = Place("National", "", "England (made up)", 150, 1.0)
_MARCHES = Place("Regional", "", REGION[1], 9, 0.97)
_OWN = Place("Local authority", AUTHORITY_CODE, AUTHORITY, 1, 1.04)
NEIGHBOURS = (
    Place("Local authority", "991", "Merrowshire", 1.2, 0.95),
    Place("Local authority", "992", "Estermouth", 0.7, 1.12),
    Place("Local authority", "993", "Calderdown", 0.9, 1.01, one_school="Special"),
    Place("Local authority", "994", "Holmby and Wick", 1.6, 0.98),
)
PLACES = (_ENGLAND, _MARCHES, _OWN, *NEIGHBOURS)
Row = dict[str, object]


def rows_of_year(seed: int, terms: TermDates, *, until: dt.date) -> Iterator[Row]:
    """Yield an academic year to date: every place, each phase and all of them."""
    days = sum(1 for day in terms.weekdays() if day <= until)
    time = _Time(terms.year, (terms.year.code, "Academic year"), terms.year.first_day, days)
    yield from _rows(seed, time)


def rows_of_weeks(seed: int, terms: TermDates, *, until: dt.date) -> Iterator[Row]:
    """Yield every whole week of an academic year that had been published by a day; persistent absence is of no week."""
    days = Counter(week_of(day) for day in terms.weekdays())
    for number, (monday, count) in enumerate(days.items()):
        if monday + dt.timedelta(days=6) <= until:
            calendar = monday.isocalendar()
            period = (str(calendar.year), f"Week {calendar.week}")
            for row in _rows(seed, _Time(terms.year, period, monday, count, number)):
                yield {name: cell for name, cell in row.items() if name != PERSISTENT_RATE}


def last_day_published(now: dt.date) -> dt.date:
    """Return the day that figures published now run to."""
    return now - _DAYS_BEHIND


@dataclass(frozen=True, slots=True)
class _Time:
    """A period of the file, the school days in it, and which week of its year it is, if it is one."""

    year: AcademicYear
    period: tuple[str, str]
    first_day: dt.date
    days: int
    week: int | None = None

    def season(self, phase: str) -> float:
        """Return how absence stands against the year's, so far as the weeks of autumn are known."""
        weeks = AUTUMN_WEEKS[phase]
        if self.week is None or self.week >= len(weeks):
            return 1.0
        return weeks[self.week] / YEAR_OF_WEEKS[phase]


def _rows(seed: int, time: _Time) -> Iterator[Row]:
    for place in PLACES:
        phases = {}
        for phase, of in PHASES.items():
            draws = stream(seed, "compared", place.name, phase, *time.period)
            counts = _counts(draws, place, of, time)
            row = phases[phase] = _row(seed, time, place, phase, counts, _sizes(place, of))
            yield _hidden(row) if place.one_school == phase else row
        # The rate of all phases was worked out another way before, which these figures do not copy.
        if time.first_day >= POOLED_FROM and not place.one_school:
            counts = {code: sum(_whole(one, name) for one in phases.values()) for name, code in CODES.items()}
            sizes = [sum(_whole(one, name) for one in phases.values()) for name in SIZES]
            yield _row(seed, time, place, TOTAL, counts, sizes)


def _counts(draws: random.Random, place: Place, phase: str, time: _Time) -> dict[str, int]:
    """Draw how often each code was entered; what is left of the possible sessions was attended."""
    possible = int(PUPILS[phase] * place.size * draws.uniform(0.96, 0.99)) * time.days * 2
    absent = set(codes_of(FAMILIES["overall_absence"], time.first_day))
    leaning = place.leaning * time.season(phase)
    counts = {
        code: round(possible * moved(draws, share) / 100 * (leaning if code in absent else 1))
        for code, share in SHARES[phase].items()
        if _is_in_force(code, time.first_day)
    }
    attended = possible - sum(counts.values())
    return {"/": attended // 2, "\\": attended - attended // 2, **counts}


def _sizes(place: Place, phase: str) -> list[int]:
    """Return schools and pupils, those that share and all of them."""
    pupils = int(PUPILS[phase] * place.size)
    schools = max(2, pupils // 300)
    return [schools, pupils, schools + schools // 20, pupils + pupils // 50]


def moved(draws: random.Random, rate: float) -> float:
    """Move a rate by a few hundredths of itself, so that it is its own."""
    return rate * draws.choice((-1, 1)) * draws.uniform(0.02, 0.12) + rate


def _is_in_force(code: str, day: dt.date) -> bool:
    begun, ended = in_force_between(code)
    return begun <= day and (ended is None or day < ended)


def _row(
    seed: int, time: _Time, place: Place, phase: str, counts: Mapping[str, int], sizes: Sequence[int]
) -> Row:
    """Write a row as the department does: codes, what they add up to, and each rate of a count."""
    cells: Row = {name: counts.get(code, 0) for name, code in CODES.items()}
    cells[PRESENT_IN_TIME] = counts["/"] + counts["\\"]
    for name, family in FAMILIES.items():
        cells[name] = sum(counts.get(code, 0) for code in codes_of(family, time.first_day))
    draws = stream(seed, "persistent", place.name, phase, time.year.name)
    share = PERSISTENTLY_ABSENT[PHASES[phase]] if phase in PHASES else _PERSISTENTLY_ABSENT
    return {
        **_where(time.period, place, phase),
        **dict(zip(SIZES, sizes, strict=True)),
        **cells,
        **{name: _whole(cells, part) * 100 / _whole(cells, POSSIBLE) for name, part in RATES.items()},
        PERSISTENT_RATE: moved(draws, share * place.leaning),
    }


def _whole(cells: Row, name: str) -> int:
    count = cells[name]
    return count if isinstance(count, int) else 0


def _where(period: tuple[str, str], place: Place, phase: str) -> Row:
    region = REGION if place.level != "National" else ("", "")
    of_authority = place.level == "Local authority"
    return {
        "time_period": period[0],
        "time_identifier": period[1],
        "geographic_level": place.level,
        "country_code": "E92000001",
        "country_name": _ENGLAND.name,
        "region_code": region[0],
        "region_name": region[1],
        "new_la_code": f"E06099{place.code}" if of_authority else "",
        "la_name": place.name if of_authority else "",
        "old_la_code": place.code,
        "education_phase": phase,
    }


def _hidden(row: Row) -> Row:
    """Keep a row back as the department does where it rests on one school."""
    schools = {name for name in SIZES if "schools" in name}
    said = {*_where(("", ""), _ENGLAND, "")}
    return {
        name: 1 if name in schools else cell if name in said else _KEPT_BACK for name, cell in row.items()
    }
