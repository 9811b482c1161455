"""What a register's form sends: for each pupil a code, minutes, a note, and what its sender had seen.

For pupil 12, `s12` is what was seen ("34|L|5|", an entry's id and words; blank before the first entry), `c12` the box
chosen, `o12` any other code typed, `m12` minutes late and `n12` a note; `w12` says that the pupil waits for the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onroll.service.attendance_register.actions.taking import MarkGiven
from onroll.service.attendance_register.queries.register_statements import StandingEntry
from onroll.service.whole_numbers import whole_number


@dataclass(frozen=True, slots=True)
class Written:
    """What a pupil's row holds: a code ("" while blank), minutes as typed, and a note."""

    code: str = ""
    minutes: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A register as it was sent: every row's words, the marks that are new, and rows that cannot be read."""

    rows: dict[int, Written] = field(default_factory=dict)
    marks: list[MarkGiven] = field(default_factory=list)
    problems: dict[int, str] = field(default_factory=dict)
    #: Pupils left blank because the office alone may enter what is planned for them.
    for_office: list[int] = field(default_factory=list)

    @property
    def blanks(self) -> list[int]:
        """Pupils without a code whom the sender may give one."""
        left = set(self.for_office)
        return [one for one, written in self.rows.items() if not written.code and one not in left]


def seen_words(entry: StandingEntry | None) -> str:
    """Return what a row's sender sees, to come back with the form."""
    if entry is None:
        return ""
    minutes = "" if entry.minutes_late is None else entry.minutes_late
    return f"{entry.entry_id}|{entry.code}|{minutes}|{entry.note}"


def read_sent(sent: Mapping[str, str], *, fill_with: str = "") -> Sent:
    """Read a register's form; `fill_with` is the code that rows left blank are to have."""
    found = Sent()
    for name in sent:
        if name[:1] == "s" and (pupil_id := whole_number(name[1:])) is not None:
            _read_row(found, pupil_id, sent, fill_with)
    return found


def _read_row(found: Sent, pupil_id: int, sent: Mapping[str, str], fill_with: str) -> None:
    based_on, seen = _seen(sent[f"s{pupil_id}"])
    chosen = sent.get(f"c{pupil_id}", "")
    typed = sent.get(f"o{pupil_id}", "").strip().upper()
    minutes = sent.get(f"m{pupil_id}", "").strip()
    note = " ".join(sent.get(f"n{pupil_id}", "").split())
    code = _code(chosen, typed, seen.code)
    if code is None:
        found.rows[pupil_id] = Written(typed, minutes, note)
        found.problems[pupil_id] = f"Two codes were given, {chosen} and {typed}. Keep one of them."
        return
    if minutes == seen.minutes and code != seen.code:
        minutes = ""  # left over from the code it went with
    for_office = bool(sent.get(f"w{pupil_id}"))
    written = Written(code or ("" if for_office else fill_with), minutes, note)
    found.rows[pupil_id] = written
    if for_office and not code:
        found.for_office.append(pupil_id)
    if minutes and whole_number(minutes) is None:
        found.problems[pupil_id] = f"Minutes late must be a whole number, such as 5; “{minutes}” is not."
    elif written.code and written != seen:
        late = whole_number(minutes)
        found.marks.append(MarkGiven(pupil_id, written.code, late, note, based_on))


def _seen(words: str) -> tuple[int | None, Written]:
    entry_id, *written = words.split("|", 3)
    number = whole_number(entry_id)
    if len(written) != len(("code", "minutes", "note")) or number is None:
        return None, Written()
    return number, Written(*written)


def _code(chosen: str, typed: str, seen: str) -> str | None:
    """Return the code meant by a box and by what was typed; None where both were changed, to different codes."""
    if not typed or typed == chosen:
        return chosen
    if not chosen or chosen == seen:
        return typed
    return chosen if typed == seen else None
