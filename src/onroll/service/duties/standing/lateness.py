"""What lateness asks for: a letter at the school's own number, a pattern looked at, a concern answered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from onroll.law.after_the_mark import CONCERN_TOLD, LATENESS_FOLLOWED_UP
from onroll.law.plain_words import counted, day_in_words, moment_in_words
from onroll.law.school_time import week_of
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.lateness.queries.due import ConcernDue, LetterDue, PatternDue

#: From a Monday to the Friday of the week after; and within how many days a pattern is looked at. Ours.
WRITTEN_WITHIN, LOOKED_AT_WITHIN = dt.timedelta(days=11), 14


def lateness_letter(morning: Morning) -> Iterator[Duty]:
    """Find the letters about lateness to write, those of a week together: by the Friday of the week after."""
    by_due: dict[dt.date, list[LetterDue]] = defaultdict(list)
    for one in morning.late_letters:
        by_due[week_of(one.reached.reached_on) + WRITTEN_WITHIN].append(one)
    return (_letters(due, late, morning) for due, late in sorted(by_due.items()))


def lateness_pattern(morning: Morning) -> Iterator[Duty]:
    """Find the pupils whose lateness has a pattern nobody has looked at."""
    return (_pattern(one, morning) for one in morning.late_patterns)


def lateness_concern(morning: Morning) -> Iterator[Duty]:
    """Find the concerns about lateness that the safeguarding lead has not answered."""
    return (_concern(one, morning) for one in morning.late_concerns)


def _letters(due: dt.date, late: list[LetterDue], morning: Morning) -> Duty:
    first = min(one.reached.reached_on for one in late)
    return Duty(
        rule="lateness_letter",
        kind=Kind.LATE,
        title=late[0].name + ": write to the parents about lateness"
        if len(late) == 1
        else f"Write to the parents of {counted(len(late), 'pupil')} about lateness",
        why=f"The school’s number was reached on {day_in_words(first)}{' and after' if len(late) > 1 else ''}. Each letter can be read before it goes.",
        who="Attendance office",
        due=_end_of(due, morning),
        is_now=False,
        citation=LATENESS_FOLLOWED_UP,
        deeds=(
            Deed(DeedName.OPEN_LATENESS, "Read the letter", {"pupil_id": late[0].pupil_id})
            if len(late) == 1
            else Deed(DeedName.OPEN_LATE_LETTERS, "Read the letters"),
        ),
        items=tuple(
            Item(
                key=f"lateness_letter/{one.pupil_id}",
                words="Letter about lateness to write",
                on=one.reached.reached_on,
                pupil_id=one.pupil_id,
            )
            for one in late
        ),
    )


def _pattern(late: PatternDue, morning: Morning) -> Duty:
    return Duty(
        rule="lateness_pattern",
        kind=Kind.LATE,
        title=f"{late.name}: look at a pattern of lateness",
        why=f"{'. '.join(one.words for one in late.patterns)}. Find out what makes it so.",
        who="Attendance office",
        due=_end_of(late.last_day + dt.timedelta(days=LOOKED_AT_WITHIN), morning),
        is_now=False,
        citation=LATENESS_FOLLOWED_UP,
        deeds=(Deed(DeedName.OPEN_LATENESS, "Look at it", {"pupil_id": late.pupil_id}),),
        items=(
            Item(
                key=f"lateness_pattern/{late.pupil_id}",
                words="Pattern of lateness to look at",
                on=late.last_day,
                pupil_id=late.pupil_id,
            ),
        ),
    )


def _concern(late: ConcernDue, morning: Morning) -> Duty:
    told = late.told_at.astimezone(morning.now.tzinfo)
    return Duty(
        rule="lateness_concern",
        kind=Kind.LATE,
        title=f"{late.name}: answer a concern about lateness",
        why=f"Told by {late.told_by} on {moment_in_words(told)}.",
        who="Safeguarding lead",
        due=_end_of(told.date(), morning),
        is_now=True,
        citation=CONCERN_TOLD,
        deeds=(Deed(DeedName.OPEN_CONCERN, "Read and answer", {"concern_id": late.step_id}),),
        items=(
            Item(
                key=f"lateness_concern/{late.step_id}",
                words="Concern to answer",
                on=told.date(),
                pupil_id=late.pupil_id,
            ),
        ),
    )


def _end_of(day: dt.date, morning: Morning) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59), tzinfo=morning.now.tzinfo)
