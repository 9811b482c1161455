"""Whom to call about each pupil, in order, and their brothers and sisters."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from onroll.law.code_uses import codes_in_school, wants_a_reason
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.hand_written import among, prepared_cursor
from onroll.service.people.models import ContactDetail, Relationship
from onroll.service.people.queries.wishes import wishes_of

_NUMBERS = (ContactDetail.Kind.MOBILE, ContactDetail.Kind.TELEPHONE)


@dataclass(frozen=True, slots=True)
class Whom:
    """One parent as a list of calls shows them. One not to be called has no numbers; `restriction` says why, in words."""

    parent_id: int
    name: str
    relationship: str
    lives_with: bool
    may_be_called: bool
    may_be_sent: bool
    restriction: str
    numbers: tuple[str, ...]
    email: str
    has_emergency_number: bool = False
    #: How they asked this school to reach them, in words.
    wish: str = ""

    @property
    def words(self) -> str:
        """The parent with what they are to the pupil."""
        return f"{self.name}, {self.relationship.lower()}"


@dataclass(frozen=True, slots=True)
class Sibling:
    """A child with a parent in common, on a roll within reach, and in words where they are this session."""

    pupil_id: int
    name: str
    group: str
    school_id: int
    school: str
    where: str


@dataclass(slots=True)
class Families:
    """By pupil: whom to call, the siblings, and the number of the family that those listed are grouped by."""

    whom: dict[int, tuple[Whom, ...]] = field(default_factory=dict)
    siblings: dict[int, tuple[Sibling, ...]] = field(default_factory=dict)
    family_of: dict[int, int] = field(default_factory=dict)


def families_of(
    scope: Scope, school_id: int, pupil_ids: Collection[int], date: dt.date, session: str
) -> Families:
    """Return the families of some pupils on a day, in four statements."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    ways = Prefetch(
        "parent__contact_details", ContactDetail.objects.filter(standing), to_attr="standing_ways"
    )
    rows = list(
        Relationship.objects.filter(standing, pupil_id__in=pupil_ids, first_day__lte=date)
        .select_related("parent")
        .prefetch_related(ways)
    )
    parents: dict[int, set[int]] = defaultdict(set)
    whom: dict[int, list[Relationship]] = defaultdict(list)
    for row in rows:
        parents[row.pupil_id].add(row.parent_id)
        whom[row.pupil_id].append(row)
    parent_ids = {row.parent_id for row in rows}
    children = _children(scope, school_id, parent_ids, date, session)
    wishes = wishes_of(school_id, parent_ids)
    found = Families()
    for pupil_id in pupil_ids:
        found.whom[pupil_id] = tuple(
            _whom(row, wishes.get(row.parent_id, "")) for row in sorted(whom[pupil_id], key=_order)
        )
        siblings = {
            one.pupil_id: one
            for parent_id in parents[pupil_id]
            for one in children.get(parent_id, ())
            if one.pupil_id != pupil_id
        }
        found.siblings[pupil_id] = tuple(
            sorted(siblings.values(), key=lambda one: (one.school_id != school_id, one.name))
        )
    found.family_of = _grouped(pupil_ids, parents)
    return found


def _grouped(pupil_ids: Iterable[int], parents: dict[int, set[int]]) -> dict[int, int]:
    """Number the families: children with a parent in common are one, and so are those linked by another."""
    leader: dict[int, int] = {}

    def lead(one: int) -> int:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    of_parent: dict[int, int] = {}
    for pupil_id in pupil_ids:
        for parent_id in parents[pupil_id]:
            other = of_parent.setdefault(parent_id, pupil_id)
            leader[lead(pupil_id)] = lead(other)
    return {pupil_id: lead(pupil_id) for pupil_id in pupil_ids}


def _order(row: Relationship) -> tuple[bool, int, int]:
    return row.contact_order is None, row.contact_order or 0, row.pk


def _whom(row: Relationship, wish: str) -> Whom:
    ways: list[ContactDetail] = row.parent.standing_ways  # type: ignore[attr-defined] # prefetched under this name
    may_be_called = row.contact_order is not None
    numbers = [way for way in ways if way.kind in _NUMBERS] if may_be_called else []
    # An emergency number is tried first, then mobiles.
    numbers.sort(key=lambda way: (not way.is_emergency, _NUMBERS.index(way.kind), way.pk))
    email = (
        next((way.value for way in ways if way.kind == ContactDetail.Kind.EMAIL), "") if may_be_called else ""
    )
    return Whom(
        parent_id=row.parent_id,
        name=str(row.parent),
        relationship=row.relationship,
        lives_with=row.lives_with,
        may_be_called=may_be_called,
        may_be_sent=row.may_be_sent,
        restriction=row.restriction,
        numbers=tuple(way.value for way in numbers),
        email=email,
        has_emergency_number=any(way.is_emergency for way in numbers),
        wish=wish,
    )


def _children(
    scope: Scope, school_id: int, parent_ids: Collection[int], date: dt.date, session: str
) -> dict[int, list[Sibling]]:
    """Return by parent the children on a roll within reach, each with the code of the session at their own school."""
    if not parent_ids:
        return {}
    one_of_them, ids = among(parent_ids)
    day = date.isoformat()
    with prepared_cursor() as cursor:
        cursor.execute(
            f"""
            SELECT DISTINCT r.parent_id, p.id, p.known_forename, p.legal_forenames, p.known_surname, p.legal_surname,
                   m.group_id, m.name, n.school_id, s.name, c.code
              FROM people_relationship r
              JOIN people_pupil p ON p.id = r.pupil_id
              JOIN admission_register_enrolment n ON n.pupil_id = p.id AND n.starting_day <= %s
                   AND (n.last_day IS NULL OR n.last_day >= %s)
              JOIN organisations_school s ON s.id = n.school_id
              LEFT JOIN (SELECT x.pupil_id, x.group_id, g.name, g.school_id FROM people_registrationgroupmembership x
                           JOIN organisations_registrationgroup g ON g.id = x.group_id
                          WHERE x.first_day <= %s AND (x.last_day IS NULL OR x.last_day >= %s)) m
                ON m.pupil_id = p.id AND m.school_id = n.school_id
              LEFT JOIN attendance_register_currententry c
                ON c.pupil_id = p.id AND c.school_id = n.school_id AND c.date = %s AND c.session = %s
             WHERE r.parent_id {one_of_them} AND r.first_day <= %s AND (r.last_day IS NULL OR r.last_day >= %s)
            """,
            [day, day, day, day, day, session, *ids, day, day],
        )
        rows = cursor.fetchall()
    found: dict[int, list[Sibling]] = defaultdict(list)
    for row in rows:
        parent_id, group_id, of_school = row[0], row[6], row[8]
        # Of a child elsewhere, or in a class out of reach, nothing is said: not even that there is one.
        if scope.may(Permission.PUPIL_VIEW, school_id=of_school, group_id=group_id):
            found[parent_id].append(_sibling(row, date))
    return found


def _sibling(row: Any, date: dt.date) -> Sibling:
    (
        _,
        pupil_id,
        known_forename,
        legal_forenames,
        known_surname,
        legal_surname,
        _,
        group,
        school_id,
        school,
        code,
    ) = row
    name = f"{known_forename or legal_forenames.split(' ')[0]} {known_surname or legal_surname}"
    return Sibling(pupil_id, name, group or "", school_id, school, _where(code or "", date))


def _where(code: str, date: dt.date) -> str:
    if not code:
        return "no entry yet"
    if wants_a_reason(code):
        return "absent, no reason yet"
    return "in school" if code in codes_in_school(date) else f"not in school, code {code}"
