"""Who has left a school: what was planned for them asks nothing more of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from onroll.service.admission_register.models import Enrolment
from onroll.service.people.models import Pupil


def left_among(school_id: int, pupil_ids: Collection[int], *, on: dt.date) -> set[int]:
    """Return which of some pupils have left a school before a day, under either row of one merged; the caller has judged who is told.

    A pupil who is to start has not left. Nothing is asked about nobody.
    """
    if not pupil_ids:
        return set()
    standing = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on), school_id=school_id
    ).exclude(deletion_ground=Enrolment.WITHDRAWN)
    staying = Pupil.objects.filter(
        Exists(standing.filter(pupil_id=OuterRef("pk")))
        | Exists(standing.filter(pupil_id=OuterRef("folded_into_id"))),
        pk__in=pupil_ids,
    )
    return set(pupil_ids) - set(staying.values_list("pk", flat=True))
