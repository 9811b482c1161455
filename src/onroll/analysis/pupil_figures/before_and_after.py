"""A pupil's sessions before a day and after it: two windows of as many school weeks each.

The windows are of whole school weeks, and of the pupil's own: those in which the school held a session while the pupil was on its roll. The
week of the day itself is in neither, unless the day is at or before its first session, when it is the first week after. Only weeks that are over count. The two are
put side by side. That one followed the other is all they say: `NO_CAUSE` goes with them wherever they are shown.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from onroll.law.plain_words import day_in_words
from onroll.law.school_time import week_of

#: School weeks in each window, where there are as many.
WEEKS = 6
#: Fewer weeks than these on a side are refused: a cold would make the difference. Both are choices of Onroll's own.
FEWEST_WEEKS = 3
_FRIDAY = timedelta(days=4)

NO_CAUSE = (
    "These are two periods side by side. They do not say what made the difference: other things changed too, and a pupil "
    "chosen when absence was at its worst often misses less afterwards, whatever is done."
)


class DayFigures(NamedTuple):
    """One pupil's sessions on one day: those the school held, and how they counted. Held without a code counts in `held` alone."""

    on: date
    held: int
    attended: int
    authorised: int
    unauthorised: int


class WeekFigures(NamedTuple):
    """The same of one school week, by its Monday; `first_day` is the first on which a session was held."""

    week: date
    first_day: date
    held: int
    attended: int
    authorised: int
    unauthorised: int


class Window(NamedTuple):
    """What one window comes to. `first_week` and `last_week` are Mondays."""

    first_week: date
    last_week: date
    held: int
    attended: int
    authorised: int
    unauthorised: int

    @property
    def absent(self) -> int:
        """Sessions of absence, authorised or not."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """Sessions that could have been attended. The rest of those held were not possible, or have no code."""
        return self.attended + self.absent


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """One pupil's two windows round a day, of `weeks` school weeks each."""

    pupil: str
    day: date
    weeks: int
    before: Window
    after: Window


class WindowTooShort(ValueError):
    """There are too few school weeks on one side of the day to compare."""


def before_and_after(
    pupil: str, day: date, days: Iterable[DayFigures], *, as_at: date, weeks: int = WEEKS
) -> BeforeAndAfter:
    """Compare a pupil's school weeks before a day with as many after it, up to `as_at`.

    `days` are those on which the school held a session while the pupil was on its roll. Both windows have `weeks` weeks, or as many as
    the shorter side has. Raises `WindowTooShort` where that is fewer than three, or where nothing was possible on a side.
    """
    until = [one for one in days if one.on <= as_at and one.held]
    return weeks_before_and_after(pupil, day, _by_week(until), as_at=as_at, weeks=weeks)


def weeks_before_and_after(
    pupil: str, day: date, theirs: Iterable[WeekFigures], *, as_at: date, weeks: int = WEEKS
) -> BeforeAndAfter:
    """Compare the same from a pupil's school weeks, in order. Raises `WindowTooShort`."""
    if weeks < FEWEST_WEEKS:
        raise WindowTooShort(
            f"{_of_weeks(weeks)} cannot be compared: a single illness would make the difference. Ask for {FEWEST_WEEKS} or more."
        )
    earlier, later = _sides([one for one in theirs if one.week + _FRIDAY <= as_at], day)
    number = min(weeks, len(earlier), len(later))
    if number < FEWEST_WEEKS:
        raise WindowTooShort(_too_short(day, len(earlier), len(later)))
    found = BeforeAndAfter(pupil, day, number, _window(earlier[-number:]), _window(later[:number]))
    for side, window in (("before", found.before), ("after", found.after)):
        if not window.possible:
            raise WindowTooShort(
                f"In the {number} school weeks {side} {day_in_words(day)} the pupil had no possible session, so there is nothing "
                "to compare. Choose another day."
            )
    return found


def _by_week(days: Iterable[DayFigures]) -> list[WeekFigures]:
    found: dict[date, list[DayFigures]] = {}
    for one in sorted(days):
        found.setdefault(week_of(one.on), []).append(one)
    return [
        WeekFigures(
            week,
            theirs[0].on,
            sum(one.held for one in theirs),
            sum(one.attended for one in theirs),
            sum(one.authorised for one in theirs),
            sum(one.unauthorised for one in theirs),
        )
        for week, theirs in found.items()
    ]


def _sides(weeks: Sequence[WeekFigures], day: date) -> tuple[Sequence[WeekFigures], Sequence[WeekFigures]]:
    """Answer the weeks before the day, and those after it; that of the day itself only where the day is at its start."""
    own = week_of(day)
    first, last = (bisect(weeks, own, key=lambda one: one.week) for bisect in (bisect_left, bisect_right))
    starts_the_week = first < last and day <= weeks[first].first_day
    return weeks[:first], weeks[first if starts_the_week else last :]


def _window(weeks: Sequence[WeekFigures]) -> Window:
    return Window(
        weeks[0].week,
        weeks[-1].week,
        sum(one.held for one in weeks),
        sum(one.attended for one in weeks),
        sum(one.authorised for one in weeks),
        sum(one.unauthorised for one in weeks),
    )


def _of_weeks(number: int) -> str:
    return f"{number} school week{'' if number == 1 else 's'}"


def _too_short(day: date, before: int, after: int) -> str:
    return (
        f"{_of_weeks(before)} before {day_in_words(day)} and {_of_weeks(after)} after it are over with the pupil on the roll. "
        f"At least {FEWEST_WEEKS} on each side can be compared: choose an earlier day or a later one, or look again when more "
        "weeks are over."
    )
