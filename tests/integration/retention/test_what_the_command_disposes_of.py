"""`onroll registers dispose` takes each kind of record with the entries of its day, from the day the law lets them go, and leaves the day after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from typer.testing import CliRunner

from onroll.cli.registers import app
from onroll.service import clock
from onroll.service.absence_notices.models import Notice, NoticeEvent
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.models import AttendanceEntry
from onroll.service.exclusions.models import Exclusion, ExclusionStep
from onroll.service.lateness.models import LatenessStep
from onroll.service.lessons.models import Lesson, LessonMark, LessonRegister, MissingStep, TeachingGroup
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.off_site_provision.models import Placement, Provider, ProviderAnswer
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.planned_attendance.models import ArrangedPupil, Arrangement
from onroll.service.recognition.models import Award, AwardGiven
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TUESDAY = MONDAY + dt.timedelta(days=1)
#: Six years after the Monday are over.
LET_GO = dt.date(2032, 9, 8)
BY = {"made_by_name": "Mrs A. Example"}
ROLE = {"made_by_role": "attendance_officer"}


def of(oak: AClass, day: dt.date) -> dict[str, Any]:
    return {"school": oak.school, "pupil": oak.callum, "made_at": at(9, on=day), **BY}


def planned(oak: AClass, day: dt.date, code: str = "V", kind: str = "visit") -> Any:
    return make_plan(
        school_id=oak.school.pk, pupil_id=oak.callum.pk, kind=kind, code=code, first_day=day, last_day=day, by=oak.officer,
        counts_instead=True, now=at(8, on=day),
    )  # fmt: skip


def an_arrangement(oak: AClass, day: dt.date) -> None:
    row = Arrangement.objects.create(
        school=oak.school, activity="visit", title="Museum", first_day=day, last_day=day, key=str(day), made_at=at(9, on=day),
        **BY,
    )  # fmt: skip
    ArrangedPupil.objects.create(school=oak.school, arrangement=row, pupil=oak.callum, plan=planned(oak, day))


def a_placement(oak: AClass, day: dt.date) -> None:
    provider, _ = Provider.objects.get_or_create(
        school=oak.school, name="The workshop", arranged_by="school", made_at=at(9), **BY
    )
    row = Placement.objects.create(
        provider=provider,
        nature="Joinery",
        first_day=day,
        last_day=day,
        plan=planned(oak, day),
        **of(oak, day),
    )
    ProviderAnswer.objects.create(
        school=oak.school, placement=row, pupil=oak.callum, date=day, session="AM", what="present", who="A", at=at(9, on=day)
    )  # fmt: skip


def an_exclusion(oak: AClass, day: dt.date) -> None:
    row = Exclusion.objects.create(
        kind="suspension", first_day=day, last_day=day, reason="Fighting", key=str(day), plan=planned(oak, day), **of(oak, day)
    )  # fmt: skip
    ExclusionStep.objects.create(
        school=oak.school, exclusion=row, kind="meeting", on=day, words="Agreed", made_at=at(9, on=day), **BY
    )


def a_timetable(oak: AClass, day: dt.date) -> None:
    row = PartTimeTimetable.objects.create(
        reason="other",
        first_day=day,
        last_day=day,
        sessions_out="1PM",
        first_review_on=day,
        key=str(day),
        **of(oak, day),
    )
    TimetableEvent.objects.create(timetable=row, kind="signed", on=day, **of(oak, day))


def an_illness(oak: AClass, day: dt.date) -> None:
    consent = MedicalRecord.objects.create(
        kind="consent", on=day, until=day, given_by="parent", scope="pattern", who="Rose", words="x", **of(oak, day), **ROLE
    )  # fmt: skip
    MedicalRecord.objects.create(kind="request", on=day, of=consent, words="x", **of(oak, day), **ROLE)


def a_lateness(oak: AClass, day: dt.date) -> None:
    LatenessStep.objects.create(kind="no letter", last_day=day, words="x", **of(oak, day), **ROLE)


def a_lesson(oak: AClass, day: dt.date) -> None:
    group, _ = TeachingGroup.objects.get_or_create(school=oak.school, name="5x", subject="Maths")
    lesson = Lesson.objects.create(
        school=oak.school, group=group, weekday=day.isoweekday(), period="1", starts_at="09:00", ends_at="10:00",
        first_day=day,
    )  # fmt: skip
    made = {"school": oak.school, "made_at": at(9, on=day)}
    register = LessonRegister.objects.create(lesson=lesson, date=day, expected=2, **made, **BY)
    LessonMark.objects.create(register=register, pupil=oak.callum, mark="absent", **made)
    MissingStep.objects.create(date=day, at=at(9, on=day), kind="looked", **of(oak, day))


def a_notice(oak: AClass, day: dt.date) -> None:
    about = {"at": at(9, on=day), "how": "phone", **of(oak, day), **ROLE}
    for what in ("", f"exclusion 1 until {day}"):
        notice = Notice.objects.create(
            date=day, about=what, recipient="local_authority", who="A. Clerk", **about
        )
        NoticeEvent.objects.create(notice=notice, what="received", **about)


def an_award(oak: AClass, day: dt.date) -> None:
    award = Award.objects.create(
        school=oak.school, name="Gold", what="A badge", measure="attendance", threshold=97, first_day=day, last_day=day,
        made_at=at(9, on=day), **BY,
    )  # fmt: skip
    AwardGiven.objects.create(
        school=oak.school,
        award=award,
        pupil=oak.callum,
        words="97%",
        given_at=at(9, on=day),
        given_by_name="A",
    )


#: Of each kind: how one is made, whether disposal removes it or empties it of whom it names, and its tables.
KINDS: dict[str, tuple[Callable[[AClass, dt.date], None], bool, tuple[type[Model], ...]]] = {
    "arrangement": (an_arrangement, True, (Arrangement, ArrangedPupil)),
    "placement": (a_placement, True, (Placement, ProviderAnswer)),
    "exclusion": (an_exclusion, True, (Exclusion, ExclusionStep)),
    "part-time timetable": (a_timetable, False, (PartTimeTimetable, TimetableEvent)),
    "illness": (an_illness, False, (MedicalRecord,)),
    "lateness": (a_lateness, False, (LatenessStep,)),
    "lesson": (a_lesson, False, (LessonMark, MissingStep)),
    "notice": (a_notice, False, (Notice, NoticeEvent)),
    "award": (an_award, False, (AwardGiven,)),
}


def run(on: dt.date) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onroll.service.start.start_service", lambda: None)
        patch.setattr(clock, "now", lambda: at(9, on=on))
        patch.setattr(clock, "today", lambda: on)
        return CliRunner().invoke(app, ["dispose", "--before", TUESDAY.isoformat()])


@pytest.fixture(scope="module")
def two_days(made_once):
    """An entry and one record of every kind of the Monday, and of the Tuesday."""
    with made_once():
        oak = AClass()
        for day in (MONDAY, TUESDAY):
            oak.take("/", "I", date=day, now=at(9, on=day))
            for make, _, _ in KINDS.values():
                make(oak, day)
        yield oak


@pytest.fixture(scope="module")
def made(two_days) -> dict[str, dict[type[Model], int]]:
    """How many rows of each table there are."""
    return counted()


def counted() -> dict[str, dict[type[Model], int]]:
    return {
        kind: {table: table._default_manager.count() for table in tables}
        for kind, (_, _, tables) in KINDS.items()
    }


@pytest.fixture(scope="module")
def the_day_before(made):
    """What the command answers on the last day on which the Monday is kept, and what there is then."""
    return run(LET_GO - dt.timedelta(days=1)), counted(), MedicalRecord.objects.filter(pupil=None).count()


@pytest.fixture(scope="module")
def disposed(the_day_before, made_once):
    """The command run on the first day that lets the Monday go."""
    with made_once():
        answer = run(LET_GO)
        assert answer.exit_code == 0, answer.output
        yield answer


def test_the_day_before_nothing_goes(the_day_before, made):
    answer, there, emptied = the_day_before
    assert answer.exit_code == 2
    assert "kept" in answer.output
    assert (there, emptied) == (made, 0)


class TestOnTheDayTheLawLetsThemGo:
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_record_goes_with_the_entries_of_its_day_and_one_of_the_day_after_stays(
        self, disposed, made, kind: str
    ):
        _, is_removed, tables = KINDS[kind]
        for table in tables:
            rows = table._default_manager.all()
            stays = made[kind][table] // 2
            assert stays > 0
            assert rows.count() == (stays if is_removed else 2 * stays), table
            if not is_removed:
                assert rows.filter(pupil__isnull=False).count() == stays, table

    def test_the_entries_of_the_monday_alone_are_empty(self, disposed):
        assert {one.date for one in AttendanceEntry.objects.filter(pupil__isnull=False)} == {TUESDAY}

    def test_whom_and_what_a_record_said_is_gone_where_it_stays(self, disposed):
        for table in (MedicalRecord, Notice, LatenessStep):
            assert not table._default_manager.filter(pupil=None).exclude(words="").exists()
        assert not Notice.objects.filter(pupil=None).exclude(who="").exists()
        assert not MedicalRecord.objects.filter(pupil=None).exclude(scope="", given_by="").exists()

    def test_providers_and_awards_stay_for_the_next(self, disposed):
        assert Provider.objects.count() == 1
        assert Award.objects.count() == 2
