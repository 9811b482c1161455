"""A message that did not arrive: whoever it was for has not been told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.follow_up import NOT_ARRIVED
from onroll.service.correspondence.queries.lost import LostMessage
from onroll.service.correspondence.status import SAID
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning

#: Within how long somebody looks at it. Ours.
LOOKED_AT_WITHIN = dt.timedelta(hours=1)


def message_not_delivered(morning: Morning) -> Iterator[Duty]:
    """Find the messages that did not arrive."""
    return (_duty(one, morning) for one in morning.followed_up.lost)


def _duty(one: LostMessage, morning: Morning) -> Duty:
    message, at = one.message, one.at.astimezone(morning.now.tzinfo)
    return Duty(
        rule="message_not_delivered",
        kind=Kind.MESSAGE,
        title=f"{message.get_channel_display()} to {message.recipient_name} about {message.pupil}: {SAID[one.state].lower()}",
        why="Ring instead if it is urgent. Put the number or the address right, and send it again.",
        who="Attendance office",
        due=at + LOOKED_AT_WITHIN,
        is_now=False,
        citation=NOT_ARRIVED,
        deeds=(Deed(DeedName.OPEN_MESSAGE, "Open the message", {"message_id": message.pk}),),
        # No pupil: some messages say by whom a pupil is protected.
        items=(
            Item(
                key=f"message_not_delivered/{message.pk}", words="A message that did not arrive", on=at.date()
            ),
        ),
    )
