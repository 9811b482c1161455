"""One pupil's entry in the register: every item with its amendments, its notifications, and what is still missing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onroll.law.admission_register import AdmissionContents, ParentContents, faults_of_contents
from onroll.law.faults import Fault
from onroll.law.retention import preserve_until
from onroll.law.school_age import is_of_compulsory_school_age
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.actions.entering import NotOnThisRegister
from onroll.service.admission_register.contents import ITEMS, Contents, Item, boards, fold
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.notifications import IN_ERROR, changed_between
from onroll.service.admission_register.queries.former_names import former_names
from onroll.service.admission_register.wording import (
    deletion_in_words,
    full_name,
    in_words,
    joined_address,
    notification_in_words,
)


@dataclass(frozen=True, slots=True)
class Made:
    """Who made an entry, when and in what role, and how long it is kept."""

    at: dt.datetime
    by: str
    role: str
    kept_until: dt.date


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment of one item: original, amended, reason, and who."""

    entry_id: int
    item: Item
    original: list[str]
    amended: list[str]
    reason: str
    made: Made


@dataclass(frozen=True, slots=True)
class Notification:
    """One notification, in words: what it says now, who recorded it, and its amendments, newest first."""

    number: int
    words: list[str]
    in_error: bool
    made: Made
    amendments: list[Amendment]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item: what it says now, and its amendments, newest first."""

    item: Item
    words: list[str]
    amendments: list[Amendment]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything the register holds of one spell of one pupil."""

    enrolment: Enrolment
    said: Contents
    items: list[ItemPage]
    admitted: Made
    notifications: list[Notification]
    deletion: tuple[list[str], Made] | None
    deletion_amendments: list[Amendment]
    gaps: tuple[Fault, ...]
    other_spells: list[Enrolment]
    former_names: list[str]

    @property
    def name(self) -> str:
        return full_name(self.said["name"])

    @property
    def may_come_back(self) -> bool:
        """Whether no spell here runs or is still to come, so that the pupil may be admitted again."""
        return all(spell.last_day is not None for spell in (self.enrolment, *self.other_spells))


def entry_page(scope: Scope, *, school_id: int, enrolment_id: int, on: dt.date) -> EntryPage:
    """Return one entry with its whole history. Raises NotOnThisRegister."""
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    rows = Enrolment.objects.select_related("pupil", "school")
    enrolment = rows.filter(pk=enrolment_id, school_id=school_id).first()
    if enrolment is None:
        raise NotOnThisRegister
    entries = list(enrolment.entries.order_by("pk"))
    said = fold((entry.contents, entry.original) for entry in entries)
    amendments = [amendment for entry in entries for amendment in _amendments(entry)]
    notifications = list(_notifications(entries, said))
    deletions = [
        entry for entry in entries if entry.kind == AdmissionEntry.Kind.DELETED and said.get("deletion")
    ]
    others = Enrolment.objects.filter(school_id=school_id, pupil_id=enrolment.pupil_id)
    return EntryPage(
        enrolment=enrolment,
        said=said,
        items=[
            ItemPage(item, in_words(key, said.get(key)), [a for a in reversed(amendments) if a.item is item])
            for key, item in ITEMS.items()
            if key not in ("notifications", "deletion")
            and (key != "boarder" or enrolment.school.has_boarders or boards(said))
        ],
        admitted=_made(entries[0]),
        notifications=notifications[::-1],
        deletion=(deletion_in_words(deletions[-1].contents["deletion"]), _made(deletions[-1]))
        if deletions
        else None,
        deletion_amendments=[one for one in reversed(amendments) if one.item.key == "deletion"],
        gaps=missing_contents(said, has_boarders=enrolment.school.has_boarders, on=on),
        other_spells=list(others.exclude(pk=enrolment.pk).order_by("starting_day")),
        former_names=former_names(scope, school_id=school_id, pupil_id=enrolment.pupil_id),
    )


def missing_contents(said: Contents, *, has_boarders: bool, on: dt.date) -> tuple[Fault, ...]:
    """Return what regulation 8(2) asks for and this entry does not hold."""
    last_school = said.get("last_school")
    born = dt.date.fromisoformat(said["born"])
    return faults_of_contents(
        AdmissionContents(
            full_name=full_name(said["name"]),
            address=joined_address(said["address"]) if said["address"].get("address") else "",
            sex=said["sex"],
            born=born,
            starting_day=dt.date.fromisoformat(said["starting_day"]["day"]),
            parents=tuple(
                ParentContents(
                    parent["name"], parent["address"], parent["lives_with"], tuple(parent["numbers"])
                )
                for parent in said["parents"]
            ),
            last_school_name=None if last_school is None else last_school["name"],
            last_school_address="" if last_school is None else last_school["address"],
            school_has_boarders=has_boarders,
            is_of_compulsory_school_age=is_of_compulsory_school_age(born, on),
            is_boarder=boards(said),
        )
    )


def _amendments(entry: AdmissionEntry) -> list[Amendment]:
    if entry.kind != AdmissionEntry.Kind.AMENDED:
        return []
    return [
        Amendment(
            entry.pk,
            ITEMS[key],
            in_words(key, entry.original.get(key)),
            in_words(key, value),
            entry.reason,
            _made(entry),
        )
        for key, value in entry.contents.items()
    ]


def _notifications(entries: list[AdmissionEntry], said: Contents) -> Iterator[Notification]:
    """Yield the notifications of an entry in the order they were recorded."""
    recorded = [entry for entry in entries if entry.kind == AdmissionEntry.Kind.NOTIFIED]
    amendments: dict[int, list[Amendment]] = defaultdict(list)
    for entry in reversed(entries):
        original, amended = entry.original.get("notifications"), entry.contents.get("notifications")
        for number, was, then in changed_between(original, amended):
            words = notification_in_words(was), notification_in_words(then)
            amendments[number].append(
                Amendment(entry.pk, ITEMS["notifications"], *words, entry.reason, _made(entry))
            )
    for number, (entry, one) in enumerate(zip(recorded, said["notifications"], strict=False), start=1):
        words_now = notification_in_words(one, with_error=False)
        yield Notification(number, words_now, bool(one.get(IN_ERROR)), _made(entry), amendments[number])


def _made(entry: AdmissionEntry) -> Made:
    return Made(entry.made_at, entry.made_by_name, entry.made_by_role, preserve_until(entry.made_on))
