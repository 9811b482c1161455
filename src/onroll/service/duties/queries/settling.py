"""How things that had to be done came to be done: read off the entries and registers themselves."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Q

from onroll.law.plain_words import moment_in_words
from onroll.service.absence_notices.explained import explained_since
from onroll.service.absence_notices.models import Notice
from onroll.service.attendance_register.models import CurrentEntry, Submission
from onroll.service.duties.models import DutyRecord
from onroll.service.duties.queries.settled_by import by_what_was_done
from onroll.service.duties.queries.settled_by_answers import by_what_another_school_said
from onroll.service.lateness.models import LatenessStep
from onroll.service.leave_of_absence.models import LeaveDecision
from onroll.service.parents.models import DetailDecision, MarkAnswer, ReplyRead
from onroll.service.parents.models.sent import AnsweredBySchool

_LONDON = ZoneInfo("Europe/London")
#: The sendings that fill a register.
_FILLS = (Submission.Kind.TAKING, Submission.Kind.IMPORT, Submission.Kind.BULK, Submission.Kind.PLANNED)

#: By the rule of a duty about what a parent sent: what answers it, and the column that names what was sent.
_ANSWERS: dict[str, tuple[type[AnsweredBySchool], str]] = {
    "question_to_answer": (MarkAnswer, "question_id"),
    "details_to_confirm": (DetailDecision, "correction_id"),
    "reply_to_read": (ReplyRead, "reply_id"),
}
#: What settles each duty about lateness.
_DONE_ABOUT_LATENESS = {
    "lateness_letter": (LatenessStep.Kind.LETTER, LatenessStep.Kind.NO_LETTER),
    "lateness_pattern": (LatenessStep.Kind.LOOKED_AT,),
    "lateness_concern": (LatenessStep.Kind.ANSWER,),
}


def how_settled(records: Iterable[DutyRecord]) -> dict[int, str]:
    """Return by record what settled it, in words; nothing where no entry, register or record tells."""
    kept = list(records)
    of_pupils = [one for one in kept if one.pupil_id and one.session]
    of_groups = [one for one in kept if one.group_id and not one.pupil_id and one.session]
    of_leave = [one for one in kept if one.rule == "leave_to_decide"]
    of_lateness = [one for one in kept if one.rule in _DONE_ABOUT_LATENESS]
    return {
        **_by_reasons(kept),
        **by_what_another_school_said(kept),
        **by_what_was_done(kept),
        **_by_entries(of_pupils),
        **_by_registers(of_groups),
        **_by_decisions(of_leave),
        **_by_answers(kept),
        **_by_steps(of_lateness),
    }


def _by_entries(records: list[DutyRecord]) -> dict[int, str]:
    if not records:
        return {}
    rows = CurrentEntry.objects.filter(
        school_id=records[0].school_id,
        pupil_id__in={one.pupil_id for one in records},
        date__in={one.on for one in records},
    ).select_related("entry__submission")
    found = {(row.pupil_id, row.date, row.session): row for row in rows}
    return {
        one.pk: f"Entered as {row.code}{_who_and_when(row.entry.submission)}."
        for one in records
        if (row := found.get((one.pupil_id or 0, one.on, one.session)))
    }


def _by_registers(records: list[DutyRecord]) -> dict[int, str]:
    if not records:
        return {}
    sent = Submission.objects.filter(
        Q(group_id__in={one.group_id for one in records}) | Q(group__isnull=True),
        school_id=records[0].school_id,
        date__in={one.on for one in records},
        kind__in=_FILLS,
    ).order_by("number")
    last: dict[tuple[int | None, object, str], Submission] = {}
    for one in sent:
        last[one.group_id, one.date, one.session] = one
    return {
        one.pk: f"Register filled{_who_and_when(submission)}."
        for one in records
        if (
            submission := last.get((one.group_id, one.on, one.session))
            or last.get((None, one.on, one.session))
        )
    }


def _by_reasons(records: list[DutyRecord]) -> dict[int, str]:
    """Say of receipts that nobody waits for any longer what stands in the register by now."""
    numbers = {one.pk: int(one.key.split("/")[1]) for one in records if one.rule == "receipts_to_chase"}
    if not numbers:
        return {}
    notices = Notice.objects.filter(school_id=records[0].school_id, pk__in=numbers.values())
    explained = explained_since(notices)
    return {
        pk: f"No receipt is waited for any longer: the absence has a reason by now. {explained[number]}."
        for pk, number in numbers.items()
        if number in explained
    }


def _by_decisions(records: list[DutyRecord]) -> dict[int, str]:
    if not records:
        return {}
    rows = LeaveDecision.objects.filter(
        school_id=records[0].school_id,
        child__pupil_id__in={one.pupil_id for one in records},
        child__request__first_day__in={one.on for one in records},
    ).select_related("child__request")
    last = {(row.child.pupil_id, row.child.request.first_day): row for row in rows.order_by("at", "pk")}
    return {
        one.pk: f"{row.get_outcome_display()} by {row.by_name} on {moment_in_words(row.at.astimezone(_LONDON))}."
        for one in records
        if (row := last.get((one.pupil_id or 0, one.on)))
    }


def _by_answers(records: list[DutyRecord]) -> dict[int, str]:
    """Say who answered what parents sent, and when; the key of such a duty ends with the number of what was sent."""
    found: dict[int, str] = {}
    for rule, (model, of) in _ANSWERS.items():
        numbers = {one.pk: int(one.key.rsplit("/", 1)[1]) for one in records if one.rule == rule}
        if numbers:
            rows = model._default_manager.filter(
                school_id=records[0].school_id, **{f"{of}__in": numbers.values()}
            )
            answers = {getattr(row, of): row for row in rows}
            found |= {
                pk: f"Answered by {row.made_by_name} on {moment_in_words(row.made_at.astimezone(_LONDON))}."
                for pk, number in numbers.items()
                if (row := answers.get(number))
            }
    return found


def _by_steps(records: list[DutyRecord]) -> dict[int, str]:
    if not records:
        return {}
    steps = LatenessStep.objects.filter(
        school_id=records[0].school_id, pupil_id__in={one.pupil_id for one in records}
    )
    last = {(row.pupil_id, row.kind): row for row in steps.order_by("made_at", "pk")}
    found = {}
    for one in records:
        done = [last.get((one.pupil_id, kind)) for kind in _DONE_ABOUT_LATENESS[one.rule]]
        for row in done:
            if row is not None and row.made_at >= one.found_at:
                found[one.pk] = (
                    f"{row.get_kind_display()} by {row.made_by_name} on {moment_in_words(row.made_at.astimezone(_LONDON))}."
                )
    return found


def _who_and_when(submission: Submission) -> str:
    return f" by {submission.made_by_name} on {moment_in_words(submission.made_at.astimezone(_LONDON))}"
