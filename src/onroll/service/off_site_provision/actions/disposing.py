"""Dispose of who was placed elsewhere and what was answered, when the register's entries of the time may go: for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.off_site_provision.models import AnswerDecision, Placement, ProviderAnswer
from onroll.service.off_site_provision.refusals import ProvisionRefused


def dispose_of_provision(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Remove placements that ended before a day, with their answers, where entries made then may go; return how many rows went.

    A placement that was made, ended, answered for or decided on since stays whole, and so do providers and their checks.
    Nothing asks for them to be kept longer than the entries they led to (regulation 7). They cannot be brought back.
    Raises ProvisionRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Placements of days on or after {day} are kept with the entries they led to.", ProvisionRefused
    )
    since = midnight(before)
    past = Placement.objects.filter(school_id=school_id, last_day__lt=before, made_at__lt=since)
    answered = ProviderAnswer.objects.filter(school_id=school_id, at__gte=since)
    decided = AnswerDecision.objects.filter(school_id=school_id, at__gte=since)
    with transaction.atomic():
        ids = list(
            past.exclude(ended_at__gte=since)
            .exclude(pk__in=answered.values("placement_id"))
            .exclude(pk__in=decided.values("answer__placement_id"))
            .values_list("pk", flat=True)
        )
        count = sum(
            rows.delete()[0]
            for rows in (
                AnswerDecision.objects.filter(answer__placement_id__in=ids),
                ProviderAnswer.objects.filter(placement_id__in=ids),
                Placement.objects.filter(pk__in=ids),
            )
        )
        return disposal.record("provision.disposed", count)
