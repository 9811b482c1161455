"""The demo as it is drawn, once for all tests that only read it."""

from functools import cache

from onroll.law.school_time import AcademicYear
from onroll.service.demo.attendance.school_year import draw_school_years
from onroll.service.demo.making import SEED
from onroll.service.demo.population import draw_population


@cache
def population(seed=SEED):
    return draw_population(seed, AcademicYear.starting_in(2026))


@cache
def years(seed=SEED):
    return draw_school_years(seed, population(seed))
