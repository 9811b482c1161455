"""How often and how late pupils came, in the words that a letter says it in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from onroll.law.plain_words import day_in_words, minutes_in_words, times_in_words
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lateness.late import counts_of
from onroll.service.lateness.lessons_in_words import in_lessons
from onroll.service.lateness.queries.arrivals import lates_by_pupil, minutes_of_a_school_day

FACTS_OF_LATENESS = frozenset({"times", "minutes", "lessons", "since"})


def lateness_of(
    scope: Scope, *, school_id: int, pupil_ids: Collection[int], first_day: dt.date, last_day: dt.date
) -> dict[int, dict[str, str]]:
    """Return the facts of lateness of those of these pupils who came late, in two statements. Raises OutOfScope.

    Only sessions whose minutes were written down count towards the length of time; one without still counts as once.
    """
    scope.require(Permission.MESSAGE_SEND, school_id=school_id)
    a_day = minutes_of_a_school_day(school_id, last_day)
    found = {}
    for pupil_id, lates in sorted(
        lates_by_pupil(school_id, first_day, last_day, pupil_ids=pupil_ids).items()
    ):
        counts = counts_of(lates)
        if counts.minutes:
            share = in_lessons(counts.minutes, a_day)
            found[pupil_id] = {
                "times": times_in_words(counts.times),
                "minutes": minutes_in_words(counts.minutes),
                "lessons": share or minutes_in_words(counts.minutes),
                "since": day_in_words(first_day),
            }
    return found
