"""Who must be told of a pupil's unexplained absence: read off markers, those who work with the pupil, and the roll."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from onroll.law.citation import Citation
from onroll.law.exclusion_notices import told_of_exclusion
from onroll.law.follow_up import WORKERS, Event, Recipient, Telling, who_is_told
from onroll.service.absence_notices.models.notice import UNPROTECTED
from onroll.service.admission_register.models import Enrolment
from onroll.service.correspondence.recipients import audiences_of
from onroll.service.people.models import PartnerLink, PartnerProfessional, PupilMarker
from onroll.service.people.parts_in_names import without_part
from onroll.service.worded_once import worded_once

#: What a marker says of who works with the pupil: a child whom the authority protects or looks after has a social worker.
_MARKERS = {
    PupilMarker.Kind.SOCIAL_WORKER: (Recipient.SOCIAL_WORKER,),
    PupilMarker.Kind.CHILD_IN_NEED: (Recipient.SOCIAL_WORKER,),
    PupilMarker.Kind.CHILD_PROTECTION: (Recipient.SOCIAL_WORKER,),
    PupilMarker.Kind.LOOKED_AFTER: (Recipient.SOCIAL_WORKER, Recipient.VIRTUAL_SCHOOL_HEAD),
    PupilMarker.Kind.YOUTH_JUSTICE: (Recipient.YOUTH_JUSTICE_WORKER,),
}
#: Who is on record in each part, by pupil.
Known = dict[tuple[int, Recipient], list[PartnerLink]]
#: How a part is named to whoever may send a notice and not know why.
MASKED = "professional"
#: By whom a message of the correspondence is for.
AUDIENCES = {
    "social_worker": Recipient.SOCIAL_WORKER,
    "youth_justice": Recipient.YOUTH_JUSTICE_WORKER,
    "virtual_school": Recipient.VIRTUAL_SCHOOL_HEAD,
}


@dataclass(frozen=True, slots=True)
class Whom:
    """One to be told, and why. `name` is blank where nobody is on record; `professional_id` is None then, and of a school."""

    telling: Telling
    name: str = ""
    organisation: str = ""
    email: str = ""
    telephone: str = ""
    professional_id: int | None = None
    #: Who is told at another school, where the two agreed it.
    contact: str = ""
    #: Whether the part and the organisation are kept from whoever only sends: they would say what protects the pupil.
    is_masked: bool = False

    @property
    def part(self) -> str:
        """In what part they are told, in words; of a masked one no more than that they work with the pupil."""
        return "somebody who works with the pupil" if self.is_masked else self.recipient.in_words

    @property
    def slug(self) -> str:
        """How an address names the part."""
        return MASKED if self.is_masked else self.recipient.value

    @property
    def citation(self) -> Citation:
        """What the telling rests on; the same for every masked one."""
        return WORKERS if self.is_masked else self.telling.citation

    def masked(self) -> Whom:
        """Return the same without what would say why they are told."""
        return replace(self, name=without_part(self.name), organisation="", email="", is_masked=True)

    @property
    def recipient(self) -> Recipient:
        """In what part they are told."""
        return self.telling.recipient

    @property
    def is_protected(self) -> bool:
        """Whether being told says that somebody protects the pupil."""
        return self.recipient not in UNPROTECTED


def whom_to_tell(school_id: int, pupils: Mapping[int, int | None], date: dt.date) -> dict[int, list[Whom]]:
    """Return by pupil who must be told of an unexplained absence on a day, in three statements.

    `pupils` gives each pupil's id, and that of the row it was merged into, whose markers and professionals are the pupil's.
    Raises NoRuleInForce before 19 August 2024.
    """
    of, known = who_works_with(pupils, date)
    schools = _other_schools(school_id, list(pupils), date)
    for pupil_id in schools:
        of[pupil_id].add(Recipient.OTHER_SCHOOL)
    return {
        pupil_id: [
            whom
            for telling in who_is_told(Event.UNEXPLAINED_ABSENCE, recipients, on=date)
            for whom in _each(
                telling, known_by(known, pupil_id, telling.recipient), schools.get(pupil_id, "")
            )
        ]
        for pupil_id, recipients in of.items()
    }


def whom_to_tell_of_exclusion(
    authority: str, pupils: Mapping[int, int | None], date: dt.date
) -> dict[int, dict[Event, list[Whom]]]:
    """Return by pupil and event who must be told of an exclusion, or that it is cancelled, in two statements.

    `pupils` is as of `whom_to_tell`. Raises NoRuleInForce before 1 September 2022.
    """
    of, known = who_works_with(pupils, date)
    return {
        pupil_id: {
            event: [
                whom
                for telling in told_of_exclusion(event, recipients, on=date)
                for whom in (
                    [Whom(telling, authority, authority)]
                    if telling.recipient is Recipient.LOCAL_AUTHORITY
                    else _each(telling, known_by(known, pupil_id, telling.recipient), "")
                )
            ]
            for event in (Event.EXCLUSION, Event.EXCLUSION_CANCELLED)
        }
        for pupil_id, recipients in of.items()
    }


def pupils_by_kept(pupils: Mapping[int, int | None]) -> dict[int, int]:
    """Return each pupil by the rows that are theirs: their own, and the one it was merged into."""
    return {kept or own: own for own, kept in pupils.items()} | {own: own for own in pupils}


def known_by(known: Known, pupil_id: int, recipient: Recipient) -> tuple[PartnerProfessional, ...]:
    """Return who is on record in a part, each once."""
    return tuple(
        {one.professional_id: one.professional for one in known.get((pupil_id, recipient), ())}.values()
    )


def who_works_with(
    pupils: Mapping[int, int | None], date: dt.date
) -> tuple[dict[int, set[Recipient]], Known]:
    """Return in which parts somebody works with each pupil, by markers and by name, and who is on record, in two statements."""
    kept_by = pupils_by_kept(pupils)
    of: dict[int, set[Recipient]] = {own: set() for own in pupils}
    known: Known = {}
    for pupil_id, kind in _markers(kept_by, date):
        of[kept_by[pupil_id]].update(_MARKERS[PupilMarker.Kind(kind)])
    for link in _links(kept_by, date):
        for recipient in (AUDIENCES[audience] for audience in audiences_of(link.professional)):
            of[kept_by[link.pupil_id]].add(recipient)
            known.setdefault((kept_by[link.pupil_id], recipient), []).append(link)
    return of, known


@worded_once
def _markers(pupil_ids: Collection[int], date: dt.date) -> QuerySet[PupilMarker, tuple[int, str]]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    rows = PupilMarker.objects.filter(
        standing, pupil_id__in=pupil_ids, kind__in=list(_MARKERS), first_day__lte=date
    )
    return rows.values_list("pupil_id", "kind")


@worded_once
def _links(pupil_ids: Collection[int], date: dt.date) -> QuerySet[PartnerLink]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    rows = PartnerLink.objects.filter(standing, pupil_id__in=pupil_ids, first_day__lte=date)
    return rows.select_related("professional").order_by("pk")


def _each(telling: Telling, known: Iterable[PartnerProfessional], other_school: str) -> list[Whom]:
    if telling.recipient is Recipient.OTHER_SCHOOL:
        return [Whom(telling, other_school, other_school)]
    return [Whom(telling, one.name, one.organisation, one.email, one.telephone, one.pk) for one in known] or [
        Whom(telling)
    ]


def _other_schools(school_id: int, pupil_ids: list[int], date: dt.date) -> dict[int, str]:
    return dict(_registered_elsewhere(school_id, pupil_ids, date))


@worded_once
def _registered_elsewhere(
    school_id: int, pupil_ids: list[int], date: dt.date
) -> QuerySet[Enrolment, tuple[int, str]]:
    rows = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date),
        school_id=school_id,
        pupil_id__in=pupil_ids,
        starting_day__lte=date,
    )
    elsewhere = rows.exclude(registration=Enrolment.Registration.SOLE).exclude(other_school="")
    return elsewhere.values_list("pupil_id", "other_school")
