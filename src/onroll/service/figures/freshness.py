"""Which schools' registers have changed since several schools' figures were counted."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.extracts import queries
from onroll.service.figures.reading import Figures


def changed_since(figures: Figures) -> dict[int, dt.datetime]:
    """Return the last change of each school's registers that a body's figures do not say, by the school's id."""
    made_from = figures.kept.about["made_from"]
    may_see = figures.scope.schools_with(Permission.FIGURES_VIEW)
    numbers = {
        school.pk: int(made_from[school.urn][0])
        for school in figures.body.schools
        if school.urn in made_from and (figures.scope.unbounded or school.pk in may_see)
    }
    return queries.changed_since(
        figures.scope, permission=Permission.FIGURES_VIEW, numbers=numbers, year=figures.year
    )
