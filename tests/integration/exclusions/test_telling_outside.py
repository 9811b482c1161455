"""Those outside the school who must know of an exclusion: found, told once, answered, and told when it is cancelled."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.absence_notices.actions.receiving import confirm_by_link
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.queries.board import board_of
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.correspondence.models import Message
from onroll.service.exclusions.actions.excluding import cancel_exclusion, record_step, shorten
from onroll.service.exclusions.actions.notifying import (
    record_exclusion_told,
    send_exclusion_notice,
    to_notify,
)
from onroll.service.exclusions.actions.telling import facts_of, tell_parents_of_exclusion, template_of
from onroll.service.exclusions.days import days_of
from onroll.service.exclusions.models import Exclusion
from onroll.service.exclusions.outside import outside_of
from onroll.service.exclusions.queries.exclusions import exclusions_due
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.people.models import ContactDetail, PupilMarker
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.notices import a_professional
from tests.factories.organisations import FIRST_DAY
from tests.integration.exclusions.test_exclusions import FRIDAY, NEXT_MONDAY, ONE_DAY, AnExclusion
from tests.integration.leave_of_absence.conftest import parent
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
AUTHORITY = "exclusions@authority.example"


class AToldExclusion(AnExclusion):
    """Amina, who has a social worker, is suspended; the secrets of what is sent about it are kept."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.worker = a_professional(self.amina, self.school)
        self.secrets: list[str] = []

    def told(self, row: Exclusion, recipient: str = "local_authority", **others: Any) -> Notice:
        """Send one who must know a notice."""
        given = (
            {"email": AUTHORITY} if recipient == "local_authority" else {"professional_id": self.worker.pk}
        )
        return send_exclusion_notice(
            **{**self.of(row), **given, "recipient": recipient, "link_of": self._link, **others}
        )

    def _link(self, secret: str) -> str:
        self.secrets.append(secret)
        return f"https://onroll.example.org/notices/{secret}/"

    def outside(self, row: Exclusion, *, sees: bool = True) -> list[tuple[str, str]]:
        """Return who must know of it and where each stands."""
        row = Exclusion.objects.get(pk=row.pk)
        found = outside_of(self.school.pk, [row], now=at(9, 30), sees_protected=sees)[row.pk]
        return [(one.whom.recipient.value, one.state.value) for one in found]

    def asked(self, on: dt.date = MONDAY, *, sees: bool = True) -> list[str]:
        """Return what is due."""
        return [one.what for one in exclusions_due(self.school.pk, on=on, sees_protected=sees)]


@pytest.fixture
def suspended(db: None) -> AToldExclusion:
    return AToldExclusion()


class TestWhoMustKnow:
    def test_is_the_social_worker_and_the_authority(self, suspended: AToldExclusion):
        row = suspended.make()
        assert suspended.outside(row) == [("social_worker", "to tell"), ("local_authority", "to tell")]

    def test_is_the_virtual_school_of_a_looked_after_pupil_though_nobody_is_on_record(
        self, suspended: AToldExclusion
    ):
        PupilMarker.objects.create(pupil=suspended.amina, kind="looked after", first_day=FIRST_DAY)
        row = suspended.make()
        assert ("virtual_school_head", "to tell") in suspended.outside(row)

    def test_is_the_authority_alone_for_whoever_may_not_know_of_a_worker(self, suspended: AToldExclusion):
        row = suspended.make()
        assert suspended.outside(row, sees=False) == [("local_authority", "to tell")]
        suspended.told(row)
        assert "others" not in suspended.asked(sees=False)
        assert "others" in suspended.asked()


class TestTelling:
    def test_goes_once_and_waits_for_a_receipt_which_comes_by_its_link(self, suspended: AToldExclusion):
        row = suspended.make()
        notice = suspended.told(row, "social_worker")
        assert suspended.told(row, "social_worker") == notice
        assert suspended.outside(row)[0] == ("social_worker", "awaited")
        confirm_by_link(secret=suspended.secrets[0], who="J. Reyes", now=at(10))
        assert suspended.outside(row)[0] == ("social_worker", "received")
        assert Event.objects.filter(name="notices.exclusion received").count() == 1

    def test_says_what_it_is_why_and_that_it_is_protected_where_it_is(self, suspended: AToldExclusion):
        row = suspended.make(NEXT_MONDAY)
        to_worker = suspended.told(row, "social_worker").message
        to_authority = suspended.told(row).message
        for said in (to_worker.body, to_authority.body):
            assert (
                "suspended from school for 6 school days, from 7 September 2026 to 14 September 2026" in said
            )
            assert "Other full-time education is due from Monday 14 September 2026, by the school." in said
            assert "Fighting in the yard" in said
        assert (to_worker.is_protected, to_authority.is_protected) == (True, False)
        assert (to_authority.address, to_authority.recipient_kind) == (AUTHORITY, "authority")

    def test_is_done_by_everybody_who_must_and_then_no_longer_due(self, suspended: AToldExclusion):
        row = suspended.make()
        assert suspended.asked().count("others") == 1
        suspended.told(row, "social_worker")
        assert "others" in suspended.asked()
        suspended.told(row)
        assert "others" not in suspended.asked()

    def test_may_be_by_phone_which_waits_for_no_receipt(self, suspended: AToldExclusion):
        row = suspended.make()
        spoken = {**suspended.of(row), "recipient": "local_authority", "how": "phone", "who": "A. Clerk"}
        record_exclusion_told(**spoken, at=at(8, 30))
        assert ("local_authority", "received") in suspended.outside(row)

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"how": "post"}, "by phone or in person"),
            ({"who": " "}, "Say whom you told"),
            ({"at": at(23)}, "has not come yet"),
        ],
    )
    def test_by_phone_is_refused_with_what_to_do(
        self, suspended: AToldExclusion, changes: dict[str, Any], why: str
    ):
        given = {"recipient": "local_authority", "how": "phone", "who": "A. Clerk", "at": at(8), **changes}
        with pytest.raises(NoticeRefused, match=why):
            record_exclusion_told(**{**suspended.of(suspended.make()), **given})

    @pytest.mark.parametrize("typed", ["", "clerk", "a@b"])
    def test_is_refused_to_what_is_no_address_of_the_authority(self, suspended: AToldExclusion, typed: str):
        with pytest.raises(NoticeRefused, match="Give the email address of the authority"):
            suspended.told(suspended.make(), email=typed)
        assert not Message.objects.exists()

    def test_is_refused_to_one_who_need_not_be_told(self, suspended: AToldExclusion):
        with pytest.raises(ExclusionRefused, match="Nobody has to be told of this in that part"):
            suspended.told(suspended.make(), "youth_justice_worker")

    def test_is_the_head_s(self, suspended: AToldExclusion):
        row = suspended.make()
        for recipient in ("local_authority", "social_worker"):
            with pytest.raises(OutOfScope):
                suspended.told(row, recipient, by=suspended.a_class.officer)

    def test_is_no_notice_of_an_absence(self, suspended: AToldExclusion):
        suspended.told(suspended.make())
        board = board_of(suspended.head.scope, school_id=suspended.school.pk, date=MONDAY, now=at(9, 30))
        assert board.rows == ()

    def test_offers_the_address_the_authority_was_written_to_last(self, suspended: AToldExclusion):
        suspended.told(suspended.make(MONDAY))
        later = suspended.make(FRIDAY, first_day=FRIDAY)
        found = to_notify(**suspended.of(later), recipient="local_authority", professional_id=None)
        assert found.email_used_last == AUTHORITY
        assert found.draft is not None
        assert "(a link of their own)" in found.draft.body


class TestWhatChanges:
    def test_shortened_is_told_again(self, suspended: AToldExclusion):
        row = suspended.make()
        suspended.told(row)
        shorten(last_day=MONDAY, why="The governors asked", **suspended.of(row))
        assert ("local_authority", "to tell") in suspended.outside(row)

    def test_cancelled_is_told_to_whoever_was_told_of_it_and_to_nobody_else(self, suspended: AToldExclusion):
        row = suspended.make()
        suspended.told(row)
        cancel_exclusion(why="It was another pupil", **suspended.of(row))
        assert suspended.outside(row) == [("local_authority", "to tell")]
        assert suspended.asked() == ["others_cancelled"]
        notice = suspended.told(row)
        assert (
            "The suspension from 7 September 2026 to 11 September 2026 is cancelled." in notice.message.body
        )
        assert "It was another pupil" in notice.message.body
        assert suspended.asked() == []

    def test_cancelled_before_anybody_was_told_asks_for_nothing(self, suspended: AToldExclusion):
        row = suspended.make()
        cancel_exclusion(why="A slip", **suspended.of(row))
        assert (suspended.outside(row), suspended.asked()) == ([], [])
        with pytest.raises(ExclusionRefused, match="no parent was told of it"):
            tell_parents_of_exclusion(channel="letter", **suspended.of(row))

    def test_cancelled_is_told_to_the_parents_who_were_written_to(self, suspended: AToldExclusion):
        mother = parent("Begum", "mother", suspended.amina, lives_with=True)
        ContactDetail.objects.create(
            parent=mother, kind="address", value="1 Tarn Road", postcode="TN1 1AA", first_day=FIRST_DAY
        )
        row = suspended.make()
        tell_parents_of_exclusion(channel="letter", **suspended.of(row))
        cancel_exclusion(why="It was another pupil.", **suspended.of(row))
        assert suspended.asked() == ["tell_cancelled"]
        tell_parents_of_exclusion(channel="letter", **suspended.of(row))
        assert "is cancelled. Amina may come to school. The reason is: It was another pupil." in (
            Message.objects.latest("pk").body
        )
        assert suspended.asked() == []


class TestTheGoverningBoard:
    @pytest.mark.parametrize(
        ("days", "template", "by"),
        [
            (5, "suspended", None),
            (6, "suspended-over-five-days", None),
            (15, "suspended-over-five-days", None),
            (16, "suspended-over-fifteen-days", MONDAY + 21 * ONE_DAY),
        ],
    )
    def test_has_its_part_in_the_letter_by_the_days_of_the_term(
        self, suspended: AToldExclusion, days: int, template: str, by: dt.date | None
    ):
        first = MONDAY + dt.timedelta(days=7 * ((days - 1) // 5) + (days - 1) % 5)
        if days > 1:
            suspended.make(first - (3 if first.weekday() == 0 else 1) * ONE_DAY)
        row = suspended.make(first, first_day=first)
        found = days_of(row)
        assert (found.days_in_term, template_of(row, found)) == (days, template)
        if by:
            assert found.consider_by == by
            assert facts_of(row, found)["considered_by"] == (
                "within 15 school days, by Monday 28 September 2026"
            )

    def test_is_asked_for_of_a_permanent_exclusion_until_it_has_considered_it(
        self, suspended: AToldExclusion
    ):
        row = suspended.make(None)
        assert "governors" in suspended.asked()
        step = {"kind": "governors", "on": MONDAY, "words": "Upheld"}
        with pytest.raises(ExclusionRefused, match="once it was held"):
            record_step(**{**step, "on": FRIDAY}, **suspended.of(row))
        record_step(**step, **suspended.of(row))
        assert "governors" not in suspended.asked()

    def test_is_in_the_letter_of_a_permanent_exclusion_with_the_review_after_it(
        self, suspended: AToldExclusion
    ):
        row = suspended.make(None)
        facts = facts_of(row, days_of(row))
        assert facts["considered_by"].startswith("within 15 school days, by ")
        assert facts["excluded_education"].startswith(
            "From Monday 14 September 2026 the local authority must arrange other full-time education"
        )


class TestThePage:
    @pytest.fixture(autouse=True)
    def on_monday(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "now", lambda: at(9))
        monkeypatch.setattr(clock, "today", lambda: MONDAY)

    def client(self, suspended: AToldExclusion, role: str = "head") -> Client:
        client = Client()
        client.force_login(a_user(role, school=suspended.school, name="Ms H. Example"))
        return client

    def test_sends_a_notice_and_leads_back(self, suspended: AToldExclusion):
        row, head = suspended.make(), self.client(suspended)
        page = f"/schools/{suspended.school.pk}/exclusions/{row.pk}/"
        tell = f"{page}notify/local_authority/0/"
        assert "Give the email address" in words_of(head.post(tell, {"do": "email", "email": "x"}))
        answer = words_of(head.post(tell, {"do": "email", "email": AUTHORITY}, follow=True))
        assert "is on its way. Its receipt is waited for." in answer
        notice = Notice.objects.get()
        shown = words_of(head.get(f"/schools/{suspended.school.pk}/notices/{notice.pk}/"))
        assert "About the suspension or exclusion of Amina Begum, told on Monday 7 September" in shown
        secret = notice.message.body.split("/notices/")[1].split("/")[0]
        outside = words_of(Client().get(f"/notices/{secret}/"))
        assert "About Amina Begum" in outside
        assert "is not in school" not in outside

    def test_of_one_who_need_not_be_told_leads_back_with_why(self, suspended: AToldExclusion):
        row = suspended.make()
        page = f"/schools/{suspended.school.pk}/exclusions/{row.pk}/"
        answer = self.client(suspended).get(f"{page}notify/other_school/0/", follow=True)
        assert "Nobody has to be told of this in that part" in words_of(answer)

    def test_says_nothing_of_a_worker_to_the_office(self, suspended: AToldExclusion):
        row = suspended.make()
        suspended.told(row, "social_worker")
        page = f"/schools/{suspended.school.pk}/exclusions/{row.pk}/"
        words = words_of(self.client(suspended, "attendance_officer").get(page))
        assert "local authority" in words
        assert "social worker" not in words.lower()
        assert "Reyes" not in words
