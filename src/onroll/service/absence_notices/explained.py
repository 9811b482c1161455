"""What stands in the register by now for an absence that a notice told of as one without a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet

from onroll.law.attendance_codes import code_on
from onroll.law.code_uses import wants_a_reason
from onroll.service.absence_notices.covering import sessions_of
from onroll.service.absence_notices.models import Notice
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.worded_once import worded_once

_HALVES = {"AM": "morning", "PM": "afternoon"}
Codes = Mapping[tuple[int, dt.date, str], str]


def explained_since(notices: Iterable[Notice]) -> dict[int, str]:
    """Return what stands by now, by notice of an absence none of whose sessions is without a reason any longer; one statement.

    A notice of an exclusion, or of a guest's day, is about nothing that waits for a reason.
    """
    absences = [one for one in notices if not one.about and one.pupil_id is not None]
    if not absences:
        return {}
    codes = _codes(absences)
    return {
        one.pk: _in_words(one, codes)
        for one in absences
        if not any(wants_a_reason(code) for code in _standing(one, codes).values())
    }


def _codes(notices: Collection[Notice]) -> Codes:
    rows = _entered(
        [one.school_id for one in notices],
        [one.pupil_id or 0 for one in notices],
        [one.date for one in notices],
    )
    return {(pupil_id or 0, date, session): code for pupil_id, date, session, code in rows}


@worded_once
def _entered(
    school_ids: list[int], pupil_ids: list[int], dates: list[dt.date]
) -> QuerySet[CurrentEntry, tuple[int, dt.date, str, str]]:
    rows = CurrentEntry.objects.filter(school_id__in=school_ids, pupil_id__in=pupil_ids, date__in=dates)
    return rows.values_list("pupil_id", "date", "session", "code")


def _standing(notice: Notice, codes: Codes) -> dict[str, str]:
    found = {
        each: codes.get((notice.pupil_id or 0, notice.date, each)) for each in sessions_of(notice.sessions)
    }
    return {session: code for session, code in found.items() if code}


def _in_words(notice: Notice, codes: Codes) -> str:
    standing = _standing(notice, codes)
    said = [
        f"{_HALVES[each]}: {code_on(code, notice.date).title} ({code})" for each, code in standing.items()
    ]
    words = "; ".join(said) or "no entry any longer"
    return words[0].upper() + words[1:]
