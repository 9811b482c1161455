"""What is so of a few pupils only: boarding, and a number for the time being before the one they have."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from onroll.identifiers import upn_check_letter
from onroll.service.demo.children import Child
from onroll.service.demo.places import SCHOOL
from onroll.service.demo.terms import TermDates


def with_boarders(draws: random.Random, children: list[Child], terms: TermDates) -> list[Child]:
    """Let two pupils board where a school has boarders: one always, one since half-term, of which the office heard late."""
    eligible = [
        child for child in children
        if SCHOOL[child.stays[0].school].has_boarders and child.year in {"8", "9", "10"} and child.stays[0].last_day is None
        and child.stays[0].starting_day <= terms.first_day + dt.timedelta(days=3)
    ]  # fmt: skip
    if len(eligible) < _BOARDERS:
        return children
    always, since = (child.number for child in draws.sample(eligible, _BOARDERS))
    began = terms.half_terms[1].first_day
    days = {always: None, since: (began, began + _HEARD_LATE)}
    changed = []
    for child in children:
        if child.number in days:
            (stay,) = child.stays
            first, told = days[child.number] or (stay.starting_day, stay.starting_day)
            child = replace(child, stays=(replace(stay, boards_from=first, boarding_told_on=told),))
        changed.append(child)
    return changed


_BOARDERS = 2
_HEARD_LATE = dt.timedelta(days=9)
#: Pupils who came with a number for the time being, and have had one of their own since.
_NUMBERED_AGAIN = 3


def with_former_numbers(draws: random.Random, children: list[Child]) -> list[Child]:
    """Give some pupils the number they had before: one for the time being, as the school they came from gave it."""
    known = [child.number for child in children if child.upn[-1:].isdigit()]
    chosen = set(draws.sample(known, min(_NUMBERED_AGAIN, len(known))))
    changed = []
    for child in children:
        if child.number in chosen:
            rest = f"{child.upn[1:10]}{child.number % 100:02}B"
            child = replace(child, former_upn=upn_check_letter(rest) + rest)
        changed.append(child)
    return changed
