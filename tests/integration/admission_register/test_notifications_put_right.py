"""A notification (regulation 8(3)) recorded wrongly is amended or said to be in error: by whom, when and why is kept (regulation 6)."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client

from onroll.law.admission_register import MoveNotification, OtherSchoolNotification
from onroll.service import clock
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import AmendmentRefused, amend_admission_entry
from onroll.service.admission_register.actions.notifying import record_notification
from onroll.service.admission_register.documents import register_document
from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.admission_register.queries.entries import entry_page
from onroll.service.admission_register.queries.register import register_as_at
from onroll.service.admission_register.queries.register_index import search_register
from onroll.service.admission_register.queries.roll import search_roll
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.factories.people import an_actor
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

EVERYTHING = Scope.everything()
TOLD = dt.date(2026, 10, 5)
PUT_RIGHT = dt.date(2026, 10, 12)
TODAY = dt.date(2026, 11, 9)
DAY = {"from_day-day": "1", "from_day-month": "12", "from_day-year": "2026"}
QUAY = "Will live with Rehana Khan at 12 Quay Street from 1 December 2026"
ABBEY = "Will live with Rehana Khan at 21 Abbey Road from 1 December 2026"
WESTERDALE = "Will attend Westerdale School from 4 January 2027"


@pytest.fixture
def school(monkeypatch):
    offset = at(10, on=TODAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))
    return a_school()


@pytest.fixture
def amina(school):
    """A pupil of whom a move was told, and then another school."""
    done = admitted(school, "Begum", "Amina Noor")
    officer = an_actor("attendance_officer", school, name="Mrs A. Example")
    for notification, manner in (
        (MoveNotification("Rehana Khan", "12 Quay Street", dt.date(2026, 12, 1)), ""),
        (OtherSchoolNotification("Westerdale School", dt.date(2027, 1, 4)), "will attend"),
    ):
        record_notification(
            school_id=school.pk, enrolment_id=done.enrolment_id, notification=notification, manner=manner,
            by=officer, now=at(10, on=TOLD),
        )  # fmt: skip
    return done


@pytest.fixture
def put_right(school, amina):
    def put_right(change, *, reason="Misheard on the telephone", on=PUT_RIGHT, role="head"):
        return amend_admission_entry(
            school_id=school.pk,
            enrolment_id=amina.enrolment_id,
            change=change,
            reason=reason,
            by=an_actor(role, school, name="Mr B. Example"),
            now=at(11, on=on),
        )

    return put_right


def abbey(number=1, **more):
    move = MoveNotification("Rehana Khan", "21 Abbey Road", dt.date(2026, 12, 1))
    return changes.NotificationChange(number=number, notification=move, **more)


def notifications(school, day):
    return register_as_at(EVERYTHING, school_id=school.pk, as_at=day)[0].said["notifications"]


def shown(school, amina):
    page = entry_page(EVERYTHING, school_id=school.pk, enrolment_id=amina.enrolment_id, on=TODAY)
    return page.notifications


class TestAnAmendedNotification:
    def test_keeps_original_amended_reason_day_name_and_role_together(self, school, amina, put_right):
        entry = put_right(abbey())
        assert entry.kind == "amended"
        assert entry.original["notifications"][0]["address"] == "12 Quay Street"
        assert entry.contents["notifications"][0]["address"] == "21 Abbey Road"
        assert (entry.reason, entry.made_on) == ("Misheard on the telephone", PUT_RIGHT)
        assert (entry.made_by_name, entry.made_by_role) == ("Mr B. Example", "head")

    def test_says_what_it_should_and_leaves_the_others_alone(self, school, amina, put_right):
        put_right(abbey())
        newest, oldest = shown(school, amina)
        assert (newest.number, newest.words, newest.amendments) == (2, [WESTERDALE], [])
        assert (oldest.number, oldest.words) == (1, [ABBEY])
        (amendment,) = oldest.amendments
        assert (amendment.original, amendment.amended) == ([QUAY], [ABBEY])
        assert (amendment.reason, amendment.made.by) == ("Misheard on the telephone", "Mr B. Example")
        assert oldest.made.by == "Mrs A. Example"

    def test_says_at_a_past_day_what_it_said_then(self, school, put_right):
        put_right(abbey())
        before = PUT_RIGHT - dt.timedelta(days=1)
        assert [one["address"] for one in notifications(school, before)[:1]] == ["12 Quay Street"]
        assert [one["address"] for one in notifications(school, PUT_RIGHT)[:1]] == ["21 Abbey Road"]

    def test_keeps_its_number_when_another_is_recorded_after(self, school, amina, put_right):
        put_right(abbey())
        third = OtherSchoolNotification("Lindmere School", dt.date(2027, 2, 1))
        record_notification(
            school_id=school.pk, enrolment_id=amina.enrolment_id, notification=third,
            by=an_actor("head", school), now=at(9, on=TODAY),
        )  # fmt: skip
        put_right(abbey(told_by="Rehana Khan"), on=TODAY)
        words = [(one.number, one.words[0]) for one in shown(school, amina)]
        assert words == [
            (3, "Registered at, or will attend, Lindmere School from 1 February 2027"),
            (2, WESTERDALE),
            (1, ABBEY),
        ]

    @pytest.mark.parametrize(
        ("change", "reason", "field"),
        [
            (abbey(), " ", "reason"),
            (changes.NotificationChange(number=1, notification=MoveNotification("", "1 Road", TODAY)), "Wrong", "parent_name"),
            (changes.NotificationChange(number=1, notification=MoveNotification("Ana", "1 Road", None)), "Wrong", "expected_from"),
            (abbey(manner="registered"), "Wrong", "manner"),
            (abbey(number=0), "Wrong", "change"),
            (abbey(number=3), "Wrong", "change"),
            (abbey(number=2), "Wrong", "change"),
            (changes.NotificationInError(number=3), "Wrong", "change"),
            (changes.NotificationInError(number=1), "", "reason"),
        ],
        ids=["no reason", "no parent", "no day", "no such manner", "number 0", "number 3", "a school", "error of 3", "error without reason"],
    )  # fmt: skip
    def test_is_refused(self, school, put_right, change, reason, field):
        with pytest.raises(AmendmentRefused) as refused:
            put_right(change, reason=reason)
        assert field in [where for where, _, _ in refused.value.faults]
        assert not AdmissionEntry.objects.filter(kind="amended").exists()

    def test_is_refused_where_it_changes_nothing(self, put_right):
        put_right(abbey())
        with pytest.raises(AmendmentRefused, match="nothing to amend"):
            put_right(abbey())

    def test_is_not_for_those_who_may_not_amend(self, put_right):
        with pytest.raises(OutOfScope):
            put_right(abbey(), role="teacher")


class TestANotificationRecordedInError:
    def test_stays_and_says_so_with_who_when_and_why(self, school, amina, put_right):
        put_right(changes.NotificationInError(number=1), reason="Told of another pupil")
        oldest = shown(school, amina)[-1]
        assert (oldest.in_error, oldest.words) == (True, [QUAY])
        (amendment,) = oldest.amendments
        assert amendment.original == [QUAY]
        assert amendment.amended == ["Recorded in error", QUAY]
        assert (amendment.reason, amendment.made.role) == ("Told of another pupil", "head")

    def test_is_put_right_once(self, put_right):
        put_right(changes.NotificationInError(number=1))
        for change in (changes.NotificationInError(number=1), abbey()):
            with pytest.raises(AmendmentRefused, match="recorded in error already"):
                put_right(change)

    def test_does_not_count_as_error_before_it_was_said_to_be(self, school, put_right):
        put_right(changes.NotificationInError(number=1))
        before = PUT_RIGHT - dt.timedelta(days=1)
        assert ["in_error" in one for one in notifications(school, before)] == [False, False]
        assert ["in_error" in one for one in notifications(school, PUT_RIGHT)] == [True, False]


class TestASearch:
    @pytest.mark.parametrize("words", ["westerdale", "WESTER", "quay 12", "Rehana"])
    def test_finds_by_what_was_told_and_says_what(self, school, amina, words):
        admitted(school, "Other", "Ana")
        (row,) = search_roll(EVERYTHING, school_id=school.pk, on=TODAY, words=words)
        assert (row.pupil_id, bool(row.told)) == (amina.pupil_id, True)

    def test_finds_by_name_without_saying_what_was_told(self, school, amina):
        (row,) = search_roll(EVERYTHING, school_id=school.pk, on=TODAY, words="Amina")
        assert row.told == ""

    def test_goes_by_what_it_says_now_and_at_a_past_day_by_what_it_said_then(self, school, amina, put_right):
        put_right(abbey())
        before = PUT_RIGHT - dt.timedelta(days=1)
        found = {
            words: (
                len(search_roll(EVERYTHING, school_id=school.pk, on=TODAY, words=words)),
                len(search_register(EVERYTHING, school_id=school.pk, as_at=before, words=words)),
            )
            for words in ("Abbey", "Quay")
        }
        assert found == {"Abbey": (1, 0), "Quay": (0, 1)}

    def test_finds_what_was_recorded_in_error_and_says_so(self, school, amina, put_right):
        put_right(changes.NotificationInError(number=2))
        (row,) = search_roll(EVERYTHING, school_id=school.pk, on=TODAY, words="Westerdale")
        assert row.told == f"Recorded in error. {WESTERDALE}"


class TestThePages:
    @pytest.fixture
    def officer(self, school):
        client = Client()
        client.force_login(a_user("attendance_officer", school=school, name="Mrs A. Example"))
        return client

    @pytest.fixture
    def entry(self, school, amina):
        return f"/schools/{school.pk}/roll/{amina.enrolment_id}/"

    def test_amend_from_boxes_that_hold_what_was_recorded(self, officer, entry):
        page = officer.get(f"{entry}notifications/1/").content.decode()
        assert 'value="12 Quay Street"' in page
        assert 'value="Rehana Khan"' in page
        sent = {"parent_name": "Rehana Khan", "address": "21 Abbey Road", **DAY}
        refused = officer.post(f"{entry}notifications/1/", sent)
        assert refused.status_code == 422
        assert "The reason for the amendment is missing" in words_of(refused)
        assert officer.post(f"{entry}notifications/1/", sent | {"reason": "Misheard"}).status_code == 302
        shown = words_of(officer.get(entry))
        assert f"Original: {QUAY} Amended: {ABBEY} Reason: Misheard" in shown

    def test_amend_another_school_with_its_own_boxes(self, officer, entry):
        page = officer.get(f"{entry}notifications/2/").content.decode()
        assert 'value="Westerdale School"' in page
        assert "parent_name" not in page
        sent = {"school_name": "Westerdale Academy", "manner": "registered", "reason": "Its name", **DAY}
        assert officer.post(f"{entry}notifications/2/", sent).status_code == 302
        assert "Registered at Westerdale Academy from 1 December 2026" in words_of(officer.get(entry))

    def test_say_that_it_was_recorded_in_error_with_a_line_through_it(self, school, officer, entry):
        assert QUAY in words_of(officer.get(f"{entry}notifications/1/error/"))
        assert officer.post(f"{entry}notifications/1/error/", {}).status_code == 422
        assert officer.post(f"{entry}notifications/1/error/", {"reason": "Another pupil"}).status_code == 302
        page = officer.get(entry).content.decode()
        assert f'<p class="govuk-body onroll-struck">{QUAY}</p>' in page
        assert f"{entry}notifications/1/error/" not in page
        assert f"{entry}notifications/2/error/" in page
        alone = officer.get(f"{entry}print/").content.decode()
        assert ", recorded in error</th>" in alone
        assert f'<span class="onroll-struck">{QUAY}</span>' in alone
        assert "Reason:</span> Another pupil" in alone
        for day, says in ((TODAY, True), (TODAY - dt.timedelta(days=1), False)):
            whole = officer.get(f"/schools/{school.pk}/roll/print/?as_at={day}").content.decode()
            assert (f'recorded in error</dt><dd class="onroll-struck">{QUAY}' in whole) is says
            text = officer.get(f"/schools/{school.pk}/roll/register.csv?as_at={day}").content
            (row,) = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
            assert row["notifications"].startswith(f"Recorded in error. {QUAY}" if says else QUAY)

    def test_do_not_open_one_that_is_not_there(self, officer, entry):
        assert officer.get(f"{entry}notifications/3/").status_code == 404
        assert officer.get(f"{entry}notifications/0/error/").status_code == 404

    def test_show_on_the_pupils_own_page_what_became_of_it(self, school, amina, put_right, officer):
        put_right(changes.NotificationInError(number=1), reason="Told of another pupil")
        page = words_of(officer.get(f"/schools/{school.pk}/pupils/{amina.pupil_id}/"))
        assert f"Recorded in error. {QUAY}. Reason: Told of another pupil" in page

    def test_print_as_pdf(self, school, put_right):
        put_right(changes.NotificationInError(number=1))
        records = register_as_at(EVERYTHING, school_id=school.pk, as_at=TODAY)
        made = register_document(
            school, records, as_at=TODAY, printed_by="Mrs A. Example", now=at(12, on=TODAY)
        )
        assert made.startswith(b"%PDF")
