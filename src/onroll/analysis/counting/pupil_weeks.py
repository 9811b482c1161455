"""Each pupil's weeks: what their sessions came to, week by week."""

from datetime import date, timedelta
from typing import NamedTuple

from onroll.analysis.counting import weeks
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import FIRST_MONDAY, Engine, literal


class PupilWeek(NamedTuple):
    """One pupil's week at one school, by its Monday: sessions, and minutes late."""

    school: str
    pupil: str
    week: date
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    late: int
    minutes_late: int


_SUMS = ("possible", "attended", "authorised", "unauthorised", "late")


def pupil_weeks(engine: Engine, scope: Scope) -> list[PupilWeek]:
    """Answer the weeks of the pupils of the schools counted last, in order; weeks with nothing possible are left out."""
    sums = ", ".join(f"CAST(sum(c.{name}) AS BIGINT)" for name in _SUMS)
    minutes = "CAST(sum(CASE WHEN c.late = 1 THEN coalesce(u.minutes_late, 0) ELSE 0 END) AS BIGINT)"
    rows = engine.rows(
        f"SELECT u.school, u.pupil, {weeks.week(engine, scope, 'u.date')} AS week, {sums}, {minutes} FROM used u "
        f"JOIN codes c ON c.code = u.code AND c.stretch = {stretch_of(scope.stretches, 'u.date')} "
        "JOIN enrolled e ON e.school = u.school AND e.pupil = u.pupil "
        f"WHERE u.date >= {literal(scope.first_day)} "
        "GROUP BY u.school, u.pupil, 3 HAVING sum(c.possible) > 0 ORDER BY 1, 2, 3"
    )
    return [
        PupilWeek(
            school,
            pupil,
            FIRST_MONDAY + timedelta(weeks=scope.first_week + int(week)),
            *(int(value) for value in counts),
        )
        for school, pupil, week, *counts in rows
    ]
