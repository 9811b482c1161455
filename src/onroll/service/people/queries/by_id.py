"""Pupils by their ids, for the service's own use: the caller has judged who asks."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from onroll.service.people.models import Pupil
from onroll.service.worded_once import worded_once


@worded_once
def pupils_by_id(pupil_ids: Collection[int]) -> QuerySet[Pupil]:
    """Return some pupils, in no order."""
    return Pupil.objects.filter(pk__in=pupil_ids).order_by()


@worded_once
def merged_into(pupil_ids: Collection[int]) -> QuerySet[Pupil, tuple[int, int | None]]:
    """Return the rows that were merged into some pupils, each with the one it was merged into."""
    return Pupil.objects.filter(folded_into_id__in=pupil_ids).order_by().values_list("pk", "folded_into_id")
