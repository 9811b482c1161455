"""Take out a paper of asking a health professional, in Word or PDF: nothing is sent, and nothing is told past a consent that stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from onroll.service.audit.actions import record_event
from onroll.service.medical_absence.actions.asking_health import NO_CONSENT
from onroll.service.medical_absence.consent import consent_on, waiting_requests
from onroll.service.medical_absence.papers import PDF, WORD, Paper, as_document, consent_form, request_papers
from onroll.service.medical_absence.queries.illness import Line, illness_of_pupil
from onroll.service.medical_absence.refusals import MedicalRefusal
from onroll.service.organisations.models import School

CONSENT, REQUEST = "consent", "request"


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One document, and what it is called."""

    made: bytes
    name: str


@transaction.atomic
def take_out_paper(
    *, school_id: int, pupil_id: int, paper: str, form: str, by: Actor, now: dt.datetime
) -> TakenOut:
    """Return the consent form, or the last request that waits for a reply with the form for it; it is noted, and the look logged.

    Raises OutOfScope, MedicalRefusal.
    """
    by.scope.require(Permission.MEDICAL_RECORD, school_id=school_id)
    if form not in (WORD, PDF) or paper not in (CONSENT, REQUEST):
        raise MedicalRefusal("Choose the consent form or the request, in Word or PDF.")
    line = illness_of_pupil(by.scope, school_id=school_id, pupil_id=pupil_id, on=now.date())
    school = School.objects.get(pk=school_id)
    papers = consent_form(school, line) if paper == CONSENT else _request(school, line, by, now)
    record_viewing(by=by, school_id=school_id, pupil_id=pupil_id, page="illness", now=now)
    record_event(
        "medical.document.taken out", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=pupil_id,
        paper=f"{paper} form" if paper == CONSENT else paper, form=form,
    )  # fmt: skip
    made = as_document(school, papers, form, title=papers[0].subject, now=now)
    return TakenOut(made, f"health-{paper}-{now:%Y-%m-%d}.{form}")


def _request(school: School, line: Line, by: Actor, now: dt.datetime) -> list[Paper]:
    waiting = waiting_requests(line.records)
    if not waiting:
        raise MedicalRefusal(
            "Nobody is asked who has not answered. Record whom you ask, and about what, first."
        )
    consent = consent_on(line.records, now.date())
    if consent is None:
        raise MedicalRefusal(NO_CONSENT)
    role = ROLES[by.role].title if by.role in ROLES else ""
    sender = ", ".join(part for part in (by.name, role) if part)
    return request_papers(school, line, waiting[-1], consent, sender=sender, on=now.date())
