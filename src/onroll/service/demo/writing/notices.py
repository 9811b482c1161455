"""Notices of the day under way: one whose receipt has come, one that waits for it, one spoken; the others are still to send."""

from __future__ import annotations

import datetime as dt
import os

from django.db.models import Q

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.service.absence_notices.actions.receiving import record_receipt
from onroll.service.absence_notices.actions.telling import record_told, send_notice
from onroll.service.absence_notices.actions.weekly import take_in_weekly_list, week_of
from onroll.service.absence_notices.models import Knows, Notice, NoticeEvent
from onroll.service.absence_notices.queries.board import NoticeRow, board_of
from onroll.service.absence_notices.weekly_csv import COLUMNS, write_rows
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.correspondence.templates import TEXT
from onroll.service.demo.writing.known import DEMO, Known
from onroll.service.people.models import PartnerLink, PartnerProfessional, PupilMarker

#: Names where a demo is served, which `onroll serve` says: its links are read where it runs.
SERVED_AT = "ONROLL_DEMO_ADDRESS"
#: How many pupils of a school are given a social worker, at most.
_MOST = 2
_SAID = "On a visit with a key worker, seen at nine and well."


def link_of(secret: str) -> str:
    """Return where the page of a notice's receipt is: on the address the demo is served at."""
    return f"{os.environ.get(SERVED_AT, 'http://localhost:8000')}/notices/{secret}/"


def tell(known: Known, *, now: dt.datetime) -> None:
    """Tell some of those who must know of today's absences, as the safeguarding lead would have by now; once a day and school."""
    for school, school_id in known.schools.items():
        by = known.people.get((school, "safeguarding_lead"))
        if by is None or Notice.objects.filter(school_id=school_id, date=now.date()).exists():
            continue
        board = board_of(by.scope, school_id=school_id, date=now.date(), now=now)
        by_email = [row for row in board.rows if row.whom.email]
        for place, row in enumerate(by_email[:2]):
            _by_email(school_id, row, by, now, is_received=place == 0)
        for row in by_email[2:3]:
            _by_phone(school_id, row, by, now)
    send_due(by=DEMO, now=now)


def give_workers(known: Known, *, now: dt.datetime) -> None:
    """Let some of those absent today have a social worker, in a school where nobody of whom others are told is away."""
    for school, school_id in known.schools.items():
        by = known.people.get((school, "safeguarding_lead"))
        if by and not board_of(by.scope, school_id=school_id, date=now.date(), now=now).rows:
            _give_workers(school_id, now.date())


def lose_a_text(known: Known, *, now: dt.datetime) -> None:
    """Let a text of today not arrive in each school that sent one: its number is no longer in use."""
    for school_id in known.schools.values():
        sent = Message.objects.filter(school_id=school_id, on=now.date(), channel=TEXT).order_by("pk")
        failed = MessageEvent.Kind.FAILED
        if (text := sent.last()) and not sent.filter(events__kind=failed).exists():
            MessageEvent.objects.create(
                message=text,
                school_id=school_id,
                kind=failed,
                at=now,
                by_name=DEMO.name,
                detail="The number is not in use.",
            )


def take_in_lists(known: Known, *, now: dt.datetime) -> None:
    """Take in the authority's list of this week and the one before: one pupil has joined it, and one has left the school."""
    for school, school_id in known.schools.items():
        by = known.people.get((school, "safeguarding_lead"))
        links = _social_work(school_id, now.date())
        if by is None or not links:
            continue
        this_week = week_of(now.date())
        for week, listed in ((this_week - dt.timedelta(days=7), links[1:] or links), (this_week, links)):
            at = min(now, dt.datetime.combine(week, dt.time(8, 20), now.tzinfo))
            data = _as_csv(listed, now.date())
            take_in_weekly_list(school_id=school_id, week=week, data=data, by=by, now=at)


def _social_work(school_id: int, on: dt.date) -> list[PartnerLink]:
    rows = PartnerLink.objects.filter(
        professional__role="Social worker",
        pupil__enrolments__school_id=school_id,
        first_day__lte=on,
        last_day__isnull=True,
    ).exclude(pupil__upn=None)
    return list(rows.select_related("pupil", "professional").order_by("pupil_id", "pk").distinct())


def _as_csv(links: list[PartnerLink], on: dt.date) -> bytes:
    stands = _standings([one.pupil_id for one in links], on)
    rows = {
        one.pupil.upn: (
            one.pupil.upn or "", one.pupil.legal_surname, one.pupil.legal_forenames, f"{one.pupil.born}", stands.get(one.pupil_id, "CIN"),
            one.professional.name, one.professional.telephone, one.professional.email, f"{one.first_day}",
        )
        for one in links
    }  # fmt: skip
    return write_rows([COLUMNS, *rows.values()]).encode()


def _standings(pupil_ids: list[int], on: dt.date) -> dict[int, str]:
    """Return by pupil how an authority writes that a child stands, the gravest where there are several."""
    kinds = PupilMarker.Kind
    found: dict[int, str] = {}
    for kind, written in (
        (kinds.CHILD_IN_NEED, "CIN"),
        (kinds.LOOKED_AFTER, "CIC"),
        (kinds.CHILD_PROTECTION, "CP"),
    ):
        rows = PupilMarker.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=on),
            pupil_id__in=pupil_ids,
            kind=kind,
            first_day__lte=on,
        )
        found |= dict.fromkeys(rows.values_list("pupil_id", flat=True), written)
    return found


def _give_workers(school_id: int, on: dt.date) -> None:
    """Let some of those absent today have a social worker, where nobody of whom others are told happens to be away."""
    absent = CurrentEntry.objects.filter(school_id=school_id, date=on, code=CODE_OF_NO_REASON_YET.on(on))
    pupils = list(dict.fromkeys(absent.order_by("pupil_id").values_list("pupil_id", flat=True)))
    # The others are left as they are: their parents ring, or nobody is in a hurry about them.
    few = min(_MOST, len(pupils) // 3)
    workers = PartnerProfessional.objects.filter(role="Social worker").order_by("pk")[:few]
    since = on - dt.timedelta(days=60)
    for pupil_id, worker in zip(pupils, workers, strict=False):
        PupilMarker.objects.create(pupil_id=pupil_id, kind=PupilMarker.Kind.SOCIAL_WORKER, first_day=since)
        PartnerLink.objects.create(pupil_id=pupil_id, professional=worker, first_day=since)


def _by_email(school_id: int, row: NoticeRow, by: Actor, now: dt.datetime, *, is_received: bool) -> None:
    notice = send_notice(
        school_id=school_id, pupil_id=row.pupil.pk, date=now.date(), recipient=row.whom.recipient,
        professional_id=row.whom.professional_id, link_of=link_of, by=by,
        now=now - dt.timedelta(minutes=3),
    )  # fmt: skip
    if is_received:
        record_receipt(
            school_id=school_id, notice_id=notice.pk, who=row.whom.name, how=NoticeEvent.How.EMAIL, words=_SAID, knows=Knows.WITH_US,
            at=now - dt.timedelta(minutes=1), by=by, now=now,
        )  # fmt: skip


def _by_phone(school_id: int, row: NoticeRow, by: Actor, now: dt.datetime) -> None:
    record_told(
        school_id=school_id, pupil_id=row.pupil.pk, date=now.date(), recipient=row.whom.recipient,
        professional_id=row.whom.professional_id, how=Notice.How.PHONE, who=row.whom.name, used=row.whom.telephone,
        words="Will ring the carer and call back.", at=now - dt.timedelta(minutes=2), by=by, now=now,
    )  # fmt: skip
