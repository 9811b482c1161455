"""Leave asked for and not decided: it can only be given in advance (regulation 11(1))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.leave_of_absence import AUTHORISED_PERSON
from onroll.law.plain_words import day_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.leave_of_absence.queries.requests import Due

#: Within how many days a family should have an answer. Ours.
ANSWERED_WITHIN = 7
_ONE_DAY = dt.timedelta(days=1)


def leave_to_decide(morning: Morning) -> Iterator[Duty]:
    """Find the children whose leave waits for a decision."""
    return (_duty(one, morning) for one in morning.leave_to_decide)


def _duty(asked: Due, morning: Morning) -> Duty:
    by = min(asked.asked_on + dt.timedelta(days=ANSWERED_WITHIN), asked.first_day - _ONE_DAY)
    begun = asked.first_day <= morning.now.date()
    why = (
        "The leave would have begun, so it can no longer be given. Record what was said to the family."
        if begun
        else f"Asked for on {day_in_words(asked.asked_on)}. It begins on {day_in_words(asked.first_day)}, and cannot be given after that."
    )
    return Duty(
        rule="leave_to_decide",
        kind=Kind.LEAVE,
        title=f"{asked.name}: decide on leave from {asked.first_day:%A} {asked.first_day.day} {asked.first_day:%B}",
        why=why,
        who="Head teacher",
        due=dt.datetime.combine(by, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=AUTHORISED_PERSON,
        deeds=(Deed(DeedName.OPEN_LEAVE, "Open the request", {"request_id": asked.request_id}),),
        items=(
            Item(
                key=f"leave_to_decide/{asked.request_id}/{asked.pupil_id}",
                words="Leave of absence to decide",
                on=asked.first_day,
                pupil_id=asked.pupil_id,
            ),
        ),
    )
