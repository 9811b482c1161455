"""Who is enrolled where and when: by the table of pupils where it says, else from a pupil's first entry to the last."""

from datetime import timedelta

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal
from onroll.analysis.periods import first_day_after_terms, half_term_6
from onroll.analysis.tables import GROUPS, PUPILS
from onroll.law.absence_measures import AGES_PUBLISHED
from onroll.law.anniversaries import birthday
from onroll.law.school_age import compulsory_school_age

#: What six half terms leave out of an enrolment.
NOTHING, LAST_HALF_TERM, EVERYTHING = 0, 1, 2

#: What a figure may be asked by that stands in the table of pupils.
OF_PUPILS = tuple(name for name in GROUPS if name != "school")
# Of two rows that start and end alike, which one says is settled by the cells, and by no order of rows.
_LAST_IN_ORDER = ", ".join(f"coalesce({name}, '') DESC" for name in OF_PUPILS)


def make_pupil_rows(engine: Engine, *, given: bool) -> None:
    """Make `pupil_rows` of the table of pupils, or an empty one where none was given; and `enrolment_groups`, the newest of each."""
    columns = ", ".join(column.name for column in PUPILS.columns)
    source = "pupils" if given else f"({_nobody()})"
    engine.make("pupil_rows", f"SELECT {columns} FROM {source}")
    columns = f"school, pupil, {', '.join(OF_PUPILS)}, born"
    if not engine.rows("SELECT 1 FROM pupil_rows GROUP BY school, pupil HAVING count(*) > 1 LIMIT 1"):
        engine.view("enrolment_groups", f"SELECT {columns} FROM pupil_rows")
        return
    engine.make(
        "enrolment_groups",
        f"SELECT {columns} FROM (SELECT *, row_number() OVER "
        "(PARTITION BY school, pupil ORDER BY coalesce(starting_day, DATE '0001-01-01') DESC, "
        f"coalesce(leaving_day, DATE '9999-12-31') DESC, {_LAST_IN_ORDER}) AS newest FROM pupil_rows) AS p WHERE newest = 1",
    )


def _nobody() -> str:
    dates = {
        column.name for column in PUPILS.columns if column.name in ("born", "starting_day", "leaving_day")
    }
    cells = ", ".join(
        f"CAST(NULL AS DATE) AS {column.name}" if column.name in dates else f"'' AS {column.name}"
        for column in PUPILS.columns
    )
    return f"SELECT {cells} WHERE 1 = 0"


def make_on_roll(engine: Engine, scope: Scope, schools: str) -> None:
    """Make `on_roll` and `enrolled` of a batch, from its `stays` and the rows of pupils.

    `on_roll` are spans of days, none touching another of the same enrolment; `enrolled` are those with an entry or a
    day on roll among the days of the figures.
    """
    on, first_day = literal(scope.on), literal(scope.first_day)
    engine.make(
        "spans",
        "SELECT school, pupil, first_day, last_day FROM ("
        "SELECT p.school, p.pupil, coalesce(p.starting_day, s.first_row) AS first_day, "
        f"least(coalesce(p.leaving_day, CASE WHEN p.starting_day IS NULL THEN s.last_row ELSE {on} END), {on}) AS last_day "
        f"FROM (SELECT * FROM pupil_rows WHERE {schools}) AS p "
        "LEFT JOIN stays s ON s.school = p.school AND s.pupil = p.pupil "
        "UNION ALL SELECT s.school, s.pupil, s.first_row, s.last_row FROM stays s "
        "LEFT JOIN pupil_rows p ON p.school = s.school AND p.pupil = s.pupil WHERE p.pupil IS NULL"
        ") AS a WHERE first_day <= last_day",
    )
    _make_united(engine)
    engine.make(
        "enrolled",
        f"SELECT e.school, e.pupil, {_left_out(scope)} AS left_out FROM ("
        "SELECT x.school, x.pupil, min(r.first_day) AS first_day FROM ("
        f"SELECT school, pupil FROM stays WHERE last_row >= {first_day} UNION "
        f"SELECT school, pupil FROM on_roll WHERE last_day >= {first_day}) AS x "
        "LEFT JOIN on_roll r ON r.school = x.school AND r.pupil = x.pupil GROUP BY x.school, x.pupil) AS e "
        "LEFT JOIN of_age a ON a.pupil = e.pupil",
    )


def _left_out(scope: Scope) -> str:
    """Spell what the census series leaves out of six half terms: all of an enrolment that began in the last half
    term, or its last half term alone where the pupil had reached the last age of published figures.
    """
    last_half, after = half_term_6(scope.year.last_day.year), first_day_after_terms(scope.year)
    began = f"e.first_day >= {literal(last_half)} AND e.first_day < {literal(after)}"
    return (
        f"CASE WHEN {began} THEN {EVERYTHING} WHEN coalesce(a.is_oldest, FALSE) THEN {LAST_HALF_TERM} "
        f"ELSE {NOTHING} END"
    )


def make_ages(engine: Engine, scope: Scope) -> None:
    """Make `of_age`: the compulsory school age of each pupil whose birthday is known, and the same in every row.

    `is_oldest` says whether the pupil was of the last age of published figures when the academic year began.
    """
    engine.make(
        "birthdays",
        "SELECT pupil, min(born) AS born FROM pupil_rows GROUP BY pupil "
        "HAVING min(born) IS NOT NULL AND min(born) = max(born)",
    )
    oldest = AGES_PUBLISHED.newest.value[1]
    day_before = scope.year.first_day - timedelta(days=1)
    ages = [
        (
            born,
            (age := compulsory_school_age(born)).first_day,
            age.last_day,
            birthday(born, oldest) <= day_before < birthday(born, oldest + 1),
        )
        for (born,) in engine.rows("SELECT DISTINCT born FROM birthdays")
    ]
    engine.load("ages", _AGES, ages)
    engine.make(
        "of_age",
        "SELECT b.pupil, a.first_day, a.last_day, a.is_oldest FROM birthdays b JOIN ages a ON a.born = b.born",
    )


_AGES = (("born", "DATE"), ("first_day", "DATE"), ("last_day", "DATE"), ("is_oldest", "BOOLEAN"))


def _make_united(engine: Engine) -> None:
    """Make `on_roll` of `spans`: spans that overlap or follow each other are one."""
    several = "SELECT school, pupil FROM spans GROUP BY school, pupil HAVING count(*) > 1"
    if not engine.rows(f"{several} LIMIT 1"):
        engine.view("on_roll", "SELECT * FROM spans")
        return
    engine.make(
        "on_roll",
        "SELECT school, pupil, min(first_day) AS first_day, max(last_day) AS last_day FROM ("
        "SELECT school, pupil, first_day, last_day, sum(apart) OVER (PARTITION BY school, pupil "
        "ORDER BY first_day, last_day ROWS UNBOUNDED PRECEDING) AS island FROM ("
        f"SELECT school, pupil, first_day, last_day, CASE WHEN {engine.days('first_day')} > "
        f"{engine.days('max(last_day) OVER (PARTITION BY school, pupil ORDER BY first_day, last_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)')} + 1 "
        "THEN 1 ELSE 0 END AS apart FROM spans) AS s) AS i GROUP BY school, pupil, island",
    )
