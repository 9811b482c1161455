"""Until when the admission register called a pupil a mobile child (regulation 3(1))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.people.models import Pupil


def called_mobile_until(pupil_ids: Collection[int]) -> dict[int, dt.date]:
    """Return the last day on which each of some pupils was called a mobile child; the last day there is while one is.

    A pupil never called so is left out. Pupils said to be so now count as such before: the register was put right.
    """
    if not pupil_ids:
        return {}
    ended = AdmissionEntry.objects.filter(
        pupil_id__in=pupil_ids, original__mobile_child=True, contents__mobile_child=False
    )
    until = dict(ended.order_by("made_on").values_list("pupil_id", "made_on"))
    still = Pupil.objects.filter(pk__in=pupil_ids, is_mobile_child=True).values_list("pk", flat=True)
    return until | dict.fromkeys(still, dt.date.max)


def is_called_mobile(until: Mapping[int, dt.date], pupil_id: int, day: dt.date) -> bool:
    """Say whether a pupil was called a mobile child on a day."""
    return day <= until.get(pupil_id, dt.date.min)
