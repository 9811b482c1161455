"""Keeping a layout under a name, so that the next file of the same system needs no headings typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.exchange.mark_strings.profiles import profile_of
from onroll.service.exchange.models import ColumnMap
from onroll.service.room_for_words import refuse_too_long


@transaction.atomic
def keep_column_map(
    *, school_id: int, name: str, profile: Mapping[str, Any], by: Actor, now: dt.datetime
) -> ColumnMap:
    """Keep a layout under a name, in place of one of that name. Raises FileRefused for one that cannot be, TooLong."""
    by.scope.require(Permission.IMPORT_RUN, school_id=school_id)
    refuse_too_long(ColumnMap(name=name.strip()))
    data = profile_of(profile).as_data()
    kept, _ = ColumnMap.objects.update_or_create(
        school_id=school_id,
        name=name.strip(),
        defaults={"profile": data, "made_at": now, "made_by_name": by.name},
    )
    record_event(
        "exchange.layout.kept",
        by=by,
        now=now,
        school_id=school_id,
        subject_type="column map",
        subject_id=kept.pk,
        called=kept.name,
    )
    return kept
