"""The day an exclusion ends: a suspension on its last day, a permanent one with the pupil's last day on roll."""

from __future__ import annotations

import datetime as dt

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from onroll.service.admission_register.models import Enrolment
from onroll.service.exclusions.models import Exclusion


def with_end(rows: QuerySet[Exclusion]) -> QuerySet[Exclusion]:
    """Return exclusions, each with its `ends_on`: None while a pupil permanently excluded is on roll."""
    spells = Enrolment.objects.filter(
        school_id=OuterRef("school_id"),
        pupil_id=OuterRef("pupil_id"),
        starting_day__lte=OuterRef("first_day"),
    ).exclude(deletion_ground__in=Enrolment.VOID)
    last_day = spells.order_by("-starting_day").values("last_day")[:1]
    return rows.annotate(ends_on=Coalesce("last_day", Subquery(last_day)))


def last_day_on_roll(school_id: int, pupil_id: int, on: dt.date) -> dt.date | None:
    """Return the last day of the spell on roll that holds a day; None where it goes on."""
    spells = Enrolment.objects.filter(school_id=school_id, pupil_id=pupil_id, starting_day__lte=on)
    spell = spells.exclude(deletion_ground__in=Enrolment.VOID).order_by("-starting_day").first()
    return spell.last_day if spell else None
