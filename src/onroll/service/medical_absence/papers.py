"""Papers of asking a health professional, to edit in Word or print: a consent form, the request with what may be told, and a form for the reply."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from onroll.law.plain_words import counted, day_in_words, listed
from onroll.law.reasons_given import ReasonKind
from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.correspondence.letters import Letter, set_letters
from onroll.service.correspondence.templates import ENGLISH
from onroll.service.correspondence.word import Page, word_document
from onroll.service.medical_absence.consent import scope_of
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.queries.illness import Line, school_year_began
from onroll.service.organisations.models import School

CONTENT = Path(__file__).parent.parent / "content" / "documents"
Kind, Scope = MedicalRecord.Kind, MedicalRecord.Scope
#: How many reasons and runs a request tells, the last ones.
_MOST = 12
#: Reasons that are of health; what else a family told is not told on.
_OF_ILLNESS = (ReasonKind.ILLNESS, ReasonKind.APPOINTMENT)
WORD, PDF = "docx", "pdf"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as it is set: its heading, and its paragraphs of lines."""

    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    address: tuple[str, ...] = ()


def consent_form(school: School, line: Line) -> list[Paper]:
    """Return the form on which a parent or the pupil consents."""
    return [_filled("medical-consent", _of(school, line))]


def request_papers(
    school: School, line: Line, request: MedicalRecord, consent: MedicalRecord, *, sender: str, on: dt.date
) -> list[Paper]:
    """Return a request with what the consent lets be told, and the form for its reply."""
    facts = {
        **_of(school, line),
        "recipient": request.who,
        "consenting": f"{consent.who}, the pupil,"
        if consent.given_by == MedicalRecord.GivenBy.PUPIL
        else f"{consent.who}, a parent,",
        "consent_on": day_in_words(consent.on),
        "consent_until": day_in_words(consent.until or consent.on),
        "question": request.words,
        "information": "\n\n".join(information(school.pk, line, consent, on=on)),
        "reply_by": day_in_words(request.next_on or on),
        "sender": sender,
    }
    return [_filled("medical-request", facts, (request.who,)), _filled("medical-reply", facts)]


def information(school_id: int, line: Line, consent: MedicalRecord, *, on: dt.date) -> list[str]:
    """Return what the school tells, a paragraph for each thing the consent lets be told."""
    told = scope_of(consent)
    found = []
    if Scope.PATTERN in told:
        found.append(_pattern(line))
    if Scope.REASONS in told:
        found.append(_reasons(school_id, line, on))
    if Scope.SUPPORT in told:
        plan = line.last(Kind.PLAN, Kind.PLAN_REVIEW)
        found.append(
            f"What the school does to help: {plan.words if plan and plan.words else 'no plan is recorded yet.'}"
        )
    return found


def as_document(school: School, papers: list[Paper], form: str, *, title: str, now: dt.datetime) -> bytes:
    """Return papers as one document in Word or PDF, each on a page of its own."""
    if form == PDF:
        letters = [
            Letter("\n".join(one.address), now.date(), one.subject, "\n\n".join("\n".join(part) for part in one.paragraphs), ENGLISH)
            for one in papers
        ]  # fmt: skip
        return set_letters(school, letters, title=title, made_at=now)
    pages = [Page(one.address, one.subject, one.paragraphs, ENGLISH) for one in papers]
    return word_document(school, pages, title=title, on=now.date())


def _of(school: School, line: Line) -> dict[str, str]:
    return {
        "pupil": line.pupil.forename,
        "pupil_in_full": str(line.pupil),
        "born": day_in_words(line.pupil.born),
        "school": school.name,
        "telephone": school.telephone or "the number of the school office",
    }


def _filled(name: str, facts: dict[str, str], address: tuple[str, ...] = ()) -> Paper:
    subject, _, body = (CONTENT / f"{name}.md").read_text(encoding="utf-8").strip().partition("\n\n")
    parts = [part.format_map(facts) for part in body.split("\n\n")]
    lines = tuple(tuple(each.split("\n")) for part in parts for each in part.split("\n\n"))
    return Paper(subject.format_map(facts), lines, address)


def _pattern(line: Line) -> str:
    ill = line.illness
    runs = [
        day_in_words(run[0]) if len(run) == 1 else f"{day_in_words(run[0])} to {day_in_words(run[-1])} ({counted(len(run), 'school day')})"
        for run in ill.runs[-_MOST:]
    ]  # fmt: skip
    began = f"Absence through illness this school year: {counted(ill.sessions, 'half day')}, {counted(ill.days, 'day')} together."
    return f"{began} Whole days away: {listed(runs, 'and')}." if runs else began


def _reasons(school_id: int, line: Line, on: dt.date) -> str:
    rows = ReasonGiven.objects.filter(
        school_id=school_id,
        pupil_id=line.pupil.pk,
        first_day__gte=school_year_began(on),
        kind__in=_OF_ILLNESS,
        disposed_at__isnull=True,
    ).order_by("first_day", "pk")
    said = [
        f"{day_in_words(one.first_day)}: {one.get_kind_display().lower()} (from {one.get_given_by_display().lower()})"
        for one in list(rows)[-_MOST:]
    ]
    return (
        f"Reasons the school was given: {'; '.join(said)}."
        if said
        else "Reasons the school was given: none is recorded."
    )
