"""Judging what one row cannot show: days that run backwards, two pupils with one UPN, people the other files do not name."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict

from onroll.law.registers import faults_of_register_times
from onroll.service.admission_register.judging import fault_of_other_school
from onroll.service.exchange.files.pupils import ENROL_STATUSES
from onroll.service.exchange.files.staff import GROUP_ROLES
from onroll.service.exchange.judging.history import keep_faultless, set_overlapping_aside
from onroll.service.exchange.judging.known import Known, Spell
from onroll.service.exchange.judging.markers import fault_of_sen, settle_sen
from onroll.service.exchange.judging.rows import Judged, Record

Cure = tuple[str, str, str]
#: No pupil of a school is older on admission, and no place is offered further ahead: beyond these a date is mistyped.
_OLDEST = 25
_FURTHEST_AHEAD = dt.timedelta(days=3 * 366)


def judge_calendar(judged: Judged, _known: Known) -> None:
    """Set aside sessions that meet without lawful register times."""
    keep_faultless(judged, _fault_of_session)
    for record in judged.records:
        if record["kind"] != "school":
            record.values["register_opens"] = record.values["register_closes"] = None


def judge_pupils(judged: Judged, known: Known) -> None:
    """Set aside pupils whose days or numbers cannot be."""
    shared = _shared_upns(judged)
    overlapping = _overlapping(judged)

    def fault(record: Record) -> Cure | None:
        if record["dob"] >= record["entry_date"]:
            return ("dob", "The pupil was not born before the entry date.", "Correct dob or entry_date.")
        if record["entry_date"].year - record["dob"].year > _OLDEST:
            years = record["entry_date"].year - record["dob"].year
            return (
                "dob",
                f"The pupil would have been {years} on the entry date.",
                "Correct dob or entry_date.",
            )
        if record["entry_date"] > known.now.date() + _FURTHEST_AHEAD:
            return ("entry_date", "It is years ahead.", "Correct it, or send the row once it is nearer.")
        born = known.born_by_upn.get(record["upn"] or "")
        if born and born != record["dob"] and record["pupil_ref"] not in known.pupils:
            return (
                "upn",
                f"The child with this UPN was born on {born}.",
                "Check both: a UPN is matched only where the dates of birth agree.",
            )
        if record["leaving_date"] and record["leaving_date"] < record["entry_date"]:
            return ("leaving_date", "It is before the entry date.", "Correct leaving_date or entry_date.")
        if record["leaving_reason"] and not record["leaving_date"]:
            return (
                "leaving_reason",
                "There is a ground for leaving and no leaving_date.",
                "Add leaving_date, or leave leaving_reason blank.",
            )
        if contradiction := fault_of_sen(record) or _fault_of_other_school(record, known):
            return contradiction
        if record["upn"] and record["upn"] in shared:
            return (
                "upn",
                f"Pupils {', '.join(shared[record['upn']])} have the same UPN.",
                "Give each pupil their own UPN, or leave it blank.",
            )
        other = known.refs_by_upn.get(record["upn"] or "")
        if other and other != record["pupil_ref"]:
            return (
                "upn",
                f"The pupil with this UPN is on record as {other}.",
                f"Use pupil_ref {other} for this pupil.",
            )
        if (spell := _overlaps_record(record, known)) is not None:
            return (
                "entry_date",
                f"The pupil is on roll on record from {spell.first_day}.",
                "Use that entry date, or end that spell on the pupil's page first.",
            )
        if record.row in overlapping:
            return (
                "entry_date",
                "The pupil is already on roll then, by another row.",
                "Let one spell end before the next begins.",
            )
        return None

    keep_faultless(judged, fault)
    for record in judged.records:
        settle_sen(record)
        if "enrol_status" in record.values:
            record.values["enrol_status"] = record["enrol_status"] or "C"


def _fault_of_other_school(record: Record, known: Known) -> Cure | None:
    """Find that a row says registered here only and names another school; one without the column says nothing of it."""
    is_said = "enrol_status" in record.values or record["pupil_ref"] not in known.pupils
    registration = ENROL_STATUSES[record["enrol_status"] or "C"]
    if not is_said or not fault_of_other_school(registration, record["other_school"] or ""):
        return None
    return (
        "other_school",
        "The pupil is registered here only (enrol_status C, or none), and another school is named.",
        "Give enrol_status M, S or G: what this school is to a pupil of both. Or leave other_school blank.",
    )


def judge_staff(judged: Judged, _known: Known) -> None:
    """Set aside roles without the group they need, and people whose rows give two names."""
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in judged.records:
        names[record["staff_ref"]].add((record["surname"], record["forename"]))

    def fault(record: Record) -> Cure | None:
        if len(names[record["staff_ref"]]) > 1:
            return (
                "surname",
                "Rows with this staff_ref give different names.",
                "Give each person their own staff_ref, and the same name in every row.",
            )
        if record["last_day"] and record["first_day"] and record["last_day"] < record["first_day"]:
            return ("last_day", "It is before the first day.", "Correct first_day or last_day.")
        if record["registration_group"] and record["role"] and record["role"] not in GROUP_ROLES:
            return (
                "registration_group",
                f"The role {record['role']} is held over the whole school.",
                "Leave registration_group blank, or use teacher or tutor.",
            )
        if record["role"] in GROUP_ROLES and not record["registration_group"]:
            return (
                "registration_group",
                f"The role {record['role']} is held over a registration group.",
                "Name the group, or leave role blank.",
            )
        return None

    keep_faultless(judged, fault)


def judge_relationships(judged: Judged, known: Known) -> None:
    """Set aside relationships of a pupil or a parent that nobody knows."""

    def fault(record: Record) -> Cure | None:
        if record["pupil_ref"] not in known.pupils:
            if aside := known.was_set_aside(record["pupil_ref"], "pupils.csv"):
                return ("pupil_ref", *aside)
            return (
                "pupil_ref",
                "No pupil has this pupil_ref, on record or in pupils.csv.",
                "Add the pupil to pupils.csv, or correct the id.",
            )
        if record["parent_ref"] not in known.parents:
            if aside := known.was_set_aside(record["parent_ref"], "parents.csv"):
                return ("parent_ref", *aside)
            return (
                "parent_ref",
                "No parent has this parent_ref, on record or in parents.csv.",
                "Add the parent to parents.csv, or correct the id.",
            )
        if record["last_day"] and record["first_day"] and record["last_day"] < record["first_day"]:
            return ("last_day", "It is before the first day.", "Correct first_day or last_day.")
        return None

    keep_faultless(judged, fault)
    set_overlapping_aside(judged, lambda record: (record["pupil_ref"], record["parent_ref"]))


def judge_exclusions(judged: Judged, known: Known) -> None:
    """Set aside exclusions of pupils who are not known by their UPN, and those that end before they start."""

    def fault(record: Record) -> Cure | None:
        if record["upn"] not in known.refs_by_upn:
            if aside := known.was_set_aside(record["upn"], "pupils.csv"):
                return ("upn", *aside)
            return (
                "upn",
                "No pupil of this school has this UPN.",
                "Add the UPN to the pupil in pupils.csv, or correct it.",
            )
        if record["end_date"] and record["end_date"] < record["start_date"]:
            return ("end_date", "It is before the start date.", "Correct start_date or end_date.")
        return None

    keep_faultless(judged, fault)


def _fault_of_session(record: Record) -> Cure | None:
    opens, closes = record["register_opens"], record["register_closes"]
    if record["kind"] != "school":
        return None
    if opens is None or closes is None:
        column = "register_opens" if opens is None else "register_closes"
        return (
            column,
            "The school meets, and the register has no such time.",
            "Give the times the register opens and closes.",
        )
    faults = faults_of_register_times(opens, closes, on=record["date"])
    if faults:
        what, _, cure = faults[0].message.rpartition(". ")
        return ("register_closes", f"{what}.", cure)
    if opens >= closes:
        return (
            "register_closes",
            "The register closes when it opens.",
            "Give a closing time after the opening time.",
        )
    return None


def _shared_upns(judged: Judged) -> dict[str, list[str]]:
    holders: dict[str, set[str]] = defaultdict(set)
    for record in judged.records:
        if record["upn"]:
            holders[record["upn"]].add(record["pupil_ref"])
    return {upn: sorted(refs) for upn, refs in holders.items() if len(refs) > 1}


def _overlaps_record(record: Record, known: Known) -> Spell | None:
    """Find another spell on record that this one would run into."""
    pupil = known.pupils.get(record["pupil_ref"])
    first, last = record["entry_date"], record["leaving_date"] or dt.date.max
    for spell in pupil.spells if pupil else ():
        if spell.first_day != first and spell.first_day <= last and (spell.last_day or dt.date.max) >= first:
            return spell
    return None


def _overlapping(judged: Judged) -> set[int]:
    spells: dict[str, list[Record]] = defaultdict(list)
    for record in judged.records:
        spells[record["pupil_ref"]].append(record)
    found: set[int] = set()
    for records in spells.values():
        ordered = sorted(records, key=lambda record: record["entry_date"])
        for earlier, later in itertools.pairwise(ordered):
            if earlier["leaving_date"] is None or earlier["leaving_date"] >= later["entry_date"]:
                found |= {earlier.row, later.row}
    return found
