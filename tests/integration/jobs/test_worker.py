"""What happens without anybody asking, once and only once, whatever is killed half-way."""

from __future__ import annotations

import datetime as dt
import socket
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from onroll.service import clock
from onroll.service.absence_follow_up.actions.reasoning import Reason, note_reason
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.models import CurrentEntry, Submission
from onroll.service.extracts.account import account_of
from onroll.service.jobs import tasks
from onroll.service.jobs.asking import ask_to_extract
from onroll.service.jobs.models import Schedule
from onroll.service.jobs.reaper import ATTEMPTS, LONGEST_RUN, reap, worker_name
from onroll.service.jobs.schedule import TIMETABLE, daily, every, tick
from onroll.service.jobs.worker import run_worker
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db(transaction=True)

FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test a data folder of its own."""
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path))


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch):
    def set_clock(moment: dt.datetime) -> dt.datetime:
        monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((moment - clock.real_now()).total_seconds()))
        return moment

    return set_clock


class TestTheTimetable:
    @pytest.mark.parametrize(
        ("last_due", "now", "due"),
        [
            (every(1), at(9, 15), at(9, 15)),
            (every(5), at(9, 14), at(9, 10)),
            (daily(3, 30), at(3, 30), at(3, 30)),
            (daily(3, 30), at(3, 29), at(3, 30) - dt.timedelta(days=1)),
        ],
    )
    def test_says_when_a_job_was_last_due(self, last_due, now, due) -> None:
        assert last_due(now) == due

    def test_puts_a_due_job_on_the_queue_once(self) -> None:
        now = at(9, 15)
        assert len(tick(now)) == len(TIMETABLE)
        assert tick(now) == []
        assert DBTaskResult.objects.count() == len(TIMETABLE)

    def test_puts_the_next_one_on_when_it_is_due(self) -> None:
        tick(at(9, 15))
        assert tick(at(9, 16)) == ["close registers", "send messages", "enter reasons"]


class TestTheWorker:
    def test_closes_registers_whose_time_has_come(self, it_is) -> None:
        school = a_school()
        it_is(at(9, 20, on=FRIDAY))
        run_worker(once=True)
        assert (
            Submission.objects.filter(school=school, kind="closing", date=FRIDAY, session="AM").count() == 1
        )

    def test_enters_plans_once_their_session_is_over(self, it_is) -> None:
        school = a_school()
        pupil = a_pupil_on_roll(school, a_group(school))
        now = it_is(at(9, 20, on=FRIDAY))
        make_plan(
            school_id=school.pk, pupil_id=pupil.pk, kind="leave", code="M", first_day=FRIDAY, last_day=FRIDAY,
            by=Actor.service("a test"), now=now,
        )  # fmt: skip
        run_worker(once=True)
        assert not CurrentEntry.objects.exists()
        it_is(at(12, 5, on=FRIDAY))
        run_worker(once=True)
        assert list(CurrentEntry.objects.values_list("session", "code")) == [("AM", "M")]

    def test_enters_a_reason_accepted_before_school_once_the_register_says_who_is_away(self, it_is) -> None:
        oak = AClass()
        note_reason(
            school_id=oak.school.pk, pupil_id=oak.callum.pk, accept_code="I", by=oak.officer,
            reason=Reason(MONDAY, MONDAY, "parent", "message", "illness", who="His father"), now=at(7, 30),
        )  # fmt: skip
        oak.take("/", "N")
        it_is(at(8, 51))
        run_worker(once=True)
        assert oak.history(oak.callum) == ["N", "I"]

    def test_brings_the_extracts_up_to_the_registers_by_night(self, it_is) -> None:
        school = a_school()
        it_is(at(2, 29, on=FRIDAY))
        run_worker(once=True)
        made = account_of(school.urn)
        it_is(at(2, 30, on=FRIDAY))
        run_worker(once=True)
        assert made is not None
        assert account_of(school.urn).moment > made.moment

    def test_extracts_a_school_that_was_brought_in(self, it_is) -> None:
        school = a_school()
        it_is(at(9, 20, on=FRIDAY))
        run_worker(once=True)
        made = account_of(school.urn)
        it_is(at(9, 25, on=FRIDAY))
        ask_to_extract(school_id=school.pk)
        run_worker(once=True)
        assert account_of(school.urn).moment > made.moment

    def test_clears_old_due_moments_away(self, it_is) -> None:
        now = it_is(at(9, 20, on=FRIDAY))
        Schedule.objects.create(name="close registers", due_at=now - dt.timedelta(days=9))
        run_worker(once=True)
        assert not Schedule.objects.filter(due_at__lt=now - dt.timedelta(days=8)).exists()


class TestAJobWhoseWorkerIsGone:
    def a_running_job(self, *workers: str) -> DBTaskResult:
        tasks.close_registers.enqueue()
        job = DBTaskResult.objects.get()
        for worker in workers:
            job.claim(worker)
        return job

    def test_is_put_back(self) -> None:
        self.a_running_job(f"{socket.gethostname()[:40]}/999999999/a")
        assert reap(now=clock.real_now()) == (1, 0)
        run_worker(once=True)
        assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()

    def test_is_given_up_after_a_few_attempts(self) -> None:
        self.a_running_job(*[f"{socket.gethostname()[:40]}/999999999/{n}" for n in range(ATTEMPTS)])
        assert reap(now=clock.real_now()) == (0, 1)
        assert DBTaskResult.objects.get().status == "FAILED"

    def test_is_left_alone_while_its_worker_lives(self) -> None:
        self.a_running_job(worker_name())
        assert reap(now=clock.real_now()) == (0, 0)

    def test_on_another_machine_is_put_back_once_no_job_could_last_so_long(self) -> None:
        self.a_running_job("elsewhere/1/a")
        assert reap(now=clock.real_now()) == (0, 0)
        assert reap(now=clock.real_now() + LONGEST_RUN + dt.timedelta(minutes=1)) == (1, 0)
