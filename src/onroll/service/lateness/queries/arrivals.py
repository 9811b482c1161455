"""Arrivals after the start, read off the register as it stands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from onroll.law.code_uses import CODE_AFTER_CLOSING, CODE_OF_LATENESS
from onroll.service.attendance_register.queries.out_of_the_ordinary import is_out_of_the_ordinary
from onroll.service.hand_written import among, day_of, prepared_cursor
from onroll.service.lateness.late import Late
from onroll.service.organisations.models import SchoolSession, SessionTimes

_AFTER = CODE_AFTER_CLOSING.newest.value
_CODES = (CODE_OF_LATENESS.newest.value, _AFTER)

#: Of one code, so that the index of entries that are no present mark answers it.
_OF_A_CODE = f"""
SELECT c.pupil_id, c.date, c.session, c.code, c.minutes_late
  FROM attendance_register_currententry c
 WHERE c.school_id = %s AND c.date BETWEEN %s AND %s AND c.code = %s AND {is_out_of_the_ordinary("c")}"""


def lates_by_pupil(
    school_id: int,
    first_day: dt.date,
    last_day: dt.date,
    *,
    pupil_ids: Collection[int] | None = None,
    with_times: bool = False,
) -> dict[int, list[Late]]:
    """Return each pupil's arrivals after the start, in order; `with_times` works out when each was."""
    starts = _starts(school_id, first_day, last_day) if with_times else {}
    found: dict[int, list[Late]] = defaultdict(list)
    for pupil_id, at, session, code, minutes in _rows(school_id, first_day, last_day, pupil_ids):
        date = day_of(at)
        arrived = _arrived(date, starts.get((date, session)), minutes) if with_times else None
        found[pupil_id].append(Late(pupil_id, date, session, code == _AFTER, minutes, arrived, code))
    return dict(found)


def _rows(
    school_id: int, first_day: dt.date, last_day: dt.date, pupil_ids: Collection[int] | None
) -> list[tuple[Any, ...]]:
    condition, values = among(pupil_ids or ())
    of_pupils = f" AND c.pupil_id {condition}" if pupil_ids is not None else ""
    span = [school_id, first_day.isoformat(), last_day.isoformat()]
    with prepared_cursor() as cursor:
        cursor.execute(
            " UNION ALL".join([_OF_A_CODE + of_pupils] * len(_CODES)) + " ORDER BY 2, 3",
            [value for code in _CODES for value in (*span, code, *(values if of_pupils else ()))],
        )
        return cursor.fetchall()


def minutes_of_a_school_day(school_id: int, on: dt.date) -> int:
    """Return how long the school's two sessions last together, by its own times; 0 where it has set none."""
    lengths: dict[str, int] = {}
    for row in SessionTimes.objects.filter(school_id=school_id, first_day__lte=on).order_by("first_day"):
        starts, ends = (dt.datetime.combine(on, at) for at in (row.starts_at, row.ends_at))
        lengths[row.session] = int((ends - starts).total_seconds()) // 60
    return sum(lengths.values())


def _starts(school_id: int, first_day: dt.date, last_day: dt.date) -> dict[tuple[dt.date, str], dt.time]:
    rows = SchoolSession.objects.filter(
        school_id=school_id, date__range=(first_day, last_day), starts_at__isnull=False
    )
    return {
        (date, session): at for date, session, at in rows.values_list("date", "session", "starts_at") if at
    }


def _arrived(date: dt.date, starts: dt.time | None, minutes: int | None) -> dt.time | None:
    if starts is None or minutes is None:
        return None
    return (dt.datetime.combine(date, starts) + dt.timedelta(minutes=minutes)).time()
