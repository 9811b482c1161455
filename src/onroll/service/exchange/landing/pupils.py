"""Pupils onto the admission register, and what has changed of those on it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from onroll.service.access.actor import Actor
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.admitting import AdmissionRefused, admit_pupils
from onroll.service.admission_register.actions.amending import amend_admission_entry
from onroll.service.admission_register.actions.moving import move_group, move_year
from onroll.service.admission_register.given import Admission, Leaving, MarkerGiven, ParentGiven
from onroll.service.admission_register.models import Enrolment
from onroll.service.exchange.assessing import Assessment
from onroll.service.exchange.comparison import Change
from onroll.service.exchange.files.pupils import ENROL_STATUSES, NO_SCHOOL
from onroll.service.exchange.judging.rows import Record
from onroll.service.exchange.landing.past import Past
from onroll.service.exchange.landing.refusal import RowRefused, refusing_by_row
from onroll.service.exchange.landing.schools import Groups
from onroll.service.exchange.writing.record import FLAGS, OTHER_SCHOOL, SchoolRecord
from onroll.service.organisations.models import School
from onroll.service.people.models import PupilMarker

REASON = "Brought up to date from the school's own file"
_AT_ONCE = 500


def land_pupils(
    found: Assessment,
    school: School,
    groups: Groups,
    parents: Mapping[str, Sequence[ParentGiven]],
    *,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Admit new pupils with their parents, and amend those on record. Raises RowRefused."""
    compared = found.comparisons.get("pupils")
    if compared is None:
        return
    past = Past.of(found)
    for batch in _batches(compared.new):
        held = _markers_held([record["upn"] for record in batch if record["upn"]])
        admissions = [
            _admission(record, groups, parents.get(record["pupil_ref"], ()), past, held, now)
            for record in batch
        ]
        try:
            admit_pupils(school_id=school.pk, admissions=admissions, gaps_allowed=True, by=by, now=now)
        except AdmissionRefused as refusal:
            first = refusal.faults[0]
            raise RowRefused(found.judged["pupils"].file, batch[first.index].row, first.message) from refusal
    enrolments = _enrolments(school, now) if compared.changed else {}
    for change in compared.changed:
        enrolment = enrolments[change.before["pupil_ref"], change.before["entry_date"]]
        with refusing_by_row(found.judged["pupils"].file, change.record.row):
            _amend(found, change, enrolment, groups, by=by, now=now)


def _batches(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Yield records for admission, a pupil's later spells after the batch of the earlier."""
    spells: dict[int, list[Record]] = defaultdict(list)
    met: dict[str, int] = defaultdict(int)
    for record in sorted(records, key=lambda one: (one["entry_date"], one.row)):
        spells[met[record["pupil_ref"]]].append(record)
        met[record["pupil_ref"]] += 1
    for _, wave in sorted(spells.items()):
        for start in range(0, len(wave), _AT_ONCE):
            yield wave[start : start + _AT_ONCE]


def _admission(
    record: Record,
    groups: Groups,
    parents: Sequence[ParentGiven],
    past: Past,
    held: Mapping[str, set[str]],
    now: dt.datetime,
) -> Admission:
    is_placed = record["pupil_ref"] in past.placed
    name = "" if is_placed else record["registration_group"] or ""
    group = groups.on(name, record["leaving_date"] or now.date()) if name else None
    registration = ENROL_STATUSES[record["enrol_status"] or "C"]
    leaving_date = record["leaving_date"]
    return Admission(
        legal_surname=record["surname"],
        legal_forenames=record["forename"],
        known_surname=record["known_surname"] or "",
        known_forename=record["preferred_forename"] or "",
        born=record["dob"],
        sex=record["sex"],
        starting_day=record["entry_date"],
        upn=record["upn"] or "",
        pupil_ref=record["pupil_ref"],
        address=record["address"] or "",
        postcode=record["postcode"] or "",
        ethnicity=record["ethnicity"] or "",
        language=record["language"] or "",
        is_mobile_child=bool(record["mobile_child"]),
        last_school=_last_school(record),
        last_school_address=record["last_school_address"] or "",
        is_boarder=record["boarder"],
        basis=record["starting_day_by"] or "agreed",
        registration=registration,
        other_school=record["other_school"] or ("" if registration == "sole" else OTHER_SCHOOL),
        year_group="" if is_placed else record["nc_year"] or "",
        group_id=group.pk if group else None,
        placed_from=max(record["entry_date"], group.first_day) if group else None,
        markers=tuple(
            MarkerGiven(kind=kind, first_day=record["entry_date"])
            for kind in _markers(record)
            if (record["pupil_ref"], kind) not in past.marked and kind not in held.get(record["upn"], ())
        ),
        parents=tuple(parents),
        leaving=Leaving(last_day=leaving_date, ground=record["leaving_reason"] or "")
        if leaving_date
        else None,
        # Whom the school itself has placed with another year is so on purpose.
        is_out_of_year=True,
        entries=past.entries.get((record["pupil_ref"], record["entry_date"]), ()),
    )


def _last_school(record: Record) -> str | None:
    """Return the last school, empty where there was none, None where nobody has said."""
    if not record["last_school"]:
        return None
    return "" if record["last_school"] == NO_SCHOOL else str(record["last_school"])


def _markers_held(upns: list[str]) -> dict[str, set[str]]:
    """Return the markers that run already of pupils who are known: a pupil who comes back has each once."""
    held: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(upns), _AT_ONCE):
        rows = PupilMarker.objects.filter(pupil__upn__in=upns[start : start + _AT_ONCE], last_day=None)
        for upn, kind in rows.values_list("pupil__upn", "kind"):
            held[upn or ""].add(kind)
    return held


def _markers(record: Record) -> list[PupilMarker.Kind]:
    kinds = {kind for name, kind in FLAGS.items() if record[name]}
    if record["sen"] == "K":
        kinds.add(PupilMarker.Kind.SEN_SUPPORT)
    elif record["sen"] == "E":
        kinds.add(PupilMarker.Kind.EHC_PLAN)
    return sorted(kinds)


def _enrolments(school: School, now: dt.datetime) -> dict[tuple[str, dt.date], Enrolment]:
    record = SchoolRecord(school, now.date())
    refs, rows = record.pupil_refs(), record.enrolments().select_related("pupil")
    return {(refs[row.pupil_id], row.starting_day): row for row in rows}


def _amend(
    found: Assessment,
    change: Change,
    enrolment: Enrolment,
    groups: Groups,
    *,
    by: Actor,
    now: dt.datetime,
) -> None:
    record, columns, pupil = change.record, set(change.columns), enrolment.pupil
    from_day = min(now.date(), enrolment.last_day or now.date())
    for amendment in _amendments(record, columns, enrolment, from_day):
        amend_admission_entry(
            school_id=enrolment.school_id,
            enrolment_id=enrolment.pk,
            change=amendment,
            reason=REASON,
            by=by,
            now=now,
        )
    if "registration_group" in columns and record["registration_group"]:
        group = groups.on(record["registration_group"], from_day)
        move_group(
            school_id=enrolment.school_id,
            pupil_ids=[pupil.pk],
            group_id=group.pk,
            from_day=from_day,
            is_out_of_year=True,
            by=by,
            now=now,
        )
    if "nc_year" in columns and record["nc_year"]:
        move_year(
            school_id=enrolment.school_id,
            pupil_ids=[pupil.pk],
            year_group=record["nc_year"],
            from_day=from_day,
            is_out_of_year=True,
            by=by,
            now=now,
        )
    if columns & {*FLAGS, "sen"}:
        _set_markers(record, pupil.pk, now.date(), Past.of(found).marked)
    # Contents of the admission register are amended above. Ethnicity is none; and a postcode without an address does not
    # fill the gap where the address should be.
    plain = [
        name
        for name in ("ethnicity", "language", "postcode")
        if name in columns and (name != "postcode" or not (pupil.address or record["address"]))
    ]
    for name in plain:
        setattr(pupil, name, record[name])
    if plain:
        pupil.save(update_fields=plain)


def _amendments(
    record: Record, columns: set[str], enrolment: Enrolment, from_day: dt.date
) -> Iterator[changes.Change]:
    pupil = enrolment.pupil
    if columns & {"surname", "forename", "preferred_forename", "known_surname"}:
        yield changes.NameChange(
            surname=record["surname"],
            forenames=record["forename"],
            known_surname=pupil.known_surname if record["known_surname"] is None else record["known_surname"],
            known_forename=pupil.known_forename
            if record["preferred_forename"] is None
            else record["preferred_forename"],
        )
    if "dob" in columns:
        yield changes.BirthChange(born=record["dob"])
    if "sex" in columns:
        yield changes.SexChange(sex=record["sex"])
    if "upn" in columns and record["upn"]:
        yield changes.UpnChange(upn=record["upn"])
    if columns & {"address", "postcode"} and (address := record["address"] or pupil.address):
        postcode = pupil.postcode if record["postcode"] is None else record["postcode"]
        yield changes.AddressChange(address=address, postcode=postcode)
    if columns & {"enrol_status", "other_school"}:
        kind = ENROL_STATUSES[record["enrol_status"]] if record["enrol_status"] else enrolment.registration
        other = record["other_school"] or enrolment.other_school or OTHER_SCHOOL
        yield changes.RegistrationChange(
            kind=kind, other_school=(record["other_school"] or "") if kind == "sole" else other
        )
    if columns & {"last_school", "last_school_address"} and (school := _last_school(record)) is not None:
        yield changes.LastSchoolChange(name=school, address=record["last_school_address"] or "")
    if "boarder" in columns:
        yield changes.BoardingChange(is_boarder=bool(record["boarder"]), from_day=from_day)
    if "mobile_child" in columns:
        yield changes.MobileChildChange(is_mobile_child=bool(record["mobile_child"]))
    if "starting_day_by" in columns:
        yield changes.StartingDayChange(starting_day=enrolment.starting_day, basis=record["starting_day_by"])


def _set_markers(record: Record, pupil_id: int, on: dt.date, marked: Collection[tuple[str, str]]) -> None:
    """Begin the markers that a row says and the record has not; end, the day before, those it no longer says.

    Those that markers.csv speaks of are left to it.
    """
    wanted = set(_markers(record))
    said = {kind for name, kind in FLAGS.items() if name in record.values}
    if "sen" in record.values:
        said |= {PupilMarker.Kind.SEN_SUPPORT}
    said = {kind for kind in said if (record["pupil_ref"], kind) not in marked}
    wanted = {kind for kind in wanted if (record["pupil_ref"], kind) not in marked}
    running = {marker.kind: marker for marker in PupilMarker.objects.filter(pupil_id=pupil_id, last_day=None)}
    PupilMarker.objects.bulk_create(
        PupilMarker(pupil_id=pupil_id, kind=kind, first_day=on) for kind in sorted(wanted - running.keys())
    )
    for kind in said - wanted:
        if marker := running.get(kind):
            marker.last_day = max(on - dt.timedelta(days=1), marker.first_day)
            marker.save(update_fields=["last_day"])
