"""Parents, how to reach them, and whose parents they are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from onroll.service.access.actor import Actor
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import amend_admission_entry
from onroll.service.admission_register.applying import change_parent_row
from onroll.service.admission_register.families import contact_details, set_relationship
from onroll.service.admission_register.given import ParentGiven
from onroll.service.admission_register.models import Enrolment
from onroll.service.admission_register.queries.families import parent_on_record
from onroll.service.exchange.assessing import Assessment, parents_after
from onroll.service.exchange.judging.rows import Record
from onroll.service.exchange.landing.pupils import REASON
from onroll.service.exchange.landing.refusal import refusing_by_row
from onroll.service.exchange.writing.record import SchoolRecord
from onroll.service.organisations.models import School
from onroll.service.people.models import ContactDetail, Parent, Relationship

Row = dict[str, Any]


def parents_of_new_pupils(found: Assessment) -> dict[str, list[ParentGiven]]:
    """Return the parents that pupils new to the record are admitted with, by pupil_ref."""
    compared = found.comparisons.get("relationships")
    if compared is None or "pupils" not in found.comparisons:
        return {}
    new = {record["pupil_ref"] for record in found.comparisons["pupils"].new}
    parents = parents_after(found)
    given: dict[str, list[ParentGiven]] = defaultdict(list)
    for record in _last_of_each(compared.new):
        if record["pupil_ref"] in new and record["parent_ref"] in parents:
            given[record["pupil_ref"]].append(given_of(parents[record["parent_ref"]], record.values))
    return given


def land_parents(found: Assessment, school: School, *, by: Actor, now: dt.datetime) -> None:
    """Land what admitting new pupils did not: parents of no pupil, changes, and relationships of pupils on record."""
    _make_parents_of_nobody(found, school, now)
    _keep_postcodes_without_address(found, school, now)
    _land_earlier_relationships(found, school, now)
    _land_changes(found, school, by, now)


def given_of(
    parent: Mapping[str, Any], relationship: Mapping[str, Any], parent_id: int | None = None
) -> ParentGiven:
    """Return a parent and what they are to a pupil, from a row of each file."""
    return ParentGiven(
        surname=parent["surname"],
        forename=parent.get("forename") or "",
        title=parent.get("title") or "",
        relationship=relationship["relationship"],
        ref=parent["parent_ref"] if parent_id is None else "",
        parent_id=parent_id,
        address=parent.get("address") or "",
        postcode=parent.get("postcode") or "",
        mobile=parent.get("mobile") or "",
        telephone=parent.get("phone") or "",
        email=parent.get("email") or "",
        checked_on=parent.get("address_checked_on"),
        lives_with=bool(relationship.get("lives_with")),
        parental_responsibility=bool(relationship.get("parental_responsibility")),
        contact_order=relationship.get("contact_order"),
        may_be_sent=relationship.get("may_be_sent") is not False,
        is_natural_parent=bool(relationship.get("natural_parent")),
        has_care=bool(relationship.get("has_care")),
        may_see=not relationship.get("record_withheld"),
        address_withheld=bool(relationship.get("address_withheld")),
        restriction=relationship.get("restriction") or "",
        first_day=relationship.get("first_day"),
        last_day=relationship.get("last_day"),
    )


def _last_of_each(records: list[Record]) -> list[Record]:
    """Return the latest relationship of each pupil and parent: the one a pupil is admitted with."""
    last: dict[tuple[str, str], Record] = {}
    for record in sorted(records, key=lambda one: (one["first_day"] or dt.date.max, one.row)):
        last[record["pupil_ref"], record["parent_ref"]] = record
    return sorted(last.values(), key=lambda one: one.row)


def _ids(school: School, now: dt.datetime) -> dict[str, int]:
    return {ref: pk for pk, ref in SchoolRecord(school, now.date()).parent_refs().items()}


def _make_parents_of_nobody(found: Assessment, school: School, now: dt.datetime) -> None:
    ids = _ids(school, now)
    records = [
        record
        for record in (found.comparisons["parents"].new if "parents" in found.comparisons else ())
        if record["parent_ref"] not in ids
    ]
    made = Parent.objects.bulk_create(
        Parent(
            title=record["title"] or "",
            surname=record["surname"],
            forename=record["forename"] or "",
            source_ref=record["parent_ref"],
            source_school=school,
        )
        for record in records
    )
    ContactDetail.objects.bulk_create(
        detail
        for parent, record in zip(made, records, strict=True)
        for detail in contact_details(given_of(record.values, {"relationship": ""}), parent.pk, now.date())
    )


def _keep_postcodes_without_address(found: Assessment, school: School, now: dt.datetime) -> None:
    """Keep a postcode, or the day an address was checked, where the file gives no address with it."""
    if "parents" not in found.comparisons:
        return
    ids = _ids(school, now)
    ContactDetail.objects.bulk_create(
        ContactDetail(
            parent_id=ids[record["parent_ref"]],
            kind=ContactDetail.Kind.ADDRESS,
            value="",
            postcode=record["postcode"] or "",
            checked_on=record["address_checked_on"],
            first_day=now.date(),
        )
        for record in found.comparisons["parents"].new
        if not record["address"] and (record["postcode"] or record["address_checked_on"])
    )


def _land_earlier_relationships(found: Assessment, school: School, now: dt.datetime) -> None:
    """Make the relationships of new pupils that ended before the one they were admitted with."""
    compared = found.comparisons.get("relationships")
    if compared is None or "pupils" not in found.comparisons:
        return
    new = {record["pupil_ref"] for record in found.comparisons["pupils"].new}
    last = {record.row for record in _last_of_each(compared.new)}
    earlier = [record for record in compared.new if record["pupil_ref"] in new and record.row not in last]
    if not earlier:
        return
    pupils = {ref: pk for pk, ref in SchoolRecord(school, now.date()).pupil_refs().items()}
    parents = _ids(school, now)
    given = parents_after(found)
    made = []
    for record in earlier:
        relationship = Relationship(
            pupil_id=pupils[record["pupil_ref"]],
            parent_id=parents[record["parent_ref"]],
            first_day=record["first_day"],
        )
        set_relationship(relationship, given_of(given[record["parent_ref"]], record.values))
        made.append(relationship)
    Relationship.objects.bulk_create(made)


def _mend_ended_relationships(found: Assessment, school: School, now: dt.datetime) -> None:
    """Bring relationships that have ended up to what the file says: they are no longer in the register's entry."""
    compared = found.comparisons.get("relationships")
    ended = [
        change for change in (compared.changed if compared else ()) if change.before["last_day"] is not None
    ]
    if not ended:
        return
    pupils = {ref: pk for pk, ref in SchoolRecord(school, now.date()).pupil_refs().items()}
    parents, given = _ids(school, now), parents_after(found)
    for change in ended:
        before = change.before
        relationship = Relationship.objects.get(
            pupil_id=pupils[before["pupil_ref"]],
            parent_id=parents[before["parent_ref"]],
            first_day=before["first_day"],
        )
        said = {**before, **change.record.values}
        set_relationship(relationship, given_of(given[before["parent_ref"]], said))
        relationship.save()


def _bring_up_to_date(found: Assessment, school: School, mended: Collection[str], now: dt.datetime) -> None:
    """Bring parents up to the file who are no pupil's parent now, so that no entry in the register names them."""
    if "parents" not in found.comparisons:
        return
    rows, ids = parents_after(found), _ids(school, now)
    for change in found.comparisons["parents"].changed:
        ref = change.before["parent_ref"]
        if ref not in mended:
            change_parent_row(given_of(rows[ref], {"relationship": ""}, ids[ref]), now.date())


def _land_changes(found: Assessment, school: School, by: Actor, now: dt.datetime) -> None:
    """Amend the entries of pupils on record whose parents, or relationships, are new or changed."""
    _mend_ended_relationships(found, school, now)
    to_change = _pairs_to_change(found, school, now)
    _bring_up_to_date(found, school, {parent_ref for _, parent_ref in to_change}, now)
    if not to_change:
        return
    rows, ids = parents_after(found), _ids(school, now)
    record = SchoolRecord(school, now.date())
    refs = record.pupil_refs()
    latest = {refs[one.pupil_id]: one for one in record.enrolments().order_by("starting_day")}
    for (pupil_ref, parent_ref), pair in to_change.items():
        given = given_of(rows[parent_ref], pair.relationship, ids[parent_ref])
        with refusing_by_row(pair.file, pair.row):
            _land_pair(latest[pupil_ref], given, by=by, now=now)


def _land_pair(enrolment: Enrolment, given: ParentGiven, *, by: Actor, now: dt.datetime) -> None:
    """Bring one parent of one pupil up to what is given; one who is no longer a parent is then taken out of the entry."""
    parent_id = given.parent_id or 0
    known = parent_on_record(pupil_id=enrolment.pupil_id, parent_id=parent_id, on=now.date())
    if given.last_day is not None and known is None:
        ended = Relationship(
            pupil_id=enrolment.pupil_id, parent_id=parent_id, first_day=given.first_day or given.last_day
        )
        set_relationship(ended, given)
        ended.save()
        return
    amend = partial(
        amend_admission_entry,
        school_id=enrolment.school_id,
        enrolment_id=enrolment.pk,
        reason=REASON,
        by=by,
        now=now,
    )
    if replace(given, first_day=None, last_day=None) != known:
        amend(change=changes.ParentChange(given=replace(given, last_day=None)))
    if given.last_day is not None:
        amend(change=changes.ParentEnded(parent_id=parent_id, last_day=given.last_day))


class _Pair(NamedTuple):
    """What one parent is to one pupil by the files, and the row that says so."""

    relationship: Row
    file: str
    row: int


def _pairs_to_change(found: Assessment, school: School, now: dt.datetime) -> dict[tuple[str, str], _Pair]:
    new_pupils = (
        {record["pupil_ref"] for record in found.comparisons["pupils"].new}
        if "pupils" in found.comparisons
        else set()
    )
    pairs: dict[tuple[str, str], _Pair] = {}
    if "parents" in found.comparisons:
        file = found.judged["parents"].file
        changed = {
            change.before["parent_ref"]: change.record.row for change in found.comparisons["parents"].changed
        }
        for row in SchoolRecord(school, now.date()).relationship_rows() if changed else ():
            ref = row["parent_ref"]
            if ref in changed and row["pupil_ref"] not in new_pupils and row["last_day"] is None:
                pairs[row["pupil_ref"], ref] = _Pair(row, file, changed[ref])
    compared = found.comparisons.get("relationships")
    if compared is not None:
        file = found.judged["relationships"].file
        for change in compared.changed:
            if change.before["last_day"] is None:
                said = {**change.before, **change.record.values}
                pairs[said["pupil_ref"], said["parent_ref"]] = _Pair(said, file, change.record.row)
        for record in compared.new:
            if record["pupil_ref"] not in new_pupils:
                pair = _Pair(dict(record.values), file, record.row)
                pairs[record["pupil_ref"], record["parent_ref"]] = pair
    return pairs
