"""The guests of a school: today's, with what stands in the register and whether the home school knows it; and the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from onroll.law.attendance_codes import code_on
from onroll.law.code_uses import wants_a_reason
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.session_times import closes_at
from onroll.service.guests.models import GuestStay
from onroll.service.guests.queries.tellings import HomeTold, told_of_guests
from onroll.service.guests.weeks_here import coming_in_the_week_of
from onroll.service.off_site_provision.models import Placement
from onroll.service.off_site_provision.queries.day import covers, standing_placements
from onroll.service.organisations.queries.sessions import sessions_held
from onroll.service.worded_once import worded_once

_HALVES = {"AM": "Morning", "PM": "Afternoon"}
#: What the home school of a guest who has not come is asked, in the same email.
_ASKED = "We expected your pupil, who has not come, and nobody has told us why. Is your pupil with you?"


@dataclass(frozen=True, slots=True)
class GuestMark:
    """What stands in the register for a guest in a session whose register has closed; no code is a gap."""

    session: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class GuestDay:
    """One guest's day so far: the sessions that are in, and what the home school was last told."""

    stay: GuestStay
    entered: tuple[GuestMark, ...]
    blank: tuple[str, ...]
    told: tuple[HomeTold, ...]

    @property
    def is_lost(self) -> bool:
        """Whether the last email did not arrive, so that the home school knows nothing by it."""
        return bool(self.told) and self.told[-1].is_lost

    @property
    def unexplained(self) -> tuple[str, ...]:
        """The sessions whose reason is not known yet."""
        return tuple(one.session for one in self.entered if wants_a_reason(one.code))

    @property
    def marks(self) -> str:
        """What stands, as it is kept with what was told."""
        return " ".join(f"{one.session} {one.code}" for one in self.entered)

    @property
    def in_words(self) -> str:
        """What stands, for the home school."""
        each = ". ".join(f"{_HALVES[one.session]}: {one.words}" for one in self.entered)
        return f"{each}. {_ASKED}" if self.unexplained else each

    @property
    def is_news(self) -> bool:
        """Whether something stands that was not told yet, or was told otherwise: an email says the same once."""
        known = {session: code for one in self.told for session, code in one.codes.items()}
        return any(known.get(one.session) != one.code for one in self.entered)

    @property
    def is_to_tell(self) -> bool:
        """Whether the home school does not know what stands: nobody told it, or what was sent did not arrive."""
        return self.is_news or (bool(self.entered) and self.is_lost)


@dataclass(frozen=True, slots=True)
class AtAnotherSchool:
    """One of this school's pupils placed at another, and whether the admission register goes with the code."""

    placement: Placement
    is_registered_there: bool


@dataclass(frozen=True, slots=True)
class Guests:
    """The page of guests."""

    today: tuple[GuestDay, ...]
    standing: tuple[GuestStay, ...]
    past: tuple[GuestStay, ...]
    elsewhere: tuple[AtAnotherSchool, ...]

    @property
    def to_tell(self) -> tuple[GuestDay, ...]:
        """Those whose home school is to be told of today."""
        return tuple(one for one in self.today if one.is_to_tell)


def guests(scope: Scope, *, school_id: int, now: dt.datetime) -> Guests:
    """Return a school's guests, and its own pupils at other schools. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    stays = list(GuestStay.objects.filter(school_id=school_id).select_related("pupil"))
    on = now.date()
    return Guests(
        today=guests_today(school_id, now=now),
        standing=tuple(one for one in stays if one.ended_at is None and one.last_day >= on),
        past=tuple(one for one in stays if one.ended_at is not None or one.last_day < on),
        elsewhere=_elsewhere(school_id, on),
    )


def guest_stay(scope: Scope, *, school_id: int, stay_id: int) -> GuestStay | None:
    """Return a school's guest who has not ended; None where there is none such. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    rows = GuestStay.objects.filter(pk=stay_id, school_id=school_id, ended_at__isnull=True)
    return rows.select_related("pupil").first()


def guests_today(school_id: int, *, now: dt.datetime) -> tuple[GuestDay, ...]:
    """Return the guests expected in sessions of today whose registers have closed; the caller has judged who asks."""
    date = now.date()
    standing = [
        one for one in _standing_on(school_id, date) if one.expects(date, "AM") or one.expects(date, "PM")
    ]
    expected = coming_in_the_week_of(standing, date)
    if not expected:
        return ()
    held = sessions_held(school_id, date, date)
    closed = sorted(one.session for one in held if (closes := closes_at(one)) is not None and closes < now)
    codes = _codes(school_id, date, [one.pupil_id for one in expected])
    told = told_of_guests(school_id, date, expected)
    return tuple(_day(one, date, closed, codes, told.get(one.pk, ())) for one in expected)


def guests_standing(scope: Scope, *, school_id: int, now: dt.datetime) -> tuple[int, int]:
    """Return how many guests are expected today, and how many home schools are to be told. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    lines = guests_today(school_id, now=now)
    return len(lines), sum(one.is_to_tell for one in lines)


@worded_once
def _standing_on(school_id: int, date: dt.date) -> QuerySet[GuestStay]:
    rows = GuestStay.objects.filter(
        school_id=school_id, ended_at__isnull=True, first_day__lte=date, last_day__gte=date
    )
    return rows.select_related("pupil")


def _codes(school_id: int, date: dt.date, pupil_ids: list[int]) -> dict[tuple[int, str], str]:
    rows = CurrentEntry.objects.filter(school_id=school_id, date=date, pupil_id__in=pupil_ids)
    return {
        (pupil_id, half): code
        for pupil_id, half, code in rows.values_list("pupil_id", "session", "code")
        if pupil_id
    }


def _day(
    stay: GuestStay,
    date: dt.date,
    closed: list[str],
    codes: dict[tuple[int, str], str],
    told: Iterable[HomeTold],
) -> GuestDay:
    here = [half for half in closed if stay.expects(date, half)]
    entered = [
        GuestMark(half, code, code_on(code, date).title)
        for half in here
        if (code := codes.get((stay.pupil_id, half)))
    ]
    return GuestDay(
        stay,
        tuple(entered),
        tuple(half for half in here if (stay.pupil_id, half) not in codes),
        tuple(told),
    )


def _elsewhere(school_id: int, on: dt.date) -> tuple[AtAnotherSchool, ...]:
    rows = Placement.objects.filter(school_id=school_id, provider__arranged_by="other school")
    placed = [one for one in standing_placements(rows, on) if any(covers(one, on, half) for half in _HALVES)]
    alone = set(
        Enrolment.objects.filter(
            school_id=school_id,
            pupil_id__in=[one.pupil_id for one in placed],
            registration=Enrolment.Registration.SOLE,
        )
        .exclude(deletion_ground__in=Enrolment.VOID)
        .values_list("pupil_id", flat=True)
    )
    return tuple(AtAnotherSchool(one, one.pupil_id not in alone) for one in placed)
