"""Letters as PDF: thousands at once, in the pieces in which a school prints them."""

from __future__ import annotations

import datetime as dt
import time

from onroll.service.clock import LONDON
from onroll.service.correspondence.letters import A_PIECE, Letter, set_letters
from onroll.service.organisations.models import School

LETTERS = 5_000
_SCHOOL = School(name="Bench School", address="1 School Lane, Benchton, BN1 1CH", telephone="01632 960100")
_ON = dt.date(2026, 11, 20)
_BODY = (
    "Dear parent {number}\n\n"
    "Pupil {number} has come to school after the start 5 times since 1 September 2026. Together that is 57 minutes of learning.\n\n"
    "We know that mornings can be hard. If something makes them so, tell us, and we will look for a way together.\n\n"
    "If you think that a time in our register is wrong, tell us and we will look at it with you.\n\n"
    "Mx A. Example, Attendance officer\nBench School"
)


def letters() -> dict[str, object]:
    """Measure setting the letters, each with words and an address of its own."""
    made = [_letter(number) for number in range(LETTERS)]
    at = dt.datetime.combine(_ON, dt.time(9, 20), LONDON)
    size, started = 0, time.perf_counter()
    for first in range(0, LETTERS, A_PIECE):
        size += len(set_letters(_SCHOOL, made[first : first + A_PIECE], title="Letters", made_at=at))
    return {
        "letters": len(made),
        "a_piece": A_PIECE,
        "seconds": round(time.perf_counter() - started, 1),
        "megabytes": round(size / 1_000_000, 1),
    }


def _letter(number: int) -> Letter:
    address = f"Parent {number}\n{number} Mill Lane\nBenchton\nBN1 1CH"
    return Letter(address, _ON, f"The start of pupil {number}’s day", _BODY.format(number=number), "en")
