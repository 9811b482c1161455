"""Where each deed of a duty is done, and the permission it takes."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.duties.duty import Deed, DeedName, Duty


@dataclass(frozen=True, slots=True)
class Button:
    """A deed as a page offers it: a link, or a form that sends `fields`."""

    words: str
    href: str
    fields: tuple[tuple[str, str], ...] = ()


_NEEDS = {
    DeedName.REMIND: Permission.REGISTER_AMEND,
    DeedName.OPEN_REGISTER: Permission.REGISTER_VIEW,
    DeedName.OPEN_ENTRY: Permission.PUPIL_VIEW,
    DeedName.OPEN_ABSENCE: Permission.ABSENCE_FOLLOW_UP,
    DeedName.ENTER_PLANS: Permission.REGISTER_TAKE,
    DeedName.OPEN_CHECK: Permission.CHECKS_VIEW,
    DeedName.OPEN_LEAVE: Permission.LEAVE_VIEW,
    DeedName.OPEN_PROVIDER: Permission.ARRANGEMENT_VIEW,
    DeedName.OPEN_EXCLUSION: Permission.EXCLUSION_VIEW,
    DeedName.OPEN_QUESTION: Permission.PARENT_ANSWER,
    DeedName.OPEN_CORRECTION: Permission.PARENT_ANSWER,
    DeedName.OPEN_MESSAGE: Permission.MESSAGE_VIEW,
    DeedName.OPEN_LATENESS: Permission.LATENESS_VIEW,
    DeedName.OPEN_LATE_LETTERS: Permission.LATENESS_ACT,
    DeedName.OPEN_CONCERN: Permission.ESCALATION_DECIDE,
    DeedName.OPEN_NOTICES: Permission.ABSENCE_FOLLOW_UP,
    DeedName.OPEN_NOTICE: Permission.ABSENCE_FOLLOW_UP,
    DeedName.OPEN_ESCALATION: Permission.ESCALATION_DECIDE,
    DeedName.OPEN_CALLS: Permission.ABSENCE_VIEW,
    DeedName.RECORD_VISIT: Permission.ABSENCE_FOLLOW_UP,
    DeedName.OPEN_TIMETABLE: Permission.TIMETABLE_VIEW,
    DeedName.OPEN_ILLNESS: Permission.MEDICAL_VIEW,
    DeedName.OPEN_MISSING: Permission.MISSING_FOLLOW_UP,
    DeedName.OPEN_GUESTS: Permission.ARRANGEMENT_VIEW,
    DeedName.OPEN_REMOTE: Permission.ARRANGEMENT_VIEW,
}
_PAGES = {
    DeedName.OPEN_REGISTER: "register",
    DeedName.OPEN_ENTRY: "entry",
    DeedName.OPEN_ABSENCE: "absence",
    DeedName.OPEN_LEAVE: "leave_request",
    DeedName.OPEN_PROVIDER: "provider",
    DeedName.OPEN_GUESTS: "guests",
    DeedName.OPEN_REMOTE: "remote_note",
    DeedName.OPEN_EXCLUSION: "exclusion",
    DeedName.OPEN_QUESTION: "mark_question",
    DeedName.OPEN_CORRECTION: "detail_correction",
    DeedName.OPEN_MESSAGE: "message",
    DeedName.OPEN_LATENESS: "late_pupil",
    DeedName.OPEN_LATE_LETTERS: "late_letters",
    DeedName.OPEN_CONCERN: "late_concern",
    DeedName.OPEN_NOTICES: "notices",
    DeedName.OPEN_NOTICE: "notice",
    DeedName.OPEN_ESCALATION: "absence_escalation",
    DeedName.OPEN_CALLS: "absences",
    DeedName.RECORD_VISIT: "absence_visited",
    DeedName.OPEN_TIMETABLE: "timetable",
    DeedName.OPEN_ILLNESS: "medical_pupil",
    DeedName.OPEN_MISSING: "lesson_missing",
}
_SENDS = {DeedName.REMIND: "remind", DeedName.ENTER_PLANS: "enter_plans"}


def buttons_of(duty: Duty, scope: Scope, school_id: int) -> list[Button]:
    """Return the deeds of a duty that these roles may do."""
    may_amend = scope.may(Permission.REGISTER_AMEND, school_id=school_id)
    return [
        _button(deed, school_id, may_amend)
        for deed in duty.deeds
        if scope.may(_NEEDS[deed.name], school_id=school_id)
    ]


def _button(deed: Deed, school_id: int, may_amend: bool) -> Button:
    if deed.name in _SENDS:
        return Button(deed.words, reverse(_SENDS[deed.name], kwargs={"school_id": school_id}), _fields(deed))
    if deed.name is DeedName.OPEN_CHECK:
        return Button(
            deed.words, f"{reverse('checks', kwargs={'school_id': school_id})}?check={deed.of['check']}"
        )
    words = deed.words if may_amend or deed.name is not DeedName.OPEN_ENTRY else "Open the entry"
    return Button(words, reverse(_PAGES[deed.name], kwargs={"school_id": school_id, **deed.of}))


def _fields(deed: Deed) -> tuple[tuple[str, str], ...]:
    names = {"group_id": "group"}
    return tuple((names.get(name, name), str(value)) for name, value in deed.of.items())
