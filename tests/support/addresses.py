"""What fills the addresses of pages when every page is opened: one made-up school with one of everything.

A page whose address holds a new kind of part adds it to `parts`. Parts in NOT_THERE name nothing, so that page may answer 404.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld
from onroll.service.clock import LONDON
from onroll.service.correspondence.actions.asking import ask_to_send
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.organisations.models import RegistrationGroup, School, Trust
from onroll.service.people.models import (
    MergeProposal,
    Parent,
    PartnerLink,
    PartnerProfessional,
    Pupil,
    PupilMarker,
    RegistrationGroupMembership,
    StaffMember,
)
from onroll.service.published.models import PublishedRelease
from tests.factories.access import MADE_AT, a_user
from tests.factories.admissions import admitted
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import a_pupil_on_roll

#: The moment every page is opened: a school morning, its registers open.
NOW = dt.datetime(2026, 11, 20, 9, 5, tzinfo=LONDON)
TODAY = NOW.date()

#: Addresses of things this school has none of: what the page answers about them is the page's own test.
NOT_THERE = {
    "plan_id",
    "request_id",
    "arrangement_id",
    "provider_id",
    "stay_id",
    "note_id",
    "exclusion_id",
    "placement_id",
    "timetable_id",
    "closure_id",
    "submission_id",
    "change_id",
    "template_id",
    "changeset_id",
    "comparison_id",
    "number",
    "roll_over_id",
    "reason_id",
    "step_id",
    "question_id",
    "correction_id",
    "reply_id",
    "concern_id",
    "notice_id",
    "lesson_id",
    "award_id",
    "wording_id",
    "access_id",
}


@dataclass(frozen=True)
class OneOfEverything:
    """A school, and what fills each part of an address about it."""

    school: School
    group: RegistrationGroup
    trust: Trust
    parts: dict[str, Any]


def one_of_everything() -> OneOfEverything:
    """Make a school with a pupil, a family, a member of staff and a proposal to merge."""
    school = a_school()
    trust = Trust.objects.create(name="Wenlow Learning Trust")
    School.objects.filter(pk=school.pk).update(trust=trust, telephone="01632 960100")
    school.refresh_from_db()
    group = a_group(school)
    admission = admitted(school)
    pupil, parent = Pupil.objects.get(pk=admission.pupil_id), Parent.objects.get(pk=admission.parent_ids[0])
    RegistrationGroupMembership.objects.create(pupil=pupil, group=group, first_day=FIRST_DAY)
    twice = a_pupil_on_roll(school, forename="Amena", last_day=FIRST_DAY)
    marker = PupilMarker.objects.create(pupil=pupil, kind="fsm", first_day=FIRST_DAY)
    professional = PartnerProfessional.objects.create(
        authority=school.authority, name="J. Reyes", role="social worker"
    )
    link = PartnerLink.objects.create(pupil=pupil, professional=professional, first_day=FIRST_DAY)
    person = a_user(school=school)
    cover = RoleHeld.objects.create(
        user=person, role="teacher", group=group, covering=True, first_day=FIRST_DAY
    )
    staff = StaffMember.objects.create(school=school, user=person, surname="Example", first_day=FIRST_DAY)
    proposal = MergeProposal.objects.create(
        school=school, kind="pupil", keep_id=pupil.pk, fold_id=twice.pk, grounds="Made up", proposed_by="A",
        proposed_at=MADE_AT,
    )  # fmt: skip
    release = PublishedRelease.objects.create(
        authority=school.authority, name="Pupil attendance in schools, week 44", released_on=FIRST_DAY, shape="attendance",
        file_name="week-44.csv", digest="0" * 64, rows=0, loaded_at=MADE_AT, loaded_by_name="A",
    )  # fmt: skip
    (letter,) = ask_to_send(
        school_id=school.pk, template="absence-no-reason", pupil_id=pupil.pk, about="absence", channel="letter", on=TODAY,
        facts={"session": "this morning"}, by=Actor.service("test"), now=NOW,
    ).messages  # fmt: skip
    send_due(by=Actor.service("test"), now=NOW)
    parts = {
        "message_id": letter.pk,
        "template_key": "absence-no-reason",
        "channel": "text",
        "language": "en",
        "school_id": school.pk,
        "authority_id": school.authority_id,
        "trust_id": trust.pk,
        "district_id": school.district_id,
        "group_id": group.pk,
        "pupil_id": pupil.pk,
        "enrolment_id": admission.enrolment_id,
        "parent_id": parent.pk,
        "marker_id": marker.pk,
        "link_id": link.pk,
        "user_id": person.pk,
        "role_held_id": cover.pk,
        "staff_id": staff.pk,
        "proposal_id": proposal.pk,
        "release_id": release.pk,
        "kind": "pupil",
        "keep_id": pupil.pk,
        "fold_id": twice.pk,
        "date": TODAY,
        "session": "AM",
        **dict.fromkeys(NOT_THERE, 0),
        "figure": "absence",
        "item": "name",
        "of": "move",
        "slug": "U",
        "paper": "consent",
        "rule_name": "penalty_notices.threshold",
        "key": "none",
        "parent_secret": "none",
        "recipient": "other_school",
        "professional_id": 0,
    }
    return OneOfEverything(school, group, trust, parts)
