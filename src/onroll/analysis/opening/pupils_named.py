"""Refuse pupils that are named by their UPN in one row and by another id in the next: a pupil named both ways would be two.

Nobody can say from the tables alone which are the same, so nothing is guessed.
"""

from collections.abc import Sequence

from onroll.analysis.bad_input import BadTable
from onroll.analysis.engine import Engine, literal
from onroll.analysis.opening.views import OpenTable
from onroll.identifiers import UPN_LETTERS

_DIGITS = "0123456789"
_ONE_WAY = "Name each pupil the same way throughout, in every file and table: by UPN, or by another id."
#: Of what was counted: few rows beside those of the tables.
_PUPILS = "SELECT pupil FROM enrolments UNION ALL SELECT pupil FROM pupil_rows"


def refuse_pupils_of_two_kinds(engine: Engine, tables: Sequence[OpenTable]) -> None:
    """Raise `BadTable` where some pupils that were counted are named by a UPN and others are not; `tables` are those they came in."""
    kinds = engine.rows(f"SELECT DISTINCT {_is_upn('p.pupil')} FROM ({_PUPILS}) AS p")
    if len(kinds) < 2:
        return
    found = [(opened, row) for opened in tables for row in _first_of_each_kind(engine, opened)]
    (_, (_, _, first, first_is_upn)), *others = found
    opened, (part, number, other, is_upn) = next(one for one in others if one[1][3] != first_is_upn)
    raise BadTable(
        opened.place(part, number),
        f"the pupil “{other}” is {_said(is_upn)}, and “{first}” is {_said(first_is_upn)}.",
        _ONE_WAY,
    )


def _said(is_upn: bool) -> str:
    return "a UPN" if is_upn else "another id"


def _first_of_each_kind(engine: Engine, opened: OpenTable) -> list[tuple[str, int | None, str, bool]]:
    """Answer the first row of each kind, in the order of the rows."""
    pupil = "trim(CAST(f.pupil AS STRING))"
    rows = [
        row
        for kind in (_is_upn(pupil), f"NOT {_is_upn(pupil)}")
        for row in engine.rows(
            f"SELECT f.filename, f.file_row_number, {pupil}, {_is_upn(pupil)} FROM {opened.rows(placed=True)} AS f "
            f"WHERE {kind} ORDER BY 1, 2 LIMIT 1"
        )
    ]
    return sorted(rows, key=lambda row: (row[0], row[1] or 0))


def _is_upn(pupil: str) -> str:
    """Spell whether an id has the form of a UPN: a letter, eleven digits, and a digit or a letter."""
    letters, last = literal(UPN_LETTERS), literal(UPN_LETTERS + _DIGITS)
    return (
        f"(length({pupil}) = 13 AND instr({letters}, substr({pupil}, 1, 1)) > 0 AND instr({last}, substr({pupil}, 13, 1)) > 0 "
        f"AND translate(substr({pupil}, 2, 11), '{_DIGITS}', '') = '')"
    )
