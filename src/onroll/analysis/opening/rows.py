"""Refuse a table for a row whose key cannot be read: the file, the row and the cure in one message."""

from onroll.analysis.bad_input import BadTable
from onroll.analysis.engine import Engine, literals
from onroll.analysis.opening.text_files import row_at
from onroll.analysis.opening.views import OpenTable
from onroll.analysis.tables import CALENDAR_KINDS, SESSIONS, Column, Kind

_CURES = {
    Kind.TEXT: "Fill the cell in, or take the row out.",
    Kind.DATE: "Write the day as 2026-09-01.",
    Kind.SESSION: "Write AM or PM.",
    Kind.WHOLE: "Write a whole number, or leave the cell empty.",
    Kind.TIME: "Write the time as 2026-09-01T09:05:00, or leave the cell empty.",
}
_WHAT = {
    Kind.DATE: "is not a day",
    Kind.SESSION: "is neither AM nor PM",
    Kind.WHOLE: "is not a whole number",
    Kind.TIME: "is not a time",
}


def refuse_bad_rows(engine: Engine, opened: OpenTable) -> None:
    """Raise `BadTable` for the first row with an empty key, or a cell that cannot be what its column holds."""
    faults = [(column, fault) for column in opened.columns if (fault := _fault(column, opened))]
    judged = [column for column, _ in faults]
    anything = " OR ".join(f"({fault})" for _, fault in faults)
    also = [opened.misread(column) for column in opened.columns if opened.may_be_misread(column)]
    if not opened.is_text:
        also += [f"CAST(f.{column.name} AS STRING) AS {column.name}_written" for column in judged]
    written = ", ".join("''" if opened.is_text else f"{column.name}_written" for column in judged)
    found = engine.rows(
        f"SELECT part, row_number, {', '.join(f'coalesce({fault}, TRUE)' for _, fault in faults)}, {written} "
        f"FROM ({opened.select(placed=True, also=also)}) AS r WHERE coalesce({anything}, TRUE) "
        f"ORDER BY part, row_number, {', '.join(column.name for column in judged)} LIMIT 1"
    )
    if found:
        part, number, *cells = found[0]
        bad, texts = cells[: len(judged)], cells[len(judged) :]
        wrong = next(column for column, is_bad in zip(judged, bad, strict=True) if is_bad)
        row = {column.name: text or "" for column, text in zip(judged, texts, strict=True)}
        _refuse(opened, part, number, wrong, row)


def _fault(column: Column, opened: OpenTable) -> str:
    """Spell when a cell is wrong; nothing where its type rules that out."""
    name = column.name
    if column.kind is Kind.SESSION:
        return f"{name} NOT IN ({literals(SESSIONS)})"
    if name == "kind":
        return f"{name} NOT IN ({literals(CALENDAR_KINDS)})"
    if column.kind is Kind.TEXT:
        return f"{name} = ''" if column.key else ""
    not_read = f"{name}_misread" if opened.may_be_misread(column) else ""
    empty = f"{name} IS NULL" if column.key else ""
    return " OR ".join(test for test in (empty, not_read) if test)


def _refuse(opened: OpenTable, part: str, number: int | None, column: Column, row: dict[str, str]) -> None:
    """Raise `BadTable` for a row's cell. A row without a number is told by what stands in it."""
    if number is None:
        where = f"{opened.name_of(part)}, the row with {', '.join(f'{name} “{text}”' for name, text in row.items())}"
    else:
        where = opened.place(part, number)
    if opened.is_text and number is not None:
        row = row_at(opened.name_of(part), opened.row(number))
    written = row.get(column.name, "").strip()
    if not written:
        what, cure = f"the {column.name} is empty or cannot be read.", _CURES[column.kind]
    elif column.name == "kind":
        what, cure = f"the kind “{written}” is not known.", f"Write one of {', '.join(CALENDAR_KINDS)}."
    else:
        what, cure = f"the {column.name} “{written}” {_WHAT[column.kind]}.", _CURES[column.kind]
    raise BadTable(where, what, cure)
