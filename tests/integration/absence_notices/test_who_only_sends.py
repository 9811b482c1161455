"""Who may send notices and not know what protects a pupil: sees a person to tell, sends, follows up, and reads nothing of why."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.absence_notices.actions.receiving import record_receipt
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.queries.one import one_notice, to_tell
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import OutOfScope
from onroll.service.correspondence.models import Message
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.standing import duties_of
from onroll.service.people.models import PartnerLink, PartnerProfessional, PupilMarker
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.notices import AWatchedClass, a_professional
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import an_actor
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
#: What would say why somebody is told.
TELLS_WHY = (
    "social",
    "justice",
    "virtual",
    "looked after",
    "carer",
    "services",
    "example.org",
    "protect",
    "yot",
)


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(9, 30))
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@pytest.fixture
def officer(oak: AWatchedClass) -> Client:
    client = Client()
    client.force_login(a_user("attendance_officer", school=oak.school, name="Mr P. Example"))
    return client


def notices(oak: AWatchedClass) -> str:
    return f"/schools/{oak.school.pk}/notices/"


def telling(oak: AWatchedClass) -> str:
    return f"{notices(oak)}tell/{oak.callum.pk}/{MONDAY}/professional/{oak.worker.pk}/"


def main_of(page: bytes) -> str:
    """Return the main part of a page, addresses and all: what the reader is given about the notice."""
    return page.decode().split("<main", 1)[1].split("</main>", 1)[0].lower()


class TestTheRoles:
    @pytest.mark.parametrize(
        "role", ["attendance_officer", "senior_attendance_champion", "head", "safeguarding_lead"]
    )
    def test_that_follow_absences_up_send(self, role: str):
        assert Permission.NOTICE_SEND in ROLES[role].permissions

    @pytest.mark.parametrize("role", ["teacher", "tutor", "gate", "governor", "data_protection_officer"])
    def test_that_do_not_send_nothing(self, role: str):
        assert Permission.NOTICE_SEND not in ROLES[role].permissions


class TestWhatTheOfficerSees:
    def test_is_a_person_to_tell_and_how_to_reach_them(self, oak: AWatchedClass, officer: Client):
        words = words_of(officer.get(notices(oak)))
        assert "Somebody who works with the pupil : J. Reyes" in words
        words = words_of(officer.get(telling(oak)))
        assert "01632 960200" in words
        assert "Send the notice" in words

    @pytest.mark.parametrize(
        "name", ["J. Reyes", "Duty social worker", "Youth Justice Service", "S. Hill (YOT)"]
    )
    def test_says_on_no_page_why(self, oak: AWatchedClass, officer: Client, name: str):
        PartnerProfessional.objects.filter(pk=oak.worker.pk).update(name=name)
        pages = [officer.get(telling(oak)).content]
        officer.post(telling(oak), {"do": "email"})
        notice = Notice.objects.get()
        record_receipt(
            school_id=oak.school.pk, notice_id=notice.pk, how="phone", who="Social care duty desk", at=at(9, 30),
            words="With the carer", by=oak.lead, now=at(9, 30),
        )  # fmt: skip
        pages.append(officer.get(f"{notices(oak)}{notice.pk}/").content)
        board = main_of(officer.get(notices(oak)).content)
        # The page says in general of whom it knows nothing; its lines say nothing at all.
        pages.append(("<main" + board.split("<table", 1)[1] + "</main>").encode())
        absence = main_of(officer.get(f"/schools/{oak.school.pk}/absences/{oak.callum.pk}/{MONDAY}/").content)
        done = absence.split("everything done", 1)[1]
        assert "told somebody who works with the pupil" in done
        pages.append(f"<main{done}</main>".encode())
        for page in pages:
            assert [word for word in TELLS_WHY if word in main_of(page)] == []

    def test_says_nothing_of_a_pupil_for_whom_nobody_is_on_record(self, oak: AWatchedClass, officer: Client):
        PartnerLink.objects.all().delete()
        assert len(oak.board(by=oak.lead).rows) == 1
        assert oak.board(by=oak.officer).rows == ()
        assert "No notice for you to send" in words_of(officer.get(notices(oak)))

    def test_cites_the_same_rule_for_everybody(self, oak: AWatchedClass):
        PupilMarker.objects.create(pupil=oak.callum, kind="looked after", first_day=FIRST_DAY)
        a_professional(
            oak.callum, oak.school, "Virtual School", name="M. Stone", email="m@services.example.org"
        )
        rows = oak.board(by=oak.officer).rows
        assert len(rows) == 2
        assert len({row.whom.citation for row in rows}) == 1
        assert {row.whom.slug for row in rows} == {"professional"}

    def test_shows_no_draft_for_its_wording_would_say_why(self, oak: AWatchedClass):
        found = to_tell(**oak.about(by=oak.officer, recipient="professional"))
        assert (found.draft, found.why_no_draft) == (None, "")

    def test_is_asked_on_today_for_a_receipt_of_a_person_and_no_part(self, oak: AWatchedClass):
        PartnerProfessional.objects.filter(pk=oak.worker.pk).update(name="Duty social worker")
        oak.send(by=oak.lead)
        morning = morning_of(oak.officer.scope, school_id=oak.school.pk, now=at(14))
        (duty,) = [one for one in duties_of(morning) if one.rule == "receipts_to_chase"]
        assert duty.title == "Callum Eyre: ask the person on record for a receipt"

    def test_stands_on_today(self, oak: AWatchedClass):
        morning = morning_of(oak.officer.scope, school_id=oak.school.pk, now=at(9, 46))
        (duty,) = [one for one in duties_of(morning) if one.rule == "notices_to_send"]
        assert duty.why.startswith("Somebody who works with the pupil of Callum Eyre is told on the day.")


class TestWhatTheOfficerDoes:
    def test_sends_the_wording_of_the_part_which_stays_protected(self, oak: AWatchedClass, officer: Client):
        answer = officer.post(telling(oak), {"do": "email"}, follow=True)
        assert "The notice to J. Reyes is on its way" in words_of(answer)
        notice = Notice.objects.get()
        assert (notice.recipient, notice.professional_id) == ("social_worker", oak.worker.pk)
        message = Message.objects.get()
        assert (message.template, message.is_protected) == ("notice-social-worker", True)
        assert officer.get(f"/schools/{oak.school.pk}/messages/{message.pk}/").status_code == 404

    def test_is_done_once_whoever_asks(self, oak: AWatchedClass):
        first = oak.send(by=oak.officer, recipient="professional")
        assert oak.send(by=oak.lead) == first

    def test_rings_and_takes_the_receipt(self, oak: AWatchedClass):
        oak.send(by=oak.officer, recipient="professional")
        record_receipt(
            school_id=oak.school.pk, notice_id=Notice.objects.get().pk, how="phone", who="J. Reyes", at=at(10),
            by=oak.officer, now=at(10),
        )  # fmt: skip
        (row,) = oak.board(by=oak.officer, now=at(10, 5)).rows
        assert row.state.value == "received"

    def test_cannot_name_the_part_and_so_find_it_out(self, oak: AWatchedClass):
        for recipient in ("social_worker", "youth_justice_worker", "virtual_school_head"):
            with pytest.raises(OutOfScope):
                oak.send(by=oak.officer, recipient=recipient)

    def test_cannot_tell_somebody_who_works_with_another(self, oak: AWatchedClass):
        other = a_professional(oak.amina, oak.school, name="M. Stone")
        with pytest.raises(NoticeRefused, match="Nobody has to be told"):
            oak.send(by=oak.officer, recipient="professional", professional_id=other.pk)

    def test_is_not_a_teacher_s(self, oak: AWatchedClass):
        teacher = an_actor("teacher", oak.school, oak.group)
        with pytest.raises(OutOfScope):
            oak.send(by=teacher, recipient="professional")

    def test_sees_no_notice_of_an_exclusion_to_a_worker(self, oak: AWatchedClass):
        notice = Notice.objects.create(
            school=oak.school, pupil=oak.callum, date=MONDAY, about="exclusion 1 until 2026-09-07", at=at(9), how="phone",
            recipient="social_worker", professional=oak.worker, who="J. Reyes", made_at=at(9), made_by_name="A",
            made_by_role="head",
        )  # fmt: skip
        given = {"school_id": oak.school.pk, "notice_id": notice.pk, "now": at(9) + dt.timedelta(minutes=1)}
        assert one_notice(by=oak.officer, **given) is None
        assert one_notice(by=oak.head, **given) is not None
