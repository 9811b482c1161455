"""A school's hours of notices, or the usual ones where it has set none."""

from __future__ import annotations

from django.db.models import QuerySet

from onroll.service.absence_notices.models import NoticeSettings
from onroll.service.worded_once import worded_once


def settings_of(school_id: int) -> NoticeSettings:
    """Return a school's hours, or the usual ones, unsaved."""
    found = _kept(school_id)
    return found[0] if found else NoticeSettings(school_id=school_id)


@worded_once
def _kept(school_id: int) -> QuerySet[NoticeSettings]:
    return NoticeSettings.objects.filter(school_id=school_id)
