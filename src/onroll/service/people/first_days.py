"""The first day of something by pupil, whoever's row was folded into whose: for figures before and after."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

#: By pupil, a day.
Days = dict[int, dt.date]


def first_days(
    rows: QuerySet[Any], day: str, *, first_day: dt.date, last_day: dt.date, pupil: str = "pupil"
) -> Days:
    """Return by pupil the first day of a span that rows hold in a column of days; rows of no pupil any more are left out."""
    return dict(_least(rows.filter(**{f"{day}__range": (first_day, last_day)}), day, pupil))


def first_days_of_moments(
    rows: QuerySet[Any], moment: str, *, first_day: dt.date, last_day: dt.date, pupil: str = "pupil"
) -> Days:
    """Return by pupil the first day of a span that rows hold in a column of moments."""
    found = _least(rows.filter(**{f"{moment}__date__range": (first_day, last_day)}), moment, pupil)
    return {pupil_id: localdate(at) for pupil_id, at in found}


def _least(rows: QuerySet[Any], column: str, pupil: str) -> QuerySet[Any]:
    """Return by pupil the least of a column; one whose row was folded into another's is the other."""
    whose = Coalesce(F(f"{pupil}__folded_into_id"), F(f"{pupil}_id"))
    return rows.filter(**{f"{pupil}__isnull": False}).order_by().values_list(whose).annotate(Min(column))
