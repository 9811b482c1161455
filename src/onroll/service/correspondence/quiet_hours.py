"""Hours in which no text or email reaches a parent: nobody is woken by their child's school."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")
#: The hours in which messages go, where a school has set no others.
USUAL = (dt.time(7), dt.time(19))
#: A school may set others within these: a choice of Onroll's own.
WIDEST = (dt.time(6), dt.time(21))


def next_moment(moment: dt.datetime, starts: dt.time, ends: dt.time) -> dt.datetime:
    """Return the first moment, at or after one, at which a message may go: from `starts` until before `ends`, any day."""
    local = moment.astimezone(_LONDON)
    if starts <= local.time() < ends:
        return moment
    day = local.date() if local.time() < starts else local.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, starts, _LONDON)


def faults_of_hours(starts: dt.time, ends: dt.time) -> str:
    """Return what is wrong with hours a school would set, and what to do; nothing where they may stand."""
    if starts >= ends:
        return "The hours end before they start. Give the earlier time first."
    if starts < WIDEST[0] or ends > WIDEST[1]:
        return "Nobody is to be woken by a text. Choose hours between 6:00am and 9:00pm."
    return ""
