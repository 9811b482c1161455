"""A school's hours of notices, or the usual ones where it has set none."""

from __future__ import annotations

from onroll.service.absence_notices.models import NoticeSettings


def settings_of(school_id: int) -> NoticeSettings:
    """Return a school's hours, or the usual ones, unsaved."""
    return NoticeSettings.objects.filter(school_id=school_id).first() or NoticeSettings(school_id=school_id)
