"""Everything that can be said of some files before anything is written: judged, compared with the record, counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from django.db.models import Max

from onroll.service.attendance_register.models import LedgerHead
from onroll.service.audit.models import Event
from onroll.service.exchange.comparison import Change, Comparison, Row, compare
from onroll.service.exchange.faults import Fault, FileRefused, Unreadable
from onroll.service.exchange.files import FILES, SCHOOL
from onroll.service.exchange.judging import history, people
from onroll.service.exchange.judging.amendments import Place, judge_amendments
from onroll.service.exchange.judging.headers import judge_header
from onroll.service.exchange.judging.known import Known
from onroll.service.exchange.judging.markers import let_markers_speak
from onroll.service.exchange.judging.marks import MarkJudge
from onroll.service.exchange.judging.rows import Judged, Record, judge_rows, read_cell
from onroll.service.exchange.marks_comparison import (
    MarksComparison,
    compare_marks,
    standing_entries,
    turn_of,
)
from onroll.service.exchange.progress import Progress, no_progress
from onroll.service.exchange.queries.known import known_of, learn_calendar, learn_entries, learn_pupils
from onroll.service.exchange.reading.folders import Sent
from onroll.service.exchange.unreachable import set_homes_without_number_aside, set_unreachable_aside
from onroll.service.exchange.writing.history import HISTORY
from onroll.service.exchange.writing.record import SchoolRecord
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil

#: Files of records, in the order each needs those before it.
RECORD_FILES = (
    "school", "calendar", "groups", "staff", "parents", "pupils", "former_names", "markers", "placings",
    "relationships", "admission_entries", "exclusions",
)  # fmt: skip
_JUDGES: dict[str, Callable[[Judged, Known], None]] = {
    "calendar": people.judge_calendar,
    "staff": people.judge_staff,
    "groups": history.judge_groups,
    "pupils": people.judge_pupils,
    "former_names": history.judge_former_names,
    "markers": history.judge_markers,
    "placings": history.judge_placings,
    "admission_entries": history.judge_entries,
    "relationships": people.judge_relationships,
    "exclusions": people.judge_exclusions,
}


@dataclass(slots=True)
class Assessment:
    """Some files of one school, judged and compared; `fingerprint` names the state of the record it was compared with."""

    laestab: str
    school: School | None
    known: Known
    fingerprint: tuple[int, int]
    judged: dict[str, Judged] = field(default_factory=dict)
    comparisons: dict[str, Comparison] = field(default_factory=dict)
    marks: MarkJudge | None = None
    marks_compared: MarksComparison = field(default_factory=MarksComparison)
    not_read: list[str] = field(default_factory=list)
    refs_on_record: frozenset[str] = frozenset()

    def faults(self) -> Iterator[Fault]:
        """Yield everything set aside, file by file."""
        for name, judged in self.judged.items():
            if name != "amendments":
                yield from sorted(judged.faults, key=lambda fault: fault.row)
        if self.marks:
            yield from self.marks.in_order()
        # They lean on the marks, so what is wrong with those is said first.
        if "amendments" in self.judged:
            yield from sorted(self.judged["amendments"].faults, key=lambda fault: fault.row)


def assess(
    sent: Sent, school: School | None, *, now: dt.datetime, progress: Progress = no_progress
) -> Assessment:
    """Judge and compare files. FileRefused where one cannot be read, or they are not of one school on record."""
    laestab = school.dfe_number if school else laestab_of(sent)
    school = school or School.objects.filter(dfe_number=laestab).first()
    _refuse_without_school(sent, school, laestab)
    known = known_of(school, laestab=laestab, now=now)
    found = Assessment(
        laestab,
        school,
        known,
        fingerprint_of(school),
        not_read=list(sent.not_read),
        refs_on_record=frozenset(known.pupils),
    )
    for name in RECORD_FILES:
        if name in sent.tables:
            _assess_records(found, name, sent, progress)
    _refuse_without_calendar(sent, known)
    chains = _assess_marks(found, sent, progress)
    pupil_ids = (
        {ref: pk for pk, ref in SchoolRecord(school, now.date()).pupil_refs().items()} if school else {}
    )
    found.marks_compared = compare_marks(
        found.marks.marks if found.marks else [],
        found.judged.get("amendments"),
        chains,
        pupil_ids,
        school.pk if school and found.marks else None,
        _columns_of_marks(found),
    )
    return found


def _columns_of_marks(found: Assessment) -> frozenset[str]:
    """Return the columns that the marks say something in; a mark-string file has those that its layout names."""
    return found.marks.columns if found.marks else frozenset()


def laestab_of(sent: Sent) -> str:
    """Return the DfE number the files are of: school.csv's, or else the first row's of any other. FileRefused for none."""
    for name in ("school", "pupils", "attendance", *FILES):
        if name not in sent.tables or "laestab" not in FILES[name].header:
            continue
        table = sent.tables[name]
        rows = table.rows()
        header = judge_header(table.file, next(rows, None), FILES[name])
        for row in rows:
            if any(cell.strip() for cell in row) and len(row) > header.places["laestab"]:
                cell = row[header.places["laestab"]].strip()
                try:
                    return str(read_cell(FILES[name].column("laestab"), cell))
                except Unreadable as fault:
                    raise FileRefused(
                        table.file,
                        fault.what,
                        fault.cure or "Write the school's DfE number, such as 9262001.",
                        row=2,
                        column="laestab",
                        value=cell,
                    ) from fault
    raise FileRefused(
        "",
        "Nothing here says which school it is of.",
        f"Send at least one of: {', '.join(f'{name}.csv' for name in FILES)}, with a row in it.",
    )


def fingerprint_of(school: School | None) -> tuple[int, int]:
    """Name the state of a school's record: every action on it adds to its ledger or to the audit trail."""
    if school is None:
        return (0, 0)
    number = LedgerHead.objects.filter(school=school).values_list("number", flat=True).first() or 0
    return number, Event.objects.filter(school_id=school.pk).aggregate(last=Max("pk"))["last"] or 0


def _refuse_without_school(sent: Sent, school: School | None, laestab: str) -> None:
    if school is None and "school" not in sent.tables:
        raise FileRefused(
            "",
            f"No school with DfE number {laestab} is on record.",
            "Send school.csv with the other files, and the school will be made from it.",
        )


def _refuse_without_calendar(sent: Sent, known: Known) -> None:
    if "attendance" in sent.tables and not known.calendar:
        raise FileRefused(
            sent.tables["attendance"].file,
            "The school has no calendar yet, so no session can be told from a day off.",
            "Send calendar.csv with it, or set the calendar first.",
        )


def _assess_records(found: Assessment, name: str, sent: Sent, progress: Progress) -> None:
    progress(sent.tables[name].file, 0)
    judged = judge_rows(sent.tables[name], FILES[name], laestab=found.laestab)
    if name == "school":
        _refuse_several_schools(judged)
    if name == "pupils":
        _know_upns(found.known, judged)
    if name in _JUDGES:
        _JUDGES[name](judged, found.known)
    if name == "pupils" and "markers" in sent.tables:
        let_markers_speak(
            judged, judge_rows(sent.tables["markers"], FILES["markers"], laestab=found.laestab), found.known
        )
    found.judged[name] = judged
    found.known.aside |= _about(judged)
    found.comparisons[name] = compare(judged, _on_record(found, name, judged))
    if name == "school":
        _set_identity_aside(judged, found.comparisons[name])
    if name in _READ_WITH_THE_FIRST_ADMISSION:
        _set_later_past_aside(judged, found.comparisons[name], found.refs_on_record)
    if name == "calendar":
        learn_calendar(found.known, judged)
    elif name == "pupils":
        _set_leavers_aside(judged, found.comparisons[name])
        learn_pupils(found.known, judged)
    elif name == "admission_entries":
        learn_entries(found.known, judged, found.refs_on_record)
    elif name == "parents":
        _set_unreachable_aside(found, judged, sent)
        found.known.parents |= {record["parent_ref"] for record in judged.records}
    elif name == "relationships":
        _set_homes_without_number_aside(found, judged)


def _about(judged: Judged) -> set[str]:
    """Return what the rows that were set aside are about, as other files name it."""
    names = {"pupils": ("pupil_ref", "upn"), "parents": ("parent_ref",)}.get(judged.spec.name, ())
    about = {said.get(name, "") for said in judged.aside for name in names}
    if judged.spec.name == "calendar":
        about = {f"{said.get('date', '')} {said.get('session', '').upper()}" for said in judged.aside}
    return about - {""}


def _on_record(found: Assessment, name: str, judged: Judged) -> Iterator[Row]:
    """Yield what is on record of a file; of the past, only of pupils that the file speaks of or would be written."""
    if found.school is None:
        return
    record = SchoolRecord(found.school, found.known.now.date())
    if name not in HISTORY:
        yield from record.rows_of(name)
        return
    spoken = {one["pupil_ref"] for one in judged.records} | {
        row["pupil_ref"] for row in record.rows_to_write(name)
    }
    yield from (row for row in record.rows_of(name) if row["pupil_ref"] in spoken)


def _set_unreachable_aside(found: Assessment, judged: Judged, sent: Sent) -> None:
    if found.school is None:
        return
    table = sent.tables.get("relationships")
    coming = judge_rows(table, FILES["relationships"], laestab=found.laestab).records if table else []
    standing = SchoolRecord(found.school, found.known.now.date()).relationship_rows()
    set_unreachable_aside(judged, found.comparisons["parents"], standing, coming)


def _set_homes_without_number_aside(found: Assessment, judged: Judged) -> None:
    if found.school is None:
        return
    pupils = found.comparisons.get("pupils", Comparison())
    new = {record["pupil_ref"] for record in pupils.new}
    set_homes_without_number_aside(judged, found.comparisons["relationships"], parents_after(found), new)


def parents_after(found: Assessment) -> dict[str, Row]:
    """Return every parent by ref: as on record, and over that as the file says."""
    rows: dict[str, Row] = {}
    if found.school:
        record = SchoolRecord(found.school, found.known.now.date())
        rows = {row["parent_ref"]: row for row in record.parent_rows()}
    for one in found.judged["parents"].records if "parents" in found.judged else ():
        rows[one["parent_ref"]] = {**rows.get(one["parent_ref"], {}), **one.values}
    return rows


#: Files of the past that are read when a pupil first comes onto the record, and change nothing of it afterwards.
_READ_WITH_THE_FIRST_ADMISSION = frozenset({"placings", "admission_entries"})


def _set_identity_aside(judged: Judged, comparison: Comparison) -> None:
    """Set aside that a school on record should have another URN or authority: everything stands under those it has."""
    kept = []
    for change in comparison.changed:
        fixed = [name for name in change.columns if name in ("urn", "authority")]
        for name in fixed:
            judged.set_aside(
                change.record,
                name,
                f"The school is on record with {change.before[name]}, and a file does not change that.",
                "Correct school.csv. A school with a new URN, such as a new academy, is another school on record.",
            )
        if columns := tuple(name for name in change.columns if name not in fixed):
            kept.append(Change(change.record, change.before, columns))
    comparison.changed = kept


def _set_later_past_aside(judged: Judged, comparison: Comparison, on_record: Collection[str]) -> None:
    """Set aside rows that would change the past of pupils on record: that is done by a person, on the pupil's page."""
    late = [record for record in comparison.new if record["pupil_ref"] in on_record]
    late += [change.record for change in comparison.changed]
    for record in late:
        judged.set_aside(
            record,
            "pupil_ref",
            "The pupil is on record, and this file is read only when a pupil first comes onto the record.",
            "Move the pupil, or amend the entry, on the pupil’s page; or give what is true now in pupils.csv.",
        )
    comparison.new = [record for record in comparison.new if record["pupil_ref"] not in on_record]
    comparison.changed = []
    rows = {record.row for record in late}
    judged.keep([record for record in judged.records if record.row not in rows])


def _assess_marks(found: Assessment, sent: Sent, progress: Progress) -> dict[Place, list[Record]]:
    if "attendance" in sent.tables:
        found.marks = MarkJudge(sent.tables["attendance"], found.known).judge(progress)
    if "amendments" not in sent.tables:
        return {}
    judged = found.judged["amendments"] = judge_rows(
        sent.tables["amendments"], FILES["amendments"], laestab=found.laestab
    )
    return judge_amendments(judged, _standing_after(found), found.known.now)


def _standing_after(found: Assessment) -> Callable[[Place], tuple[str, dt.datetime | None] | None]:
    """Return what stands for a pupil and session once the files are in: the files' own marks, else the register's."""
    read = {mark[1:4]: (mark.code, mark.recorded_at) for mark in found.marks.marks} if found.marks else {}
    if found.marks or found.school is None:
        return read.get
    standing = standing_entries(found.school.pk)
    ids = {ref: pk for pk, ref in SchoolRecord(found.school, found.known.now.date()).pupil_refs().items()}

    def on_record(place: Place) -> tuple[str, dt.datetime | None] | None:
        ref, day, session = place
        entry = standing.get(ids.get(ref, 0), {}).get(turn_of(day, session))
        return (entry[0], None) if entry else None

    return on_record


def _refuse_several_schools(judged: Judged) -> None:
    if judged.faults:
        fault = judged.faults[0]
        raise FileRefused(
            fault.file, fault.what, fault.cure, row=fault.row, column=fault.column, value=fault.value
        )
    if len(judged.records) != 1:
        raise FileRefused(
            judged.file, f"It has {judged.rows} rows, and it must have one: the school the other files are of.",
            f"Write one row with {', '.join(SCHOOL.header)}.",
        )  # fmt: skip


def _know_upns(known: Known, judged: Judged) -> None:
    """Learn who has the file's UPNs, at this school or another: a UPN is matched only where the date of birth agrees."""
    upns = [record["upn"] for record in judged.records if record["upn"]]
    for start in range(0, len(upns), 500):
        for upn, born in Pupil.objects.filter(upn__in=upns[start : start + 500]).values_list("upn", "born"):
            known.born_by_upn[str(upn)] = born


def _set_leavers_aside(judged: Judged, comparison: Comparison) -> None:
    """Set aside rows that would delete a name on record, or move its starting day: that is done on a ground, by a person."""
    kept = []
    for change in comparison.changed:
        column = next((name for name in ("leaving_date", "leaving_reason") if name in change.columns), "")
        if not column:
            kept.append(change)
            continue
        judged.set_aside(
            change.record,
            column,
            "A name on the register is deleted on a ground of regulation 9 and never by a file.",
            "Delete the name on the pupil's page, then load the file again.",
        )
    aside = {fault.row for fault in judged.faults}
    comparison.changed = kept
    judged.keep([record for record in judged.records if record.row not in aside])
