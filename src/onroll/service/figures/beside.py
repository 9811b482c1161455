"""What stands beside a body's figures: what is published of its authority and wider, and its own of a year before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypedDict

from onroll.analysis.groupings import ALL
from onroll.analysis.measures.definitions import SESSIONS
from onroll.analysis.periods import Term
from onroll.analysis.published.of_a_place import PublishedFigures
from onroll.analysis.published.periods import TERMS, PublishedPeriod
from onroll.analysis.published.rates import rate_of
from onroll.analysis.report.figures import Figure
from onroll.service.access.permissions import Permission
from onroll.service.clock import LONDON
from onroll.service.figures import bodies
from onroll.service.figures.reading import Figures, NoFigures, figures_of
from onroll.service.published.comparing import Comparators, Source
from onroll.service.published.queries.comparators import (
    comparators,
    comparators_by_group,
    published_by_week,
)

_A_YEAR = dt.timedelta(weeks=52)
_OF_SESSIONS = frozenset(measure.name for measure in SESSIONS)


def published_beside(figures: Figures) -> Comparators | None:
    """Return what was published by the day the figures were counted, of the period asked for.

    None for a trust, whose schools may lie in several authorities, and for a period that nothing is published of.
    """
    asked = _asked(figures)
    if asked is None:
        return None
    found = comparators(figures.scope, permission=Permission.FIGURES_VIEW, **asked)
    return found if found.says_something else None


def published_by_group(figures: Figures) -> dict[str, Comparators]:
    """Return what was published by that day of each group of pupils, by the group's name; nothing where `published_beside` is None."""
    asked = _asked(figures)
    if asked is None:
        return {}
    found = comparators_by_group(figures.scope, permission=Permission.FIGURES_VIEW, **asked)
    return {group: one for group, one in found.items() if one.says_something}


@dataclass(frozen=True, slots=True)
class PublishedWeeks:
    """A measure as it was published of each week, by whose it is and by the week's Monday, and the releases it is from."""

    weeks: dict[str, dict[dt.date, Figure]]
    sources: tuple[Source, ...]


def published_weeks(figures: Figures, measure: str) -> PublishedWeeks | None:
    """Return a measure as it was published of each week of the year, by whose it is: the authority's and England's.

    None of a part of the year, where `published_beside` is, and where no week is published; a week without numbers is left out.
    """
    asked = _asked(figures)
    if asked is None or figures.question.period != str(Term.WHOLE):
        return None
    found = published_by_week(
        figures.scope,
        permission=Permission.FIGURES_VIEW,
        year=figures.year,
        on=asked["on"],
        school_id=asked["school_id"],
        authority_id=asked["authority_id"],
    )
    shown = {
        name: {monday: figure for monday, (_, one) in weeks.items() if (figure := _figure(one, measure))}
        for name, weeks in found.items()
    }
    sources = dict.fromkeys(source for weeks in found.values() for source, _ in weeks.values())
    return PublishedWeeks(shown, tuple(sources)) if any(shown.values()) else None


def _figure(published: PublishedFigures, measure: str) -> Figure | None:
    rate = rate_of(published, measure)
    if not isinstance(rate.numerator, int) or not isinstance(rate.denominator, int):
        return None
    return Figure(measure, rate.numerator, rate.denominator)


class _Asked(TypedDict):
    period: PublishedPeriod
    on: dt.date
    school_id: int | None
    authority_id: int | None


def _asked(figures: Figures) -> _Asked | None:
    """Return what is asked of what is published: of which period, by which day, and of whom."""
    body = figures.body
    period = _published_period(figures)
    if period is None or body.kind == bodies.TRUST:
        return None
    authority_id = body.within if body.kind == bodies.DISTRICT else body.body_id
    return {
        "period": period,
        "on": figures.counted_at.astimezone(LONDON).date(),
        "school_id": body.school_id,
        "authority_id": None if body.school_id else authority_id,
    }


def _published_period(figures: Figures) -> PublishedPeriod | None:
    asked = figures.question.period
    if asked == str(Term.WHOLE):
        return PublishedPeriod.year(figures.year)
    name = asked.capitalize()
    return PublishedPeriod.term(figures.year, name) if name in TERMS else None


@contextmanager
def a_year_before(figures: Figures) -> Iterator[Figures | None]:
    """Open the body's figures of the year before; None where none are kept."""
    year = figures.year.first_day.year - 1
    if year not in figures.years:
        yield None
        return
    try:
        with figures_of(figures.scope, figures.body, replace(figures.question, year=year)) as before:
            yield before
    except NoFigures:
        yield None


def to_the_same_week(figures: Figures, before: Figures, measure: str) -> Figure | None:
    """Return a year before's figure of sessions up to the week that the figures have come to, added up week by week.

    None for a measure that weeks do not add up to, for a term, and where any of the weeks is kept back.
    """
    if measure not in _OF_SESSIONS or figures.question.period != str(Term.WHOLE):
        return None
    last = max(map(_monday, figures.periods("week ")), default=None)
    names = [name for name in before.periods("week ") if last and _monday(name) + _A_YEAR <= last]
    before.load(ALL, names, [measure])
    found = [before.find(measure, name) for name in names]
    shown = [one for one in found if one is not None]
    if not shown or not all(one.is_shown for one in shown):
        return None
    return Figure(
        measure, sum(one.numerator or 0 for one in shown), sum(one.denominator or 0 for one in shown)
    )


def _monday(name: str) -> dt.date:
    return dt.date.fromisoformat(name.removeprefix("week "))
