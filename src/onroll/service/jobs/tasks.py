"""The jobs themselves. Each reads the service's clock once, and may be run again with the effect of once."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.management import call_command
from django.db.models import F
from django.db.models.functions import Coalesce
from django_tasks import task

from onroll.service import clock
from onroll.service.absence_follow_up.actions.entering import enter_accepted_reasons
from onroll.service.absence_follow_up.reasons_in_force import sessions_with_accepted_reasons
from onroll.service.access.actor import Actor
from onroll.service.access.queries.standing import person_on
from onroll.service.attendance_register.actions.closing import close_due_registers
from onroll.service.attendance_register.actions.planning import enter_planned
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.duties.actions.digesting import send_digests
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.queries.changes import schools_to_recheck
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.accepting import accept_changeset
from onroll.service.exchange.actions.cancelling import remove_old_changesets
from onroll.service.exchange.actions.reading import read_changeset
from onroll.service.exchange.actions.refusals import ChangedSinceReview, NotThatState
from onroll.service.exchange.models import Changeset
from onroll.service.extracts.extracting import extract_registers
from onroll.service.figures.counting import count_figures
from onroll.service.jobs.models import Schedule
from onroll.service.organisations.models import School, SchoolSession
from onroll.service.reconciliation.actions.comparing import compare_file
from onroll.service.reconciliation.actions.deleting import delete_old_comparisons
from onroll.service.reconciliation.models import Comparison

DAYS_UNDECIDED_FILES_ARE_KEPT = 30
#: Longer than the longest time between two due moments of a job, so that no moment passed is taken for one to come.
DAYS_SCHEDULE_IS_KEPT = 8


@task
def close_registers() -> int:
    """Close and seal every register whose time has come."""
    return len(close_due_registers(by=Actor.service("Register closing"), now=clock.now()))


@task
def enter_plans() -> int:
    """Enter what was planned for sessions that have ended today, where nobody has."""
    now = clock.now()
    ended = (
        SchoolSession.objects.filter(date=now.date(), kind=SchoolSession.Kind.SCHOOL)
        .annotate(over_at=Coalesce(F("ends_at"), F("register_closes_at")))
        .filter(over_at__lte=now.time())
    )
    by = Actor.service("Planned absence")
    return sum(
        enter_planned(school_id=school_id, date=now.date(), session=session, by=by, now=now)
        for school_id, session in ended.values_list("school_id", "session")
    )


@task
def recheck_changed() -> int:
    """Look again at the duties of every school whose entries, plans, calendar or day have changed."""
    now, by = clock.now(), Actor.service("Duties")
    schools = schools_to_recheck(now=now)
    for school_id in schools:
        recheck_duties(school_id=school_id, by=by, now=now)
    return len(schools)


@task
def recheck_all() -> int:
    """Look again at every school's duties, as far back as the oldest that is open."""
    now, by = clock.now(), Actor.service("Duties")
    schools = School.objects.order_by("pk").values_list("pk", flat=True)
    for school_id in schools:
        recheck_duties(school_id=school_id, by=by, now=now, thorough=True)
    return len(schools)


@task
def send_weekly_digests() -> int:
    """Write to everybody who does duties what is due this week, in numbers."""
    return send_digests(address=settings.SITE_ADDRESS, by=Actor.service("Weekly email"), now=clock.now())


@task
def send_messages() -> int:
    """Send the messages whose moment has come; where there are many, come back for the rest after other jobs."""
    done, more = send_due(by=Actor.service("Sending"), now=clock.now())
    if more:
        send_messages.enqueue()
    return done


@task
def enter_reasons() -> int:
    """Enter the reasons accepted before their sessions came, where a register now says that the pupil is away."""
    now, by = clock.now(), Actor.service("Accepted reasons")
    return sum(
        enter_accepted_reasons(school_id=school_id, date=now.date(), session=session, by=by, now=now)
        for school_id, session in sessions_with_accepted_reasons(now)
    )


@task
def clear_away() -> int:
    """Remove what nobody needs any more: undecided files, old due moments, finished jobs, sessions signed out."""
    now = clock.now()
    removed = remove_old_changesets(
        before=now - dt.timedelta(days=DAYS_UNDECIDED_FILES_ARE_KEPT),
        by=Actor.service("Clearing away"),
        now=now,
    )
    removed += delete_old_comparisons(by=Actor.service("Clearing away"), now=now)
    Schedule.objects.filter(due_at__lt=now - dt.timedelta(days=DAYS_SCHEDULE_IS_KEPT)).delete()
    call_command("prune_db_task_results", min_age_days=DAYS_SCHEDULE_IS_KEPT, verbosity=0)
    call_command("clearsessions", verbosity=0)
    return removed


@task
def extract_all() -> int:
    """Bring the extracts up to the registers, and the figures up to the extracts."""
    now, by = clock.now(), Actor.service("Extraction")
    written = extract_registers(by=by, now=now).written
    return written + count_figures(by=by, now=now).written


@task
def extract_school(school_id: int) -> int:
    """Bring one school's extract and figures up to its registers: somebody asked, or the change was too large for the night."""
    now, by = clock.now(), Actor.service("Extraction")
    written = extract_registers(by=by, now=now, school_ids=[school_id]).written
    return written + count_figures(by=by, now=now, school_ids=[school_id]).written


@task
def read_files(changeset_id: int, user_id: int) -> str:
    """Read a changeset's files for the person who sent them."""
    by, folder = _person(user_id), _folder(changeset_id)
    try:
        read_changeset(
            changeset_id=changeset_id,
            by=by,
            now=clock.now(),
            progress=lambda what, done: uploads.write_progress(folder, what, done),
        )
    except NotThatState as late:
        return str(late)
    return "read"


@task
def accept_files(changeset_id: int, user_id: int) -> str:
    """Accept a changeset for the person who reviewed it."""
    by, folder = _person(user_id), _folder(changeset_id)
    try:
        accepted = accept_changeset(
            changeset_id=changeset_id,
            by=by,
            now=clock.now(),
            progress=lambda what, done: uploads.write_progress(folder, what, done),
        )
    except (NotThatState, ChangedSinceReview) as late:
        return str(late)
    if accepted.state == Changeset.State.ACCEPTED and accepted.school_id is not None:
        extract_school.enqueue(accepted.school_id)
    return "accepted"


@task
def compare(comparison_id: int, user_id: int) -> str:
    """Compare another system's file with the registers, for the person who sent it."""
    folder = Comparison.objects.values_list("folder", flat=True).get(pk=comparison_id)
    compared = compare_file(
        comparison_id=comparison_id,
        by=_person(user_id),
        now=clock.now(),
        progress=lambda what, done: uploads.write_progress(folder, what, done),
    )
    return str(compared.state)


def _person(user_id: int) -> Actor:
    found = person_on(user_id, on=clock.today())
    if found is None:
        raise LookupError("The person who asked for this may no longer sign in.")
    return found[1]


def _folder(changeset_id: int) -> str:
    return Changeset.objects.values_list("folder", flat=True).get(pk=changeset_id)
