"""Make a demo, and carry one further: everything that happens up to a moment on its clock, written once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction

from onroll.law.school_time import AcademicYear
from onroll.service.access import demo_mode
from onroll.service.demo.attendance.school_year import SchoolYear, draw_school_years
from onroll.service.demo.calendars import draw_calendars
from onroll.service.demo.children import Population
from onroll.service.demo.happenings import happenings
from onroll.service.demo.models import Demo
from onroll.service.demo.places import AUTHORITY, SCHOOLS
from onroll.service.demo.population import USUAL_SIZE, draw_population
from onroll.service.demo.staff import StaffPerson, draw_partners, draw_staff
from onroll.service.demo.writing import (
    accounts_of_parents,
    changes,
    duties,
    illness,
    lateness,
    leave,
    lessons,
    notices,
    parents,
    plans,
    recognition,
    rolls,
    timetables,
)
from onroll.service.demo.writing.compared_with import write_last_year, write_this_year
from onroll.service.demo.writing.exclusions import suspend
from onroll.service.demo.writing.following_up import follow_up
from onroll.service.demo.writing.guests import take_guests_in
from onroll.service.demo.writing.known import Known, load_known
from onroll.service.demo.writing.messages import write_messages
from onroll.service.demo.writing.people import give_inspection, write_partners, write_staff
from onroll.service.demo.writing.places import write_places
from onroll.service.demo.writing.planned import arrange_ahead
from onroll.service.demo.writing.provision import arrange_elsewhere
from onroll.service.demo.writing.registers import RegisterWriter
from onroll.service.demo.writing.remote import set_work_at_home
from onroll.service.organisations.models import Authority

SEED = 1944
_LONDON = ZoneInfo("Europe/London")
_WEEK = dt.timedelta(weeks=1)
#: How far back something may have happened whose consequence is still to come.
_LOOK_BACK = dt.timedelta(days=30)

#: Told what is being done, how much of it there is, and how much is done.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything drawn for a demo."""

    seed: int
    population: Population
    years: dict[str, SchoolYear]
    staff: list[StaffPerson]


def draw(seed: int, autumn: int, size: int) -> Drawn:
    """Draw a demo: the same for the same seed, year and size."""
    population = draw_population(seed, AcademicYear.starting_in(autumn), size)
    return Drawn(seed, population, draw_school_years(seed, population), draw_staff(seed))


def make_demo(*, now: dt.datetime, seed: int = SEED, size: int = USUAL_SIZE, progress: Progress) -> None:
    """Fill an empty database with a demo as it stands at `now`. Raises WrongDatabase on one that holds anything."""
    year = AcademicYear.of(now.date())
    progress("Drawing families and a year of attendance", 1, 0)
    drawn = draw(seed, year.first_day.year, size)
    begins = dt.datetime.combine(year.first_day, dt.time(7, 30), _LONDON)
    with transaction.atomic():
        demo_mode.mark_demo(now=begins)
        known = _write_beginnings(drawn, begins, progress)
        demo = Demo.objects.create(seed=seed, size=size, autumn=year.first_day.year, written_until=begins)
    _carry(demo, drawn, known, until=now, carries_on=False, progress=progress)
    with transaction.atomic():
        authority_id = Authority.objects.values_list("pk", flat=True).get(name=AUTHORITY)
        write_this_year(seed, drawn.population.terms, authority_id, now=now)


def carry_further(demo: Demo, *, until: dt.datetime, progress: Progress) -> None:
    """Write what has happened since the demo was last written; what people entered meanwhile stands."""
    drawn = draw(demo.seed, demo.autumn, demo.size)
    _carry(demo, drawn, load_known(drawn.staff), until=until, carries_on=True, progress=progress)


def _write_beginnings(drawn: Drawn, begins: dt.datetime, progress: Progress) -> Known:
    """Write places, people and the roll as the academic year begins."""
    terms = drawn.population.terms
    progress("Opening the schools", 1, 0)
    ids = write_places(terms, draw_calendars(terms), now=begins)
    write_last_year(drawn.seed, terms.year, ids[AUTHORITY], now=begins)
    known = load_known([])
    write_staff(drawn.staff, ids, known.groups, first_day=terms.year.first_day, now=begins)
    known = load_known(drawn.staff)
    for done, place in enumerate(SCHOOLS):
        progress("Admitting pupils", len(SCHOOLS), done)
        # The other school of a pupil with two comes later in the order, and finds the pupil known.
        due = [
            (child, stay) for child, stay in drawn.population.at(place.key) if rolls.due_on(stay) <= begins
        ]
        rolls.admit(place.key, due, known, now=begins)
    rolls.propose_merges(known, now=begins)
    write_partners(draw_partners(drawn.seed), ids[AUTHORITY], drawn.population, known)
    return known


def _carry(
    demo: Demo, drawn: Drawn, known: Known, *, until: dt.datetime, carries_on: bool, progress: Progress
) -> None:
    """Write week by week, a transaction each, so that an interrupted demo goes on where it stopped."""
    writers = {
        key: RegisterWriter(key, known, demo.written_until, until, year.calendar.closures, carries_on)
        for key, year in drawn.years.items()
    }
    first = demo.written_until.date() - (_LOOK_BACK if carries_on else dt.timedelta())
    weeks = list(_weeks(first, until))
    for done, (first_day, last_day, ends) in enumerate(weeks):
        with transaction.atomic():
            for number, writer in enumerate(writers.values()):
                progress("Keeping the registers", len(weeks) * len(writers), done * len(writers) + number)
                _write_week(drawn, writer, first_day, last_day, demo.written_until, ends)
            if until - duties.REMEMBERED < ends < until:
                duties.look_again(known, now=ends)
            if ends > demo.written_until:
                demo.written_until = ends
                demo.save(update_fields=["written_until"])
    with transaction.atomic():
        give_inspection(drawn.staff, known.schools, now=until)
        notices.give_workers(known, now=until)
        follow_up(known, now=until)
        notices.tell(known, now=until)
        notices.lose_a_text(known, now=until)
        if not carries_on:
            notices.take_in_lists(known, now=until)
            leave.ask_and_decide(known, now=until)
            parents.write_from_parents(known, now=until)
            accounts_of_parents.write_accounts(known, now=until)
            arrange_ahead(known, now=until)
            lateness.do_about_lateness(known, now=until)
            arrange_elsewhere(known, now=until)
            take_guests_in(known, now=until)
            lessons.set_two_weeks(known, now=until)
            timetables.propose_some(known, now=until)
            suspend(known, now=until)
            illness.support_some(known, now=until)
            set_work_at_home(known, now=until)
            lessons.keep_lesson_registers(demo.seed, known, now=until)
            recognition.recognise(known, now=until)
        timetables.review_and_end(known, now=until)
        duties.look_again(known, now=until)
        if not carries_on:
            duties.share_out(known, now=until)
    progress("Keeping the registers", 1, 1)


def _write_week(
    drawn: Drawn,
    writer: RegisterWriter,
    first_day: dt.date,
    last_day: dt.date,
    after: dt.datetime,
    ends: dt.datetime,
) -> None:
    school, known = writer.school, writer.known
    year, roll = drawn.years[school], drawn.population.at(writer.school)
    rolls.admit(
        school, [(child, stay) for child, stay in roll if after < rolls.due_on(stay) <= ends], known, now=ends
    )
    for closed in year.calendar.closures:
        if after < (at := plans.announced_at(closed)) <= ends:
            plans.close(closed, known, now=at)
    for at, number, planned in plans.plans_made(year, after, ends):
        plans.plan(school, number, planned, known, now=at)
    for change in changes.changes_of(drawn.seed, year):
        if after < change.at <= ends:
            changes.write_change(school, change, known)
    writer.write(happenings(drawn.seed, year, first_day, last_day), ends)
    # The registers of the week are written by now: what they say of days since spent boarding stands in them.
    for change in changes.boarding_of(school, drawn.population):
        if after < change.at <= ends:
            changes.write_change(school, change, known)
    write_messages(school, known, after=after, ends=ends, until=writer.until)
    for child, stay in roll:
        leaves_at = rolls.leaves_at(stay)
        if leaves_at and after < leaves_at <= ends:
            rolls.delete(school, child, stay, known, now=leaves_at)


def _weeks(first_day: dt.date, until: dt.datetime) -> Iterator[tuple[dt.date, dt.date, dt.datetime]]:
    """Cut a span into weeks: the first and last day of each, and the moment it is written up to."""
    while first_day <= until.date():
        last_day = min(first_day + _WEEK - dt.timedelta(days=1), until.date())
        yield first_day, last_day, min(until, dt.datetime.combine(last_day, dt.time(23, 59), _LONDON))
        first_day = last_day + dt.timedelta(days=1)
