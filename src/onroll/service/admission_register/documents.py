"""The admission register on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from onroll.law.plain_words import counted, day_in_words, moment_in_words
from onroll.service.admission_register.contents import APART, ITEMS
from onroll.service.admission_register.notifications import IN_ERROR
from onroll.service.admission_register.queries.register import RegisterRecord
from onroll.service.admission_register.wording import full_name, in_words, notification_in_words
from onroll.service.organisations.models import School
from onroll.service.typesetting import typeset

_LONDON = ZoneInfo("Europe/London")


def register_document(
    school: School, records: Iterable[RegisterRecord], *, as_at: dt.date, printed_by: str, now: dt.datetime
) -> bytes:
    """Return the admission register as a PDF: what it says of each pupil, alphabetically."""
    shown = [key for key in ITEMS if key not in APART and (key != "boarder" or school.has_boarders)]
    pupils = [_pupil(record, shown) for record in records]
    local = now.astimezone(_LONDON)
    data = {
        "school": school.name,
        "urn": school.urn,
        "as_at": day_in_words(as_at),
        "printed_by": printed_by,
        "printed_at": moment_in_words(local),
        "count": counted(len(pupils), "pupil"),
        "pupils": pupils,
    }
    return typeset("admission-register.typ", data, made_at=now)


def _pupil(record: RegisterRecord, shown: list[str]) -> dict[str, object]:
    name = record.said["name"]
    items: list[dict[str, object]] = [
        {"title": ITEMS[key].title, "lines": in_words(key, record.said[key])}
        for key in shown
        if record.said.get(key) is not None or key != "deletion"
        if key in record.said
    ]
    items += [
        {
            "title": "Notified, in error" if one.get(IN_ERROR) else "Notified",
            "lines": notification_in_words(one, with_error=False),
            "struck": bool(one.get(IN_ERROR)),
        }
        for one in record.said["notifications"]
    ]
    return {"name": full_name(name), "items": items}
