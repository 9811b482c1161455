"""Pupils' absence before a day and after it: a call, a plan, a letter began then. What made the difference, nobody can say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onroll.analysis.pupil_figures import (
    NO_CAUSE,
    BeforeAndAfter,
    Together,
    Window,
    WindowTooShort,
    together,
    weeks_before_and_after,
)
from onroll.analysis.pupil_figures.before_and_after import FEWEST_WEEKS, WEEKS
from onroll.analysis.report.bar_chart import Bar, bar_chart
from onroll.analysis.report.figures import Figure
from onroll.analysis.report.words import short_day
from onroll.law.plain_words import counted, day_in_words
from onroll.service.figures.document import (
    PART,
    Cell,
    Document,
    Drawing,
    Field,
    Made,
    Row,
    Section,
    Table,
    count,
    words,
)
from onroll.service.figures.pages.parts import KEY, STACKED, facts, lede, part_asked
from onroll.service.figures.pages.pupils import narrowed_by, narrowing_fields
from onroll.service.figures.pupil_rows import WHO, PupilRow, pupil_rows
from onroll.service.figures.reading import Figures
from onroll.service.whole_numbers import whole_numbers

#: What is asked of this sheet alone; `day` is a day, and `pupil` may be sent for each of several.
TAKES = frozenset({"year-group", "group", "band", "pupil", PART})
DAYS = {"day": "the day something began"}
_FRIDAY = dt.timedelta(days=4)


@dataclass(slots=True)
class _Found:
    """The pupils compared, with their windows, and why the others were not."""

    compared: list[tuple[PupilRow, BeforeAndAfter]] = field(default_factory=list)
    refused: list[tuple[PupilRow, str]] = field(default_factory=list)

    @property
    def together(self) -> Together:
        """Return the windows added up."""
        return together(one for _, one in self.compared)


def beside_a_day(figures: Figures) -> Document:
    """Make the page of before and after. Raises OutOfScope for whoever may not see pupils."""
    every = pupil_rows(figures)
    ticked = set(whole_numbers(figures.question.every("pupil")))
    chosen = [one for one in narrowed_by(figures, every) if not ticked or one.person.pupil_id in ticked]
    day = _day(figures)
    return Document(
        "Before and after",
        lede(figures),
        facts(figures),
        (),
        (_ask(chosen, ticked),) if day is None else tuple(_sections(figures, day, chosen, ticked)),
        (
            f"Each window is of whole school weeks of the pupil’s own, {WEEKS} where there are as many; the week of the day itself "
            f"is in neither, unless the day is its first. Fewer than {FEWEST_WEEKS} on a side are not compared.",
        ),
        _fields(figures, every, day),
    )  # fmt: skip


def _day(figures: Figures) -> dt.date | None:
    sent = figures.question.asked("day")
    return dt.date.fromisoformat(sent) if sent else None


def _fields(figures: Figures, rows: Sequence[PupilRow], day: dt.date | None) -> tuple[Field, ...]:
    asked = figures.question.asked
    boxes = {f"day-{part}": asked(f"day-{part}") for part in ("day", "month", "year")}
    if day is not None:
        boxes = {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}
    hint = f"A day from {day_in_words(figures.first_day)} to {day_in_words(figures.on)}"
    when = Field("day", "The day something began", day=boxes, hint=hint, error=asked("day-refused"))
    return when, *narrowing_fields(figures, rows)


def _whom(chosen: Sequence[PupilRow], ticked: set[int]) -> str:
    if ticked:
        return f"{counted(len(chosen), 'pupil')} of those ticked on the page of pupils"
    return counted(len(chosen), "pupil")


def _ask(chosen: Sequence[PupilRow], ticked: set[int]) -> Section:
    said = (
        f"{_whom(chosen, ticked)} would be compared. Give the day a call, a plan or a letter began, and choose whom: a year group, "
        "a group, a band of absence, or tick pupils on the page of pupils first."
    )
    return Section("before-and-after", "Whom, and from which day", (said, NO_CAUSE))


def _sections(figures: Figures, day: dt.date, chosen: Sequence[PupilRow], ticked: set[int]) -> list[Section]:
    found = _compared(figures, day, chosen)
    said = f"{_whom(chosen, ticked)}, {len(found.compared):,} compared."
    if not found.compared:
        return [Section("together", day_in_words(day), (said,)), *_refused(found)]
    return [_together(day, found, said), _each(figures, found), *_refused(found)]


def _compared(figures: Figures, day: dt.date, chosen: Sequence[PupilRow]) -> _Found:
    found = _Found()
    weeks = figures.kept.school_weeks(around=day)
    for one in sorted(chosen, key=lambda row: (row.person.name.casefold(), row.person.pupil_id)):
        theirs = weeks.get(one.figures.enrolment, [])
        try:
            both = weeks_before_and_after(one.figures.pupil, day, theirs, as_at=figures.on)
        except WindowTooShort as refusal:
            found.refused.append((one, str(refusal)))
        else:
            found.compared.append((one, both))
    return found


def _together(day: dt.date, found: _Found, said: str) -> Section:
    all_of_them = found.together
    sides = (
        ("Before", [one.before for _, one in found.compared]),
        ("After", [one.after for _, one in found.compared]),
    )
    bars = [
        Bar(side, tuple(Figure(part, sum(getattr(one, part) for one in windows), sum(one.possible for one in windows))
                        for part in ("authorised", "unauthorised")))
        for side, windows in sides
    ]  # fmt: skip
    ways = (
        f"{counted(all_of_them.less, 'pupil')} missed less of what was possible afterwards, {all_of_them.more:,} more, "
        f"{all_of_them.same:,} the same."
    )
    title = f"Before and after {day_in_words(day)}"
    return Section(
        "together",
        title,
        (said, ways, NO_CAUSE),
        (Drawing(f"{title}, per cent of possible sessions", bar_chart("together", title, STACKED, bars, KEY), STACKED),),
        (
            Table(
                "All of them together",
                ("When", "Absence", "Authorised", "Unauthorised"),
                tuple(
                    (
                        words(side),
                        *(_share(measure, sum(getattr(one, part) for one in windows), windows)
                          for measure, part in _PARTS),
                    )
                    for side, windows in sides
                ),
                frozenset({1, 2, 3}),
            ),
        ),
    )  # fmt: skip


_PARTS = (("absence_percent", "absent"), ("authorised", "authorised"), ("unauthorised", "unauthorised"))


def _share(measure: str, part: int, windows: Sequence[Window]) -> Cell:
    figure = Figure(measure, part, sum(one.possible for one in windows))
    return Cell(figure.rate, figure=figure)


def _each(figures: Figures, found: _Found) -> Section:
    table = Table(
        "Each pupil before and after",
        ("Pupil", "School weeks each", "Absence before", "Absence after", "Weeks before", "Weeks after"),
        Made(found.compared, _row),
        frozenset({1, 2, 3}),
        part=part_asked(figures),
    )
    return Section("each", "Each pupil", (), (), (table,))


def _row(compared: tuple[PupilRow, BeforeAndAfter]) -> Row:
    one, both = compared
    return (
        one.person.cell(),
        count(both.weeks),
        _share("absence_percent", both.before.absent, [both.before]),
        _share("absence_percent", both.after.absent, [both.after]),
        words(_span(both.before)),
        words(_span(both.after)),
    )


def _span(window: Window) -> str:
    return f"{short_day(window.first_week)} to {short_day(window.last_week + _FRIDAY)}"


def _refused(found: _Found) -> list[Section]:
    """Say who was not compared and why, those alike together and the most first."""
    if not found.refused:
        return []
    reasons = Counter(why for _, why in found.refused)
    alike = sorted(found.refused, key=lambda each: -reasons[each[1]])
    table = Table(
        "Pupils not compared",
        (*WHO, "Why"),
        tuple((*one.who(), words(why)) for one, why in alike),
    )
    title = f"Not compared: {counted(len(found.refused), 'pupil')}"
    said = tuple(f"{counted(number, 'pupil')}: {why}" for why, number in reasons.most_common())
    return [Section("not-compared", title, said, (), (table,), folds_tables=True)]
