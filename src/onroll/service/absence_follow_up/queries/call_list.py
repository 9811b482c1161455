"""The call list of a session: everyone absent without a reason, those most at risk first, siblings together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onroll.law.call_order import Circumstance, is_very_young, place_in_call_order
from onroll.service.absence_follow_up.queries.call_list_statements import (
    OnRoll,
    Recent,
    circumstances_of,
    pupils_named,
    recent_absences,
    roll_of_session,
)
from onroll.service.absence_follow_up.queries.families import Families, Sibling, Whom, families_of
from onroll.service.absence_follow_up.queries.records import Records, records_about
from onroll.service.absence_follow_up.status import FollowUpState, follow_up_state
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.attendance_register.queries.session_times import closes_at
from onroll.service.attendance_register.status import has_closed
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil, PupilMarker


@dataclass(frozen=True, slots=True)
class CallRow:
    """One pupil to be called about. What a role may not see is not in it: `markers` and `whom` are empty then."""

    pupil_id: int
    name: str
    group: str
    code: str
    is_first: bool
    markers: tuple[str, ...]
    is_new_starter: bool
    sees_contacts: bool
    whom: tuple[Whom, ...]
    siblings: tuple[Sibling, ...]
    records: Records
    recent: Recent
    state: FollowUpState
    #: Whether the row before is a brother or sister.
    with_row_before: bool = False


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A register that has closed and that nobody began: its pupils are blank, and its teacher is the one to ask."""

    group_id: int
    group: str
    pupils: int


@dataclass(frozen=True, slots=True)
class CallList:
    """The calls of a session, in order, and the registers whose pupils are not among them because nobody began them."""

    date: dt.date
    session: str
    closes_at: dt.datetime | None
    has_closed: bool
    rows: tuple[CallRow, ...]
    not_taken: tuple[NotTaken, ...]
    sees_protection: bool

    def count(self, *states: FollowUpState) -> int:
        """Return how many rows stand in one of these states."""
        return sum(row.state in states for row in self.rows)


def call_list(
    scope: Scope, *, school_id: int, date: dt.date, session: str, now: dt.datetime, everyone: bool = False
) -> CallList:
    """Return whom to call about, in a number of statements that does not grow with the pupils. Raises OutOfScope.

    Someone whose reach is single groups sees those alone. Pupils of a register that nobody began are left to its teacher,
    unless they are among those called first, or `everyone` is asked for.
    """
    groups = _groups_in_reach(scope, school_id)
    held = SchoolSession.objects.filter(school_id=school_id, date=date, session=session).first()
    closed = has_closed(closes_at(held), now=now)
    roll = [
        one for one in roll_of_session(school_id, date, session) if groups is None or one.group_id in groups
    ]
    begun = {one.group_id for one in roll if one.code}
    wanted = [one for one in roll if one.is_unexplained or (closed and not one.code)]
    of = circumstances_of([one.pupil_id for one in wanted], date)
    listed = [
        one
        for one in wanted
        if everyone or one.code or one.group_id in begun or _is_first(of.get(one.pupil_id, set()), date)
    ]
    left_out = [one for one in wanted if one not in listed]
    finder = _Finder(scope, school_id, date, session, listed, of)
    return CallList(
        date=date,
        session=session,
        closes_at=closes_at(held),
        has_closed=closed,
        rows=finder.rows(),
        not_taken=_not_taken(left_out),
        sees_protection=finder.sees_protection,
    )


def _groups_in_reach(scope: Scope, school_id: int) -> Collection[int] | None:
    if scope.may(Permission.ABSENCE_VIEW, school_id=school_id):
        return None
    groups = scope.groups_with(Permission.ABSENCE_VIEW)
    if not groups:
        raise OutOfScope("No role held lets you see who is absent here.")
    return groups


def _is_first(circumstances: Collection[Circumstance], on: dt.date) -> bool:
    return place_in_call_order(circumstances, on=on) < place_in_call_order((), on=on)


def _not_taken(left_out: Sequence[OnRoll]) -> tuple[NotTaken, ...]:
    counted: dict[tuple[int, str], int] = defaultdict(int)
    for one in left_out:
        counted[one.group_id or 0, one.group] += 1
    return tuple(
        NotTaken(group_id, group, count) for (group_id, group), count in sorted(counted.items(), key=str)
    )


class _Finder:
    """Gathers what a list needs of the pupils listed, each thing in one statement."""

    def __init__(
        self,
        scope: Scope,
        school_id: int,
        date: dt.date,
        session: str,
        listed: Sequence[OnRoll],
        of: Mapping[int, set[Circumstance]],
    ) -> None:
        ids = [one.pupil_id for one in listed]
        self.on_roll = {one.pupil_id: one for one in listed}
        self.date = date
        # A tutor sees the contacts of their own group, and not of another that they cover.
        self.sees_contacts = {
            one.pupil_id: scope.may(
                Permission.PUPIL_CONTACTS_VIEW, school_id=school_id, group_id=one.group_id
            )
            for one in listed
        }
        self.sees_protection = scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
        self.pupils = pupils_named(ids)
        self.recent = recent_absences(school_id, ids, date, session)
        self.families: Families = families_of(scope, school_id, ids, date, session)
        self.records = records_about(scope, school_id, date, ids)
        self.of = {pupil_id: self._circumstances(pupil, of) for pupil_id, pupil in self.pupils.items()}

    def _circumstances(self, pupil: Pupil, of: Mapping[int, set[Circumstance]]) -> set[Circumstance]:
        found = set(of.get(pupil.pk, ()))
        if is_very_young(pupil.born, on=self.date):
            found.add(Circumstance.VERY_YOUNG)
        if self._is_new_starter(pupil.pk):
            found.add(Circumstance.EXPECTED_STARTER)
        return found

    def _is_new_starter(self, pupil_id: int) -> bool:
        return self.recent[pupil_id].is_new_starter(self.on_roll[pupil_id].starting_day)

    def rows(self) -> tuple[CallRow, ...]:
        """Return the rows in the order of calls: a family stands where its child most at risk does."""
        places = {pk: place_in_call_order(of, on=self.date) for pk, of in self.of.items()}
        family = self.families.family_of
        first: dict[int, int] = {}
        for pk, place in places.items():
            first[family[pk]] = min(place, first.get(family[pk], place))
        surname = {pk: (pupil.surname, pupil.forename, pk) for pk, pupil in self.pupils.items()}
        leads: dict[int, tuple[str, str, int]] = {}
        for pk in sorted(self.pupils, key=surname.__getitem__):
            leads.setdefault(family[pk], surname[pk])
        order = sorted(
            self.pupils, key=lambda pk: (first[family[pk]], leads[family[pk]], places[pk], surname[pk])
        )
        others = place_in_call_order((), on=self.date)
        return tuple(
            self._row(pk, places[pk] < others, place > 0 and family[order[place - 1]] == family[pk])
            for place, pk in enumerate(order)
        )

    def _row(self, pupil_id: int, is_first: bool, with_row_before: bool) -> CallRow:
        held, records = self.on_roll[pupil_id], self.records[pupil_id]
        return CallRow(
            pupil_id=pupil_id,
            name=str(self.pupils[pupil_id]),
            group=held.group,
            code=held.code,
            is_first=is_first,
            markers=self._markers(pupil_id) if self.sees_protection else (),
            is_new_starter=Circumstance.EXPECTED_STARTER in self.of[pupil_id],
            sees_contacts=self.sees_contacts[pupil_id],
            whom=self.families.whom.get(pupil_id, ()) if self.sees_contacts[pupil_id] else (),
            siblings=self.families.siblings.get(pupil_id, ()),
            records=records,
            recent=self.recent[pupil_id],
            state=follow_up_state(records.facts),
            with_row_before=with_row_before,
        )

    def _markers(self, pupil_id: int) -> tuple[str, ...]:
        labels = {kind.value: str(kind.label) for kind in PupilMarker.Kind}
        return tuple(
            labels[one.value] for one in Circumstance if one in self.of[pupil_id] and one.value in labels
        )
