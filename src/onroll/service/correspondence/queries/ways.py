"""How each parent of some pupils would be written to, before anything is: by what, why, and what there is besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from onroll.service.correspondence.recipients import NotTold, Recipient
from onroll.service.correspondence.templates import LETTER
from onroll.service.correspondence.wished import parents_as_wished
from onroll.service.correspondence.wordings import template_called


@dataclass(frozen=True, slots=True)
class Ways:
    """Of one pupil, the parents who would be written to, and who would not and why."""

    told: list[Recipient] = field(default_factory=list)
    not_told: list[NotTold] = field(default_factory=list)


def ways_to_write(
    *, school_id: int, pupil_ids: Collection[int], template: str, on: dt.date, usual: str = LETTER
) -> dict[int, Ways]:
    """Return by pupil how parents would be told, as they wish, for those who have judged the scope.

    In a number of statements that does not grow with the pupils. Raises NoSuchWords.
    """
    permitted = template_called(template).channels
    chosen = parents_as_wished(
        pupil_ids, school_id=school_id, permitted=permitted, instead={}, usual=usual, on=on
    )
    found = {pupil_id: Ways(told) for pupil_id, told in chosen.told.items()}
    for one in chosen.not_told:
        found[one.pupil_id].not_told.append(one)
    return found
