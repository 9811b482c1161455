"""Entries that stand and that the law's judge would refuse today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import product

from onroll.law.attendance_codes import codes_in_force, is_code
from onroll.law.closures import is_planned_closure
from onroll.law.code_uses import CODE_BEFORE_THE_STARTING_DAY, is_for_mobile_children, turns_on_age
from onroll.law.entry_faults import ProposedEntry, faults_of_entry
from onroll.law.faults import Fault
from onroll.law.school_age import is_of_compulsory_school_age
from onroll.law.school_time import Session
from onroll.service.access.roles import ROLES
from onroll.service.admission_register.mobile_children import called_mobile_until, is_called_mobile
from onroll.service.attendance_register.checks.entries import HowMade
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.shapes import EntryFacts
from onroll.service.people.models import Pupil


def judged_entries(facts: CheckFacts, names: Collection[str]) -> Iterator[tuple[EntryFacts, Fault]]:
    """Yield standing entries with each fault of these names; the law is asked once for every check."""
    if facts.faults is None:
        facts.faults = list(_faults(facts))
    yield from ((entry, fault) for entry, fault in facts.faults if fault.name in names)


def _faults(facts: CheckFacts) -> Iterator[tuple[EntryFacts, Fault]]:
    """Yield standing entries with each of their faults. The same question is put to the law once."""
    asked: dict[tuple[object, ...], tuple[Fault, ...]] = {}
    doubtful = sorted(_doubtful(facts))
    born = _born_of({one.pupil_id for one in doubtful if turns_on_age(one.code, one.date)})
    mobile = called_mobile_until(
        {one.pupil_id for one in doubtful if is_for_mobile_children(one.code, one.date)}
    )
    for entry in doubtful:
        of_age = (
            is_of_compulsory_school_age(born[entry.pupil_id], entry.date)
            if turns_on_age(entry.code, entry.date)
            else None
        )
        travels = (
            is_called_mobile(mobile, entry.pupil_id, entry.date)
            if is_for_mobile_children(entry.code, entry.date)
            else None
        )
        role = entry.role if _is_restricted(entry.code, entry.role) and not _as_planned(facts, entry) else ""
        question = (entry.code, entry.date, entry.session, bool(entry.note.strip()), of_age, travels, role)
        if question not in asked:
            proposed = _proposed(entry.code, entry.date, Session(entry.session), entry.note, of_age)
            codes = ROLES[role].codes if role else None
            asked[question] = faults_of_entry(
                proposed._replace(codes_role_may_use=codes, is_mobile_child=travels)
            )
        yield from ((entry, fault) for fault in asked[question])


def _doubtful(facts: CheckFacts) -> Iterator[EntryFacts]:
    """Yield entries that the law may have something against, and how they were made where that decides it."""
    made = _how_made(facts)
    for one in facts.uncommon:
        note, role = made.get(one.entry_id, ("", ""))
        if one.code not in _clean_on(one.date) or _is_restricted(one.code, role):
            yield EntryFacts(*one, note, role)


def _how_made(facts: CheckFacts) -> HowMade:
    """Return how those entries were made whose note or whose maker's role the law may hold against them.

    Those of a role that may use most codes are looked for among the others, and those of a role that may use few among what it sent.
    """
    codes, days = {one.code for one in facts.uncommon}, {one.date for one in facts.uncommon}
    noted = sorted(code for code in codes if any(_turns_on_note(code, day) for day in days))
    closed_to = {name: {code for code in codes if _is_restricted(code, name)} for name in ROLES}
    use_few = sorted(name for name, closed in closed_to.items() if 2 * len(closed) > len(codes))
    use_most = sorted(name for name, closed in closed_to.items() if closed and name not in use_few)
    others = sorted(set().union(*(closed_to[name] for name in use_most)))
    return (
        facts.made_with_codes(noted) | facts.made_with_codes(others, use_most) | facts.made_in_roles(use_few)
    )


def _born_of(pupil_ids: Collection[int]) -> dict[int, dt.date]:
    return dict(Pupil.objects.filter(pk__in=pupil_ids).values_list("pk", "born")) if pupil_ids else {}


@lru_cache(maxsize=512)
def _clean_on(day: dt.date) -> frozenset[str]:
    """Return the codes against which the law says nothing on a day, whatever the session, the note and the pupil's age."""
    return frozenset(code for code in {one.code for one in codes_in_force(day)} if not _has_faults(code, day))


@lru_cache(maxsize=8192)
def _turns_on_note(code: str, day: dt.date) -> bool:
    """Say whether the law has something else against a code with a note than without."""
    ages = (True, False) if turns_on_age(code, day) else (None,)
    return any(
        faults_of_entry(_proposed(code, day, session, "", of_age))
        != faults_of_entry(_proposed(code, day, session, "A note", of_age))
        for session, of_age in product(Session, ages)
    )


def _has_faults(code: str, day: dt.date) -> bool:
    if is_for_mobile_children(code, day):
        return True
    ages = (True, False) if turns_on_age(code, day) else (None,)
    questions = product(Session, ("", "A note"), ages)
    return any(faults_of_entry(_proposed(code, day, *question)) for question in questions)


def _proposed(code: str, day: dt.date, session: Session, note: str, of_age: bool | None) -> ProposedEntry:
    return ProposedEntry(
        code,
        day,
        session,
        note=note,
        is_of_compulsory_school_age=of_age,
        on_roll=code != CODE_BEFORE_THE_STARTING_DAY.newest.value,
        planned_closure=is_planned_closure(code, day),
    )


@lru_cache(maxsize=1024)
def _is_restricted(code: str, role_name: str) -> bool:
    """Say whether whoever made an entry in a role may not have used its code."""
    role = ROLES.get(role_name)
    codes = role.codes if role else None
    return codes is not None and code not in codes and is_code(code)


def _as_planned(facts: CheckFacts, entry: EntryFacts) -> bool:
    """Say whether a plan had the code ready, so that the role only confirmed it."""
    plan = facts.plan_for(entry.pupil_id, entry.date, entry.session)
    return plan is not None and plan.code == entry.code
