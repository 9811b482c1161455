"""What the forms of a pupil's illness send, each read and handed to its action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from onroll.service import clock
from onroll.service.medical_absence.actions import recording, supporting, telling
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import date_from_boxes, day_asked
from onroll.service.web.requests import PageRequest

#: Longer is no number of days.
_LONGEST_NUMBER = 5
Deed = Callable[[PageRequest, School, int], str]


def _about(request: PageRequest, school: School, pupil_id: int) -> dict[str, Any]:
    return {"school_id": school.pk, "pupil_id": pupil_id, "by": request.actor, "now": clock.now()}


def _day(request: PageRequest, name: str, what: str) -> dt.date:
    return date_from_boxes(request.POST, name, what)


def _expected(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    recording.record_expected(
        until=_day(request, "expected-until", "the last day expected away"), nature=sent.get("expected-nature", ""),
        words=sent.get("expected-words", ""), **_about(request, school, pupil_id),
    )  # fmt: skip
    return "Recorded. The days expected count towards a sickness return."


def _earlier(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    typed = sent.get("earlier-days", "").strip()
    recording.record_earlier(
        on=_day(request, "earlier-on", "the first of the days"), until=_day(request, "earlier-until", "the last of the days"),
        days=int(typed) if typed.isdecimal() and len(typed) < _LONGEST_NUMBER else None, who=sent.get("earlier-who", ""),
        words=sent.get("earlier-words", ""), **_about(request, school, pupil_id),
    )  # fmt: skip
    return "Recorded. The days stand beside this school’s own, and are not counted with them."


def _asked(request: PageRequest, school: School, pupil_id: int) -> str:
    recording.ask_for_evidence(doubt=request.POST.get("asked-doubt", ""), **_about(request, school, pupil_id))
    return "Recorded that evidence is asked for, and why."


def _evidence(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    recording.record_evidence(
        on=_day(request, "evidence-on", "the day it was shown"), evidence=sent.get("evidence-evidence", ""),
        who=sent.get("evidence-who", ""), words=sent.get("evidence-words", ""),
        until=day_asked(sent, "evidence-until", "the last day it speaks of"), **_about(request, school, pupil_id),
    )  # fmt: skip
    return "The evidence is recorded."


def _one_illness(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    recording.decide_one_illness(
        outcome=sent.get("one-outcome", ""),
        words=sent.get("one-why", ""),
        **_about(request, school, pupil_id),
    )
    return "Your decision is recorded."


def _return(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    telling.make_return(
        on=_day(request, "return-on", "the day of the return"), how=sent.get("return-how", ""),
        who=sent.get("return-to", ""), **_about(request, school, pupil_id),
    )  # fmt: skip
    return "The sickness return is made."


def _plan(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    supporting.make_plan(
        words=sent.get("plan-plan_words", ""), who=sent.get("plan-plan_who", ""),
        next_on=day_asked(sent, "plan-next_on", "the first review"), **_about(request, school, pupil_id),
    )  # fmt: skip
    return "The support plan is recorded."


def _plan_review(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    supporting.review_plan(
        outcome=sent.get("planreview-outcome", ""), words=sent.get("planreview-review_words", ""),
        next_on=day_asked(sent, "planreview-next_on", "the next review"), **_about(request, school, pupil_id),
    )  # fmt: skip
    return "The review is recorded."


def _check_in(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    supporting.check_in(
        on=_day(request, "checkin-on", "the day you spoke"), who=sent.get("checkin-check_who", ""),
        words=sent.get("checkin-check_words", ""), **_about(request, school, pupil_id),
    )  # fmt: skip
    return "The check-in is recorded."


def _referral(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    telling.refer(
        on=_day(request, "referral-on", "the day of the referral"), how=sent.get("referral-how", ""),
        who=sent.get("referral-who", ""), words=sent.get("referral-referral_words", ""),
        consent=sent.get("referral-consent", ""), next_on=day_asked(sent, "referral-next_on", "the day it is looked at again"),
        **_about(request, school, pupil_id),
    )  # fmt: skip
    return "The referral is recorded."


def _referral_review(request: PageRequest, school: School, pupil_id: int) -> str:
    sent = request.POST
    telling.review_referral(
        outcome=sent.get("referralreview-outcome", ""), words=sent.get("referralreview-review_words", ""),
        next_on=day_asked(sent, "referralreview-next_on", "the next review"), **_about(request, school, pupil_id),
    )  # fmt: skip
    return "Recorded."


DEEDS: dict[str, Deed] = {
    "expected": _expected,
    "earlier": _earlier,
    "asked": _asked,
    "evidence": _evidence,
    "one": _one_illness,
    "return": _return,
    "plan": _plan,
    "planreview": _plan_review,
    "checkin": _check_in,
    "referral": _referral,
    "referralreview": _referral_review,
}
