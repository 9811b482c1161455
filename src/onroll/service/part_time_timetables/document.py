"""A part-time timetable's agreement on paper: what is agreed, what ends it, and room to sign."""

from __future__ import annotations

import datetime as dt

from onroll.law.part_time_timetables import AGREEMENT, GUIDANCE
from onroll.law.plain_words import day_in_words, moment_in_words
from onroll.service.organisations.models import School
from onroll.service.part_time_timetables.judging import last_answers
from onroll.service.part_time_timetables.models import TimetableEvent
from onroll.service.part_time_timetables.queries.timetables import TimetableFacts
from onroll.service.part_time_timetables.weekly import DAYS, WEEKS
from onroll.service.typesetting import typeset

IN = "In school"
Party, Kind = TimetableEvent.Party, TimetableEvent.Kind


def agreement_pdf(school: School, found: TimetableFacts, *, printed_by: str, now: dt.datetime) -> bytes:
    """Return the agreement as it is printed and signed; without anything that protects the pupil."""
    line, row = found.line, found.line.timetable
    out = set(row.sessions_out.split())
    data = {
        "school": school.name,
        "pupil": f"{line.pupil.legal_forenames} {line.pupil.legal_surname}",
        "born": day_in_words(line.pupil.born),
        "days": f"{day_in_words(row.first_day)} to {day_in_words(row.last_day)}",
        "week": [
            [name, *(_in_or_out(f"{day}{half}", out) for half in ("AM", "PM"))] for day, name in DAYS.items()
        ],
        "parts": [[title, words] for title, words in _parts(found) if words],
        "signatures": signatures_of(found),
        "cites": f"{AGREEMENT.text}; {GUIDANCE.text}",
        "printed": f"Printed by {printed_by}, {moment_in_words(now)}.",
    }
    return typeset("part-time-timetable.typ", data, made_at=now)


def _in_or_out(session: str, out: set[str]) -> str:
    """Say whether a session is in or out; of two weeks that differ, in which it is out."""
    week = next((one for one in WEEKS if session + one in out), "")
    return f"Not in school in week {week}" if week else "Not in school" if session in out else IN


def _parts(found: TimetableFacts) -> list[tuple[str, str]]:
    row = found.line.timetable
    return [
        ("What it is for", row.get_reason_display()),
        ("Why part time is right for now", row.words),
        ("Why it goes on", row.extension_reasons),
        ("Why it cannot be shorter", row.why_so_long),
        ("Who is responsible in the hours out of school", row.responsible),
        ("What keeps the pupil safe meanwhile", row.safety),
        ("Support", row.support),
        ("What it is to lead to", row.aim),
        ("What the pupil says", row.pupil_view),
        ("Who leads on it at the school", row.lead),
        ("First review", day_in_words(row.first_review_on)),
    ]


def signatures_of(found: TimetableFacts) -> list[list[str]]:
    """Return who is to sign, each with how and when they agreed where that is the last they said."""
    signed = {
        whose: f"{one.get_how_display()}, {day_in_words(one.on)}"
        for whose, one in last_answers(found.line.events).items()
        if one.kind == Kind.SIGNED
    }
    rows = [
        [f"{one.name}, {one.relationship.lower()}", signed.get((Party.PARENT, one.parent_id), "")]
        for one in found.parents
        if one.lives_with
    ]
    rows.append([str(found.line.pupil), signed.get((Party.PUPIL, None), "")])
    rows.append(["For the school", signed.get((Party.SCHOOL, None), "")])
    return rows
