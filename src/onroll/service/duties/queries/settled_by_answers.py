"""Which calls nobody need make any longer, because another school that was told said where the child is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.timezone import localtime

from onroll.law.follow_up import Recipient
from onroll.law.plain_words import moment_in_words
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.queries.board import told_of
from onroll.service.absence_notices.queries.sayings import Saying, sayings_of
from onroll.service.duties.models import DutyRecord


def by_what_another_school_said(records: Iterable[DutyRecord]) -> dict[int, str]:
    """Return by record of a pupil of whom nobody was reached who said where the child is; in three statements.

    Of whoever protects a pupil nothing is said: the record of a duty is read by more than may know of them.
    """
    mine = [one for one in records if one.rule == "nobody_reached" and one.pupil_id]
    if not mine:
        return {}
    notices = Notice.objects.filter(
        school_id=mine[0].school_id, pupil_id__in={one.pupil_id for one in mine}, date__in={one.on for one in mine},
        recipient=Recipient.OTHER_SCHOOL, about="",
    ).order_by("at", "pk")  # fmt: skip
    of: dict[tuple[int | None, object], list[Saying]] = defaultdict(list)
    for said in sayings_of(told_of(notices)):
        of[said.notice.pupil_id, said.notice.date].append(said)
    last = {one.pk: [each for each in of[one.pupil_id, one.on] if each.knows][-1:] for one in mine}
    return {pk: _in_words(said[0]) for pk, said in last.items() if said and said[0].says_where}


def _in_words(said: Saying) -> str:
    who = f", as {said.who} said" if said.who else ""
    return f"The other school answered on {moment_in_words(localtime(said.at))}{who}: {said.knows_in_words.lower()}."
