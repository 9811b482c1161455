"""How one cell is read and written. Each kind reads exactly what its `expects` says, and refuses the rest.

Writing what was read gives the canonical form of the cell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onroll import identifiers
from onroll.service.clock import LONDON
from onroll.service.exchange.faults import Unreadable


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of cell: `read` text that is not blank, `write` a value back, `blank` what no text means."""

    expects: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    blank: Any = ""

    def written(self, value: Any) -> str:
        """Write a value, or nothing for a blank."""
        return "" if value is None or value == "" else self.write(value)


def on_one_line(words: str) -> str:
    """Put words on one line: breaks become spaces, and signs that print nothing go, but for those that join letters."""
    if words.isprintable():
        return words
    kept = "".join(sign for sign in words if sign.isprintable() or sign.isspace() or sign in _JOINERS)
    return " ".join(kept.split())


#: Zero width, and part of how names are spelt in Persian, Sinhala and other scripts.
_JOINERS = "\u200c\u200d"


def text(longest: int) -> Cell:
    """Words, up to a length."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise Unreadable(f"It is {len(cell)} characters long, and at most {longest} can be kept.")
        return on_one_line(cell)

    return Cell(f"text of at most {longest} characters", read, on_one_line)


def number(lowest: int, highest: int) -> Cell:
    """A whole number between two, both included."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", cell) or not lowest <= int(cell) <= highest:
            raise Unreadable(f"It is not a whole number from {lowest} to {highest}.")
        return int(cell)

    return Cell(f"a whole number from {lowest} to {highest}", read, blank=None)


def one_of(choices: Mapping[str, str] | tuple[str, ...], expects: str = "") -> Cell:
    """One of some words; other spellings of them may be mapped to them, capitals not regarded."""
    means = {word: word for word in choices} if isinstance(choices, tuple) else dict(choices)
    by_lower = {spelling.lower(): word for spelling, word in means.items()}
    listed = expects or ", ".join(dict.fromkeys(means.values()))

    def read(cell: str) -> str:
        word = by_lower.get(cell.lower())
        if word is None:
            raise Unreadable(f"It is not one of: {listed}.")
        return word

    return Cell(f"one of: {listed}", read)


def identifier(reader: Callable[[str], Any], expects: str) -> Cell:
    """A number that is checked by ring 1, such as a UPN."""

    def read(cell: str) -> str:
        try:
            found = reader(cell)
        except identifiers.NotThatNumber as refusal:
            what, _, cure = str(refusal).rpartition(". ")
            raise Unreadable(f"{what}.", cure) from refusal
        return found if isinstance(found, str) else str(found.number)

    return Cell(expects, read)


_FORMAT_THE_COLUMN = (
    "Write a date such as 2026-09-01: in a spreadsheet, format the column as yyyy-mm-dd and save again."
)


def _read_date(cell: str) -> dt.date:
    if re.fullmatch(r"[0-9]{5}", cell):
        raise Unreadable("It is the number by which a spreadsheet keeps a day.", _FORMAT_THE_COLUMN)
    if re.fullmatch(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}", cell):
        raise Unreadable(
            "It is not a date written year-month-day, and which of its numbers is the month is never guessed.",
            _FORMAT_THE_COLUMN,
        )
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise Unreadable("It is not a date written year-month-day.")
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise Unreadable("There is no such day in the calendar.") from None


def _read_moment(cell: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(cell)
        local = moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)
    except (ValueError, OverflowError):
        raise Unreadable("It is not a date and time.") from None
    if len(cell) < len("2026-09-01T08:50"):
        raise Unreadable("It gives a day and no time.")
    return local.replace(microsecond=0)


def _read_time(cell: str) -> dt.time:
    if not re.fullmatch(r"[0-9]{1,2}:[0-9]{2}(:00)?", cell):
        raise Unreadable("It is not a time written hours:minutes.")
    try:
        hour, minute = map(int, cell.split(":")[:2])
        return dt.time(hour, minute)
    except ValueError:
        raise Unreadable("There is no such time of day.") from None


def _read_email(cell: str) -> str:
    if not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+", cell) or len(cell) > 254:
        raise Unreadable("It is not an email address.")
    return cell


def _write_moment(moment: dt.datetime) -> str:
    return moment.astimezone(LONDON).isoformat(timespec="seconds")


DATE = Cell("a date such as 2026-09-01", _read_date, dt.date.isoformat, blank=None)
MOMENT = Cell("a date and time such as 2026-09-01T08:52:10+01:00", _read_moment, _write_moment, blank=None)
TIME = Cell("a time such as 08:45", _read_time, lambda time: time.strftime("%H:%M"), blank=None)
SESSION = one_of(("AM", "PM"))
EMAIL = Cell("an email address", _read_email)
UPN = identifier(identifiers.read_upn, "a unique pupil number")
POSTCODE = identifier(identifiers.read_postcode, "a postcode such as NR1 2AB")
DFE_NUMBER = identifier(identifiers.read_dfe_number, "a DfE number such as 9262001")
URN = identifier(identifiers.read_urn, "a URN of six digits")


def _write_flag(value: bool) -> str:
    return "Y" if value else "N"


_FLAGS = {
    "y": True,
    "n": False,
    "yes": True,
    "no": False,
    "true": True,
    "false": False,
    "1": True,
    "0": False,
}


def _read_flag(cell: str) -> bool:
    value = _FLAGS.get(cell.lower())
    if value is None:
        raise Unreadable("It is neither Y nor N.")
    return value


FLAG = Cell("Y or N", _read_flag, _write_flag, blank=False)
