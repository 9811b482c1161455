"""What is behind a figure, as a document: its pupils, or one pupil's entries, or the schools it adds up from."""

from __future__ import annotations

import datetime as dt

from onroll.analysis.behind import Asked, EntryBehind, Why
from onroll.analysis.behind.entries import of_sessions
from onroll.analysis.measures import measure_named
from onroll.analysis.report.words import WEEKDAYS, code_in_words, grouping_in_words, short_day
from onroll.service.figures.document import Card, Cell, Document, Section, Table, count, words
from onroll.service.figures.opened import EntriesOpened, Opened, PupilOpened
from onroll.service.figures.pages.group_names import group_name
from onroll.service.figures.pages.meanings import meaning
from onroll.service.figures.pages.parts import facts
from onroll.service.figures.reading import Figures

_HALF = {"AM": "morning", "PM": "afternoon"}
_FRIDAY = dt.timedelta(days=4)


def behind(figures: Figures, opened: Opened) -> Document:
    """Make the page of a figure's pupils."""
    asked = opened.asked
    numbers = Section(
        "counted",
        f"In the part: {len(opened.counted):,} pupils"
        if len(opened.counted) != 1
        else "In the part: 1 pupil",
        (),
        (),
        (_pupils(asked, "Pupils counted in the part", opened.counted),),
    )
    others = Section(
        "others",
        f"In the whole alone: {len(opened.others):,} pupils"
        if len(opened.others) != 1
        else "In the whole alone: 1 pupil",
        ("They are of the whole that the part is a share of.",),
        (),
        (_pupils(asked, "Pupils counted in the whole alone", opened.others),),
        folds_tables=True,
    )
    return Document(
        measure_named(asked.measure).title,
        in_words(asked),
        facts(figures),
        (
            Card(
                measure_named(asked.measure).title,
                opened.figure.rate,
                opened.figure.fraction,
                meaning(asked.measure, figures.on),
                figure=opened.figure,
            ),
        ),
        (numbers, *((others,) if opened.others else ())),
        ("The numbers of the pupils add up to the figure.", *_made_of(asked)),
    )


def _made_of(asked: Asked) -> tuple[str, ...]:
    """Say what the figure is of what, and whose method that is."""
    measure = asked.definition
    return (
        f"The part is {measure.numerator.replace('_', ' ')}; the whole is {measure.denominator.replace('_', ' ')}.",
        f"Source: {measure.source}.",
    )


def in_words(asked: Asked) -> str:
    """Say of which days and whom a figure is."""
    whose = (
        f"{grouping_in_words(asked.grouping)}: {group_name(asked.grouping, asked.group)}"
        if asked.grouping.columns
        else "All pupils"
    )
    return f"{whose} · {period_in_words(asked.period)}"


def period_in_words(period: str) -> str:
    """Write a period as people say it."""
    if period.startswith("week "):
        return f"Week of {short_day(dt.date.fromisoformat(period.removeprefix('week ')))}"
    if period.startswith("until "):
        return f"Year up to {short_day(dt.date.fromisoformat(period.removeprefix('until ')) + _FRIDAY)}"
    if period.startswith("weekday "):
        day, _, session = period.removeprefix("weekday ").partition(" ")
        name = WEEKDAYS[int(day) - 1]
        return f"{name} {_HALF[session]}s" if session else f"{name}s"
    if period.startswith("session "):
        return f"{_HALF[period.removeprefix('session ')].capitalize()}s"
    said = {
        "whole": "whole year to date",
        "after holiday": "first weeks after a holiday",
        "end of term": "last weeks before a holiday",
    }.get(period, period)
    return said[:1].upper() + said[1:]


def _pupils(asked: Asked, caption: str, rows: tuple[PupilOpened, ...]) -> Table:
    of_it = of_sessions(asked.measure) == asked.measure
    headings = ("Pupil", "Part", "Whole") if of_it else ("Pupil", "Part", "Whole", "Absent", "Possible")
    return Table(
        caption,
        headings,
        tuple(
            (
                words(
                    one.name,
                    address="open",
                    narrowed=(*_asked(asked), ("pupil", str(one.pupil_id))),
                ),
                count(one.behind.numerator),
                count(one.behind.denominator),
                *(() if of_it else (count(one.behind.absent), count(one.behind.possible))),
            )
            for one in rows
        ),
        frozenset(range(1, len(headings))),
        empty="Nobody.",
    )


def _asked(asked: Asked) -> tuple[tuple[str, str], ...]:
    said = (
        ("measure", asked.measure),
        ("period", asked.period),
        ("by", ",".join(asked.grouping.columns)),
        ("group", asked.group if asked.grouping.columns else ""),
    )
    return tuple((name, value) for name, value in said if value)


def entries(figures: Figures, opened: EntriesOpened) -> Document:
    """Make the page of one pupil's entries."""
    counted = [one for one in opened.entries if one.numerator or one.denominator]
    others = [one for one in opened.entries if not (one.numerator or one.denominator)]
    asked, behind_it = opened.asked, opened.pupil.behind
    shown = measure_named(of_sessions(asked.measure))
    said = (
        ()
        if shown.name == asked.measure
        else (
            f"“{measure_named(asked.measure).title}” is worked out from these sessions; they are shown as they count for "
            f"“{shown.title.lower()}”.",
        )
    )
    return Document(
        opened.pupil.name,
        f"{measure_named(asked.measure).title} · {in_words(asked)}",
        facts(figures),
        (
            Card(
                shown.title,
                f"{opened.numerator:,} of {opened.denominator:,}",
                f"In the figure: {behind_it.numerator:,} of {behind_it.denominator:,}",
                meaning(shown.name, figures.on),
            ),
        ),
        (
            Section("counted", "Counted", said, (), (_entries("Entries counted", counted, figures, opened),)),
            Section(
                "not-counted",
                "Not counted",
                (),
                (),
                (_entries("Entries not counted", others, figures, opened),),
            ),
        ),
    )


def _entries(caption: str, rows: list[EntryBehind], figures: Figures, opened: EntriesOpened) -> Table:
    return Table(
        caption,
        ("Session", "Code", "Meaning", "Minutes late", "How it counts"),
        tuple(
            (
                words(
                    f"{one.date:%a} {short_day(one.date)}, {_HALF[one.session]}",
                    entry=(opened.pupil.pupil_id, one.date, one.session),
                ),
                words(one.code or "none"),
                words(code_in_words(one.code, one.date) if one.code and one.why is not Why.UNKNOWN else ""),
                Cell("") if one.minutes_late is None else count(one.minutes_late),
                words(str(one.why).capitalize()),
            )
            for one in rows
        ),
        frozenset({3}),
        empty="No entry.",
    )
