"""One pupil's lateness since September: each arrival, what it comes to, patterns, and what was done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.law.plain_words import day_in_words, times_in_words
from onroll.law.school_time import AcademicYear
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lateness.late import Counts, Late, counts_of
from onroll.service.lateness.lessons_in_words import with_lessons
from onroll.service.lateness.models import LatenessSettings, LatenessStep
from onroll.service.lateness.patterns import Pattern
from onroll.service.lateness.queries.arrivals import minutes_of_a_school_day
from onroll.service.lateness.queries.standing import View, standings
from onroll.service.lateness.status import Kind, LetterState
from onroll.service.lateness.thresholds import Reached
from onroll.service.people.models import Pupil
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.queries.reach import require_pupil


@dataclass(frozen=True, slots=True)
class PupilLateness:
    """What is known of one pupil's lateness. `concerns` is none for whoever may not read them; `concerns_told` are one's own."""

    pupil: Pupil
    since: dt.date
    lates: tuple[Late, ...]
    counts: Counts
    words: str
    patterns: tuple[Pattern, ...]
    fresh: tuple[Pattern, ...]
    reached: Reached | None
    letter: LetterState
    settings: LatenessSettings
    done: tuple[LatenessStep, ...]
    concerns: tuple[LatenessStep, ...] | None
    concerns_told: int


def lateness_of_pupil(
    scope: Scope, *, school_id: int, pupil_id: int, on: dt.date, reader_id: int | None = None
) -> PupilLateness:
    """Return one pupil's lateness of the academic year, with how often the reader told of a concern. Raises OutOfScope."""
    require_pupil(scope, Permission.LATENESS_VIEW, school_id=school_id, pupil_id=pupil_id, on=on)
    pupil, since = pupil_of_school(pupil_id, school_id=school_id), AcademicYear.of(on).first_day
    view = View.of(school_id, on)
    found = standings(school_id, view, first_day=since, last_day=on, pupil_ids=[pupil_id], with_times=True)
    own = found[0] if found else None
    steps = list(
        LatenessStep.objects.filter(school_id=school_id, pupil_id=pupil_id).order_by("made_at", "pk")
    )
    told = [one for one in steps if one.kind in (Kind.CONCERN, Kind.ANSWER)]
    reads = scope.may(Permission.ESCALATION_DECIDE, school_id=school_id)
    counts = own.counts if own else counts_of(())
    return PupilLateness(
        pupil=pupil,
        since=since,
        lates=own.lates if own else (),
        counts=counts,
        words=words_since(counts, since, minutes_of_a_school_day(school_id, on)),
        patterns=own.patterns if own else (),
        fresh=own.fresh if own else (),
        reached=own.reached if own else None,
        letter=own.letter if own else LetterState.NONE_DUE,
        settings=view.settings,
        done=tuple(one for one in steps if one not in told),
        concerns=tuple(told) if reads else None,
        concerns_told=sum(
            one.kind == Kind.CONCERN and reader_id is not None and one.made_by_id == reader_id for one in told
        ),
    )


def words_since(counts: Counts, since: dt.date, minutes_of_a_day: int) -> str:
    """Write a sum of lateness as a family can picture it: “9 times since 1 September 2026: 4 hours and 10 minutes, about …”."""
    if not counts.times:
        return f"Never since {day_in_words(since)}"
    words = f"{times_in_words(counts.times).capitalize()} since {day_in_words(since)}"
    return f"{words}: {with_lessons(counts.minutes, minutes_of_a_day)}" if counts.minutes else words
