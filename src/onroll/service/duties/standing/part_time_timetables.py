"""What part-time timetables ask: signatures, the authority's copy, reviews, the way back to full time, and how each ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onroll.law.citation import Citation
from onroll.law.part_time_timetables import AGREEMENT, COPY_TO_AUTHORITY, GUIDANCE
from onroll.law.plain_words import day_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.part_time_timetables.queries.due import Ask, TimetableDue


@dataclass(frozen=True, slots=True)
class _Said:
    """How one ask is put: its title after the pupil's name, why, who does it, and what it rests on."""

    title: str
    why: Callable[[TimetableDue], str]
    who: str
    words: str
    citation: Citation


_SAID = {
    Ask.SIGNATURE: _Said(
        "part-time timetable to be agreed",
        lambda one: (
            f"Wanting: {one.wanting}. It begins on {day_in_words(one.first_day)}, and is agreed before that or not at all."
        ),
        "Attendance office",
        "Part-time timetable to be agreed",
        AGREEMENT,
    ),
    Ask.COPY: _Said(
        "send the authority a copy of the part-time timetable",
        lambda one: f"It was agreed on {day_in_words(one.by)}. The authority has its copy at once.",
        "Attendance office",
        "Copy of a part-time timetable to the authority",
        COPY_TO_AUTHORITY,
    ),
    Ask.REVIEW: _Said(
        "review the part-time timetable",
        lambda one: f"The review was set for {day_in_words(one.by)}, with the pupil and a parent.",
        "Attendance office",
        "Review of a part-time timetable",
        GUIDANCE,
    ),
    Ask.END_NEAR: _Said(
        "the part-time timetable ends soon",
        lambda one: (
            f"It ends on {day_in_words(one.last_day)}. Arrange the first full days with the pupil, and write to the parents."
        ),
        "Attendance office",
        "Part-time timetable that ends soon",
        GUIDANCE,
    ),
    Ask.OVER: _Said(
        "the part-time timetable is over",
        lambda one: (
            f"It ended on {day_in_words(one.last_day)}, and the pupil is expected full time. Record what became of it."
        ),
        "Attendance office",
        "Part-time timetable that is over",
        GUIDANCE,
    ),
}  # fmt: skip


def timetable_to_agree(morning: Morning) -> Iterator[Duty]:
    """Find timetables that want a signature."""
    return _of(morning, Ask.SIGNATURE)


def timetable_to_copy(morning: Morning) -> Iterator[Duty]:
    """Find timetables of which the authority has no copy."""
    return _of(morning, Ask.COPY)


def timetable_to_review(morning: Morning) -> Iterator[Duty]:
    """Find timetables whose review has come."""
    return _of(morning, Ask.REVIEW)


def timetable_ends_soon(morning: Morning) -> Iterator[Duty]:
    """Find timetables that end within days."""
    return _of(morning, Ask.END_NEAR)


def timetable_over(morning: Morning) -> Iterator[Duty]:
    """Find timetables that are over, with nothing said of how."""
    return _of(morning, Ask.OVER)


def _of(morning: Morning, ask: Ask) -> Iterator[Duty]:
    return (_duty(one, morning) for one in morning.timetables if one.ask is ask)


def _duty(one: TimetableDue, morning: Morning) -> Duty:
    said = _SAID[one.ask]
    rule = _RULE_OF[one.ask]
    return Duty(
        rule=rule,
        kind=Kind.TIMETABLE,
        title=f"{one.name}: {said.title}",
        why=said.why(one),
        who=said.who,
        due=dt.datetime.combine(one.by, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=said.citation,
        deeds=(Deed(DeedName.OPEN_TIMETABLE, "Open the timetable", {"timetable_id": one.timetable_id}),),
        items=(
            Item(
                key=f"{rule}/{one.timetable_id}/{one.by.isoformat()}",
                words=said.words,
                on=one.by,
                pupil_id=one.pupil_id,
            ),
        ),
    )


_RULE_OF = {
    Ask.SIGNATURE: "timetable_to_agree",
    Ask.COPY: "timetable_to_copy",
    Ask.REVIEW: "timetable_to_review",
    Ask.END_NEAR: "timetable_ends_soon",
    Ask.OVER: "timetable_over",
}
