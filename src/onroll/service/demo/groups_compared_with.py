"""Absence bands of groups of pupils to compare the demo with: made up like the rest, in the form of the department's file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from onroll.law.school_time import AcademicYear
from onroll.service.demo.attendance.published import PERSISTENTLY_ABSENT, PRIMARY, SECONDARY, SPECIAL
from onroll.service.demo.chance import stream
from onroll.service.demo.compared_with import PLACES, PUPILS, REGION, Place, moved

_PHASES = {"State-funded primary": PRIMARY, "State-funded secondary": SECONDARY, "Special": SPECIAL}
_YEARS = {PRIMARY: range(1, 7), SECONDARY: range(7, 12), SPECIAL: range(1, 12)}
#: What share of pupils each is, and how their persistent absence stands against that of all.
_MEALS = {"Eligible": (0.25, 1.65), "Not Eligible": (0.75, 0.78)}
_NEEDS = {
    "Any special educational need": (0.18, 1.45),
    "No identified special educational need": (0.82, 0.9),
}
_SEXES = {"Female": (0.49, 1.01), "Male": (0.51, 0.99)}
_BANDS_UNDER_TEN, _BANDS_TO_HALF = (0.62, 0.38), 8
#: Of those persistently absent, how many missed half or more; of the others, how many are in each band against the band before.
_SEVERE, _FALLING = 0.09, 0.62
_MOST_PERSISTENT = 0.9


def rows_of_bands(seed: int, year: AcademicYear) -> Iterator[list[object]]:
    """Yield an academic year's rows of absence bands: every place, phase and mix of characteristics."""
    for place, (named, phase) in product(PLACES, _PHASES.items()):
        if place.one_school and phase == SPECIAL:
            continue
        draws = stream(seed, "bands", place.name, phase, year.name)
        years = _YEARS[phase]
        for number, meals, need, sex in product(years, _MEALS, _NEEDS, _SEXES):
            shares = (_MEALS[meals], _NEEDS[need], _SEXES[sex])
            pupils, absent = (
                PUPILS[phase] * place.size / len(years),
                PERSISTENTLY_ABSENT[phase] * place.leaning,
            )
            for share, against_all in shares:
                pupils, absent = pupils * share, absent * against_all
            later = 0.88 + 0.24 * (number - years[0]) / (len(years) - 1)
            persistent = min(_MOST_PERSISTENT, moved(draws, absent * later) / 100)
            yield [*_where(year, place, named), meals, need, sex, number, *_bands(round(pupils), persistent)]


def _bands(pupils: int, persistent: float) -> list[int]:
    """Spread pupils over the bands: those under a tenth, and those at it or over, ever fewer."""
    over = round(pupils * persistent)
    under = [round((pupils - over) * share) for share in _BANDS_UNDER_TEN[:-1]]
    under.append(pupils - over - sum(under))
    severe = round(over * _SEVERE)
    weights = [_FALLING**place for place in range(_BANDS_TO_HALF)]
    found = [int((over - severe) * weight / sum(weights)) for weight in weights]
    found[0] += over - severe - sum(found)
    return [*under, *found, severe]


def _where(year: AcademicYear, place: Place, phase: str) -> list[object]:
    of_authority = place.level == "Local authority"
    region = ("", "") if place.level == "National" else REGION
    return [
        "Academic year",
        year.code,
        place.level,
        "E92000001",
        PLACES[0].name,
        region[1],
        region[0],
        place.code,
        f"E06099{place.code}" if of_authority else "",
        place.name if of_authority else "",
        phase,
    ]
