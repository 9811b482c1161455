"""A notice whose receipt has not come by the school's hour: until it has, nobody knows that it was read."""

from __future__ import annotations

from collections.abc import Iterator

from onroll.law.plain_words import moment_in_words
from onroll.service.absence_notices.queries.to_chase import ToChase
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning


def receipts_to_chase(morning: Morning) -> Iterator[Duty]:
    """Find the notices to ask about."""
    return (_duty(one, morning) for one in morning.followed_up.to_chase)


def _duty(one: ToChase, morning: Morning) -> Duty:
    notice = one.notice
    sent = moment_in_words(notice.at.astimezone(morning.now.tzinfo))
    return Duty(
        rule="receipts_to_chase",
        kind=Kind.NOTICE,
        title=f"{notice.pupil}: ask {one.who} for a receipt",
        why=f"The notice was sent on {sent}, and nobody has said that it was read.",
        who="Designated safeguarding lead",
        due=one.since,
        is_now=notice.date == morning.now.date(),
        citation=one.citation,
        deeds=(Deed(DeedName.OPEN_NOTICE, "Ask, or record the receipt", {"notice_id": notice.pk}),),
        # No pupil: that there was a notice says that somebody works with them.
        items=(Item(key=f"receipts_to_chase/{notice.pk}", words="A receipt to ask for", on=notice.date),),
    )
