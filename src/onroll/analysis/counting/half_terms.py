"""Which half term each school's weeks are in, for the academic year of the last day.

Half terms are of whole school weeks, and a week belongs where its first session is. The census divides the summer, for every school alike
(`onroll.analysis.periods`); it does not divide autumn and spring. Those divide at the school's own week, or weeks, without a session: at
the one that leaves the term's weeks most evenly on either side, the first of two alike. Until such a week is seen
on both sides, they are in no half term.
"""

from onroll.analysis.counting import weeks
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal
from onroll.analysis.periods import HALF_TERMS, Part, first_days

_DIVIDED = (Part.AUTUMN, Part.SPRING)
_NONE = 0


def make_half_terms(engine: Engine, scope: Scope) -> None:
    """Make `half_terms` of a batch's `held_days`: each school's weeks, and the number of the half term, or 0."""
    engine.make(
        "weeks_of_terms",
        "SELECT school, week, part, row_number() OVER (PARTITION BY school, part ORDER BY week) AS place, "
        "count(*) OVER (PARTITION BY school, part) AS weeks, "
        "lag(week) OVER (PARTITION BY school, part ORDER BY week) AS before FROM "
        f"(SELECT school, week, {_part(scope, 'first_held')} AS part FROM "
        f"(SELECT school, {weeks.week(engine, scope, 'date')} AS week, min(date) AS first_held FROM held_days "
        "GROUP BY 1, 2) AS h) AS w",
    )
    engine.make(
        "half_terms",
        f"SELECT w.school, w.week, CASE {_numbers()} ELSE {_NONE} END AS half_term FROM weeks_of_terms w LEFT JOIN "
        "(SELECT school, part, week FROM (SELECT school, part, week, row_number() OVER "
        "(PARTITION BY school, part ORDER BY abs((place - 1) * 2 - weeks), week) AS evenness FROM weeks_of_terms "
        "WHERE week - before > 1) AS g WHERE evenness = 1) AS d ON d.school = w.school AND d.part = w.part",
    )


def _part(scope: Scope, day: str) -> str:
    """Spell the number of the window a day is in, by the order of the year; NULL for none of this year's."""
    starts = first_days(scope.year)
    whens = " ".join(
        f"WHEN {day} >= {literal(start)} THEN {list(Part).index(part) if part in HALF_TERMS else 'NULL'}"
        for start, part in reversed(starts)
    )
    return f"CASE {whens} END"


def _numbers() -> str:
    whens = []
    for part, numbers in HALF_TERMS.items():
        ours = f"w.part = {list(Part).index(part)}"
        if part not in _DIVIDED:
            whens.append(f"WHEN {ours} THEN {numbers[0]}")
            continue
        whens += [
            f"WHEN {ours} AND w.week < d.week THEN {numbers[0]}",
            f"WHEN {ours} AND w.week >= d.week THEN {numbers[1]}",
        ]
    return " ".join(whens)
