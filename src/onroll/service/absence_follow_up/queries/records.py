"""What was recorded about some pupils' absence of a day: contacts, reasons and steps, as a role may read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Prefetch

from onroll.law.reasons_given import ReasonKind
from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven, Step
from onroll.service.absence_follow_up.status import FollowUpFacts, ReasonState, reason_state
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with what was decided about it; `words` and `kind` are blank where a role may not read them."""

    given: ReasonGiven
    decisions: tuple[ReasonDecision, ...]
    kind: str
    words: str
    is_kept_back: bool

    @property
    def state(self) -> ReasonState:
        """Where it stands."""
        return reason_state([one.what for one in self.decisions])

    @property
    def last(self) -> ReasonDecision | None:
        """The last decision about it."""
        return self.decisions[-1] if self.decisions else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one outside the school who was told of the absence said: in what part they were told, who answered and when."""

    part: str
    who: str
    at: dt.datetime
    words: str
    #: What they said of where the child is, in words; blank where they said nothing of it.
    knows: str = ""
    #: Whether it is known by it where the child is.
    is_accounted_for: bool = False


@dataclass(slots=True)
class Records:
    """Everything recorded about one pupil's absence of a day, in order. Contacts corrected since are not among them."""

    contacts: list[Contact] = field(default_factory=list)
    corrected: list[Contact] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def last_contact(self) -> Contact | None:
        """The latest contact that stands."""
        return self.contacts[-1] if self.contacts else None

    @property
    def waiting(self) -> list[Reason]:
        """Reasons nobody has decided about."""
        return [one for one in self.reasons if one.state is ReasonState.WAITING]

    @property
    def escalation(self) -> Step | None:
        """The last time the safeguarding lead was told."""
        return next((one for one in reversed(self.steps) if one.kind == Step.Kind.ESCALATED), None)

    @property
    def seen(self) -> Step | None:
        """The last time the child was seen, by itself or on a visit."""
        return next((one for one in reversed(self.steps) if _is_seen(one)), None)

    @property
    def facts(self) -> FollowUpFacts:
        """What decides where the following up stands."""
        return FollowUpFacts(
            contacts=len(self.contacts),
            reached=any(one.outcome in Contact.REACHED for one in self.contacts),
            reason_waits=bool(self.waiting),
            escalated=self.escalation is not None,
            seen=self.seen is not None,
            answered=bool(self.answers),
            accounted_for=any(one.is_accounted_for for one in self.answers),
        )


def _is_seen(step: Step) -> bool:
    return step.kind == Step.Kind.SEEN or step.found == Step.Found.CHILD_SEEN


def records_about(
    scope: Scope, school_id: int, date: dt.date, pupil_ids: Collection[int]
) -> dict[int, Records]:
    """Return by pupil what was recorded about a day, in four statements."""
    found = {pupil_id: Records() for pupil_id in pupil_ids}
    about = {"school_id": school_id, "pupil_id__in": list(pupil_ids)}
    contacts = list(Contact.objects.filter(date=date, **about).order_by("at", "pk"))
    corrected = {one.corrects_id for one in contacts}
    for contact in contacts:
        held = found[contact.pupil_id or 0]
        (held.corrected if contact.pk in corrected else held.contacts).append(contact)
    sees_detail = scope.may(Permission.ABSENCE_DETAIL_VIEW, school_id=school_id)
    decisions = Prefetch("decisions", ReasonDecision.objects.order_by("pk"), to_attr="decided")
    reasons = ReasonGiven.objects.filter(first_day__lte=date, last_day__gte=date, **about)
    for given in reasons.order_by("given_at", "pk").prefetch_related(decisions):
        found[given.pupil_id or 0].reasons.append(reason_of(given, sees_detail=sees_detail))
    # What safeguarding does is read by those who follow up, and by nobody else.
    for step in () if not sees_detail else Step.objects.filter(date=date, **about).order_by("made_at", "pk"):
        found[step.pupil_id or 0].steps.append(step)
    return found


def reason_of(given: ReasonGiven, *, sees_detail: bool) -> Reason:
    """Return a reason, whose decisions were prefetched as `decided`, as somebody who sees detail or does not reads it."""
    kept_back = given.is_confidential and not sees_detail
    return Reason(
        given=given,
        decisions=tuple(given.decided),  # type: ignore[attr-defined]
        kind="" if kept_back else ReasonKind(given.kind).in_words,
        words="" if kept_back else given.words,
        is_kept_back=kept_back,
    )
