"""The flat tables say what the registers say: every entry that stands, who was on roll, and every session held."""

import datetime as dt

import pytest

from onroll.analysis.reference.sessions_held import SAYS_NO_SESSION
from onroll.law.attendance_codes import codes_in_force
from onroll.service.admission_register.actions.rolling_over import roll_over
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.attendance_register.actions.deleting_name import delete_name
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.extracts.characteristics import says_no_session
from onroll.service.extracts.identities import Identities
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.actions.merging import accept_merge, propose_merge, reverse_merge
from onroll.service.people.models import PupilMarker
from tests.factories.admissions import admitted
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll, an_actor
from tests.factories.registers import SERVICE
from tests.integration.extracts.conftest import TUESDAY, compared, differences
from tests.support.extracts import rows

pytestmark = pytest.mark.django_db

JULY = dt.date(2027, 3, 24)


def mark(pupil, kind: str, *, first_day=MONDAY, last_day=None, detail=""):
    PupilMarker.objects.create(pupil=pupil, kind=kind, first_day=first_day, last_day=last_day, detail=detail)


class TestEntries:
    def test_are_those_that_stand_by_school_pupil_date_and_session(self, oak, extract):
        oak.take("/", "N")
        extract()
        ids = Identities.now()
        assert sorted(rows("entries", "school", "pupil", "date", "session", "code")) == sorted([
            (oak.school.urn, ids.of(oak.amina.pk), MONDAY, "AM", "/"),
            (oak.school.urn, ids.of(oak.callum.pk), MONDAY, "AM", "N"),
        ])  # fmt: skip

    def test_say_when_each_was_made_in_universal_time(self, oak, extract):
        oak.take("/")
        extract()
        # Ten to nine in London is summer time's.
        assert rows("entries", "recorded_at::VARCHAR") == [("2026-09-07 07:50:00",)]

    def test_say_the_minutes_of_one_who_was_late(self, oak, extract):
        import_entries(
            school_id=oak.school.pk, marks=[Mark(oak.amina.pk, MONDAY, "AM", "L", 12)], key=None, reason="",
            by=SERVICE, now=at(9),
        )  # fmt: skip
        extract()
        assert rows("entries", "code", "minutes_late") == [("L", 12)]

    def test_are_the_amendment_and_not_what_it_amended(self, oak, extract):
        oak.take("/", "N")
        oak.amend(oak.callum, "I")
        extract()
        assert rows("entries", "code") == [("/",), ("I",)]
        assert differences(oak.school) == []

    def test_hold_no_row_for_a_pupil_left_blank(self, oak, extract):
        oak.take("/")
        extract()
        assert len(rows("entries")) == 1

    def test_hold_no_row_for_an_entry_without_a_code(self, oak, extract):
        oak.take("/", "N")
        CurrentEntry.objects.filter(pupil=oak.callum).update(code="")
        extract()
        assert rows("entries", "code") == [("/",)]

    def test_are_kept_by_the_academic_year_of_their_day(self, oak, extract):
        last_day = dt.date(2026, 8, 31)
        import_entries(
            school_id=oak.school.pk,
            marks=[Mark(oak.amina.pk, day, "AM", "/") for day in (last_day, last_day + dt.timedelta(days=1))],
            key=None, reason="", by=SERVICE, now=at(9),
        )  # fmt: skip
        assert [year for _, year in extract().rewritten] == [2025, 2026]
        assert differences(oak.school) == []

    def test_are_there_after_the_name_is_deleted(self, oak, extract):
        done = admitted(oak.school, "Calder", "Osian", group_id=oak.group.pk, year_group="5")
        import_entries(
            school_id=oak.school.pk, marks=[Mark(done.pupil_id, MONDAY, "AM", "/")], key=None, reason="",
            by=SERVICE, now=at(9),
        )  # fmt: skip
        delete_name(
            school_id=oak.school.pk, enrolment_id=done.enrolment_id, ground="f", evidence="A letter, in the file",
            facts={
                "written_notice_received_on": MONDAY, "education_otherwise_from": MONDAY,
                "school_attendance_order_names_school": False,
            },
            by=an_actor("head", oak.school), now=at(16),
        )  # fmt: skip
        extract()
        pupil = Identities.now().of(done.pupil_id)
        assert [row for row in rows("entries", "pupil", "code") if row[0] == pupil] == [(pupil, "/")]
        assert (pupil, MONDAY) in rows("pupils", "pupil", "leaving_day")
        assert differences(oak.school) == []


class TestPupils:
    def test_come_one_a_spell_on_the_roll_with_what_is_true_of_them(self, oak, extract):
        oak.take("/", "N")
        for kind in ("fsm", "pupil premium", "child in need", "looked after", "young carer"):
            mark(oak.amina, kind)
        mark(oak.amina, "ehc plan", detail=" asd ")
        extract()
        columns = (
            "sex", "born", "starting_day", "leaving_day", "year_group", "registration_group", "fsm", "pupil_premium",
            "sen", "sen_need", "ehcp", "social_worker", "looked_after", "young_carer", "phase", "district",
        )  # fmt: skip
        here = ("F", dt.date(2017, 3, 3), dt.date(2026, 9, 1), None, "5", "5 Oak")
        assert rows("pupils", *columns) == [
            (*here, False, False, "N", "NONE", False, False, False, False, "primary", "North"),
            (*here, True, True, "E", "ASD", True, True, True, True, "primary", "North"),
        ]

    @pytest.mark.parametrize(
        ("first_day", "last_day", "stands"),
        [
            (TUESDAY, None, True),
            (TUESDAY + dt.timedelta(days=1), None, False),
            (MONDAY, TUESDAY, True),
            (MONDAY, MONDAY, False),
        ],
    )
    def test_are_as_at_the_day_they_are_extracted_on(self, oak, extract, first_day, last_day, stands):
        oak.take("/", "N")
        mark(oak.amina, "fsm", first_day=first_day, last_day=last_day)
        extract()
        assert ((True,) in rows("pupils", "fsm")) is stands

    def test_are_as_at_the_last_session_of_a_year_that_is_over(self, oak, extract):
        oak.take("/", "N")
        last_session = SchoolSession.objects.filter(school=oak.school).latest("date").date
        mark(oak.amina, "fsm", last_day=last_session)
        mark(oak.callum, "young carer", last_day=last_session - dt.timedelta(days=1))
        extract(now=at(2, on=dt.date(2027, 10, 1)))
        assert rows("pupils", "fsm", "young_carer", "year_group") == [(False, False, "5"), (True, False, "5")]

    def test_who_left_are_as_at_their_last_day(self, oak, extract):
        oak.take("/", "N")
        Enrolment.objects.filter(pupil=oak.amina).update(last_day=MONDAY)
        mark(oak.amina, "fsm", last_day=MONDAY)
        extract()
        assert (True, MONDAY) in rows("pupils", "fsm", "leaving_day")

    def test_are_not_there_before_their_starting_day(self, oak, extract):
        oak.take("/", "N")
        a_pupil_on_roll(oak.school, oak.group, "Dilys", starting_day=TUESDAY + dt.timedelta(days=1))
        extract()
        assert len(rows("pupils")) == 2

    def test_are_not_those_whose_admission_was_withdrawn(self, oak, extract):
        oak.take("/", "N")
        never = a_pupil_on_roll(oak.school, oak.group, "Dilys")
        Enrolment.objects.filter(pupil=never).update(deletion_ground=Enrolment.WITHDRAWN)
        extract()
        assert len(rows("pupils")) == 2

    def test_who_came_back_have_a_row_for_each_spell(self, oak, extract):
        oak.take("/", "N")
        Enrolment.objects.filter(pupil=oak.amina).update(last_day=MONDAY)
        Enrolment.objects.create(school=oak.school, pupil=oak.amina, starting_day=TUESDAY)
        extract()
        pupil = Identities.now().of(oak.amina.pk)
        spells = [
            row[1:] for row in rows("pupils", "pupil", "starting_day", "leaving_day") if row[0] == pupil
        ]
        assert spells == [(dt.date(2026, 9, 1), MONDAY), (TUESDAY, None)]

    def test_stay_in_last_years_class_in_last_years_part_when_they_are_rolled_over(self, oak, extract):
        oak.take("/", "N")
        september = dt.date(2027, 9, 1)
        roll_over(
            school_id=oak.school.pk, first_day=september, by=an_actor("head", oak.school), now=at(10, on=JULY)
        )
        import_entries(
            school_id=oak.school.pk, marks=[Mark(oak.amina.pk, september, "AM", "/")], key=None, reason="",
            by=SERVICE, now=at(9, on=september),
        )  # fmt: skip
        extract(now=at(18, on=september))
        assert (
            rows("pupils", "year_group", "registration_group") == [("5", "5 Oak")] * 2 + [("6", "6 Oak")] * 2
        )
        assert differences(oak.school, on=september) == []

    def test_stand_under_ids_that_name_nobody(self, oak, extract):
        oak.amina.upn = "A920200112345"
        oak.amina.save()
        oak.take("/", "N")
        extract()
        for (pupil,) in rows("pupils", "pupil"):
            assert len(pupil) == 16
            assert pupil.isalnum()
            assert pupil not in {str(oak.amina.pk), oak.amina.upn}


class TestTwoRowsFoundToBeOneChild:
    @pytest.fixture
    def again(self, oak):
        """Amina once more, who was on roll until Monday under another row, with an entry of her own."""
        again = a_pupil_on_roll(oak.school, oak.group, "Amina", "Begum", last_day=MONDAY)
        oak.take("/", "N")
        import_entries(
            school_id=oak.school.pk, marks=[Mark(again.pk, MONDAY, "PM", "I")], key=None, reason="", by=SERVICE,
            now=at(14),
        )  # fmt: skip
        return again

    def merge(self, oak, again):
        given = {"school_id": oak.school.pk, "on": TUESDAY, "now": at(9, on=TUESDAY)}
        proposal = propose_merge(
            kind="pupil",
            keep_id=oak.amina.pk,
            fold_id=again.pk,
            grounds="Her mother told us",
            by=oak.officer,
            **given,
        )
        accept_merge(proposal_id=proposal.pk, by=an_actor("head", oak.school), **given)
        return proposal

    def pupils(self):
        return {pupil for (pupil,) in rows("entries", "pupil")}

    def test_have_their_entries_under_one_id_from_the_next_extraction(self, oak, again, extract):
        extract()
        assert len(self.pupils()) == 3
        self.merge(oak, again)
        assert extract(now=at(2, on=TUESDAY + dt.timedelta(days=1))).entries == 3
        assert len(self.pupils()) == 2
        assert differences(oak.school) == []

    def test_are_both_in_the_groups_of_the_row_that_was_kept(self, oak, again, extract):
        mark(oak.amina, "fsm")
        self.merge(oak, again)
        extract()
        pupil = Identities.now().of(oak.amina.pk)
        assert [fsm for one, fsm in rows("pupils", "pupil", "fsm") if one == pupil] == [True, True]

    def test_stand_apart_again_when_that_is_put_back(self, oak, again, extract):
        proposal = self.merge(oak, again)
        extract()
        reverse_merge(
            school_id=oak.school.pk,
            proposal_id=proposal.pk,
            by=an_actor("head", oak.school),
            now=at(10, on=TUESDAY),
        )
        extract(now=at(2, on=TUESDAY + dt.timedelta(days=1)))
        assert len(self.pupils()) == 3


class TestTheCalendar:
    def kinds(self, day):
        return [kind for date, _, kind in rows("calendar", "date", "session", "kind") if date == day]

    def test_is_whole_so_that_what_is_missing_can_be_counted(self, oak, extract):
        extract()
        assert len(rows("calendar")) == SchoolSession.objects.filter(school=oak.school).count()

    def test_calls_a_polling_day_a_closure(self, oak, extract):
        SchoolSession.objects.filter(school=oak.school, date=TUESDAY).update(kind="polling")
        extract()
        assert self.kinds(TUESDAY) == ["closure", "closure"]

    @pytest.mark.parametrize(
        ("taken", "closed_with", "kind"),
        [("/", "Y4", "school"), ("I", "Y4", "school"), ("", "Y4", "closure"), ("", "Y6", "school")],
    )
    def test_holds_a_closed_session_of_which_the_register_says_more(
        self, oak, extract, taken, closed_with, kind
    ):
        oak.take(taken)
        close_school(
            school_id=oak.school.pk, first_day=MONDAY, last_day=MONDAY, session="AM", is_planned=False, group_ids=[],
            code=closed_with, reason="No heating", by=oak.officer, now=at(9, 30),
        )  # fmt: skip
        extract()
        assert self.kinds(MONDAY) == [kind, "school"]
        assert differences(oak.school) == []

    def test_takes_the_same_codes_as_figures_do_to_say_that_there_was_no_session(self):
        for meaning in codes_in_force(MONDAY):
            assert says_no_session(meaning.code, MONDAY) is (meaning.code in SAYS_NO_SESSION), meaning.code


class TestAYearOfASchool:
    def test_is_there_with_a_calendar_alone(self, oak, extract):
        extract()
        assert [(part.table, part.rows_in_part > 0) for part in compared(oak.school)] == [
            ("entries", False), ("pupils", True), ("calendar", True),
        ]  # fmt: skip
        assert differences(oak.school) == []

    def test_is_not_there_before_it_begins(self, oak, extract):
        extract(now=at(2, on=dt.date(2026, 8, 31)))
        assert rows("calendar") == []
        extract(now=at(2, on=dt.date(2026, 9, 1)))
        assert rows("calendar") != []
