"""Measure drawn years as the official series counts them, beside what was published."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onroll.law.absence_measures import PupilMeasures
from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_meaning import StatisticalClass
from onroll.service.demo.attendance.published import ABSENCE, CODES, PERSISTENTLY_ABSENT
from onroll.service.demo.attendance.pupil_year import PupilYear
from onroll.service.demo.attendance.school_year import SchoolYear
from onroll.service.demo.places import SIXTH_FORM


@dataclass(frozen=True, slots=True)
class PhaseMeasured:
    """One phase: percentages of possible sessions, and of pupils, over a span."""

    phase: str
    pupils: int
    absence: float
    persistently_absent: float
    severely_absent: float
    codes: dict[str, float]
    bands: tuple[float, ...]

    @property
    def published_absence(self) -> float | None:
        return ABSENCE.get(self.phase)

    @property
    def published_persistence(self) -> float | None:
        return PERSISTENTLY_ABSENT.get(self.phase)

    @property
    def published_codes(self) -> dict[str, float]:
        return CODES[self.phase]


def measure_phase(
    phase: str, years: Iterable[SchoolYear], *, last_day: dt.date | None = None
) -> PhaseMeasured:
    """Measure pupils aged 5 to 15 of a phase, up to a day; year 11's last half term is left out, as the series leaves it."""
    counted: Counter[str] = Counter()
    pupils: list[PupilMeasures] = []
    for school in years:
        if school.calendar.place.calibration == phase:
            for year in school.pupils:
                codes = Counter(_counted(year, last_day))
                if year.child.year not in {"R", *SIXTH_FORM} and (one := _measures(codes)).possible:
                    pupils.append(one)
                    counted.update(codes)
    possible = sum(one.possible for one in pupils) or 1
    return PhaseMeasured(
        phase=phase,
        pupils=len(pupils),
        absence=100 * sum(one.absent for one in pupils) / possible,
        persistently_absent=100 * sum(bool(one.persistent) for one in pupils) / len(pupils),
        severely_absent=100 * sum(bool(one.severe) for one in pupils) / len(pupils),
        codes={code: 100 * count / possible for code, count in sorted(counted.items())},
        bands=_bands([100 * one.absent / one.possible for one in pupils]),
    )


def _counted(year: PupilYear, last_day: dt.date | None) -> list[str]:
    row = year.row
    end = row.count if last_day is None else 2 * row.from_day(last_day + dt.timedelta(days=1))
    if year.child.year == "11":
        end = min(end, 2 * row.from_day(row.terms.half_terms[5].first_day))
    return [code for code in year.codes[:end] if code is not None]


def _measures(codes: Counter[str]) -> PupilMeasures:
    by_class: Counter[StatisticalClass] = Counter()
    for code, count in codes.items():
        by_class[class_for_counting(code, dt.date(2026, 9, 1))] += count
    return PupilMeasures(
        attended=by_class[StatisticalClass.PRESENT]
        + by_class[StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY],
        authorised=by_class[StatisticalClass.AUTHORISED_ABSENCE],
        unauthorised=by_class[StatisticalClass.UNAUTHORISED_ABSENCE],
    )


def _bands(rates: list[float]) -> tuple[float, ...]:
    placed = Counter(min(10, int(rate // 5)) for rate in rates)
    return tuple(100 * placed[band] / len(rates) for band in range(11))
