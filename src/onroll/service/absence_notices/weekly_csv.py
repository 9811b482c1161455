"""A weekly list as a CSV file: the whole file is judged before anything is kept, and a fault says its row, its cell and the cure.

A row without a UPN is no fault of the file: it is kept, set aside, and the others are taken in.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onroll.identifiers import NotThatNumber, read_upn
from onroll.law.plain_words import counted
from onroll.service.spreadsheets import as_text

COLUMNS = ("upn", "surname", "forename", "born", "status", "worker", "telephone", "email", "since")
#: Without these a row names nobody, or nobody's standing.
_REQUIRED = ("upn", "surname", "forename", "status")
#: What authorities write for how a child stands.
_STATUSES = {
    "cp": "child protection", "child protection": "child protection", "child protection plan": "child protection",
    "cic": "looked after", "lac": "looked after", "looked after": "looked after", "child in care": "looked after",
    "cin": "child in need", "child in need": "child in need", "other": "other", "": "other",
}  # fmt: skip
#: No school has more pupils with a social worker than this: a longer file is another file.
MOST = 2000


#: How many faults of one file are told at once: who has more has sent another kind of file.
MOST_FAULTS = 20


class ListRefused(Exception):
    """A list that cannot be taken in; `faults` says of each fault where, why and what to do."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


@dataclass(frozen=True, slots=True)
class Named:
    """One pupil as a list names them; without a UPN, which nobody is found by, the row is set aside."""

    upn: str
    surname: str
    forename: str
    born: dt.date | None
    status: str
    worker: str
    telephone: str
    email: str
    since: dt.date | None


def read_weekly_list(data: bytes) -> list[Named]:
    """Return the pupils of a file. Raises ListRefused."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ListRefused(
            "The file is not text in UTF-8. Save it as “CSV UTF-8” and send it again."
        ) from None
    reader = csv.DictReader(io.StringIO(text))
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise ListRefused(
            f"The first row must name the columns, and lacks {', '.join(missing)}. The columns are {', '.join(COLUMNS)}."
        )
    reader.fieldnames = names
    try:
        rows = _named_in_all([(number, row) for number, row in enumerate(reader, 2) if any(_filled(row))])
    except csv.Error as fault:
        raise ListRefused(
            f"The file cannot be read as a table: {fault}. Save it as CSV and send it again."
        ) from None
    if len(rows) > MOST:
        raise ListRefused(
            f"The file names {len(rows):,} pupils, and a list at most {MOST:,}. Is it another file?"
        )
    if rows and not any(one.upn for one in rows):
        raise ListRefused(
            "No row has a UPN, and nobody is found by a name alone. Ask the authority for the list with the UPNs."
        )
    _refuse_twice(rows)
    return rows


def write_rows(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV that no spreadsheet takes for formulas."""
    out = io.StringIO()
    csv.writer(out).writerows([as_text(cell) for cell in row] for row in rows)
    return out.getvalue()


def _filled(row: Mapping[str | None, object]) -> Iterator[bool]:
    return (bool(str(cell or "").strip()) for name, cell in row.items() if name)


def _named_in_all(rows: Iterable[tuple[int, Mapping[str, str | None]]]) -> list[Named]:
    """Read every row. Raises ListRefused with what is wrong in all of them."""
    found: list[Named] = []
    faults: list[str] = []
    for number, row in rows:
        try:
            found.append(_named(number, row))
        except ListRefused as refusal:
            faults += refusal.faults
    if len(faults) > MOST_FAULTS:
        faults[MOST_FAULTS:] = [f"And {counted(len(faults) - MOST_FAULTS, 'row')} more."]
    if faults:
        raise ListRefused(*faults)
    return found


def _named(number: int, row: Mapping[str, str | None]) -> Named:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in ("surname", "forename"):
        if not cells[name]:
            raise ListRefused(f"Row {number} has no {name}. Fill it in, and send the file again.")
    try:
        upn = read_upn(cells["upn"]).number if cells["upn"] else ""
    except NotThatNumber as fault:
        raise ListRefused(f"Row {number}, upn: {fault}") from None
    status = _STATUSES.get(cells["status"].lower())
    if status is None:
        raise ListRefused(
            f"Row {number}, status: “{cells['status']}” is none that a list knows. Write CP, CIC, CIN or other."
        )
    return Named(
        upn=upn, surname=cells["surname"], forename=cells["forename"], born=_day(number, "born", cells), status=status,
        worker=cells["worker"], telephone=cells["telephone"], email=cells["email"], since=_day(number, "since", cells),
    )  # fmt: skip


def _day(number: int, name: str, cells: Mapping[str, str]) -> dt.date | None:
    text = cells[name]
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, of no zone
        except ValueError:
            continue
    if text:
        raise ListRefused(
            f"Row {number}, {name}: “{text}” is not a day. Write it as 2017-03-09 or 09/03/2017."
        )
    return None


def _refuse_twice(rows: list[Named]) -> None:
    last = {one.upn: one for one in rows}
    often = Counter(one.upn for one in rows if one.upn)
    twice = [last[upn] for upn, times in often.items() if times > 1]
    if twice:
        raise ListRefused(
            *(
                f"{one.forename} {one.surname} ({one.upn}) stands on the list twice. Keep one of the rows."
                for one in twice
            )
        )
