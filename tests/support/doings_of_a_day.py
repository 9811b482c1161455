"""What a school has done about one pupil on one day: a parent’s words, calls, a lesson, lateness, notices, an award."""

import datetime as dt
from decimal import Decimal
from typing import Any

from onroll.identifiers import upn_check_letter
from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.actions.reasoning import Reason, note_reason
from onroll.service.absence_follow_up.actions.stepping import escalate, plan_visit
from onroll.service.absence_notices.actions.telling import send_notice
from onroll.service.absence_notices.actions.weekly import take_in_weekly_list
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.actions.arriving import record_arrival
from onroll.service.lateness.actions.settings import set_lateness
from onroll.service.lateness.actions.stepping import tell_concern
from onroll.service.lessons.actions.taking import take_lesson_register
from onroll.service.lessons.actions.timetable import import_timetable, keep_lessons
from onroll.service.lessons.models import Lesson
from onroll.service.parents.actions.correcting import send_correction
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.parents.actions.questioning import question_mark
from onroll.service.parents.actions.replying import reply_to_letter
from onroll.service.people.models import PartnerLink, PartnerProfessional
from onroll.service.recognition.actions.awarding import check_award, give_award, make_award
from tests.support.addresses import NOW, TODAY, OneOfEverything

YESTERDAY = NOW - dt.timedelta(days=1)


def sent_by_parents(everything: OneOfEverything, by: Actor) -> dict[str, int]:
    """Send what a parent sends: a question about an entry, another number, and an answer to a letter."""
    school_id, pupil_id = everything.school.pk, everything.parts["pupil_id"]
    parent_id = everything.parts["parent_id"]
    at = NOW
    secret = make_parent_link(school_id=school_id, parent_id=parent_id, by=by, now=at)
    amend_entry(
        school_id=school_id, pupil_id=pupil_id, date=TODAY, session="AM", code="N", reason="Not seen", by=by, now=at
    )  # fmt: skip
    return {
        "question_id": question_mark(
            secret=secret, pupil_id=pupil_id, date=TODAY, session="AM", words="She was there", key="q", now=at
        ).pk,
        "correction_id": send_correction(
            secret=secret, kind="mobile", value="07700 900871", key="c", now=at
        ).pk,
        "reply_id": reply_to_letter(
            secret=secret, message_id=everything.parts["message_id"], words="Thank you", key="r", now=at
        ).pk,
    }


def followed_up(school_id: int, pupil_id: int, by: Actor) -> dict[str, int]:
    """Follow an absence up: a contact, a reason that waits, and the safeguarding lead told."""
    about: dict[str, Any] = {"school_id": school_id, "pupil_id": pupil_id, "by": by, "now": NOW}
    record_contact(**about, date=TODAY, channel="phone", outcome="no answer", who="A neighbour")
    reason = Reason(TODAY, TODAY, "parent", "phone", "illness", who="A grandparent", words="A cold")
    plan_visit(**about, date=TODAY, at=NOW, who="Two of us")
    return {
        "reason_id": note_reason(**about, reason=reason).pk,
        "step_id": escalate(**about, date=TODAY, why="Nobody reached").pk,
    }


def taught(everything: OneOfEverything, by: Actor) -> int:
    """Keep a lesson of today whose register is taken, and a pupil absent from it."""
    school_id, pupil_id, form = everything.school.pk, everything.parts["pupil_id"], everything.group.name
    keep_lessons(school_id=school_id, kept=True, by=by, now=NOW)
    data = f"group,subject,weekday,period,starts,ends,teacher,pupils\n5x,Maths,{TODAY.isoweekday()},P1,9:00,10:00,,{form}\n"
    import_timetable(school_id=school_id, data=data.encode(), first_day=TODAY, by=by, now=NOW)
    lesson_id = Lesson.objects.get(school_id=school_id).pk
    marks = {pupil_id: ("absent", "")}
    take_lesson_register(school_id=school_id, lesson_id=lesson_id, date=TODAY, marks=marks, by=by, now=NOW)
    return lesson_id


def recognised(school_id: int, pupil_id: int, by: Actor) -> int:
    """Make an award that the pupil meets, and give it."""
    about = {"school_id": school_id, "by": by, "now": NOW}
    award = make_award(
        **about, name="Autumn", what="A certificate", measure="attendance", threshold=Decimal("0.1"), first_day=YESTERDAY.date(),
        last_day=TODAY,
    )  # fmt: skip
    check_award(**about, award_id=award.pk)
    give_award(**about, award_id=award.pk, pupil_ids=[pupil_id])
    return award.pk


def late(school_id: int, pupil_id: int, by: Actor) -> int:
    """Let a pupil come late the day before, which a letter is due about, and tell of a concern."""
    set_lateness(school_id=school_id, times=1, weeks=6, counts_before_closing=True, by=by, now=NOW)
    record_arrival(school_id=school_id, pupil_id=pupil_id, arrived_at=YESTERDAY, by=by, now=YESTERDAY)
    concern = {"concern": "tired", "words": "Asleep at the gate"}
    return tell_concern(school_id=school_id, pupil_id=pupil_id, **concern, by=by, now=NOW).pk


def noticed(everything: OneOfEverything, by: Actor) -> dict[str, Any]:
    """Tell one of two who must know of an absence, by a notice with a link of its own; the other is still to be told."""
    school, pupil_id = everything.school, everything.parts["pupil_id"]
    worker = PartnerProfessional.objects.create(
        authority=school.authority,
        name="A. Okafor",
        role="Youth justice worker",
        email="a.okafor@services.example.org",
    )
    PartnerLink.objects.create(pupil_id=pupil_id, professional=worker, first_day=YESTERDAY.date())
    secrets: list[str] = []
    notice = send_notice(
        school_id=school.pk, pupil_id=pupil_id, date=TODAY, recipient="youth_justice_worker", professional_id=worker.pk,
        link_of=lambda secret: secrets.append(secret) or f"https://onroll.example.org/notices/{secret}/", by=by, now=NOW,
    )  # fmt: skip
    listed = f"{upn_check_letter('801200020001')}801200020001"
    take_in_weekly_list(
        school_id=school.pk,
        week=TODAY,
        data=f"upn,surname,forename,status\n{listed},Example,Ada,CIN\n".encode(),
        by=by,
        now=NOW,
    )
    still_to_tell = PartnerLink.objects.get(pk=everything.parts["link_id"]).professional_id
    return {
        "notice_id": notice.pk,
        "notice_secret": secrets[0],
        "recipient": "social_worker",
        "professional_id": still_to_tell,
    }
