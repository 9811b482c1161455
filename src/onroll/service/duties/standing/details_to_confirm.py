"""A parent sent a number or an address that is right: the register holds one that reaches them (regulation 8(2)(f))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.admission_register import CONTENTS
from onroll.law.plain_words import day_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.parents.models import DetailCorrection

#: Within how many days a correction should be confirmed: it may be the only number that reaches anybody. Ours.
CONFIRMED_WITHIN = 2


def details_to_confirm(morning: Morning) -> Iterator[Duty]:
    """Find the corrections that nobody has confirmed or declined."""
    return (_duty(one, morning) for one in morning.from_parents.corrections)


def _duty(correction: DetailCorrection, morning: Morning) -> Duty:
    sent = correction.made_at.astimezone(morning.now.tzinfo).date()
    by = sent + dt.timedelta(days=CONFIRMED_WITHIN)
    return Duty(
        rule="details_to_confirm",
        kind=Kind.PARENT,
        title=f"{correction.parent}: confirm a new {correction.get_kind_display().lower()}",
        why=f"Sent on {day_in_words(sent)} from their own page. What is on record stays until somebody confirms it.",
        who="Attendance office",
        due=dt.datetime.combine(by, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=CONTENTS["f"].citation,
        deeds=(Deed(DeedName.OPEN_CORRECTION, "Confirm", {"correction_id": correction.pk}),),
        items=(
            Item(
                key=f"details_to_confirm/{correction.pk}",
                words="Contact details from a parent to confirm",
                on=sent,
            ),
        ),
    )
