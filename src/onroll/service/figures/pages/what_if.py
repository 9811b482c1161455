"""What if a threshold were another: who would enter it, and who would leave. The threshold itself stays as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onroll.analysis.behind import Asked
from onroll.analysis.pupil_figures import (
    Met,
    NoSuchNoticeThreshold,
    NoSuchThreshold,
    NoticeThreshold,
    NoticeWhatIf,
    PupilFigures,
    WhatIf,
    what_if,
)
from onroll.analysis.report.figures import NONE
from onroll.analysis.report.words import short_day
from onroll.law.plain_words import counted
from onroll.service.figures.document import PART, Cell, Document, Field, Section, Table, count, words
from onroll.service.figures.pages.parts import facts, lede
from onroll.service.figures.pages.thresholds import THRESHOLDS
from onroll.service.figures.people import Person, people_of
from onroll.service.figures.pupil_rows import WHO, PupilRow, pupil_rows
from onroll.service.figures.reading import Figures

#: What is asked of this sheet alone.
TAKES = frozenset({"of", "per-cent", "sessions", "weeks", PART})
#: Thresholds whose numbers of pupils are given side by side.
LADDER = (5, 8, 10, 12, 15, 20, 30, 50)
_MOST_DIGITS = 4


class NotANumber(ValueError):
    """What was typed is no whole number."""

    def __init__(self, typed: str, of_what: str) -> None:
        super().__init__(f"“{typed}” is not a whole number. Enter a number of {of_what} in figures, like 12.")


@dataclass(frozen=True, slots=True)
class Asking:
    """What was asked, and what is wrong with it."""

    of: str
    per_cent: int | None
    notice: NoticeThreshold | None
    errors: dict[str, str]


def what_if_it_were(figures: Figures) -> Document:
    """Make the page of what-ifs. Raises OutOfScope for whoever may not see pupils."""
    rows = pupil_rows(figures)
    asked = asked_of(figures)
    sections = [_of_absence(figures, rows, asked), *_of_notices(figures, asked)]
    return Document(
        "What if", lede(figures), facts(figures), (), tuple(sections), _NOTES, _fields(figures, asked)
    )


_NOTES = (
    "This page changes nothing. The thresholds of persistent and severe absence are those of the official statistics, and that of "
    "a penalty notice is the law’s: they stay as they are, here and on every other page.",
)


def asked_of(figures: Figures) -> Asking:
    """Read what was asked, and what is wrong with it."""
    sent, errors = figures.question.asked, dict[str, str]()
    of = sent("of") if sent("of") in THRESHOLDS else "persistent"

    def number(name: str, of_what: str) -> int | None:
        typed = sent(name).strip().removesuffix("%").strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdecimal()) or len(typed) > _MOST_DIGITS:
            errors[name] = str(NotANumber(sent(name).strip(), of_what))
            return None
        return int(typed)

    per_cent = number("per-cent", "per cent")
    if per_cent is not None and (why := _why_no_threshold(per_cent)):
        errors["per-cent"], per_cent = why, None
    return Asking(of, per_cent, _notice(figures, number("sessions", "sessions"), number("weeks", "weeks"), errors), errors)  # fmt: skip


def _why_no_threshold(per_cent: int) -> str:
    try:
        what_if((), per_cent, per_cent)
    except NoSuchThreshold as refusal:
        return str(refusal)
    return ""


def _notice(
    figures: Figures, sessions: int | None, weeks: int | None, errors: dict[str, str]
) -> NoticeThreshold | None:
    """Return the threshold of a notice that is asked for; a number left out is the law's."""
    law = figures.kept.scope.threshold
    if law is None or (sessions is None and weeks is None):
        return None
    asked = NoticeThreshold(law[0] if sessions is None else sessions, law[1] if weeks is None else weeks)
    if asked.sessions < 1 or asked.weeks < 1:
        errors["sessions" if asked.sessions < 1 else "weeks"] = str(NoSuchNoticeThreshold(asked))
        return None
    return asked


def fields_of_absence(figures: Figures, asked: Asking) -> tuple[Field, ...]:
    """Return what asks for another threshold of absence."""
    sent, errors = figures.question.asked, asked.errors
    choices = tuple((name, title) for name, (title, _) in THRESHOLDS.items())
    return (
        Field("of", "Threshold", asked.of, choices),
        Field(
            "per-cent",
            "If it were, per cent",
            sent("per-cent"),
            hint=_now(figures, asked.of),
            error=errors.get("per-cent", ""),
        ),
    )


def _fields(figures: Figures, asked: Asking) -> tuple[Field, ...]:
    sent, errors, absence = figures.question.asked, asked.errors, fields_of_absence(figures, asked)
    law = figures.kept.scope.threshold
    if law is None:
        return absence
    return (
        *absence,
        Field("sessions", "Penalty notice: sessions", sent("sessions"), hint=f"Now {law[0]}", error=errors.get("sessions", "")),
        Field("weeks", "Within school weeks", sent("weeks"), hint=f"Now {law[1]}", error=errors.get("weeks", "")),
    )  # fmt: skip


def _now(figures: Figures, of: str) -> str:
    now = THRESHOLDS[of][1].find(figures.on)
    return "" if now is None else f"Now {now}"


def _of_absence(figures: Figures, rows: Sequence[PupilRow], asked: Asking) -> Section:
    title, threshold = THRESHOLDS[asked.of]
    now = threshold.find(figures.on)
    if now is None:
        return Section(
            "absence", title, (f"There was no threshold of {title.lower()} on the last day counted.",)
        )
    if figures.is_short() and not figures.question.insists:
        return Section("absence", title, (figures.why_short(),))
    if asked.per_cent is None:
        return Section(
            "absence",
            title,
            (_UNCHANGED.format(title=title.lower(), now=now), _FOLLOW),
            (),
            (_ladder(figures, rows, asked, now),),
        )
    found = what_if([one.figures for one in rows], now, asked.per_cent)
    return Section(
        "absence",
        f"{title} at {asked.per_cent}% instead of {now}%",
        (_summed(found), _UNCHANGED.format(title=title.lower(), now=now)),
        (),
        (
            _both(figures, found, asked),
            _enrolled(figures, rows, f"Who would enter at {asked.per_cent}%", found.enters),
            _enrolled(figures, rows, f"Who would leave at {asked.per_cent}%", found.leaves),
            _enrolled(figures, rows, f"Who stays at {asked.per_cent}%", found.stays),
        ),
    )


_FOLLOW = "Follow a number, or type a threshold above, to see by name who would enter it and who would leave."
_UNCHANGED = (
    "The threshold is unchanged: {title} is {now}% of a pupil’s own possible sessions missed, or more."
)


def _both(figures: Figures, found: WhatIf, asked: Asking) -> Table:
    """Give both numbers, each as it opens: as it is, to the figure’s pupils; instead, to those who stay and those who enter."""
    sent = (("of", asked.of), ("per-cent", str(found.instead)))
    return Table(
        "As it is, and instead",
        ("Threshold", "Pupils"),
        (
            (words(f"{found.now}%, as it is"), count(found.number_now, asked=Asked(asked.of, figures.question.period))),
            (
                words(f"{found.instead}%"),
                count(found.number_instead, address="what-if", narrowed=sent, section="absence"),
            ),
        ),
        frozenset({1}),
    )  # fmt: skip


def _summed(found: WhatIf) -> str:
    return (
        f"{counted(found.number_now, 'pupil')} now, {counted(found.number_instead, 'pupil')} instead, of {found.counted:,}: "
        f"{len(found.enters):,} would enter and {len(found.leaves):,} would leave."
    )


def _enrolled(
    figures: Figures, rows: Sequence[PupilRow], caption: str, found: Sequence[PupilFigures]
) -> Table:
    chosen = set(found)
    return Table(
        caption,
        (*WHO, "Absence"),
        tuple((*one.who(), one.absence(figures.question.period)) for one in _by_name(rows) if one.figures in chosen),
        frozenset({3}),
        f"{caption}: nobody.",
    )  # fmt: skip


def _by_name(rows: Sequence[PupilRow]) -> list[PupilRow]:
    return sorted(rows, key=lambda one: (one.person.name.casefold(), one.person.pupil_id))


def _ladder(figures: Figures, rows: Sequence[PupilRow], asked: Asking, now: int) -> Table:
    return Table(
        "Pupils at each threshold or over it",
        ("Threshold", "Pupils"),
        tuple(
            (
                words(f"{per_cent}%, as it is" if per_cent == now else f"{per_cent}%"),
                _rung(figures, sum(one.figures.misses(per_cent) for one in rows), asked, per_cent, now),
            )
            for per_cent in sorted({*LADDER, now})
        ),
        frozenset({1}),
    )


def _rung(figures: Figures, number: int, asked: Asking, per_cent: int, now: int) -> Cell:
    """Return the number at a threshold, as it opens: as it is, to the figure’s pupils; another, to who would enter and leave."""
    if per_cent == now:
        return count(number, asked=Asked(asked.of, figures.question.period))
    return count(
        number, address="what-if", narrowed=(("of", asked.of), ("per-cent", str(per_cent))), section="absence"
    )


def _of_notices(figures: Figures, asked: Asking) -> list[Section]:
    law = figures.kept.scope.threshold
    if law is None or asked.notice is None:
        return []
    found = figures.kept.what_if_notice(asked.notice)
    if found is None:
        return []
    schools = {pupil: school for school, pupil in figures.kept.enrolments(["school", "pupil"])}
    people = people_of(figures)
    named = {pupil: people[school, pupil] for pupil, school in schools.items()}
    said = (
        f"{counted(len(found.stays) + len(found.leaves), 'pupil')} met the threshold, "
        f"{counted(len(found.stays) + len(found.enters), 'pupil')} would have met the other: {len(found.enters):,} would enter and "
        f"{len(found.leaves):,} would leave. The law is unchanged: {law[0]} sessions of unauthorised absence within {law[1]} school "
        "weeks, and meeting it never means that a notice follows."
    )
    title = f"Penalty notices: {asked.notice.sessions} sessions in {asked.notice.weeks} school weeks instead of {law[0]} in {law[1]}"
    return [Section("notices", title, (said,), (), _met(found, named))]


def _met(found: NoticeWhatIf, named: dict[str, Person]) -> tuple[Table, ...]:
    def table(caption: str, pupils: Sequence[Met]) -> Table:
        known = sorted(pupils, key=lambda one: (named[one.pupil].name.casefold(), one.pupil))
        return Table(
            caption,
            ("Pupil", "First met as it is", "First met instead"),
            tuple((named[one.pupil].cell(), _day(one.now), _day(one.instead)) for one in known),
            frozenset(),
            f"{caption}: nobody.",
        )

    return (
        table("Who would enter", found.enters),
        table("Who would leave", found.leaves),
        table("Who stays", found.stays),
    )


def _day(day: dt.date | None) -> Cell:
    return words(NONE if day is None else short_day(day))
