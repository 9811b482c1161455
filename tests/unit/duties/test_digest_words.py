"""The lines of the weekly email: what is overdue first, by school, and no more than can be read."""

from __future__ import annotations

import datetime as dt

from onroll.service.duties.digest_words import MOST_LINES, in_words
from onroll.service.duties.queries.agenda import Appointment

MONDAY, THURSDAY = dt.date(2026, 9, 7), dt.date(2026, 9, 10)


def an_appointment(title: str, number: int, *, school: str = "Ash", day: dt.date = THURSDAY, since=None):
    return Appointment("key", 1, school, day, "rule", title, number, (), since)


def test_what_is_overdue_stands_first_and_each_kind_has_a_line():
    due = [
        an_appointment("Reasons to establish", 3),
        an_appointment("Blank entries", 2, day=MONDAY, since=dt.date(2026, 9, 4)),
        an_appointment("Leave to decide", 1, school="Beech"),
    ]
    assert in_words(due) == (
        "Overdue:\n\nAsh\n- Blank entries: 2, due since Friday 4 September 2026\n\n"
        "Due this week:\n\nAsh\n- Reasons to establish: 3, by Thursday 10 September 2026\n\n"
        "Beech\n- Leave to decide: 1, by Thursday 10 September 2026"
    )


def test_a_part_has_so_many_lines_and_says_how_many_things_more():
    as_many = [an_appointment(f"Kind {n:02}", 2) for n in range(MOST_LINES)]
    assert "more" not in in_words(as_many)
    assert in_words([*as_many, an_appointment("Kind 99", 2)]).endswith("\n\nAnd 2 more things to do.")
