"""Lesson registers of the secondary: a timetable, the last days' registers, and today's with a few pupils missing."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from onroll.law.code_uses import codes_in_school
from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.demo.chance import stream
from onroll.service.demo.writing.known import Known
from onroll.service.lessons.actions.missing import record_missing_step
from onroll.service.lessons.actions.taking import take_lesson_register
from onroll.service.lessons.actions.timetable import import_timetable, keep_lessons
from onroll.service.lessons.actions.weeks import set_weeks
from onroll.service.lessons.models import WeekCycle
from onroll.service.lessons.queries.day import LessonLine, lines_of_day
from onroll.service.lessons.queries.members import groups_of
from onroll.service.lessons.queries.missing import missing_on
from onroll.service.lessons.timetable_file import COLUMNS, WEEK
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import RegistrationGroupMembership

_LONDON = ZoneInfo("Europe/London")
SCHOOL = "secondary"
#: How many days back lesson registers were kept.
DAYS = 8
PERIODS = (
    ("P1", dt.time(8, 55), dt.time(9, 55)), ("P2", dt.time(9, 55), dt.time(10, 55)), ("P3", dt.time(11, 20), dt.time(12, 20)),
    ("P4", dt.time(13, 20), dt.time(14, 10)), ("P5", dt.time(14, 10), dt.time(15, 10)),
)  # fmt: skip
SUBJECTS = (
    "Maths",
    "English",
    "Science",
    "Geography",
    "French",
    "History",
    "PE",
    "Art",
    "Music",
    "Computing",
)
#: The year groups whose lessons have registers: enough to see, and not all of a school's year to write.
_YEARS = ("9", "10")
#: How far apart in the list the subjects of the two weeks are.
_OTHER = 5
_TEACHES = frozenset({"teacher", "tutor"})
_HABIT, _CHANCE, _LATE = 0.02, 0.25, 0.02


def keep_lesson_registers(seed: int, known: Known, *, now: dt.datetime) -> None:
    """Write the timetable of the secondary and what was taken of it, up to this moment; once."""
    school_id, head = known.schools.get(SCHOOL), known.people.get((SCHOOL, "head"))
    if school_id is None or head is None:
        return
    begins = _first_moment(school_id, now)
    forms = _forms(school_id, begins.date())
    if not forms:
        return
    keep_lessons(school_id=school_id, kept=True, by=head, now=begins)
    import_timetable(
        school_id=school_id,
        data=_file(forms, list(_teachers(known))).encode(),
        first_day=begins.date(),
        by=head,
        now=begins,
    )
    day = begins.date()
    while day <= now.date():
        _take_day(seed, school_id, day, known, now)
        day += dt.timedelta(days=1)
    _look_for(school_id, known, now)


def set_two_weeks(known: Known, *, now: dt.datetime) -> None:
    """Have the secondary's timetable be of two weeks, week A first in its year."""
    school_id, head = known.schools.get(SCHOOL), known.people.get((SCHOOL, "head"))
    if school_id is None or head is None:
        return
    of_year = SchoolSession.objects.filter(
        school_id=school_id, kind=SchoolSession.Kind.SCHOOL, date__gte=AcademicYear.of(now.date()).first_day
    )
    first = of_year.order_by("date").values_list("date", flat=True).first()
    if first is not None:
        set_weeks(
            school_id=school_id, week_a_on=first, holidays=WeekCycle.Holidays.SKIP.value, by=head, now=now
        )


def _first_moment(school_id: int, now: dt.datetime) -> dt.datetime:
    """Return when lessons were first kept: some days ago, or in September not before the year's forms had their pupils."""
    rows = RegistrationGroupMembership.objects.filter(
        group__school_id=school_id, group__year_group__in=_YEARS, first_day__lte=now.date()
    )
    joined = sorted(set(rows.values_list("first_day", flat=True)))
    # Whoever is new to the school joins a day or two after the others, and some in the middle of a year.
    began = max((day for day in joined if (day - joined[0]).days < DAYS), default=now.date())
    return max(now - dt.timedelta(days=DAYS), dt.datetime.combine(began, dt.time(8), _LONDON))


def _forms(school_id: int, on: dt.date) -> list[str]:
    """Return the forms with anybody in them."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    rows = RegistrationGroupMembership.objects.filter(
        standing, group__school_id=school_id, group__year_group__in=_YEARS, first_day__lte=on
    )
    return sorted(set(rows.values_list("group__name", flat=True)))


def _teachers(known: Known) -> dict[str, Actor]:
    """Return who teaches at the secondary, by username, in the order of their forms."""
    actors = [actor for (school, _), actor in sorted(known.people.items()) if school == SCHOOL]
    teaching = {one.user_id: one for one in actors if one.role in _TEACHES and one.user_id is not None}
    names = dict(User.objects.filter(pk__in=teaching).values_list("pk", "username"))
    return {names[user_id]: one for user_id, one in teaching.items()}


def _file(forms: list[str], teachers: list[str]) -> str:
    """Return the timetable: of one period no two lessons are of one form, or of one teacher."""
    # From all over the school, so that a teacher of any year may have lessons to see.
    apart = max(1, len(teachers) // (2 * len(SUBJECTS)))
    lines = [",".join((*COLUMNS, WEEK))]
    for place, form in enumerate(forms):
        for weekday in range(1, 6):
            for number, (period, starts, ends) in enumerate(PERIODS):
                # The last lesson of a day is another in week B.
                for week in ("A", "B") if number == len(PERIODS) - 1 else ("",):
                    taught = (place + 3 * weekday + number + _OTHER * (week == "B")) % len(SUBJECTS)
                    teacher = taught + len(SUBJECTS) * (place // len(SUBJECTS))
                    by = teachers[teacher * apart % len(teachers)] if teachers else ""
                    times = f"{starts.isoformat('minutes')},{ends.isoformat('minutes')}"
                    lines.append(f"{form},{SUBJECTS[taught]},{weekday},{period},{times},{by},{form},{week}")
    return "\n".join(lines)


def _take_day(seed: int, school_id: int, day: dt.date, known: Known, now: dt.datetime) -> None:
    officer = known.officer(SCHOOL)
    teachers = {one.user_id: one for one in _teachers(known).values()}
    entries = {
        (pupil_id, session): code
        for pupil_id, session, code in CurrentEntry.objects.filter(school_id=school_id, date=day).values_list(
            "pupil_id", "session", "code"
        )
    }
    if not entries:
        return
    lines = lines_of_day(school_id, day)
    of_group: dict[int, list[int]] = {}
    pupils = sorted({pupil_id for pupil_id, _ in entries})
    for pupil_id, groups in groups_of(pupils, day, school_id=school_id).items():
        for group_id in groups:
            of_group.setdefault(group_id, []).append(pupil_id)
    begun = [
        (dt.datetime.combine(day, line.lesson.starts_at, _LONDON) + dt.timedelta(minutes=4), line)
        for line in lines
    ]
    begun = [(at, line) for at, line in begun if at <= now]
    # Of today's last lessons a few have a pupil missing, whatever chance says.
    last = [line.lesson.pk for at, line in begun if at == begun[-1][0]][::5] if day == now.date() else []
    for at, line in begun:
        pupils = of_group.get(line.lesson.group_id, [])
        by = teachers.get(line.lesson.teacher_id, officer)
        _take(seed, school_id, line, pupils, entries, by, at, one_missing=line.lesson.pk in last)


def _take(
    seed: int,
    school_id: int,
    line: LessonLine,
    pupils: list[int],
    entries: dict[tuple[int, str], str],
    by: Actor,
    at: dt.datetime,
    *,
    one_missing: bool,
) -> None:
    marks: dict[int, tuple[str, str]] = {}
    in_school = codes_in_school(at.date())
    there = [pupil_id for pupil_id in pupils if entries.get((pupil_id, line.session)) in in_school]
    if not there:
        return
    for pupil_id in pupils:
        draws = stream(seed, "lessons", pupil_id, at.isoformat())
        misses = stream(seed, "misses lessons", pupil_id).random() < _HABIT
        if entries.get((pupil_id, line.session)) not in in_school or (
            misses and line.lesson.period in ("P1", "P3", "P5") and draws.random() < _CHANCE
        ):
            marks[pupil_id] = ("absent", "")
        elif draws.random() < _LATE:
            marks[pupil_id] = ("late", "")
    if one_missing:
        marks[there[len(there) // 2]] = ("absent", "")
    take_lesson_register(
        school_id=school_id, lesson_id=line.lesson.pk, date=at.date(), marks=marks, by=by, now=at
    )


def _look_for(school_id: int, known: Known, now: dt.datetime) -> None:
    """Look for all but one of those who are missing now, and find every other."""
    about: dict[str, Any] = {"school_id": school_id, "date": now.date(), "by": known.officer(SCHOOL)}
    for place, one in enumerate(missing_on(school_id, now.date())[1:]):
        about_pupil = {**about, "pupil_id": one.pupil.pk, "now": now}
        record_missing_step(
            **about_pupil, kind="looked", words="Not in the library, the toilets or the medical room."
        )
        if place % 2:
            record_missing_step(**about_pupil, kind="found", words="In the music rooms, by the site manager.")
