"""How a provider stands: read off its checks, its end and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from onroll.law.finding import Finding
from onroll.law.off_site_provision import ArrangedBy, Check, may_stand
from onroll.service.off_site_provision.models import Provider, ProviderCheck


class ProviderState(StrEnum):
    """How a provider stands; `web/status_labels.py` gives each its words and colour."""

    CHECKED = "checked"
    TO_CHECK = "to check"
    LAPSED = "lapsed"
    ENDED = "ended"


def last_checks(checks: Iterable[ProviderCheck]) -> dict[Check, ProviderCheck]:
    """Return the check that counts of each kind: the last."""
    return {Check(one.kind): one for one in sorted(checks, key=lambda one: (one.done_on, one.pk))}


def finding_of(provider: Provider, checks: Iterable[ProviderCheck], *, on: dt.date) -> Finding:
    """Return what the law's judge finds of a provider's checks on a day."""
    last = {kind: one.good_until for kind, one in last_checks(checks).items()}
    return may_stand(ArrangedBy(provider.arranged_by), last, on=on)


def state_of(provider: Provider, finding: Finding) -> ProviderState:
    """Return how a provider stands."""
    if provider.ended_at is not None:
        return ProviderState.ENDED
    if finding.met:
        return ProviderState.CHECKED
    return ProviderState.LAPSED if finding.met is False else ProviderState.TO_CHECK
