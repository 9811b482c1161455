"""How each late pupil of a school stands: counts, patterns, and whether a letter is due."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from onroll.law.school_time import SchoolCalendar
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.lateness.late import Counts, Late, counts_of
from onroll.service.lateness.models import LatenessSettings, LatenessStep
from onroll.service.lateness.patterns import Pattern, patterns_of
from onroll.service.lateness.queries.arrivals import lates_by_pupil
from onroll.service.lateness.queries.settings import settings_of
from onroll.service.lateness.queries.together import Sessions, siblings_late
from onroll.service.lateness.status import Kind, LetterState, last_of, letter_state, letter_up_to
from onroll.service.lateness.thresholds import Reached, threshold_reached, window_start
from onroll.service.worded_once import worded_once

#: How far back the calendar is read for school weeks, in days: enough for the longest window and the summer.
LOOK_BACK = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """One pupil's lateness in view, and what it asks for. `fresh` are patterns nobody has looked at yet."""

    pupil_id: int
    lates: tuple[Late, ...]
    counts: Counts
    patterns: tuple[Pattern, ...]
    fresh: tuple[Pattern, ...]
    reached: Reached | None
    letter: LetterState
    steps: tuple[LatenessStep, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What a school's lateness is judged by on a day: its calendar, settings, and the first day letters look back to."""

    on: dt.date
    calendar: SchoolCalendar
    settings: LatenessSettings
    letters_from: dt.date

    @classmethod
    def of(cls, school_id: int, on: dt.date) -> View:
        """Read what a school's lateness is judged by, in two statements."""
        settings = settings_of(school_id)
        calendar = calendar_of(school_id, on - dt.timedelta(days=LOOK_BACK), on)
        return cls(on, calendar, settings, window_start(calendar, on=on, weeks=settings.weeks))

    def weeks_from(self, first_day: dt.date) -> list[dt.date]:
        """Return the Mondays of the school weeks from a day on."""
        return [week for week in self.calendar.weeks if week + dt.timedelta(days=6) >= first_day]


def letter_rules(scope: Scope, *, school_id: int, on: dt.date) -> tuple[LatenessSettings, dt.date]:
    """Return what a letter is due by, and from which day lateness counts towards one. Raises OutOfScope."""
    scope.require(Permission.LATENESS_ACT, school_id=school_id)
    view = View.of(school_id, on)
    return view.settings, view.letters_from


def standings(
    school_id: int,
    view: View,
    *,
    first_day: dt.date,
    last_day: dt.date,
    pupil_ids: Collection[int] | None = None,
    at_least: int = 1,
    with_times: bool = False,
) -> list[Standing]:
    """Return how those stand who came late in a span, in a number of statements that does not grow with them."""
    since = min(first_day, view.letters_from)
    every = lates_by_pupil(
        school_id, since, max(last_day, view.on), pupil_ids=pupil_ids, with_times=with_times
    )
    every = {pupil_id: lates for pupil_id, lates in every.items() if len(lates) >= at_least}
    steps = _steps(school_id, list(every))
    together = siblings_late(_with_family(school_id, every, pupil_ids, since, view.on), on=view.on)
    weeks = view.weeks_from(view.letters_from), view.weeks_from(first_day)
    found = [
        _standing(
            pupil_id,
            lates,
            steps.get(pupil_id, []),
            together.get(pupil_id, {}),
            view,
            weeks,
            first_day,
            last_day,
        )
        for pupil_id, lates in every.items()
    ]
    return [one for one in found if one.lates]


@dataclass(frozen=True, slots=True)
class Asking:
    """One pupil whose lateness asks something: a letter, or a look at patterns nobody has looked at yet."""

    pupil_id: int
    reached: Reached | None
    fresh: tuple[Pattern, ...]
    #: The last day they came late.
    last_day: dt.date


def asking_since(school_id: int, view: View, *, at_least: int) -> list[Asking]:
    """Return whose lateness asks something since letters look back, of those late so often, in a number of statements that does not grow."""
    every = {
        pupil_id: lates
        for pupil_id, lates in lates_by_pupil(school_id, view.letters_from, view.on).items()
        if len(lates) >= at_least
    }
    steps, together = _steps(school_id, list(every)), siblings_late(every, on=view.on)
    weeks, found = view.weeks_from(view.letters_from), []
    for pupil_id, lates in every.items():
        of_pupil = steps.get(pupil_id, [])
        reached, lately = _reached(lates, of_pupil, view), _lately(lates, of_pupil, view)
        fresh = tuple(patterns_of(lately, weeks=weeks, siblings=together.get(pupil_id, {})))
        if reached or fresh:
            found.append(Asking(pupil_id, reached, fresh, lates[-1].date))
    return found


def _with_family(
    school_id: int,
    every: Mapping[int, Sequence[Late]],
    pupil_ids: Collection[int] | None,
    first_day: dt.date,
    on: dt.date,
) -> Mapping[int, Sequence[Late]]:
    """Where single pupils are asked for, add the children of the same parents: a pattern with them is theirs too."""
    if pupil_ids is None:
        return every
    from onroll.service.people.models import Relationship

    parents = Relationship.objects.filter(pupil_id__in=pupil_ids).values("parent_id")
    family = set(Relationship.objects.filter(parent_id__in=parents).values_list("pupil_id", flat=True))
    return {**lates_by_pupil(school_id, first_day, on, pupil_ids=family - set(every)), **every}


def _steps(school_id: int, pupil_ids: list[int]) -> dict[int, list[LatenessStep]]:
    found: dict[int, list[LatenessStep]] = defaultdict(list)
    for step in _steps_of(school_id, pupil_ids):
        found[step.pupil_id or 0].append(step)
    return found


@worded_once
def _steps_of(school_id: int, pupil_ids: list[int]) -> QuerySet[LatenessStep]:
    rows = LatenessStep.objects.filter(school_id=school_id, pupil_id__in=pupil_ids)
    return rows.order_by("made_at", "pk")


def _reached(lates: Sequence[Late], steps: Sequence[LatenessStep], view: View) -> Reached | None:
    """Return the threshold of a letter that arrivals reach."""
    up_to = letter_up_to(steps)
    return threshold_reached(lates, view.settings, starts=view.letters_from, done_up_to=up_to)


def _lately(lates: Sequence[Late], steps: Sequence[LatenessStep], view: View) -> list[Late]:
    """Return the arrivals since letters look back that nobody has looked at yet."""
    looked = last_of(steps, Kind.LOOKED_AT)
    since = view.letters_from
    return [one for one in lates if one.date >= since and (looked is None or one.date > looked.last_day)]


def _standing(
    pupil_id: int,
    lates: Sequence[Late],
    steps: list[LatenessStep],
    together: Sessions,
    view: View,
    weeks: tuple[Sequence[dt.date], Sequence[dt.date]],
    first_day: dt.date,
    last_day: dt.date,
) -> Standing:
    in_view = tuple(one for one in lates if first_day <= one.date <= last_day)
    reached, lately = _reached(lates, steps, view), _lately(lates, steps, view)
    fresh = tuple(patterns_of(lately, weeks=weeks[0], siblings=together))
    is_the_same = first_day == view.letters_from and len(lately) == len(in_view)
    return Standing(
        pupil_id,
        in_view,
        counts_of(in_view),
        fresh if is_the_same else tuple(patterns_of(in_view, weeks=weeks[1], siblings=together)),
        fresh,
        reached,
        letter_state(reached, steps),
        tuple(steps),
    )
