"""Add a batch's sessions up by group: by code and stretch of days, and by code, day and session."""

from collections.abc import Collection, Sequence

from onroll.analysis.counting import weeks
from onroll.analysis.counting.by_day import by_day
from onroll.analysis.counting.half_terms import make_half_terms
from onroll.analysis.counting.on_roll import NOTHING
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal
from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.periods import HALF_TERMS

_GROUPS = "LEFT JOIN enrolment_groups g ON g.school = x.school AND g.pupil = x.pupil"


def make_marked_weeks(engine: Engine, scope: Scope) -> None:
    """Make `school_weeks_marked`: each school's weeks, and whether a holiday was just before or is just after.

    A holiday is a week or more, Monday to Sunday, in which the school held no session; the school's sessions are seen
    on both sides of it. Each week has the number of its half term as well. `marked_weeks` gathers the same for all batches.
    """
    make_half_terms(engine, scope)
    engine.make(
        "school_weeks_marked",
        "SELECT w.school, w.week, coalesce(w.week - w.before > 1, FALSE) AS after_holiday, "
        "coalesce(w.after - w.week > 1, FALSE) AS end_of_term, t.half_term FROM "
        "(SELECT school, week, lag(week) OVER (PARTITION BY school ORDER BY week) AS before, "
        "lead(week) OVER (PARTITION BY school ORDER BY week) AS after FROM "
        f"(SELECT DISTINCT school, {weeks.week(engine, scope, 'date')} AS week FROM held_days) AS h) AS w "
        "JOIN half_terms t ON t.school = w.school AND t.week = w.week",
    )
    after = weeks.of_numbers(engine, scope, "week", where="after_holiday", called="after")
    end = weeks.of_numbers(engine, scope, "week", where="end_of_term", called="end")
    halves = ", ".join(
        weeks.of_numbers(engine, scope, "week", where=f"half_term = {one}", called=half_term_weeks(one))
        for numbers in HALF_TERMS.values()
        for one in numbers
    )
    engine.append(
        "marked_weeks", f"SELECT school, {after}, {end}, {halves} FROM school_weeks_marked GROUP BY school"
    )


def half_term_weeks(number: int) -> str:
    """Answer how the columns of `marked_weeks` that hold the weeks of a half term are called."""
    return f"half{number}_"


def make_written(engine: Engine, *, leaves_out: bool) -> None:
    """Make `written`: the batch's rows as they stand, counted by school, day, session and code.

    The days of a pupil's code say no more than once that it was written; what was written again is among the affected.
    """
    once = by_day(engine, "days_by_code")
    if not leaves_out:
        engine.make("written", f"SELECT school, date, session, code, sessions AS written FROM ({once}) AS d")
        return
    again = (
        "SELECT school, date, session, code, count(*) - count(DISTINCT pupil) AS sessions FROM affected_marks "
        "GROUP BY school, date, session, code"
    )
    engine.make(
        "written",
        "SELECT school, date, session, code, CAST(sum(sessions) AS BIGINT) AS written FROM "
        f"({once} UNION ALL {again}) AS d GROUP BY school, date, session, code",
    )


def add_codes(engine: Engine, groupings: Sequence[Grouping]) -> None:
    """Add the batch's sums to `codes_by_group`: sessions by grouping, group, stretch and code.

    For many groupings the rows are gone through once, for the sums of each enrolment, and these are added up for each grouping.
    """
    if len(groupings) > _FEW:
        _make_codes_by_enrolment(engine, groupings)
    for number, grouping in enumerate(groupings):
        if len(groupings) > _FEW:
            group, sessions = f"e.grp{number}", "x.sessions"
            rows = "codes_by_enrolment x JOIN enrolled_groups e ON e.number = x.number"
        else:
            group, sessions = _label(grouping), "bit_count(x.days & p.days)"
            rows = f"{_ROWS} {_LEFT_OUT} {_GROUPS if grouping.columns else ''} {_WITH_CODE}"
        engine.append(
            "codes_by_group",
            f"SELECT CAST({number} AS BIGINT) AS grouping, {group} AS grp, coalesce(e.left_out, {NOTHING}) AS left_out, "
            f"{'x' if len(groupings) > _FEW else 'p'}.stretch, x.code, CAST(sum({sessions}) AS BIGINT) AS sessions "
            f"FROM {rows} GROUP BY 2, 3, 4, 5",
        )


#: Beyond so many groupings the sums of enrolments are made first.
_FEW = 2
_ROWS = "used_by_code x JOIN pieces p ON p.block = x.block"
# Who has a day of the figures is enrolled: only the few of whom something is left out need be looked up.
_LEFT_OUT = (
    f"LEFT JOIN (SELECT school, pupil, left_out FROM enrolled WHERE left_out <> {NOTHING}) AS e "
    "ON e.school = x.school AND e.pupil = x.pupil"
)
_WITH_CODE = "WHERE x.code <> '' AND (x.days & p.days) <> 0"


def _make_codes_by_enrolment(engine: Engine, groupings: Sequence[Grouping]) -> None:
    """Make `enrolled_groups`, each enrolment by a number with its group of every grouping, and `codes_by_enrolment`."""
    labels = ", ".join(f"{_label(grouping)} AS grp{number}" for number, grouping in enumerate(groupings))
    engine.make(
        "enrolled_groups",
        "SELECT x.school, x.pupil, x.left_out, row_number() OVER (ORDER BY x.school, x.pupil) AS number, "
        f"{labels} FROM enrolled x {_GROUPS}",
    )
    engine.make(
        "codes_by_enrolment",
        "SELECT e.number, p.stretch, x.code, sum(bit_count(x.days & p.days)) AS sessions "
        f"FROM {_ROWS} JOIN enrolled_groups e ON e.school = x.school AND e.pupil = x.pupil {_WITH_CODE} GROUP BY 1, 2, 3",
    )


def add_days(
    engine: Engine,
    scope: Scope,
    groupings: Sequence[Grouping],
    *,
    leaves_out: bool,
    sliced: Collection[Grouping] | None = None,
) -> None:
    """Add the batch's days to `days_by_group`: sessions by grouping, group, day, session, holiday, half term and code.

    Of the groupings `sliced`, or of all of them. `days_of_everyone` are the batch's own of all pupils together.
    Where every row as it stands is used, its count by day is there already and serves everyone's.
    """
    if leaves_out:
        engine.make("days_used", by_day(engine, "used_by_code"))
    else:
        engine.view("days_used", "SELECT school, date, session, code, written AS sessions FROM written")
    for number, grouping in enumerate(groupings):
        if sliced is not None and grouping not in sliced:
            continue
        if grouping.columns in ((), ("school",)):
            source = f"SELECT x.*, {_label(grouping)} AS grp FROM days_used x"
        else:
            source = by_day(engine, "used_by_code", group=_label(grouping), joined=_GROUPS)
        days = (
            f"SELECT CAST({number} AS BIGINT) AS grouping, y.grp, y.date, y.session, "
            "coalesce(m.after_holiday, FALSE) AS after_holiday, coalesce(m.end_of_term, FALSE) AS end_of_term, "
            "coalesce(m.half_term, 0) AS half_term, "
            f"y.code, CAST(sum(y.sessions) AS BIGINT) AS sessions FROM ({source}) AS y "
            "LEFT JOIN school_weeks_marked m ON m.school = y.school "
            f"AND m.week = {weeks.week(engine, scope, 'y.date')} WHERE y.date >= {literal(scope.first_day)} "
            "GROUP BY 2, 3, 4, 5, 6, 7, 8"
        )
        if grouping == ALL:
            engine.make("days_of_everyone", days)
            days = "SELECT * FROM days_of_everyone"
        engine.append("days_by_group", days)


def _label(grouping: Grouping) -> str:
    # A school's id stands in the row itself; the rest in the table of pupils.
    return grouping.label("g").replace("g.school", "x.school")
