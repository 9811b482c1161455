"""A demo is made through the product's actions, stands up to the product's own checks, and can be carried further."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from rich.console import Console

from onroll.service import clock
from onroll.service.absence_follow_up.models import Contact, ReasonGiven
from onroll.service.access import demo_mode
from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, User
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import Scope
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register
from onroll.service.attendance_register.models import AttendanceEntry, Closure, CurrentEntry, Plan, Submission
from onroll.service.attendance_register.queries.register import register_page
from onroll.service.attendance_register.verification import verify_register
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.demo import opening
from onroll.service.demo.making import carry_further, make_demo
from onroll.service.demo.models import Demo
from onroll.service.demo.registers_due import registers_due
from onroll.service.lessons.models import Lesson
from onroll.service.organisations.models import RegistrationGroup, School, SchoolSession
from onroll.service.parents.queries.accounts import demo_parents
from tests.factories.organisations import a_school

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = dt.datetime(2026, 9, 9, 9, 5, tzinfo=LONDON)
THURSDAY = dt.datetime(2026, 9, 10, 9, 5, tzinfo=LONDON)
FRIDAY = dt.datetime(2026, 9, 11, 9, 5, tzinfo=LONDON)
SMALL = 220


def make(now):
    make_demo(now=now, size=SMALL, progress=lambda *_: None)


def entries():
    """Return what stands for every pupil and session, by the school's own numbers."""
    refs = dict(Enrolment.objects.values_list("pupil_id", "pupil_ref"))
    rows = CurrentEntry.objects.values_list(
        "school__urn", "pupil_id", "date", "session", "code", "minutes_late"
    )
    return {(urn, refs[pupil], date, session): (code, late) for urn, pupil, date, session, code, late in rows}


@dataclass(frozen=True)
class Carried:
    """What a demo made at the first midnight of the year held then, and once it was carried to Thursday."""

    entries_at_midnight: int
    closed_on_the_first_day: list[bool]
    entries: dict[tuple[object, ...], tuple[str, int | None]]
    is_whole: bool


def carried_from_midnight():
    midnight = dt.datetime(2026, 9, 3, tzinfo=LONDON)
    make(midnight)
    at_midnight, closed = AttendanceEntry.objects.count(), []
    for until in (WEDNESDAY, THURSDAY):
        carry_further(Demo.objects.get(), until=until, progress=lambda *_: None)
        closed.append(AttendanceEntry.objects.filter(date=midnight.date(), code="Y7").exists())
    whole = all(
        verify_register(Scope.everything(), school_id=one.pk).is_whole for one in School.objects.all()
    )
    return Carried(at_midnight, closed, entries(), whole)


@pytest.fixture(scope="class")
def made_on_thursday(made_once):
    """Make a demo; on SQLite carry another to the same moment first, undo it, and give what it held."""
    with made_once():
        carried = None
        if connection.vendor == "sqlite":
            with transaction.atomic():
                carried = carried_from_midnight()
                transaction.set_rollback(True)
        make(THURSDAY)
        yield carried


@pytest.mark.usefixtures("made_on_thursday")
class TestADemo:
    def test_has_six_schools_with_someone_in_every_role_and_whole_ledgers(self):
        assert School.objects.count() == 6
        assert set(RoleHeld.objects.values_list("role", flat=True)) == set(ROLES)
        assert demo_mode.is_demo()
        for school in School.objects.all():
            assert verify_register(Scope.everything(), school_id=school.pk).is_whole
        self.assert_has_what_a_visitor_should_see()

    def assert_has_what_a_visitor_should_see(self):
        kinds = set(Submission.objects.values_list("kind", flat=True))
        assert {"taking", "arrival", "closing", "closure", "amendment"} <= kinds
        assert {"main", "sole"} <= set(Enrolment.objects.values_list("registration", flat=True))
        assert Plan.objects.filter(code="X").exists()
        assert Closure.objects.filter(code="Y7", is_planned=True).exists()
        assert SchoolSession.objects.filter(kind="inset").exists()
        assert AttendanceEntry.objects.filter(code="L", minutes_late__gt=0).exists()
        assert not AttendanceEntry.objects.filter(date__gt=THURSDAY.date()).exists()
        assert AdmissionEntry.objects.filter(kind="admitted").exists()
        assert Contact.objects.filter(date=THURSDAY.date(), outcome="voicemail").exists()
        assert ReasonGiven.objects.filter(first_day=THURSDAY.date(), decisions=None).exists()
        assert set(MessageEvent.objects.filter(kind="sent").values_list("sender", flat=True)) == {"outbox"}
        assert Message.objects.filter(template="absence-no-reason", channel="text").exists()
        assert len(demo_parents()) == School.objects.count()
        for whose in ("group__name", "teacher"):
            rows = list(Lesson.objects.values_list(whose, "weekday", "period", "week"))
            lessons = [(*row, one) for *row, week in rows for one in week or "AB"]
            assert {week for *_, week in rows} == {"", "A", "B"}
            assert len(lessons) == len(set(lessons)), f"two lessons at once: {whose}"

    def test_leaves_some_of_the_mornings_registers_to_be_taken(self):
        due = registers_due(Scope.everything(), now=THURSDAY)
        states = Counter(one.status for one in due)
        assert {one.session for one in due} == {"AM"}
        assert all(states[state] for state in ("taken", "not started", "not due"))

    @pytest.mark.one_database
    def test_carried_from_the_first_midnight_on_has_the_entries_of_one_made_later(self, made_on_thursday):
        # Nothing is entered of a session to come, not even a closure.
        assert made_on_thursday.entries_at_midnight == 0
        assert made_on_thursday.closed_on_the_first_day == [True, True]
        assert made_on_thursday.entries == entries()
        assert made_on_thursday.is_whole

    def test_carried_further_leaves_what_people_entered_meanwhile(self):
        school = School.objects.get(name="The Lock House")
        group = RegistrationGroup.objects.get(school=school, name="Quay")
        register = {"school_id": school.pk, "group_id": group.pk, "date": THURSDAY.date(), "session": "AM"}
        now = THURSDAY.replace(minute=17)
        page = register_page(Scope.everything(), **register, now=now)
        marks = [MarkGiven(row.pupil_id, "/") for row in page.rows]
        take_register(**register, marks=marks, finished=True, key="k", by=Actor.service("test"), now=now)
        carry_further(Demo.objects.get(), until=FRIDAY, progress=lambda *_: None)
        stands = CurrentEntry.objects.filter(
            school=school,
            date=THURSDAY.date(),
            session="AM",
            pupil_id__in=[row.pupil_id for row in page.rows],
        )
        assert marks
        assert {entry.code for entry in stands} == {"/"}
        assert verify_register(Scope.everything(), school_id=school.pk).is_whole

    def test_is_not_opened_before_what_is_written(self):
        with pytest.raises(opening.DemoRefused, match="its registers only grow"):
            opening.carry_on(now=THURSDAY - dt.timedelta(minutes=1), console=Console(quiet=True))

    def test_is_opened_again_where_it_stopped_and_never_before(self, monkeypatch):
        monkeypatch.setenv("ONROLL_DEMO", "")
        monkeypatch.setenv("ONROLL_CLOCK_OFFSET", "0")
        opening.carry_on(now=THURSDAY, console=Console(quiet=True))
        assert abs(clock.now() - THURSDAY) < dt.timedelta(seconds=30)

    def test_says_who_can_sign_in(self):
        for person in opening.sign_ins():
            assert User.objects.get(username=person.username).check_password(person.password)


class TestMakingADemo:
    def test_refuses_a_database_that_holds_a_school(self):
        a_school()
        with pytest.raises(demo_mode.WrongDatabase, match="holds a real school's records"):
            make(THURSDAY)
        assert not Demo.objects.exists()
