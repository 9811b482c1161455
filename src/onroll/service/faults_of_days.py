"""What is wrong with a first and a last day as they were given, by the box each stands at."""

from __future__ import annotations

import datetime as dt

from onroll.law.plain_words import day_in_words


def faults_of_days(first: dt.date | None, last: dt.date | None, *, longest: int) -> dict[str, str]:
    """Find days that are missing, turned about, or `longest` days or more apart."""
    faults = {}
    if first is None:
        faults["first_day-day"] = "Enter the first day."
    if last is None:
        faults["last_day-day"] = "Enter the last day."
    elif first and last < first:
        faults["last_day-day"] = (
            f"It ends before it starts. Give a last day on or after {day_in_words(first)}."
        )
    elif first and (last - first).days >= longest:
        faults["last_day-day"] = f"That is {longest} days or more. Check the years of both days."
    return faults
