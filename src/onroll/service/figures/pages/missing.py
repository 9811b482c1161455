"""The sessions missing opened, pupil by pupil: who, which session, why, and where it is mended; and the entries at fault."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from onroll.analysis.behind import Asked
from onroll.analysis.behind.gaps import AtFault
from onroll.analysis.groupings import NOT_KNOWN
from onroll.analysis.measures.definitions import GAPS
from onroll.analysis.quality import in_words
from onroll.analysis.report.figures import NONE, Figure
from onroll.analysis.report.words import FAULTS, short_day
from onroll.law.plain_words import counted
from onroll.service.figures.document import (
    PART,
    Card,
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
from onroll.service.figures.missing_sessions import MissingSession, WhyMissing, missing_sessions
from onroll.service.figures.pages.meanings import meaning, title_of
from onroll.service.figures.pages.parts import facts, lede, part_asked
from onroll.service.figures.people import people_of
from onroll.service.figures.pupil_rows import WHO
from onroll.service.figures.reading import Figures

#: What is asked of these sheets alone.
TAKES = frozenset({"why", "pupil", PART})
TAKES_OF_FAULTS = frozenset({"fault", "date", "session", PART})
HALF = {"AM": "morning", "PM": "afternoon"}
#: Why a session is missing, and what mends it.
_WHY = {
    WhyMissing.NOT_TAKEN: (
        "Register not taken",
        "Take the register from what is known of who was there, and say so in the reason.",
    ),
    WhyMissing.BLANK: (
        "Left blank in a register that was taken",
        "Find out where the pupil was, and enter the code for it.",
    ),
    WhyMissing.NAMED_SINCE: (
        "Put on the roll after the register was taken",
        "The pupil was on roll from the starting day: enter the code for it, or put the starting day right.",
    ),
    WhyMissing.NO_REGISTER: (
        "In no register: no registration group that day",
        "Put the pupil into a registration group from that day.",
    ),
    WhyMissing.UNKNOWN: (
        "The code entered is not a national one",
        "Amend the entry to the code that is meant.",
    ),
    WhyMissing.SET_ASIDE: (
        "What was entered could not be, and is set aside",
        "Amend the entry: / is of a morning, \\ of an afternoon.",
    ),
    WhyMissing.OFF_ROLL: (
        "Not on roll that day, by the roll as it is now",
        "Nothing: it goes when the figures are counted again.",
    ),
    WhyMissing.SINCE: (
        "Entered since the figures were counted",
        "Nothing: it goes when the figures are counted again.",
    ),
}


def missing(figures: Figures) -> Document:
    """Make the page of sessions missing. Raises OutOfScope for whoever may not see pupils."""
    every = missing_sessions(figures)
    asked = figures.question.asked
    chosen = [
        one
        for one in every
        if asked("why") in ("", one.why) and asked("pupil") in ("", str(one.person.pupil_id))
    ]
    return Document(
        "Sessions missing",
        lede(figures),
        facts(figures),
        (_card(figures),),
        (why_missing(every), _sessions(figures, chosen, every)),
        (
            in_words("missing"),
            "Sessions before a pupil’s starting day and after their last day on roll are not held for them, and none of those is missing.",
        ),
        (
            Field(
                "why", "Why", asked("why"), (("", "Every reason"), *((one.value, _WHY[one][0]) for one in WhyMissing))
            ),
        ),
        back=words("Quality", address="quality"),
    )  # fmt: skip


def _card(figures: Figures) -> Card:
    rows = figures.kept.enrolments(["missing", "held"])
    figure = Figure(GAPS.name, sum(row[0] for row in rows), sum(row[1] for row in rows))
    title = title_of(GAPS.name)
    return Card(title, figure.rate, figure.fraction, meaning(GAPS.name, figures.on), Asked(GAPS.name), figure)


def why_missing(every: Sequence[MissingSession]) -> Section:
    """Say why sessions are missing: how many for each reason, of how many pupils, and what mends them."""
    sessions = Counter(one.why for one in every)
    pupils = Counter(why for why, _ in {(one.why, one.person.pupil_id) for one in every})
    return Section(
        "reasons",
        "Why they are missing",
        (),
        (),
        (
            Table(
                "Sessions missing by reason",
                ("Why", "Sessions", "Pupils", "What to do"),
                tuple(
                    (
                        words(_WHY[why][0]),
                        count(sessions[why], address="missing", narrowed=(("why", why.value),), section="sessions"),
                        count(pupils[why], address="missing", narrowed=(("why", why.value),), section="sessions"),
                        words(_WHY[why][1]),
                    )
                    for why in WhyMissing
                    if sessions[why]
                ),
                frozenset({1, 2}),
                "No session is missing.",
            ),
        ),
    )  # fmt: skip


def _sessions(figures: Figures, chosen: Sequence[MissingSession], every: Sequence[MissingSession]) -> Section:
    of = f" of {len(every):,}" if len(chosen) != len(every) else ""
    pupils = len({one.person.pupil_id for one in chosen})
    return Section(
        "sessions",
        f"{len(chosen):,}{of} {'session' if len(every) == 1 else 'sessions'}, {counted(pupils, 'pupil')}",
        (),
        (),
        (
            Table(
                "Sessions missing, pupil by pupil",
                (*WHO, "Session", "Register", "Code", "Why"),
                Made(chosen, _row),
                empty="No session is missing here. Choose every reason to see whether any is.",
                part=part_asked(figures),
            ),
        ),
    )


def _row(one: MissingSession) -> Row:
    return (
        one.person.cell(),
        words(one.year_group),
        words(one.group),
        Cell(in_half(one.date, one.session), entry=(one.person.pupil_id, one.date, one.session)),
        Cell(one.register or NONE, page="registers", narrowed=of_session(one.date, one.session)),
        words(one.code or NONE),
        words(_WHY[one.why][0]),
    )


def faults(figures: Figures) -> Document:
    """Make the page of entries at fault. Raises OutOfScope for whoever may not see pupils."""
    people = people_of(figures)
    chosen = [one for one in figures.kept.at_fault() if _is_asked(figures, one)]
    chosen.sort(key=lambda one: (one.date, one.session, people[one.school, one.pupil].name.casefold()))
    placed = {
        (school, pupil): (year, group)
        for school, pupil, year, group in figures.kept.enrolments(
            ["school", "pupil", "year_group", "registration_group"]
        )
    }

    def row(one: AtFault) -> Row:
        person = people[one.school, one.pupil]
        year, group = placed.get((one.school, one.pupil), ("", ""))
        return (
            person.cell(),
            words(year or NOT_KNOWN),
            words(group or NOT_KNOWN),
            Cell(in_half(one.date, one.session), entry=(person.pupil_id, one.date, one.session)),
            words(FAULTS[one.fault]),
            words(one.code or NONE),
            count(one.rows),
        )

    entries = sum(one.rows for one in chosen)
    said = tuple(in_words(fault) for fault in dict.fromkeys(one.fault for one in chosen))
    return Document(
        "Entries at fault",
        lede(figures),
        facts(figures),
        (),
        (
            Section(
                "entries",
                f"{counted(entries, 'entry', 'entries')}, {counted(len({one.pupil for one in chosen}), 'pupil')}",
                said,
                (),
                (
                    Table(
                        "Entries at fault, pupil by pupil",
                        (*WHO, "Session", "What is wrong", "Code", "Entries"),
                        Made(chosen, row),
                        frozenset({6}),
                        "No entry is at fault here.",
                        part=part_asked(figures),
                    ),
                ),
            ),
        ),
        (
            "What is mended counts once the figures are counted again: every night, or when somebody asks for it.",
        ),
        back=words("Quality", address="quality"),
    )


def _is_asked(figures: Figures, one: AtFault) -> bool:
    asked = figures.question.asked
    return (
        asked("fault") in ("", one.fault)
        and asked("date") in ("", one.date.isoformat())
        and asked("session") in ("", one.session)
    )


def in_half(day: dt.date, session: str) -> str:
    """Write a session as people say it."""
    return f"{day:%a} {short_day(day)}, {HALF[session]}"


def of_session(day: dt.date, session: str) -> Sent:
    """Return what asks the page of registers for a session."""
    return ("date", day.isoformat()), ("session", session)
