"""Entries that stand and that the law's judge would refuse today."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onroll.law.attendance_codes import is_code
from onroll.law.closures import is_planned_closure
from onroll.law.code_uses import CODE_BEFORE_THE_STARTING_DAY, turns_on_age
from onroll.law.entry_faults import ProposedEntry, faults_of_entry
from onroll.law.faults import Fault
from onroll.law.school_age import is_of_compulsory_school_age
from onroll.law.school_time import Session
from onroll.service.access.roles import ROLES
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.shapes import EntryFacts


def judged_entries(facts: CheckFacts, names: Collection[str]) -> Iterator[tuple[EntryFacts, Fault]]:
    """Yield standing entries with each fault of these names; the law is asked once for every check."""
    if facts.faults is None:
        facts.faults = list(_faults(facts))
    yield from ((entry, fault) for entry, fault in facts.faults if fault.name in names)


def _faults(facts: CheckFacts) -> Iterator[tuple[EntryFacts, Fault]]:
    """Yield standing entries with each of their faults. The same question is put to the law once."""
    asked: dict[tuple[object, ...], tuple[Fault, ...]] = {}
    for entry in facts.uncommon:
        of_age = (
            is_of_compulsory_school_age(entry.born, entry.date)
            if turns_on_age(entry.code, entry.date)
            else None
        )
        role = entry.role if _restricted(entry) and not _as_planned(facts, entry) else ""
        question = (entry.code, entry.date, entry.session, bool(entry.note.strip()), of_age, role)
        if question not in asked:
            asked[question] = faults_of_entry(
                ProposedEntry(
                    entry.code,
                    entry.date,
                    Session(entry.session),
                    note=entry.note,
                    is_of_compulsory_school_age=of_age,
                    on_roll=entry.code != CODE_BEFORE_THE_STARTING_DAY.newest.value,
                    planned_closure=is_planned_closure(entry.code, entry.date),
                    codes_role_may_use=ROLES[role].codes if role else None,
                )
            )
        yield from ((entry, fault) for fault in asked[question])


def _restricted(entry: EntryFacts) -> bool:
    """Say whether whoever made an entry may not have used its code."""
    role = ROLES.get(entry.role)
    codes = role.codes if role else None
    return codes is not None and entry.code not in codes and is_code(entry.code)


def _as_planned(facts: CheckFacts, entry: EntryFacts) -> bool:
    """Say whether a plan had the code ready, so that the role only confirmed it."""
    plan = facts.plan_for(entry.pupil_id, entry.date, entry.session)
    return plan is not None and plan.code == entry.code
