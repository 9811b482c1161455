"""The national-style totals of what was counted: what `onroll analyse --json` prints."""

from typing import TypedDict, cast

from onroll.analysis.codes import in_order
from onroll.analysis.counting.faults import FAULTS
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.enrolment_rows import misses
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE, percent


class Sums(TypedDict):
    """The totals that need no more than each enrolment's sums. Percentages are to one decimal, halves up; None where nothing was possible."""

    on: str
    schools: int
    pupils: int
    enrolments: int
    entries: int
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    attendance_percent: float | None
    absence_percent: float | None
    persistent: int
    severe: int
    threshold_met: int
    quality: dict[str, int]


class Totals(TypedDict):
    """The document, key for key. Percentages are to one decimal, halves up; None where nothing was possible."""

    on: str
    schools: int
    pupils: int
    enrolments: int
    entries: int
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    missing: int
    attendance_percent: float | None
    absence_percent: float | None
    persistent: int
    severe: int
    threshold_met: int
    codes: dict[str, int]
    quality: dict[str, int]


def national_totals(engine: Engine, scope: Scope) -> Totals:
    """Add up everything that was counted."""
    sums = sums_of_enrolments(engine, scope)
    missing = int(engine.rows("SELECT sum(missing) FROM enrolments")[0][0] or 0)
    found = {**sums, "missing": missing, "codes": _codes(engine, scope)}
    return cast(Totals, {key: found[key] for key in Totals.__annotations__})


def sums_of_enrolments(engine: Engine, scope: Scope) -> Sums:
    """Add up what every counting counts."""
    (
        schools,
        pupils,
        enrolments,
        possible,
        attended,
        authorised,
        unauthorised,
        persistent,
        severe,
        threshold_met,
    ) = (int(value or 0) for value in engine.rows(_sums(scope))[0])
    return Sums(
        on=scope.on.isoformat(),
        schools=schools,
        pupils=pupils,
        enrolments=enrolments,
        entries=int(engine.rows("SELECT sum(rows_written) FROM entries_counted")[0][0] or 0),
        possible=possible,
        attended=attended,
        authorised=authorised,
        unauthorised=unauthorised,
        attendance_percent=percent(attended, possible),
        absence_percent=percent(authorised + unauthorised, possible),
        persistent=persistent,
        severe=severe,
        threshold_met=threshold_met,
        quality=quality(engine),
    )


def quality(engine: Engine) -> dict[str, int]:
    """Count the rows with each fault."""
    found = dict(engine.rows("SELECT fault, CAST(sum(rows_found) AS BIGINT) FROM faults GROUP BY fault"))
    return {fault: int(found.get(fault, 0)) for fault in FAULTS}


def _sums(scope: Scope) -> str:
    sums = ", ".join(f"sum({name})" for name in ("possible", "attended", "authorised", "unauthorised"))
    persistent, severe = (
        f"count(*) FILTER (WHERE {misses(threshold, scope)})"
        for threshold in (PERSISTENT_ABSENCE, SEVERE_ABSENCE)
    )
    return (
        f"SELECT count(DISTINCT school), count(DISTINCT pupil), count(*), {sums}, {persistent}, {severe}, "
        "count(DISTINCT CASE WHEN first_met_on IS NOT NULL THEN pupil END) FROM enrolments"
    )


def _codes(engine: Engine, scope: Scope) -> dict[str, int]:
    counts = dict(
        engine.rows(
            "SELECT x.code, CAST(sum(x.sessions) AS BIGINT) FROM codes_by_group x "
            "JOIN codes c ON c.code = x.code AND c.stretch = x.stretch WHERE x.grouping = 0 GROUP BY x.code"
        )
    )
    return {code: int(counts.get(code, 0)) for code in in_order(counts, scope.on)}
