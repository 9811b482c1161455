"""Who is enrolled where and when: by the table of pupils where it says, else from a pupil's first entry to the last."""

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal
from onroll.analysis.tables import GROUPS, PUPILS

#: What a figure may be asked by that stands in the table of pupils.
OF_PUPILS = tuple(name for name in GROUPS if name != "school")


def make_pupil_rows(engine: Engine, *, given: bool) -> None:
    """Make `pupil_rows` of the table of pupils, or an empty one where none was given."""
    columns = ", ".join(column.name for column in PUPILS.columns)
    source = "pupils" if given else f"({_nobody()})"
    engine.make("pupil_rows", f"SELECT {columns} FROM {source}")


def _nobody() -> str:
    dates = {column.name for column in PUPILS.columns if column.name in ("born", "starting_day", "leaving_day")}
    cells = ", ".join(
        f"CAST(NULL AS DATE) AS {column.name}" if column.name in dates else f"'' AS {column.name}"
        for column in PUPILS.columns
    )
    return f"SELECT {cells} WHERE 1 = 0"


def make_on_roll(engine: Engine, scope: Scope, schools: str) -> None:
    """Make `on_roll`, `enrolled` and `enrolment_groups` of a batch, from its `stays` and the rows of pupils.

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
        "SELECT e.school, e.pupil, min(r.first_day) AS first_day FROM ("
        f"SELECT school, pupil FROM stays WHERE last_row >= {first_day} UNION "
        f"SELECT school, pupil FROM on_roll WHERE last_day >= {first_day}) AS e "
        "LEFT JOIN on_roll r ON r.school = e.school AND r.pupil = e.pupil GROUP BY e.school, e.pupil",
    )
    engine.make(
        "enrolment_groups",
        f"SELECT school, pupil, {', '.join(OF_PUPILS)}, born FROM (SELECT *, row_number() OVER "
        "(PARTITION BY school, pupil ORDER BY coalesce(starting_day, DATE '0001-01-01') DESC, "
        f"coalesce(leaving_day, DATE '9999-12-31') DESC) AS newest FROM pupil_rows WHERE {schools}) AS p WHERE newest = 1",
    )


def _make_united(engine: Engine) -> None:
    """Make `on_roll` of `spans`: spans that overlap or follow each other are one."""
    engine.make(
        "on_roll",
        "SELECT school, pupil, min(first_day) AS first_day, max(last_day) AS last_day FROM ("
        "SELECT school, pupil, first_day, last_day, sum(apart) OVER (PARTITION BY school, pupil "
        "ORDER BY first_day, last_day ROWS UNBOUNDED PRECEDING) AS island FROM ("
        f"SELECT school, pupil, first_day, last_day, CASE WHEN {engine.days('first_day')} > "
        f"{engine.days('max(last_day) OVER (PARTITION BY school, pupil ORDER BY first_day, last_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)')} + 1 "
        "THEN 1 ELSE 0 END AS apart FROM spans) AS s) AS i GROUP BY school, pupil, island",
    )
