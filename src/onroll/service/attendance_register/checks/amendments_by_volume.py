"""Weeks in which an unusual share of the register was amended."""

from __future__ import annotations

from collections import Counter

from onroll.law.amendments import AMENDMENT
from onroll.law.plain_words import day_in_words
from onroll.law.school_time import week_of
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity

#: More than this share of a week's entries, and more than this many, is out of the ordinary.
MOST_PER_HUNDRED = 5
FEWEST = 20


def amendments_by_volume(facts: CheckFacts) -> list[CheckFinding]:
    """Find each week in which more than five in a hundred entries were amended after closing.

    Amending code N is how absences are explained, so those are not counted.
    """
    amended = Counter(week_of(one.date) for one in facts.amendments)
    entered: Counter[object] = Counter()
    for (day, _), count in facts.entries_by_session.items():
        entered[week_of(day)] += count
    return [
        CheckFinding(
            "amendments_by_volume",
            Severity.LOOK,
            f"{count} of {entered[week]} entries of the week of {day_in_words(week)} were amended after their "
            "registers had closed.",
            "Amendments are lawful and kept, and so many in a week mean the registers were not right when they closed.",
            "Read their reasons, and mend what makes them needed.",
            AMENDMENT,
            date=week,
            count=count,
        )
        for week, count in sorted(amended.items())
        if count >= FEWEST and count * 100 > MOST_PER_HUNDRED * entered[week]
    ]
