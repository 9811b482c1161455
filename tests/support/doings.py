"""What a school has done, one of each: a plan, a closure, a bulk edit, a roll-over, files read. Their pages are opened too."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

from onroll.law.admission_register import OtherSchoolNotification
from onroll.law.off_site_provision import ArrangedBy, checks_asked
from onroll.law.planned_attendance import Activity
from onroll.service.access.actor import Actor
from onroll.service.access.scope import Scope
from onroll.service.admission_register.actions.notifying import record_notification
from onroll.service.admission_register.actions.rolling_over import roll_over
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.bulk_editing import BulkEdit, bulk_edit, preview_bulk_edit
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.duties.actions.feeding import make_feed
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.exporting import export_school
from onroll.service.exchange.actions.reading import read_changeset
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.exclusions.actions.excluding import exclude
from onroll.service.guests.models import GuestStay
from onroll.service.leave_of_absence.actions.asking import ask_for_leave
from onroll.service.off_site_provision.actions.placing import place_pupil
from onroll.service.off_site_provision.actions.providers import add_provider, make_provider_link, record_check
from onroll.service.organisations.actions.calendar import set_day
from onroll.service.organisations.actions.templates import make_template
from onroll.service.organisations.term_dates import TemplateSpan
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.part_time_timetables.actions.proposing import propose_timetable
from onroll.service.part_time_timetables.proposal import Proposal
from onroll.service.planned_attendance.actions.arranging import arrange
from onroll.service.planned_attendance.draft import Draft
from onroll.service.reconciliation.actions.comparing import compare_file
from onroll.service.reconciliation.actions.sending import send_file
from onroll.service.reconciliation.asked import AskedOfMarks
from onroll.service.remote_education.actions.noting import Remote, note_remote_education
from tests.support.addresses import NOW, TODAY, OneOfEverything
from tests.support.doings_of_a_day import followed_up, late, noticed, recognised, sent_by_parents, taught

YESTERDAY = NOW - dt.timedelta(days=1)
NEXT_WEEK = TODAY + dt.timedelta(days=7)
SEPTEMBER = dt.date(2027, 9, 1)


def what_was_done(everything: OneOfEverything, folder: Path) -> dict[str, Any]:
    """Do one of everything that has a page of its own afterwards; return what fills its address.

    `folder` holds the files that are sent in; the data folder of the test keeps them.
    """
    school_id, pupil_id = everything.school.pk, everything.parts["pupil_id"]
    by = Actor.service("demo")
    told = OtherSchoolNotification("Westerdale School", NEXT_WEEK)
    record_notification(
        school_id=school_id,
        enrolment_id=everything.parts["enrolment_id"],
        notification=told,
        by=by,
        now=YESTERDAY,
    )
    return {
        "number": 1,
        # Before the link that stays: making another ends it.
        **sent_by_parents(everything, by),
        "request_id": _leave(everything, by),
        "arrangement_id": _visit(school_id, pupil_id, by),
        **_elsewhere(school_id, pupil_id, by),
        "stay_id": _guest(school_id, pupil_id),
        "note_id": _remote(school_id, pupil_id, by),
        "timetable_id": _timetable(everything, by),
        "exclusion_id": _suspended(school_id, pupil_id, by),
        "feed_secret": make_feed(by=_somebody(everything), now=NOW),
        "parent_secret": make_parent_link(
            school_id=school_id, parent_id=everything.parts["parent_id"], by=by, now=NOW
        ),
        "plan_id": _plan(school_id, pupil_id, by),
        "closure_id": _closure(school_id, by),
        "submission_id": _bulk_edit(school_id, pupil_id, by),
        "change_id": _change_of_calendar(school_id, by),
        "template_id": _term_dates(everything.school.authority_id, by),
        "changeset_id": _files_read(school_id, by, folder),
        "changeset_being_read": _files_to_be_read(school_id, by, folder),
        "comparison_id": _compared(school_id, by, "/"),
        "comparison_being_compared": _sent_to_be_compared(school_id, by, "I"),
        **followed_up(school_id, pupil_id, by),
        "concern_id": late(school_id, pupil_id, by),
        "award_id": recognised(school_id, pupil_id, by),
        **noticed(everything, by),
        "lesson_id": taught(everything, by),
        "roll_over_id": roll_over(school_id=school_id, first_day=SEPTEMBER, by=by, now=NOW).pk,
    }


def _compared(school_id: int, by: Actor, code: str) -> int:
    """Compare marks of another system: a mark that is not here, a pupil nobody here is, and a row that cannot be read."""
    comparison_id = _sent_to_be_compared(school_id, by, code)
    return compare_file(comparison_id=comparison_id, by=by, now=NOW).pk


def _sent_to_be_compared(school_id: int, by: Actor, code: str) -> int:
    """Send marks of another system, and leave them: their page shows how far the comparison has come."""
    ref = Enrolment.objects.filter(school_id=school_id).values_list("pupil_ref", flat=True)[0]
    lines = [
        "pupil,date,session,code",
        f"{ref},{TODAY},PM,{code}",
        f"Z999,{TODAY},AM,{code}",
        f"{ref},soon,AM,{code}",
    ]
    file = ("marks.csv", io.BytesIO("\n".join(lines).encode()))
    return send_file(school_id=school_id, files=[file], asked=AskedOfMarks(), by=by, now=NOW).pk


def _visit(school_id: int, pupil_id: int, by: Actor) -> int:
    """Arrange a visit."""
    draft = Draft(
        Activity.VISIT, "The museum", NEXT_WEEK - dt.timedelta(days=1), NEXT_WEEK - dt.timedelta(days=1), place="Ely",
        supervised_by="A teacher", is_supervised_by_staff=True, approved_by="The head",
    )  # fmt: skip
    return arrange(school_id=school_id, draft=draft, pupil_ids=[pupil_id], key="visit", by=by, now=NOW).pk


def _elsewhere(school_id: int, pupil_id: int, by: Actor) -> dict[str, Any]:
    """Place a pupil with a provider that another school stands behind, and make its link."""
    of: dict[str, Any] = {"school_id": school_id, "by": by, "now": NOW}
    provider_id = add_provider(name="Tarn High School", arranged_by="other school", **of).pk
    for check in checks_asked(ArrangedBy.OTHER_SCHOOL):
        record_check(
            provider_id=provider_id, kind=check.value, done_on=TODAY, good_until=None, words="Seen", **of
        )
    placement = place_pupil(
        provider_id=provider_id, pupil_id=pupil_id, nature="Two days a week", first_day=TODAY, last_day=TODAY, **of
    )  # fmt: skip
    return {
        "provider_id": provider_id,
        "placement_id": placement.pk,
        "provider_secret": make_provider_link(provider_id=provider_id, **of),
    }


def _guest(school_id: int, pupil_id: int) -> int:
    """Have the pupil here as a guest today, too."""
    return GuestStay.objects.create(
        school_id=school_id, pupil_id=pupil_id, home_school="Westerdale School", contact="The office", telephone="01632 960300",
        first_day=TODAY, last_day=TODAY, agreement="With the head", agreed_on=TODAY, responsible="A tutor", made_at=NOW,
        made_by_name="demo",
    ).pk  # fmt: skip


def _remote(school_id: int, pupil_id: int, by: Actor) -> int:
    """Note what the pupil is set at home today."""
    remote = Remote(TODAY, TODAY, "illness", "I", "Reading", "A parent", TODAY)
    return note_remote_education(school_id=school_id, pupil_id=pupil_id, remote=remote, by=by, now=NOW).pk


def _suspended(school_id: int, pupil_id: int, by: Actor) -> int:
    """Suspend a pupil for a day of next week."""
    day = NEXT_WEEK - dt.timedelta(days=2)
    return exclude(
        school_id=school_id, pupil_id=pupil_id, kind="suspension", first_day=day, last_day=day, reason="Fighting",
        key="suspended", by=by, now=NOW,
    ).pk  # fmt: skip


def _plan(school_id: int, pupil_id: int, by: Actor) -> int:
    plan = make_plan(
        school_id=school_id,
        pupil_id=pupil_id,
        kind="leave",
        code="C1",
        first_day=NEXT_WEEK,
        last_day=NEXT_WEEK,
        by=by,
        now=NOW,
    )
    return plan.pk


def _closure(school_id: int, by: Actor) -> int:
    closure = close_school(
        school_id=school_id,
        first_day=NEXT_WEEK + dt.timedelta(days=3),
        last_day=NEXT_WEEK + dt.timedelta(days=3),
        session="",
        is_planned=False,
        group_ids=(),
        code="Y4",
        reason="No heating",
        by=by,
        now=NOW,
    )
    return closure.pk


def _bulk_edit(school_id: int, pupil_id: int, by: Actor) -> int:
    """Enter a code for the blanks of a day and then change it; the change is one that undoing puts back."""
    for before, code in (("", "N"), ("N", "I")):
        edit = BulkEdit(
            pupil_ids=(pupil_id,),
            first_day=YESTERDAY.date(),
            last_day=YESTERDAY.date(),
            session="",
            from_codes=frozenset({before}),
            code=code,
            reason="Rang in",
        )
        seen = preview_bulk_edit(Scope.everything(), school_id=school_id, edit=edit, now=NOW)
        done = bulk_edit(school_id=school_id, edit=edit, looked_at=seen.mark, key=None, by=by, now=NOW)
    return done.pk


def _change_of_calendar(school_id: int, by: Actor) -> int:
    day = NEXT_WEEK + dt.timedelta(days=4)
    change = set_day(school_id=school_id, date=day, halves={"PM": None}, by=by, now=NOW)
    assert change is not None
    return change.pk


def _term_dates(authority_id: int, by: Actor) -> int:
    spans = [
        TemplateSpan("school", "Autumn 1", dt.date(2026, 9, 1), dt.date(2026, 10, 23)),
        TemplateSpan("school", "Autumn 2", dt.date(2026, 11, 2), dt.date(2026, 12, 18)),
        TemplateSpan("school", "Summer 1", dt.date(2027, 4, 12), dt.date(2027, 5, 28)),
    ]
    template = make_template(
        authority_id=authority_id,
        name="Term dates 2026/27",
        first_day=dt.date(2026, 9, 1),
        last_day=dt.date(2027, 8, 31),
        spans=spans,
        by=by,
        now=NOW,
    )
    return template.pk


def _files_read(school_id: int, by: Actor, folder: Path) -> int:
    """Send the school's own files in again, with one pupil changed and another of whom a day cannot be read."""
    export_school(school_id=school_id, folder=folder, by=by, now=NOW)
    path = folder / "pupils.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0]["known_as"] = "Ami"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows([*rows, {**rows[0], "pupil_ref": "P9", "upn": "", "dob": "soon"}])
    changeset = send_files(school_id=school_id, files=uploads.files_at(folder), by=by, now=NOW)
    read_changeset(changeset_id=changeset.pk, by=by, now=NOW)
    return changeset.pk


def _files_to_be_read(school_id: int, by: Actor, folder: Path) -> int:
    """Send a part of the files in again, and leave it unread: its page shows how far it has come."""
    alone = folder / "alone"
    alone.mkdir()
    (folder / "pupils.csv").rename(alone / "pupils.csv")
    return send_files(school_id=school_id, files=uploads.files_at(alone), by=by, now=NOW).pk


def _leave(everything: OneOfEverything, by: Actor) -> int:
    return ask_for_leave(
        school_id=everything.school.pk,
        pupil_ids=[everything.parts["pupil_id"]],
        parent_id=everything.parts["parent_id"],
        asked_on=TODAY,
        how="form",
        first_day=NEXT_WEEK,
        last_day=NEXT_WEEK,
        purpose="exceptional",
        reason="A funeral",
        key="leave",
        by=by,
        now=NOW,
    ).pk


def _timetable(everything: OneOfEverything, by: Actor) -> int:
    """Propose one that nobody has signed: its page has every form of signing."""
    proposal = Proposal(
        reason="other",
        words="A long illness",
        first_day=TODAY + dt.timedelta(days=20),
        last_day=TODAY + dt.timedelta(days=28),
        out=("1PM",),
        responsible="Her mother",
        safety="Her mother is at home",
        support="Work sent home",
        aim="Full time",
        lead="Mx Example",
        first_review_on=TODAY + dt.timedelta(days=24),
    )
    return propose_timetable(
        school_id=everything.school.pk,
        pupil_id=everything.parts["pupil_id"],
        proposal=proposal,
        key="timetable",
        by=by,
        now=NOW,
    ).pk


def _somebody(everything: OneOfEverything) -> Actor:
    return Actor(everything.parts["user_id"], "Mx Example", "head", Scope())
