"""How often and how late pupils came, read off the register and put in the words that a letter says it in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, Sum

from onroll.law.code_uses import CODE_AFTER_CLOSING, CODE_OF_LATENESS
from onroll.law.plain_words import counted, day_in_words, minutes_in_words
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry

FACTS_OF_LATENESS = frozenset({"times", "minutes", "since"})


def lateness_of(
    scope: Scope, *, school_id: int, pupil_ids: Collection[int], first_day: dt.date, last_day: dt.date
) -> dict[int, dict[str, str]]:
    """Return the facts of lateness of those of these pupils who came late, in one statement. Raises OutOfScope.

    Only sessions whose minutes were written down count towards the length of time; one without still counts as once.
    """
    scope.require(Permission.MESSAGE_SEND, school_id=school_id)
    codes = {CODE_OF_LATENESS.on(last_day), CODE_AFTER_CLOSING.on(last_day)}
    rows = (
        CurrentEntry.objects.filter(
            school_id=school_id, pupil_id__in=pupil_ids, date__range=(first_day, last_day), code__in=codes
        )
        .values("pupil_id")
        .annotate(times=Count("pk"), minutes=Sum("minutes_late"))
        .order_by("pupil_id")
    )
    return {
        row["pupil_id"]: {
            "times": counted(row["times"], "time"),
            "minutes": minutes_in_words(row["minutes"]),
            "since": day_in_words(first_day),
        }
        for row in rows
        if row["minutes"]
    }
