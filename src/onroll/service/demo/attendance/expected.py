"""What is known ahead of its sessions: closures, the other school, part-time timetables, visits, study, suspension."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from onroll.law.school_age import is_of_compulsory_school_age, school_leaving_date
from onroll.service.demo.attendance import published
from onroll.service.demo.attendance.pupil_year import PlanDrawn, PupilYear
from onroll.service.demo.attendance.sessions import SessionRow
from onroll.service.demo.chance import Weighted, stream, whole
from onroll.service.demo.places import SIXTH_FORM

_SESSIONS_A_YEAR = 380
_OFF_SITE = (
    "Forest school at Kelby Wood",
    "Land-based course at Wrexley Farm",
    "Motor vehicle course at Tarnbridge College",
)
_BY_THE_AUTHORITY = "Tuition arranged by Tarnshire County Council"


def expected_a_year(phase: str, code: str) -> float:
    """Return how many sessions of a code a pupil has in a year, on average."""
    return published.CODES[phase][code] / 100 * _SESSIONS_A_YEAR


def write_expected(seed: int, years: list[PupilYear], row: SessionRow) -> None:
    """Write what is known ahead into every pupil's year at a school."""
    for year in years:
        draws = stream(seed, "expected", year.stay.school, year.child.number)
        _closures(year)
        _at_the_other_school(year)
        _not_required(draws, year)
        _part_time(draws, year)
        _off_site(draws, year)
        _suspended(draws, year)
        _examinations(draws, year)
        _sport(draws, year)
    _visits(stream(seed, "visits", row.calendar.place.key), years, row)
    _no_transport(stream(seed, "transport", row.calendar.place.key), years, row)
    _unavoidable(stream(seed, "unavoidable", row.calendar.place.key), years, row)


def _plan(year: PupilYear, plan: PlanDrawn) -> None:
    """Keep a plan from the starting day on, and write its code for the sessions it covers."""
    plan = replace(plan, first_day=max(plan.first_day, year.stay.starting_day))
    first, last = year.row.from_day(plan.first_day), year.row.from_day(plan.last_day + dt.timedelta(days=1))
    written = 0
    for place in range(first, last):
        if str(year.row.days[place].isoweekday()) in plan.weekdays:
            for half, name in enumerate(("AM", "PM")):
                if plan.session in {"", name}:
                    written += year.put(2 * place + half, plan.code)
    if written:
        year.plans.append(plan)
        if plan.note:
            year.notes[plan.code] = plan.note


def _closures(year: PupilYear) -> None:
    for closed in year.row.calendar.closures:
        if not closed.groups or year.stay.group in closed.groups:
            first = 2 * year.row.from_day(closed.first_day) + (closed.session == "PM")
            last = 2 * year.row.from_day(closed.last_day) + (closed.session != "AM")
            for session in range(first, last + 1):
                year.put(session, closed.code)


def _at_the_other_school(year: PupilYear) -> None:
    stay = year.stay
    if stay.days_elsewhere:
        # The two registers change over together, on the day the second school starts.
        starts = max((other.starting_day for other in year.child.stays), default=stay.starting_day)
        _plan(
            year,
            PlanDrawn(
                "other school",
                "D",
                starts,
                year.row.days[-1],
                weekdays=stay.days_elsewhere,
                note=stay.other_school,
            ),
        )


def _not_required(draws: random.Random, year: PupilYear) -> None:
    days = year.row.days
    if year.child.year in SIXTH_FORM:
        free = draws.sample([(half, str(day)) for half in ("AM", "PM") for day in range(1, 6)], 3)
        for half in ("AM", "PM"):
            if weekdays := "".join(sorted(day for one, day in free if one == half)):
                _plan(
                    year,
                    PlanDrawn(
                        "not required", "X", days[0], days[-1], half, weekdays, "No lessons timetabled"
                    ),
                )
    if year.child.year == "R" and year.stay.school in {"infant", "village"}:
        _plan(year, PlanDrawn("not required", "X", days[0], days[4], "PM", note="Settling in: mornings only"))


#: About how many pupils of a phase miss 9% or more: a part-time timetable is for some of them.
_OFTEN_ABSENT = {"primary": 0.14, "secondary": 0.24, "special": 0.45, "alternative provision": 1.0}


def _part_time(draws: random.Random, year: PupilYear) -> None:
    phase = year.row.calendar.place.calibration
    share = expected_a_year(phase, "C2") / 48 / _OFTEN_ABSENT[phase]
    if year.rate < 9 or year.child.year in SIXTH_FORM or draws.random() > share or len(year.days) < 60:
        return
    start = draws.randrange(year.days.start, year.days.stop - 40)
    weeks = draws.choice((6, 6, 12, 18))
    first_day = year.row.days[start]
    last_day = min(first_day + dt.timedelta(weeks=weeks), year.row.days[year.days.stop - 1])
    if is_of_compulsory_school_age(year.child.born, first_day) and is_of_compulsory_school_age(
        year.child.born, last_day
    ):
        half, weekdays = draws.choice((("PM", "12345"), ("PM", "12345"), ("", "45"), ("AM", "12345")))
        _plan(
            year,
            PlanDrawn(
                "part-time",
                "C2",
                first_day,
                last_day,
                half,
                weekdays,
                "Agreed with parent; reviewed every two weeks",
            ),
        )


def _off_site(draws: random.Random, year: PupilYear) -> None:
    phase = year.row.calendar.place.calibration
    days = year.row.days
    if draws.random() < expected_a_year(phase, "B") / 36 and year.child.year not in SIXTH_FORM:
        weekday = draws.choice("2345")
        _plan(
            year,
            PlanDrawn(
                "off-site",
                "B",
                days[0],
                days[-1],
                draws.choice(("AM", "PM")),
                weekday,
                draws.choice(_OFF_SITE),
            ),
        )
    if draws.random() < expected_a_year(phase, "K") / 60 and year.rate > 12 and len(year.days) > 80:
        start = days[draws.randrange(year.days.start, year.days.stop - 60)]
        _plan(
            year,
            PlanDrawn("off-site", "K", start, start + dt.timedelta(weeks=12), "AM", note=_BY_THE_AUTHORITY),
        )


def _suspended(draws: random.Random, year: PupilYear) -> None:
    phase = year.row.calendar.place.calibration
    likelier = 2.2 if year.child.needs == "sen support" or year.rate > 12 else 0.55
    times = whole(draws, expected_a_year(phase, "E") / 5.2 * likelier) if draws.random() < 0.35 else 0
    for _ in range(min(6, times * draws.randint(1, 5))):
        start = draws.choice(year.days)
        length = draws.choices((1, 2, 3, 4, 5), (35, 25, 20, 8, 12))[0]
        last = min(start + length, year.days.stop) - 1
        _plan(year, PlanDrawn("exclusion", "E", year.row.days[start], year.row.days[last], note="Suspended"))


def _examinations(draws: random.Random, year: PupilYear) -> None:
    last_half_term = year.row.terms.half_terms[5]
    last_day = year.row.days[-1]
    if year.child.year == "11":
        leaving = min(school_leaving_date(last_day.year), last_day)
        _plan(
            year,
            PlanDrawn("leave", "S", last_half_term.first_day, leaving, note="Study leave for examinations"),
        )
        _plan(
            year,
            PlanDrawn(
                "not required",
                "X",
                leaving + dt.timedelta(days=1),
                last_day,
                note="Past compulsory school age",
            ),
        )
    elif year.child.year == "13":
        _plan(
            year,
            PlanDrawn(
                "not required",
                "X",
                last_half_term.first_day,
                last_day,
                note="Lessons over; comes in for examinations",
            ),
        )
    elif year.child.year == "10" and year.stay.school == "secondary" and draws.random() < 0.6:
        week = last_half_term.first_day + dt.timedelta(weeks=4)
        _plan(
            year,
            PlanDrawn(
                "work experience",
                "W",
                week,
                week + dt.timedelta(days=4),
                note="Placement checked by the school",
            ),
        )


def _sport(draws: random.Random, year: PupilYear) -> None:
    phase = year.row.calendar.place.calibration
    if draws.random() < 0.08 and year.days:
        for _ in range(whole(draws, expected_a_year(phase, "P") / 0.08)):
            year.put(2 * draws.choice(year.days) + 1, "P")


def _visits(draws: random.Random, years: list[PupilYear], row: SessionRow) -> None:
    """Take each registration group out for a day, once or twice a year."""
    groups: dict[str, list[PupilYear]] = {}
    for year in years:
        if year.child.year not in SIXTH_FORM:
            groups.setdefault(year.stay.group, []).append(year)
    days_out = expected_a_year(row.calendar.place.calibration, "V") / 2 * 1.12
    for members in groups.values():
        for _ in range(whole(draws, days_out)):
            day, visited = row.days[row.visits.draw(draws)], draws.choice(_VISITS)
            for year in members:
                _plan(year, PlanDrawn("visit", "V", day, day, note=visited))


_VISITS = (
    "Tarn Lighthouse and the shore",
    "Kelby Mill Museum",
    "Wrexley Moor field study",
    "Saltwick Lifeboat Station",
    "Theatre in Tarnbridge",
)


def _no_transport(draws: random.Random, years: list[PupilYear], row: SessionRow) -> None:
    """Let the special school's buses fail now and then, and snow keep some at home where a school stays open."""
    if row.calendar.place.key == "special":
        on_the_bus = [year for year in years if draws.random() < 0.33]
        for _ in range(5):
            morning = 2 * draws.randrange(len(row.days))
            for year in on_the_bus:
                year.put(morning, "Y1")
    elif not any(closed.reason.startswith("Snow") for closed in row.calendar.closures):
        snow = 2 * row.from_day(dt.date(row.terms.year.last_day.year, 1, 20))
        for year in years:
            if draws.random() < 0.035:
                year.run(snow, 2, "Y2")


def _unavoidable(draws: random.Random, years: list[PupilYear], row: SessionRow) -> None:
    """Give a few pupils what prevents attendance and is nobody's fault."""
    few = {
        "secondary": (("Y7", 3, 4), ("Y5", 1, 26)),
        "special": (("Q", 2, 18), ("Y7", 1, 6)),
        "village": (("Y6", 2, 8),),
        "primary": (("Y7", 1, 2),),
    }
    whole_year = [year for year in years if len(year.days) > 100 and year.child.year not in SIXTH_FORM]
    for code, pupils, length in few.get(row.calendar.place.key, ()):
        for year in draws.sample(whole_year, min(pupils, len(whole_year))):
            if (
                year.run(
                    2 * Weighted([1.0] * len(row.days)).draw(draws, year.days.start, year.days.stop - 20),
                    length,
                    code,
                )
                and code == "Y7"
            ):
                year.notes["Y7"] = "House fire; family in temporary accommodation"
