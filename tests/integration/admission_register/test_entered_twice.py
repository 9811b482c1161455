"""A child on the register twice: one entry struck out, and nothing entered lost."""

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.admission_register.actions.deleting import NoGroundForDeletion
from onroll.service.admission_register.actions.second_entries import strike_second_entry
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.queries.register import register_as_at
from onroll.service.attendance_register.actions.striking_second_entry import put_right_second_entry
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register
from onroll.service.attendance_register.checks import run_checks
from onroll.service.attendance_register.queries.second_entries import entries_of_one_child
from onroll.service.people.actions.merging import accept_merge, propose_merge
from onroll.service.people.models import Pupil, RegistrationGroupMembership
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + dt.timedelta(days=1)
KNOWN_BY = "Both parents say they have one daughter"


class Twice(AClass):
    """Amina of 5 Oak, whom somebody admitted again on the Monday."""

    def __init__(self):
        super().__init__()
        self.head = an_actor("head", self.school)
        self.first = Enrolment.objects.get(pupil=self.amina)
        self.again = admitted(
            self.school,
            group_id=self.group.pk,
            year_group="5",
            born=self.amina.born,
            starting_day=MONDAY,
            now=at(8, on=MONDAY),
        )

    @property
    def second(self) -> Enrolment:
        return Enrolment.objects.get(pk=self.again.enrolment_id)

    def strike(self, *, stands: int = 0, reason: str = KNOWN_BY, by=None):
        return put_right_second_entry(
            school_id=self.school.pk,
            enrolment_id=self.again.enrolment_id,
            stands_id=stands or self.first.pk,
            reason=reason,
            by=by or self.head,
            now=at(10, on=TUESDAY),
        )


@pytest.fixture
def twice():
    return Twice()


class TestStrikingOutASecondEntry:
    def test_leaves_the_child_on_roll_once(self, twice):
        twice.strike()
        assert twice.second.is_void
        assert twice.second.last_day == MONDAY - dt.timedelta(days=1)
        listed = register_as_at(twice.head.scope, school_id=twice.school.pk, as_at=TUESDAY)
        assert twice.again.enrolment_id not in [record.enrolment_id for record in listed]

    def test_leaves_the_register_as_it_was_on_the_day_before(self, twice):
        twice.strike()
        listed = register_as_at(twice.head.scope, school_id=twice.school.pk, as_at=MONDAY)
        assert twice.again.enrolment_id in [record.enrolment_id for record in listed]

    def test_keeps_the_entry_with_the_reason_and_which_stands(self, twice):
        entry = twice.strike()
        assert entry.kind == AdmissionEntry.Kind.DELETED
        assert entry.contents["deletion"]["evidence"] == KNOWN_BY
        assert entry.contents["deletion"]["stands"] == twice.first.pk
        assert entry.reason == "Entered twice: another entry stands"

    def test_takes_the_second_row_out_of_its_class(self, twice):
        twice.strike()
        assert not RegistrationGroupMembership.objects.filter(pupil_id=twice.again.pupil_id).exists()

    def test_opens_the_way_to_merging_the_two(self, twice):
        twice.strike()
        given = {"school_id": twice.school.pk, "now": at(11, on=TUESDAY), "on": TUESDAY}
        proposal = propose_merge(
            kind="pupil", keep_id=twice.amina.pk, fold_id=twice.again.pupil_id,
            grounds=KNOWN_BY, by=twice.officer, **given,
        )  # fmt: skip
        accept_merge(proposal_id=proposal.pk, by=twice.head, **given)
        assert Pupil.objects.get(pk=twice.again.pupil_id).folded_into_id == twice.amina.pk

    def test_leaves_room_for_the_same_starting_day_again(self, twice):
        twice.strike()
        again = Enrolment.objects.create(
            school=twice.school, pupil_id=twice.again.pupil_id, starting_day=MONDAY
        )
        assert not again.is_void


class TestTwoEntriesOfOneRow:
    @pytest.fixture
    def row(self, twice):
        """Amina's own row with a second entry, from the Monday."""
        return Enrolment.objects.create(school=twice.school, pupil=twice.amina, starting_day=MONDAY)

    def strike(self, twice, second, stands):
        strike_second_entry(
            school_id=twice.school.pk, enrolment_id=second.pk, stands_id=stands.pk, reason=KNOWN_BY,
            by=twice.head, now=at(10, on=TUESDAY),
        )  # fmt: skip

    def test_leave_the_pupil_in_the_class(self, twice, row):
        self.strike(twice, row, twice.first)
        assert RegistrationGroupMembership.objects.get(pupil=twice.amina).last_day is None
        assert Enrolment.objects.get(pk=row.pk).is_void

    def test_lose_the_later_and_never_the_earlier(self, twice, row):
        with pytest.raises(NoGroundForDeletion, match="Strike out the later one"):
            self.strike(twice, twice.first, row)


class TestWhatSpeaksAgainstIt:
    def test_a_mark_that_only_the_second_has(self, twice):
        enter(twice, twice.again.pupil_id, "AM", "/")
        with pytest.raises(
            NoGroundForDeletion, match="1 session has a mark under this entry alone, the first /"
        ):
            twice.strike()

    def test_no_mark_that_both_have(self, twice):
        enter(twice, twice.again.pupil_id, "AM", "/")
        enter(twice, twice.amina.pk, "AM", "/")
        twice.strike()
        assert twice.second.is_void

    def test_two_upns(self, twice):
        Pupil.objects.filter(pk=twice.amina.pk).update(upn="A123456789012")
        Pupil.objects.filter(pk=twice.again.pupil_id).update(upn="A123456789013")
        with pytest.raises(NoGroundForDeletion, match="two children"):
            twice.strike()

    def test_nothing_but_the_name(self, twice):
        Pupil.objects.filter(pk=twice.amina.pk).update(born=dt.date(2017, 4, 4))
        with pytest.raises(NoGroundForDeletion, match="a name alone is not enough"):
            twice.strike()

    def test_no_reason(self, twice):
        with pytest.raises(NoGroundForDeletion, match="Say how you know"):
            twice.strike(reason=" ")

    def test_itself(self, twice):
        with pytest.raises(NoGroundForDeletion, match="cannot stand in its own place"):
            twice.strike(stands=twice.again.enrolment_id)

    def test_an_entry_that_was_struck_out_already(self, twice):
        twice.strike()
        with pytest.raises(NoGroundForDeletion, match="Both must be on the register"):
            twice.strike()

    def test_a_day_before_the_second_starts(self, twice):
        with pytest.raises(NoGroundForDeletion, match="Both must be on the register"):
            strike_second_entry(
                school_id=twice.school.pk, enrolment_id=twice.again.enrolment_id, stands_id=twice.first.pk,
                reason=KNOWN_BY, by=twice.head, now=at(10, on=MONDAY - dt.timedelta(days=1)),
            )  # fmt: skip


class TestTheAttendanceRegister:
    def test_keeps_what_was_entered_and_finds_no_fault_in_it(self, twice):
        enter(twice, twice.again.pupil_id, "AM", "/")
        enter(twice, twice.amina.pk, "AM", "/")
        twice.strike()
        found = run_checks(
            twice.head.scope,
            school_id=twice.school.pk,
            first_day=MONDAY,
            last_day=MONDAY,
            now=at(11, on=TUESDAY),
        )
        assert "entry_not_on_roll" not in [one.check for one in found]


class TestWhoIsSuggested:
    def test_whoever_agrees_on_more_than_the_name_with_the_marks_only_here(self, twice):
        enter(twice, twice.again.pupil_id, "AM", "/")
        [one] = entries_of_one_child(
            twice.head.scope,
            school_id=twice.school.pk,
            enrolment_id=twice.again.enrolment_id,
            now=at(10, on=TUESDAY),
        )
        assert one.enrolment_id == twice.first.pk
        assert "date of birth" in one.agree_on
        assert one.only_here == ((MONDAY, "AM", "/"),)


class TestThePage:
    @pytest.fixture
    def browser(self, twice, monkeypatch):
        monkeypatch.setenv(
            "ONROLL_CLOCK_OFFSET", str((at(10, on=TUESDAY) - clock.real_now()).total_seconds())
        )
        client = Client()
        client.force_login(a_user("head", school=twice.school))
        return client

    @pytest.fixture
    def address(self, twice):
        return f"/schools/{twice.school.pk}/roll/{twice.again.enrolment_id}/entered-twice/"

    def test_asks_which_stands_and_strikes_the_other_out(self, twice, browser, address):
        assert "Which entry stands?" in browser.get(address).content.decode()
        answer = browser.post(address, {"stands": twice.first.pk, "reason": KNOWN_BY}, follow=True)
        page = answer.content.decode()
        assert "Entered twice: another entry stands" in page
        assert KNOWN_BY in page
        assert twice.second.is_void

    def test_says_what_was_not_chosen(self, browser, address):
        answer = browser.post(address, {"reason": KNOWN_BY})
        assert answer.status_code == 422
        assert "Choose the entry that stands." in answer.content.decode()

    def test_says_so_where_nobody_looks_alike_but_for_the_birthday(self, twice, browser):
        twin = admitted(
            twice.school, "Hartley", "Iris", born=twice.amina.born, address="1 Far Row", postcode="AB9 9ZZ"
        )
        page = browser.get(f"/schools/{twice.school.pk}/roll/{twin.enrolment_id}/entered-twice/")
        assert "No other entry looks like the same child" in page.content.decode()


def enter(twice, pupil_id, session, code):
    take_register(
        school_id=twice.school.pk, group_id=twice.group.pk, date=MONDAY, session=session,
        marks=[MarkGiven(pupil_id, code)], finished=False, key=None, by=twice.teacher, now=at(8, 50, on=MONDAY),
    )  # fmt: skip
