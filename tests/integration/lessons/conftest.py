"""5 Oak has Maths on Mondays at 9:20 and French at 11:00; its register for the session is taken at 8:50."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest

from onroll.service.lessons.actions.taking import take_lesson_register
from onroll.service.lessons.actions.timetable import import_timetable, keep_lessons
from onroll.service.lessons.models import Lesson, LessonRegister
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass

FILE = (
    "group,subject,weekday,period,starts,ends,teacher,pupils\n"
    "5x,Maths,Monday,P1,9:20,10:20,,5 Oak\n"
    "5x,French,Monday,P3,11:00,11:50,,5 Oak\n"
)


@dataclass
class Taught:
    """A class with a timetable, and those who take registers and look for pupils."""

    oak: AClass = field(default_factory=AClass)

    def __post_init__(self) -> None:
        self.school, self.amina, self.callum = self.oak.school, self.oak.amina, self.oak.callum
        self.officer = self.oak.officer
        self.head = an_actor("head", self.school, name="Ms H. Example")
        about = {"school_id": self.school.pk, "by": self.head, "now": at(8)}
        keep_lessons(**about, kept=True)
        import_timetable(**about, data=FILE.encode(), first_day=MONDAY)
        self.maths, self.french = (Lesson.objects.get(period=period) for period in ("P1", "P3"))

    def take(self, lesson: Lesson, now: dt.datetime, *, by=None, key=None, **marks: str) -> LessonRegister:
        """Take a lesson's register: `amina="absent"`."""
        given = {getattr(self, name).pk: (mark, "") for name, mark in marks.items()}
        return take_lesson_register(
            school_id=self.school.pk, lesson_id=lesson.pk, date=now.date(), marks=given, by=by or self.officer, now=now, key=key
        )  # fmt: skip


@pytest.fixture
def taught(db: None) -> Taught:
    return Taught()
