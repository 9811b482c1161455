"""One notice with what came after it, and one that is still to be sent, as it would go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from onroll.law.follow_up import Recipient
from onroll.service.absence_notices.drafting import addressee, request_of
from onroll.service.absence_notices.explained import explained_since
from onroll.service.absence_notices.lines import part_of, require, row_of
from onroll.service.absence_notices.models import Notice, NoticeEvent, NoticeSettings
from onroll.service.absence_notices.models.notice import UNPROTECTED
from onroll.service.absence_notices.queries.board import NoticeRow, Told, told_of
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.absence_notices.status import NoticeState, receipt_due, state_of
from onroll.service.absence_notices.telling_of import telling_of
from onroll.service.absence_notices.whom import MASKED
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.drafting import Draft, draft_messages
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.people.parts_in_names import without_part

#: What stands in a draft where the link will.
LINK_TO_COME = "(a link of their own)"
_ANY_ADDRESS = "the address you give @"


@dataclass(frozen=True, slots=True)
class ToTell:
    """One notice to send: its line, the email as it would go, or why there is none, and where the school was written to last."""

    row: NoticeRow
    draft: Draft | None
    why_no_draft: str
    email_used_last: str


@dataclass(frozen=True, slots=True)
class OneNotice:
    """One notice that was sent or spoken, and where it stands."""

    told: Told
    why: str
    state: NoticeState
    receipt_due: dt.datetime
    #: What stands by now where the absence has a reason, so that no receipt is waited for any longer.
    explained: str
    #: Whether in what part they were told, and what they said, is kept from whoever only sends.
    is_masked: bool

    @property
    def who(self) -> str:
        """Whom it was to: of a masked one the professional on record, and not what was typed."""
        notice = self.told.notice
        return (
            without_part(notice.professional.name) if self.is_masked and notice.professional else notice.who
        )

    def shown(self, name: str) -> str:
        """Return the name of whoever did something, as this notice may show it."""
        return without_part(name) if self.is_masked else name


def to_tell(
    *, school_id: int, pupil_id: int, date: dt.date, recipient: str, professional_id: int | None, by: Actor, now: dt.datetime
) -> ToTell:  # fmt: skip
    """Return a notice as it would go. Raises OutOfScope, NoticeRefused."""
    require(by, school_id=school_id, recipient=recipient)
    about = {"school_id": school_id, "pupil_id": pupil_id, "date": date}
    row = row_of(**about, recipient=recipient, professional_id=professional_id, now=now)  # type: ignore[arg-type]
    draft, why = None, ""
    try:
        to = addressee(row.whom, _ANY_ADDRESS)
        if recipient == MASKED:
            # Its wording says in what part they are told.
            return ToTell(replace(row, whom=row.whom.masked()), None, "", "")
        request = request_of(
            by.scope, school_id=school_id, pupil_id=pupil_id, date=date, sessions=row.sessions,
            recipient=row.whom.recipient, to=[to], link=LINK_TO_COME,
        )  # fmt: skip
        draft = draft_messages(request, by=by, now=now).drafts[0]
    except (NoticeRefused, MessageRefused) as refusal:
        why = str(refusal)
    if recipient == MASKED:
        row = replace(row, whom=row.whom.masked())
    return ToTell(row, draft, why, _used_last(school_id, row))


def _used_last(school_id: int, row: NoticeRow) -> str:
    if row.whom.recipient is not Recipient.OTHER_SCHOOL:
        return ""
    sent = Notice.objects.filter(
        school_id=school_id, recipient=Recipient.OTHER_SCHOOL, who=row.whom.name, how=Notice.How.EMAIL
    )
    return sent.order_by("-at").values_list("used", flat=True).first() or ""


def one_notice(*, school_id: int, notice_id: int, by: Actor, now: dt.datetime) -> OneNotice | None:
    """Return one notice of a school; None where there is none that the person may see. Raises OutOfScope."""
    by.scope.require(Permission.ABSENCE_FOLLOW_UP, school_id=school_id)
    rows = Notice.objects.filter(pk=notice_id, school_id=school_id, pupil__isnull=False)
    notice = rows.select_related("pupil", "message", "professional").first()
    if notice is None:
        return None
    part = part_of(by, notice)
    if part not in (MASKED, *UNPROTECTED) and not by.scope.may(
        Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id
    ):
        return None
    (told,) = told_of([notice])
    return _shown(told, settings_of(school_id), now, is_masked=part == MASKED)


def _shown(told: Told, settings: NoticeSettings, now: dt.datetime, *, is_masked: bool) -> OneNotice:
    chased = [one.at for one in told.events if one.what == NoticeEvent.What.CHASED]
    due = receipt_due(told.notice.at, chased, settings)
    state = state_of(
        is_told=True, is_lost=told.is_lost, is_received=told.is_received, receipt_due_at=due, now=now
    )
    explained = "" if told.is_received else explained_since([told.notice]).get(told.notice.pk, "")
    why = "" if is_masked else str(telling_of(told.notice))
    return OneNotice(told, why, NoticeState.SETTLED if explained else state, due, explained, is_masked)
