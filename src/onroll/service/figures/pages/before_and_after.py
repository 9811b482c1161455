"""Pupils' absence before and after what the record says was done for each, or a day of the reader's own.

What made the difference, nobody can say. The registers are read, and never altered.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onroll.analysis.behind.asked import weeks_from
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
from onroll.analysis.report.figures import Figure
from onroll.analysis.report.words import short_day
from onroll.law.plain_words import counted, day_in_words
from onroll.service.figures.document import (
    PART,
    Cell,
    Document,
    Field,
    Made,
    Row,
    Section,
    Sent,
    Table,
    count,
    words,
)
from onroll.service.figures.interventions import Intervention, first_days_of, interventions
from onroll.service.figures.pages.parts import bars_of, facts, lede, part_asked
from onroll.service.figures.pages.pupils import narrowed_by, narrowing_fields
from onroll.service.figures.pupil_rows import WHO, PupilRow, pupil_rows
from onroll.service.figures.reading import Figures
from onroll.service.whole_numbers import whole_numbers

#: What is asked of this sheet alone; `day` is a day, and `pupil` may be sent for each of several.
TAKES = frozenset({"began", "of", "year-group", "group", "band", "pupil", PART})
DAYS = {"day": "the day something began"}
_FRIDAY = dt.timedelta(days=4)


@dataclass(slots=True)
class _Found:
    """The pupils compared, with their windows, and why the others were not."""

    compared: list[tuple[PupilRow, BeforeAndAfter]] = field(default_factory=list)
    refused: list[tuple[PupilRow, str]] = field(default_factory=list)
    #: How many it was not done for, and those words; most of a school, so that nobody lists them.
    without: int = 0
    none: str = ""

    @property
    def together(self) -> Together:
        """Return the windows added up."""
        return together(one for _, one in self.compared)


@dataclass(frozen=True, slots=True)
class _Began:
    """What began: one day for all, or what the record keeps, with its day for each pupil it was done for."""

    title: str
    day: dt.date | None = None
    of_record: Intervention | None = None
    days: Mapping[int, dt.date] = field(default_factory=dict)

    def for_pupil(self, pupil_id: int) -> dt.date | None:
        """Return the day for one pupil; None where it was not done for them."""
        return self.day or self.days.get(pupil_id)


def beside_a_day(figures: Figures) -> Document:
    """Make the page of before and after. Raises OutOfScope for whoever may not see pupils."""
    every = pupil_rows(figures)
    ticked = set(whole_numbers(figures.question.every("pupil")))
    chosen = [one for one in narrowed_by(figures, every) if not ticked or one.person.pupil_id in ticked]
    began = _began(figures)
    return Document(
        "Before and after",
        lede(figures),
        facts(figures),
        (),
        (_ask(chosen, ticked),) if began is None else tuple(_sections(figures, began, chosen, ticked)),
        (
            f"Each window is of whole school weeks of the pupil’s own, {WEEKS} where there are as many; the week of the day itself "
            f"is in neither, unless the day is its first. Fewer than {FEWEST_WEEKS} on a side are not compared.",
            "What the record keeps counts from its first day in the days counted. A letter printed here went on the day it was "
            "noted as posted.",
        ),
        _fields(figures, every, began, chosen),
    )  # fmt: skip


def _began(figures: Figures) -> _Began | None:
    """Return what is asked for; None where nothing is yet."""
    name, sent = figures.question.asked("began"), figures.question.asked("day")
    kind = next((one for one in interventions(figures) if one.name == name), None)
    if kind is not None:
        return _Began(kind.title, of_record=kind, days=first_days_of(figures, kind))
    if not sent:
        return None
    day = dt.date.fromisoformat(sent)
    return _Began(day_in_words(day), day)


def _fields(
    figures: Figures, rows: Sequence[PupilRow], began: _Began | None, chosen: Sequence[PupilRow]
) -> tuple[Field, ...]:
    asked = figures.question.asked
    boxes = {f"day-{part}": asked(f"day-{part}") for part in ("day", "month", "year")}
    of_record = began.of_record if began is not None else None
    if began is not None and (day := began.day) is not None:
        boxes = {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}
    hint = f"From {day_in_words(figures.first_day)} to {day_in_words(figures.on)}"
    what = Field("began", "What began", of_record.name if of_record else "", _choices(figures, chosen))
    when = Field("day", "A day of your own", day=boxes, hint=hint, error=asked("day-refused"))
    return what, when, *narrowing_fields(figures, rows)


def _choices(figures: Figures, chosen: Sequence[PupilRow]) -> tuple[tuple[str, str], ...]:
    """Return what may be chosen; for one pupil alone, with its day, and only what there is."""
    kinds = interventions(figures)
    if len(chosen) != 1:
        return ("", "A day of your own"), *((one.name, one.title) for one in kinds)
    pupil_id = chosen[0].person.pupil_id
    days = {one.name: first_days_of(figures, one).get(pupil_id) for one in kinds}
    return (
        ("", "A day of your own"),
        *(
            (one.name, f"{one.title}: {day_in_words(day)}")
            for one in kinds
            if (day := days[one.name]) is not None
        ),
    )


def _whom(chosen: Sequence[PupilRow], ticked: set[int]) -> str:
    if ticked:
        return f"{counted(len(chosen), 'pupil')} of those ticked on the page of pupils"
    return counted(len(chosen), "pupil")


def _ask(chosen: Sequence[PupilRow], ticked: set[int]) -> Section:
    said = (
        f"{_whom(chosen, ticked)} would be compared. Choose what began: something the record keeps, from its first day for each "
        "pupil, or a day of your own. Choose whom: a year group, a group, a band of absence, or tick pupils on the page of pupils "
        "first."
    )
    return Section("before-and-after", "Whom, and from which day", (said, NO_CAUSE))


def _sections(figures: Figures, began: _Began, chosen: Sequence[PupilRow], ticked: set[int]) -> list[Section]:
    found = _compared(figures, began, chosen)
    said = f"{_whom(chosen, ticked)}, {len(found.compared):,} compared."
    if not found.compared:
        return [Section("together", began.title, (said,)), *_refused(found)]
    return [_together(figures, began, found, said), _each(figures, found), *_refused(found)]


def _compared(figures: Figures, began: _Began, chosen: Sequence[PupilRow]) -> _Found:
    found = _Found(none=f"{began.of_record.none} in the days counted." if began.of_record else "")
    weeks = figures.kept.school_weeks(around=began.day)
    for one in sorted(chosen, key=lambda row: (row.person.name.casefold(), row.person.pupil_id)):
        day = began.for_pupil(one.person.pupil_id)
        if day is None:
            found.without += 1
            continue
        theirs = weeks.get(one.figures.enrolment, [])
        try:
            both = weeks_before_and_after(one.figures.pupil, day, theirs, as_at=figures.on)
        except WindowTooShort as refusal:
            found.refused.append((one, str(refusal)))
        else:
            found.compared.append((one, both))
    return found


def _together(figures: Figures, began: _Began, found: _Found, said: str) -> Section:
    all_of_them = found.together
    sides = (
        ("Before", [one.before for _, one in found.compared]),
        ("After", [one.after for _, one in found.compared]),
    )
    rows = [
        (side, [_share(measure, sum(getattr(one, part) for one in windows), windows,
                       address="before-and-after", narrowed=_of_each(figures, measure), section="each")
                for measure, part, _ in _PARTS])
        for side, windows in sides
    ]  # fmt: skip
    ways = (
        f"{counted(all_of_them.less, 'pupil')} missed less of what was possible afterwards, {all_of_them.more:,} more, "
        f"{all_of_them.same:,} the same."
    )
    title = (
        f"Before and after {began.title if began.day else f'the {began.title[:1].lower()}{began.title[1:]}'}"
    )
    return Section(
        "together",
        title,
        (said, ways, NO_CAUSE),
        (bars_of("together", title, [(side, cells[1:]) for side, cells in rows]),),
        (
            Table(
                "All of them together",
                ("When", "Absence", "Authorised", "Unauthorised"),
                tuple((words(side), *cells) for side, cells in rows),
                frozenset({1, 2, 3}),
            ),
        ),
    )


#: What is compared: the measure, what a window has of it, and its heading.
_PARTS = (
    ("absence_percent", "absent", "Absence"),
    ("authorised", "authorised", "Authorised"),
    ("unauthorised", "unauthorised", "Unauthorised"),
)


def _share(measure: str, part: int, windows: Sequence[Window], **leads: Any) -> Cell:
    figure = Figure(measure, part, sum(one.possible for one in windows))
    return Cell(figure.rate, figure=figure, **leads)


def _of_each(figures: Figures, measure: str) -> Sent:
    """Return what asks this page again, with a measure of its own pupil by pupil."""
    kept = ((name, value) for name, value in figures.question.own if name not in (PART, "of"))
    return *kept, ("of", measure)


def _each(figures: Figures, found: _Found) -> Section:
    sent = figures.question.asked("of")
    measure, part, heading = next((one for one in _PARTS if one[0] == sent), _PARTS[0])

    def row(compared: tuple[PupilRow, BeforeAndAfter]) -> Row:
        one, both = compared
        return (
            one.person.cell(),
            words(short_day(both.day)),
            count(both.weeks),
            *(
                _share(measure, getattr(window, part), [window], address="open", narrowed=_entries(one, measure, window))
                for window in (both.before, both.after)
            ),
            words(_span(both.before)),
            words(_span(both.after)),
        )  # fmt: skip

    table = Table(
        "Each pupil before and after",
        (
            "Pupil",
            "Day",
            "School weeks each",
            f"{heading} before",
            f"{heading} after",
            "Weeks before",
            "Weeks after",
        ),
        Made(found.compared, row),
        frozenset({2, 3, 4}),
        part=part_asked(figures),
    )
    return Section("each", "Each pupil", (), (), (table,))


def _entries(one: PupilRow, measure: str, window: Window) -> Sent:
    """Return what opens a window of a pupil's to its entries."""
    return one.person.behind(measure, weeks_from(window.first_week, window.last_week))


def _span(window: Window) -> str:
    return f"{short_day(window.first_week)} to {short_day(window.last_week + _FRIDAY)}"


def _refused(found: _Found) -> list[Section]:
    """Say who was not compared and why, those alike together and the most first."""
    if not found.refused and not found.without:
        return []
    reasons = Counter(why for _, why in found.refused)
    alike = sorted(found.refused, key=lambda each: -reasons[each[1]])
    table = Table(
        "Pupils not compared",
        (*WHO, "Why"),
        tuple((*one.who(), words(why)) for one, why in alike),
    )
    title = f"Not compared: {counted(len(found.refused) + found.without, 'pupil')}"
    told = [*([(found.none, found.without)] if found.without else []), *reasons.most_common()]
    said = tuple(f"{counted(number, 'pupil')}: {why}" for why, number in told)
    return [Section("not-compared", title, said, (), (table,) if alike else (), folds_tables=bool(alike))]
