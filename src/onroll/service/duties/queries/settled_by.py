"""What people did that settled duties: of each rule, the kept record that did it, and the words where no one record tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model

from onroll.law.plain_words import moment_in_words
from onroll.service.absence_follow_up.models import Contact, Step
from onroll.service.absence_notices.models import Notice, NoticeEvent
from onroll.service.correspondence.models import MessageEvent
from onroll.service.duties.models import DutyRecord
from onroll.service.exclusions.models import ExclusionStep
from onroll.service.lessons.models import MissingStep
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.off_site_provision.models import AnswerDecision, ProviderAnswer, ProviderCheck
from onroll.service.part_time_timetables.models import TimetableEvent

_LONDON = ZoneInfo("Europe/London")
_Timetable, _Medical = TimetableEvent.Kind, MedicalRecord.Kind


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule's duties are settled: the model, which of its columns the key of a duty names, and which rows count."""

    model: type[Model]
    #: The column, and which part of the key says what stands in it.
    of: str
    place: int
    #: What was done, in words; otherwise what the kind of the row is called.
    words: str = ""
    only: dict[str, Any] = field(default_factory=dict)
    who: str = "made_by_name"
    at: str = "made_at"
    #: What is read with a row, so that no row costs a statement of its own.
    with_them: tuple[str, ...] = ()
    #: Whether a row of some other part of the key is of another duty.
    is_of: Callable[[list[str], Any], bool] = lambda _parts, _row: True


def _is_of_step(parts: list[str], row: Any) -> bool:
    return parts[2] == row.kind


def _is_of_day(parts: list[str], row: Any) -> bool:
    return parts[2] == row.date.isoformat()


def _timetable(*kinds: str) -> Source:
    return Source(TimetableEvent, "timetable_id", 1, only={"kind__in": kinds})


def _illness(*kinds: str) -> Source:
    return Source(MedicalRecord, "pupil_id", 2, only={"kind__in": kinds})


SOURCES: dict[str, Source] = {
    "notices_to_send": Source(Notice, "date", 1, "The last notice sent or spoken", {"about": ""}),
    "receipts_to_chase": Source(
        NoticeEvent, "notice_id", 1, "Receipt recorded", {"what": "received"}, who=""
    ),
    "escalation_waiting": Source(Step, "answers_id", 1, only={"kind": Step.Kind.DECIDED}),
    "visit_to_make": Source(Step, "answers_id", 1, only={"kind": Step.Kind.VISIT_MADE}),
    "nobody_reached": Source(
        Contact, "pupil_id", 1, "Reached", {"outcome__in": Contact.REACHED}, is_of=_is_of_day
    ),
    "message_not_delivered": Source(MessageEvent, "message_id", 1, who="by_name", at="at"),
    "missing_from_lesson": Source(
        MissingStep, "pupil_id", 1, only={"kind": MissingStep.Kind.FOUND}, is_of=_is_of_day
    ),
    "exclusion_steps": Source(ExclusionStep, "exclusion_id", 1, is_of=_is_of_step),
    "provider_not_answered": Source(
        ProviderAnswer,
        "placement__provider_id",
        1,
        "Answered",
        who="who",
        at="at",
        with_them=("placement",),
        is_of=_is_of_day,
    ),
    "provider_answers_to_accept": Source(
        AnswerDecision,
        "answer__placement__provider_id",
        1,
        "The last answer decided on",
        who="by_name",
        at="at",
        with_them=("answer__placement",),
    ),
    "provider_checks_lapsed": Source(ProviderCheck, "provider_id", 1, "Checked again"),
    "timetable_to_agree": _timetable(_Timetable.SIGNED, _Timetable.DECLINED, _Timetable.DROPPED),
    "timetable_to_copy": _timetable(_Timetable.TOLD),
    "timetable_to_review": _timetable(_Timetable.REVIEWED, _Timetable.ENDED),
    "timetable_ends_soon": _timetable(_Timetable.REVIEWED, _Timetable.ENDED),
    "timetable_over": _timetable(_Timetable.ENDED),
    "sickness_return": _illness(_Medical.RETURN, _Medical.ONE_ILLNESS),
    "illness_plan": _illness(_Medical.PLAN),
    "illness_review": _illness(
        _Medical.PLAN_REVIEW, _Medical.REFERRAL_REVIEW, _Medical.REMINDER, _Medical.REPLY
    ),
    "illness_check_in": _illness(_Medical.CHECK_IN),
}

#: How a duty of each rule came to an end where no record of a person's tells: what is so now that was not.
OTHERWISE: dict[str, str] = {
    "register_not_taken": "The register is filled, or is no longer to be taken.",
    "register_part_filled": "The register is filled, or is no longer to be taken.",
    "notices_to_send": "Nobody outside the school is still to be told: each absence has a reason by now.",
    "receipts_to_chase": "A receipt is no longer waited for: they were told in another way, or anew.",
    "escalation_waiting": "It no longer waits for the safeguarding lead.",
    "visit_to_make": "The visit no longer waits: it was made, or is not needed.",
    "nobody_reached": "A reason came, the child was seen, or somebody who was told said where the child is.",
    "message_not_delivered": "The message was sent again, or another way was found.",
    "missing_from_lesson": "The pupil is no longer missing by the registers.",
    "plans_not_entered": "The planned absences are entered, or the plans have ended.",
    "exclusion_steps": "It was done, or the suspension or exclusion was cancelled.",
    "provider_not_answered": "The provider’s answer came, or nobody is expected there.",
    "provider_answers_to_accept": "No answer of the provider waits any longer.",
    "provider_checks_lapsed": "The checks stand again, or nobody is placed there.",
    "guests_to_tell": "The pupil’s main school is told, or nobody is a guest any longer.",
    "remote_to_review": "It was looked at, or remote education has ended.",
    "leave_to_decide": "It no longer waits for a decision: the parents took it back, or it was decided.",
    "leave_not_back": "The pupil is back by the registers, or the leave was changed.",
    "timetable_to_agree": "The agreement is whole, or the proposal was withdrawn.",
    "timetable_to_copy": "The authority has its copy, or the timetable has ended.",
    "timetable_to_review": "It was reviewed, or has ended.",
    "timetable_ends_soon": "What follows is decided, or the timetable has ended.",
    "timetable_over": "It is recorded what followed.",
    "sickness_return": "The return is made, or is not due by the registers as they stand now.",
    "illness_plan": "A plan is recorded, or the pupil is back.",
    "illness_review": "It was looked at again.",
    "illness_check_in": "Somebody spoke with the pupil, or the pupil is away again.",
    "reason_not_established": "The entry has a reason, or was amended.",
    "question_to_answer": "The question was answered, or taken back.",
    "details_to_confirm": "The details were decided on, or taken back.",
    "reply_to_read": "The answer was read.",
    "blank_entries": "The entries are filled.",
    "lateness_concern": "The safeguarding lead answered.",
    "lateness_letter": "The letter was sent or decided against, or the lateness no longer comes to one.",
    "lateness_pattern": "It was looked at, or the pattern is no longer there.",
    "checks_found": "The check finds it no longer: what it found was put right.",
    "checks_to_look_into": "The check finds it no longer.",
}


def by_what_was_done(records: Iterable[DutyRecord]) -> dict[int, str]:
    """Return by record what was done that settled it, by whom and when, in a statement a rule."""
    of: dict[str, list[DutyRecord]] = {}
    for one in records:
        if one.rule in SOURCES:
            of.setdefault(one.rule, []).append(one)
    return {pk: words for rule, mine in of.items() for pk, words in _of_rule(SOURCES[rule], mine).items()}


def _of_rule(source: Source, records: list[DutyRecord]) -> dict[int, str]:
    parts = {one.pk: one.key.split("/") for one in records}
    rows = source.model._default_manager.filter(
        school_id=records[0].school_id,
        **{f"{source.of}__in": {each[source.place] for each in parts.values()}},
        **source.only,
    )
    done: dict[str, list[Any]] = {}
    for row in rows.select_related(*source.with_them).order_by(source.at, "pk"):
        done.setdefault(_named(row, source.of), []).append(row)
    found = {}
    for one in records:
        mine = [
            row
            for row in done.get(parts[one.pk][source.place], [])
            if getattr(row, source.at) >= one.found_at and source.is_of(parts[one.pk], row)
        ]
        if mine:
            found[one.pk] = _in_words(source, mine[-1])
    return found


def _named(row: Any, path: str) -> str:
    """Return what stands in a column of a row, or of what it is of, as a key of a duty writes it."""
    for name in path.split("__"):
        row = getattr(row, name)
    return row.isoformat() if hasattr(row, "isoformat") else str(row)


def _in_words(source: Source, row: Any) -> str:
    what = source.words or row.get_kind_display()
    who = f" by {getattr(row, source.who)}" if source.who else ""
    return f"{what}{who} on {moment_in_words(getattr(row, source.at).astimezone(_LONDON))}."
