"""What is behind a figure, as a document: its pupils, or one pupil's entries, or the schools it adds up from."""

from __future__ import annotations

import datetime as dt

from onroll.analysis.behind import Asked, EntryBehind, Why
from onroll.analysis.behind.asked import LAST_SCHOOL_WEEKS
from onroll.analysis.behind.entries import UNAUTHORISED, of_sessions
from onroll.analysis.measures import measure_named
from onroll.analysis.report.figures import Figure
from onroll.analysis.report.words import WEEKDAYS, code_in_words, grouping_in_words, short_day
from onroll.law.plain_words import counted
from onroll.service.figures.bodies import Body
from onroll.service.figures.document import Card, Cell, Document, Made, Row, Section, Table, count, words
from onroll.service.figures.opened import EntriesOpened, Opened, PupilOpened
from onroll.service.figures.pages.group_names import group_name
from onroll.service.figures.pages.meanings import meaning, title_of
from onroll.service.figures.pages.parts import facts, part_asked
from onroll.service.figures.pupil_rows import WHO
from onroll.service.figures.reading import Figures

_HALF = {"AM": "morning", "PM": "afternoon"}
#: How an entry counts, in fewer words than the engine's where the page says the rest.
_WHY = {Why.NUMERATOR: "Counted", Why.DENOMINATOR: "Possible, and not counted"}
_FRIDAY = dt.timedelta(days=4)


def behind(figures: Figures, opened: Opened) -> Document:
    """Make the page of a figure's pupils."""
    asked = opened.asked
    numbers = Section(
        "counted",
        f"Counted: {counted(len(opened.counted), 'pupil')}",
        (),
        (),
        (_pupils(figures, asked, "Pupils counted", opened.counted),),
    )
    others = Section(
        "others",
        f"Not counted: {counted(len(opened.others), 'pupil')}",
        _of_others(opened),
        (),
        (_pupils(figures, asked, "Pupils not counted", opened.others),),
        folds_tables=True,
    )
    return Document(
        title_of(asked.measure),
        in_words(asked, figures.body),
        facts(figures),
        (
            Card(
                title_of(asked.measure),
                *_rate_and_fraction(asked, opened.figure),
                _meaning(asked, asked.measure, figures),
                figure=opened.figure,
            ),
        ),
        (numbers, *((others,) if opened.others else ())),
        ("The numbers of the pupils add up to the figure.", *_made_of(asked)),
        back=to_the_figures(figures),
    )


def _of_others(opened: Opened) -> tuple[str, ...]:
    """Say what those are that the figure does not count."""
    if opened.figure.has_rate:
        return (f"They make up the rest of the {opened.figure.denominator:,} that the figure is a share of.",)
    return ("They had none of these sessions, which are not counted as possible.",)


def to_the_figures(figures: Figures) -> Cell:
    """Return what leads back to the first page of the figures."""
    return words(f"Figures of {figures.body.name}", address="overview")


def _made_of(asked: Asked) -> tuple[str, ...]:
    """Say whose method the figure is."""
    return (f"Source: {asked.definition.source}.",)


def in_words(asked: Asked, body: Body) -> str:
    """Say of which days and whom a figure is."""
    whose = (
        f"{grouping_in_words(asked.grouping)}: {group_name(asked.grouping, asked.group, body.school_names)}"
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
    if period.startswith("weeks "):
        first, last = map(dt.date.fromisoformat, period.removeprefix("weeks ").split(" "))
        return f"Weeks from {short_day(first)} to {short_day(last + _FRIDAY)}"
    if period.startswith("weekday "):
        day, _, session = period.removeprefix("weekday ").partition(" ")
        name = WEEKDAYS[int(day) - 1]
        return f"{name} {_HALF[session]}s" if session else f"{name}s"
    if period.startswith("session "):
        return f"{_HALF[period.removeprefix('session ')].capitalize()}s"
    said = {
        "whole": "whole year to date",
        LAST_SCHOOL_WEEKS: "each pupil’s own last school weeks, as the threshold of a penalty notice counts them",
        "after holiday": "first weeks after a holiday",
        "end of term": "last weeks before a holiday",
    }.get(period, period)
    return said[:1].upper() + said[1:]


#: What the two numbers of a figure are, pupil by pupil; sessions, but for these.
_HEADINGS = {
    "broken_weeks": ("Weeks with an absence", "Of weeks"),
    "minutes_late": ("Minutes", "Late sessions"),
    "missing": ("Sessions missing", "Of sessions held"),
}


def _pupils(figures: Figures, asked: Asked, caption: str, rows: tuple[PupilOpened, ...]) -> Table:
    part, whole = _HEADINGS.get(asked.measure, ("Sessions counted", "Of sessions"))
    if not _has_rate(asked.measure):
        whole = "Possible sessions"
    shown = of_sessions(asked.measure)
    of_it = shown == asked.measure
    absent = "Sessions unauthorised" if shown == UNAUTHORISED else "Sessions absent"
    # Of a measure that counts pupils each is one of one, and what they missed says why.
    one_each = all(one.behind.denominator == 1 for one in rows) and not of_it
    headings = (
        *WHO,
        *(() if one_each else (part, whole)),
        *(() if of_it else (absent, "Possible sessions")),
    )

    def row(one: PupilOpened) -> Row:
        return (
            words(one.name, address="open", narrowed=(*_asked(asked), ("pupil", str(one.pupil_id)))),
            words(one.year_group),
            words(one.group),
            *(() if one_each else (count(one.behind.numerator), count(one.behind.denominator))),
            *(() if of_it else (count(one.behind.absent), count(one.behind.possible))),
        )

    return Table(
        caption,
        headings,
        Made(rows, row),
        frozenset(range(len(WHO), len(headings))),
        empty="Nobody.",
        part=part_asked(figures) if len(rows) > part_asked(figures).rows else None,
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
    asked, behind_it = opened.asked, opened.pupil.behind
    has_rate = _has_rate(asked.measure)
    counts = [bool(one.numerator or (has_rate and one.denominator)) for one in opened.entries]
    these, others = (
        [one for one, is_in in zip(opened.entries, counts, strict=True) if is_in is wanted]
        for wanted in (True, False)
    )
    shown = measure_named(of_sessions(asked.measure))
    said = (
        ()
        if shown.name == asked.measure
        else (
            f"“{title_of(asked.measure)}” is worked out from these sessions; they are shown as they count for "
            f"“{shown.title.lower()}”.",
        )
    )
    return Document(
        opened.pupil.name,
        f"{title_of(asked.measure)} · {in_words(asked, figures.body)}",
        facts(figures),
        (
            Card(
                shown.title,
                _fraction(asked, shown.name, opened.numerator, opened.denominator),
                f"In the figure: {_fraction(asked, asked.measure, behind_it.numerator, behind_it.denominator)}",
                _meaning(asked, shown.name, figures),
            ),
        ),
        (
            Section(
                "counted",
                "In the figure",
                said,
                (),
                (_entries("Entries in the figure", these, figures, opened),),
            ),
            Section(
                "not-counted",
                "Not in the figure",
                (),
                (),
                (_entries("Entries not in the figure", others, figures, opened),),
            ),
        ),
        back=words("The figure’s pupils", asked=asked),
        more=(words(f"{opened.pupil.name}: the whole record", pupil_id=opened.pupil.pupil_id),),
    )


def _has_rate(measure: str) -> bool:
    return Figure(measure, None, None).has_rate


def _fraction(asked: Asked, measure: str, numerator: int, denominator: int) -> str:
    """Spell a part and its whole; of the last school weeks, how many sessions count: they are no share of what was possible."""
    if asked.period == LAST_SCHOOL_WEEKS:
        return f"{numerator:,}"
    return Figure(measure, numerator, denominator).fraction


def _rate_and_fraction(asked: Asked, figure: Figure) -> tuple[str, str]:
    if asked.period == LAST_SCHOOL_WEEKS:
        return counted(figure.numerator or 0, "session"), ""
    return figure.rate, figure.fraction


def _meaning(asked: Asked, measure: str, figures: Figures) -> str:
    if asked.period == LAST_SCHOOL_WEEKS:
        return "Sessions of unauthorised absence that count towards the threshold of a penalty notice."
    return meaning(measure, figures.on)


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
                words(_WHY.get(one.why) or str(one.why).capitalize()),
            )
            for one in rows
        ),
        frozenset({3}),
        empty="No entry.",
    )
