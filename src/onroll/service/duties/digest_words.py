"""What is due, as the weekly email says it: what is overdue first, then this week; by school, a line for each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onroll.law.plain_words import counted, day_in_words
from onroll.service.duties.queries.agenda import Appointment

#: How many lines each part of an email has: its reader opens the pages for the rest. Ours.
MOST_LINES = 15


def in_words(due: Sequence[Appointment]) -> str:
    """Write what is due: each kind of thing a line, how many, and by when."""
    overdue = [one for one in due if one.overdue_since]
    parts = (
        ("Overdue", overdue),
        ("Due this week", [one for one in due if not one.overdue_since]),
    )
    return "\n\n".join(
        block for title, found in parts if found for block in (f"{title}:", *_by_school(found))
    )


def _by_school(found: Sequence[Appointment]) -> Iterator[str]:
    """Yield a block a school, its name above its lines; where there are too many, how many more there are."""
    ordered = sorted(found, key=lambda one: (one.school, one.day, one.overdue_since or one.day, one.title))
    for school, of_it in groupby(ordered[:MOST_LINES], key=lambda one: one.school):
        yield "\n".join([school, *(f"- {_line(one)}" for one in of_it)])
    if more := ordered[MOST_LINES:]:
        yield f"And {counted(sum(one.number for one in more), 'more thing')} to do."


def _line(one: Appointment) -> str:
    since = one.overdue_since
    when = (
        f"due since {since:%A} {day_in_words(since)}" if since else f"by {one.day:%A} {day_in_words(one.day)}"
    )
    return f"{one.title}: {one.number}, {when}"
