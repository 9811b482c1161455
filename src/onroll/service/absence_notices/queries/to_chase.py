"""Notices whose receipt has not come, and is asked for by now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from onroll.law.citation import Citation
from onroll.law.follow_up import WORKERS
from onroll.service.absence_notices.covering import covers_the_outer
from onroll.service.absence_notices.explained import explained_since
from onroll.service.absence_notices.models import Notice, NoticeEvent, NoticeSettings
from onroll.service.absence_notices.models.notice import OF_A_GUEST, UNPROTECTED
from onroll.service.absence_notices.queries.board import told_of
from onroll.service.absence_notices.status import receipt_due
from onroll.service.absence_notices.telling_of import telling_of
from onroll.service.people.parts_in_names import without_part
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class ToChase:
    """One notice to ask about: since when, and what has it told on the day."""

    notice: Notice
    since: dt.datetime
    citation: Citation
    #: Who is asked, as the reader may know them.
    who: str


def notices_to_chase(
    school_id: int,
    *,
    since: dt.date,
    now: dt.datetime,
    settings: NoticeSettings,
    sees_protected: bool,
    sends: bool = False,
) -> list[ToChase]:
    """Return a school's notices that wait too long for a receipt, the oldest first, for the service's own duties.

    Whoever only `sends` is told of those to a professional on record, and not in what part they are told.

    One whose message did not arrive is no such notice: it is to be told again. Nor is one of an absence that has a reason
    by now, nor one of a guest's day that was told anew.
    """
    late = []
    for told in told_of(_unheard(school_id, since, now.date(), sees_protected, sends)):
        chased = [one.at for one in told.events if one.what == NoticeEvent.What.CHASED]
        due = receipt_due(told.notice.at, chased, settings)
        if due <= now and not told.is_lost:
            late.append((told.notice, due))
    explained = explained_since(notice for notice, _ in late)
    return [
        _to_chase(notice, due, is_masked=not sees_protected and notice.recipient not in UNPROTECTED)
        for notice, due in late
        if notice.pk not in explained
    ]


@worded_once
def _unheard(
    school_id: int, since: dt.date, until: dt.date, sees_protected: bool, sends: bool
) -> QuerySet[Notice]:
    received = NoticeEvent.objects.filter(notice=OuterRef("pk"), what=NoticeEvent.What.RECEIVED)
    heard = Notice.objects.filter(
        ~Q(how=Notice.How.EMAIL) | Exists(received), covers_the_outer(), pupil=OuterRef("pupil"), date=OuterRef("date"),
        recipient=OuterRef("recipient"), about=OuterRef("about"), school_id=school_id,
    )  # fmt: skip
    anew = Notice.objects.filter(
        about__in=("", OF_A_GUEST), pupil=OuterRef("pupil"), date=OuterRef("date"), recipient=OuterRef("recipient"),
        school_id=school_id, pk__gt=OuterRef("pk"),
    )  # fmt: skip
    waits = (Q(about=OF_A_GUEST) & ~Exists(anew)) | (~Q(about=OF_A_GUEST) & ~Exists(heard))
    rows = Notice.objects.filter(
        ~Exists(received), waits, school_id=school_id, date__range=(since, until),
        how=Notice.How.EMAIL, pupil__isnull=False,
    )  # fmt: skip
    if not sees_protected:
        masked = Q(professional__isnull=False, about="") if sends else Q(pk=None)
        rows = rows.filter(Q(recipient__in=UNPROTECTED) | masked)
    return rows.select_related("pupil", "professional").order_by("at", "pk")


def _to_chase(notice: Notice, due: dt.datetime, *, is_masked: bool) -> ToChase:
    if not is_masked or notice.professional is None:
        return ToChase(notice, due, telling_of(notice).citation, notice.who)
    return ToChase(notice, due, WORKERS, without_part(notice.professional.name))
