"""What is on record of a school, as far as judging its files needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from onroll.service.admission_register.boarding import boarding_days
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.exchange.judging.known import Known, KnownPupil, Spell
from onroll.service.exchange.judging.rows import Judged
from onroll.service.exchange.writing.record import SchoolRecord
from onroll.service.organisations.models import School, SchoolSession


def known_of(school: School | None, *, laestab: str, now: dt.datetime) -> Known:
    """Return what is on record; nothing, for a school that is not."""
    known = Known(laestab=laestab, now=now)
    if school is None:
        return known
    record = SchoolRecord(school, now.date())
    refs, enrolments = record.pupil_refs(), record.enrolments().order_by("starting_day")
    for pupil_id, upn, first, last in enrolments.values_list(
        "pupil_id", "pupil__upn", "starting_day", "last_day"
    ):
        pupil = known.pupils.setdefault(refs[pupil_id], KnownPupil(upn=upn or ""))
        pupil.spells.append(Spell(first, last))
        if upn:
            known.refs_by_upn[upn] = refs[pupil_id]
    for pupil_id, spells in boarding_days(school.pk, refs).items():
        pupil = known.pupils[refs[pupil_id]]
        pupil.boarding = [Spell(first, last) for first, last in spells]
        pupil.entered = frozenset(
            CurrentEntry.objects.filter(school=school, pupil_id=pupil_id).values_list("date", "session")
        )
    sessions = SchoolSession.objects.filter(school=school)
    for date, session, kind, opens in sessions.values_list("date", "session", "kind", "register_opens_at"):
        known.calendar[date, session], known.opens[date, session] = kind, opens
    known.parents = set(record.parent_refs().values())
    return known


def learn_calendar(known: Known, judged: Judged) -> None:
    """Add what a calendar file says to what is known."""
    for record in judged.records:
        place = record["date"], record["session"]
        known.calendar[place], known.opens[place] = record["kind"], record["register_opens"]


def learn_pupils(known: Known, judged: Judged) -> None:
    """Add what a file of pupils says: its spells on the roll stand in place of those that begin on the same day."""
    for record in judged.records:
        if record["pupil_ref"] not in known.pupils and record["boarder"]:
            known.pupils[record["pupil_ref"]] = KnownPupil(
                boarding=[Spell(record["entry_date"], record["leaving_date"])]
            )
        pupil = known.pupils.setdefault(record["pupil_ref"], KnownPupil())
        if record["upn"]:
            pupil.upn = record["upn"]
            known.refs_by_upn[record["upn"]] = record["pupil_ref"]
        kept = [spell for spell in pupil.spells if spell.first_day != record["entry_date"]]
        spell = Spell(record["entry_date"], record["leaving_date"])
        pupil.spells = sorted([*kept, spell])
        known.placed.setdefault(record["pupil_ref"], {})[spell] = {
            name: record[name] or "" for name in ("registration_group", "nc_year")
        }


def learn_entries(known: Known, judged: Judged, refs_on_record: Collection[str]) -> None:
    """Let entries of the admission register, as they were made elsewhere, say who boarded when, and not pupils.csv.

    Marks made before it was known that a pupil boards came to stand lawfully, so none of theirs is set aside.
    """
    for ref in {record["pupil_ref"] for record in judged.records} - set(refs_on_record):
        if pupil := known.pupils.get(ref):
            pupil.boarding = []
