"""What a school has set about letters on lateness."""

from __future__ import annotations

from django.db.models import QuerySet

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lateness.models import LatenessSettings
from onroll.service.worded_once import worded_once


def settings_of(school_id: int) -> LatenessSettings:
    """Return a school's settings, or those a new school has; for the service's own use."""
    found = _kept(school_id)
    return found[0] if found else LatenessSettings(school_id=school_id)


@worded_once
def _kept(school_id: int) -> QuerySet[LatenessSettings]:
    return LatenessSettings.objects.filter(school_id=school_id)


def lateness_settings(scope: Scope, *, school_id: int) -> LatenessSettings:
    """Return a school's settings. Raises OutOfScope."""
    scope.require(Permission.LATENESS_SET, school_id=school_id)
    return settings_of(school_id)
