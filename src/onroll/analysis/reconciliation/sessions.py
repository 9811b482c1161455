"""One pupil's sessions on both sides: which differ, of what kind, and what each does to every figure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from onroll.analysis.arithmetic import Family, families_of
from onroll.analysis.reconciliation.code_map import CodeMap, Reading
from onroll.analysis.reconciliation.kinds import Kind
from onroll.analysis.reconciliation.marks import OurMark, Roll, TheirMark
from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_meaning import StatisticalClass
from onroll.law.school_time import Session

#: The figures that are reconciled, each a count of sessions.
FIGURES = tuple(Family)
Effect = tuple[int, ...]
NOTHING: Effect = (0,) * len(FIGURES)
_Place = tuple[date, Session]


class Explained(NamedTuple):
    """One pupil and session that two systems do not count alike.

    `ours` is the entry here and `theirs` the mark there as it is written, empty where there is none; `read_as` is the code it
    was read as. `effect` is what the session adds to each of `FIGURES` here, less what it adds there.
    """

    pupil: str
    date: date
    session: Session
    kind: Kind
    ours: str
    theirs: str
    read_as: str
    effect: Effect
    why: str = ""


class Side(NamedTuple):
    """What one side adds to each of `FIGURES` by a session, and how it says so."""

    adds: Effect
    said: str


class Compared(NamedTuple):
    """One session that either side says something of; `explained` is None where they agree."""

    ours: Effect
    theirs: Effect
    explained: Explained | None


def compare_sessions(
    pupil: str, ours: Iterable[OurMark], theirs: Iterable[TheirMark], code_map: CodeMap, roll: Roll
) -> Iterator[Compared]:
    """Yield every session of a pupil that either side says something of, in order."""
    here = {(mark.date, mark.session): mark for mark in ours if mark.code}
    there = _signs(theirs)
    for place in sorted(here.keys() | there.keys()):
        yield _compared(pupil, place, here.get(place), there.get(place, ()), code_map, roll)


def _signs(theirs: Iterable[TheirMark]) -> Mapping[_Place, tuple[str, ...]]:
    """Gather the different signs of each session there; equal rows are one, and blank beside a sign is different."""
    found: dict[_Place, tuple[str, ...]] = {}
    for mark in theirs:
        sign = mark.sign.strip()
        held = found.get((mark.date, mark.session), ())
        if sign not in held:
            found[mark.date, mark.session] = (*held, sign)
    return {place: signs for place, signs in found.items() if signs != ("",)}


def _compared(
    pupil: str,
    place: _Place,
    here: OurMark | None,
    signs: tuple[str, ...],
    code_map: CodeMap,
    roll: Roll,
) -> Compared:
    day, session = place
    ours = _ours(here)
    reading = code_map.read(signs[0], day) if len(signs) == 1 else None
    theirs = _theirs(reading)
    if ours == theirs and _says_the_same(here, reading):
        return Compared(ours, theirs, None)
    effect = tuple(one - other for one, other in zip(ours, theirs, strict=True))
    sign = " and ".join(one or "blank" for one in signs)
    code = here.code if here else ""
    read_as = reading.code if reading else ""
    kind = _kind(day, here, signs, reading, roll)
    why = here.not_counted if here else ""
    return Compared(ours, theirs, Explained(pupil, day, session, kind, code, sign, read_as, effect, why))


def _says_the_same(here: OurMark | None, reading: Reading | None) -> bool:
    """Answer whether there is one mark on each side, of one code, or of a class where theirs has no code."""
    if here is None or reading is None:
        return False
    return here.code == reading.code or (reading.is_mapped and not reading.code)


def _kind(
    day: date, here: OurMark | None, signs: tuple[str, ...], reading: Reading | None, roll: Roll
) -> Kind:
    if not signs:
        return Kind.MISSING_THERE
    if not roll.is_known:
        return Kind.NOT_KNOWN
    if here is None and day not in roll:
        return Kind.NOT_ON_ROLL
    if reading is None:
        return Kind.GIVEN_TWICE
    if reading.counted_as is None:
        return Kind.NOT_UNDERSTOOD
    if here is None:
        return Kind.MISSING_HERE
    if here.code == reading.code:
        return Kind.COUNTED_DIFFERENTLY
    return Kind.READ_DIFFERENTLY if reading.is_mapped else Kind.OTHER_CODE


def _ours(mark: OurMark | None) -> Effect:
    if mark is None or mark.not_counted:
        return NOTHING
    return adds(mark.code, class_for_counting(mark.code, mark.date))


def _theirs(reading: Reading | None) -> Effect:
    if reading is None or reading.counted_as is None:
        return NOTHING
    return adds(reading.code, reading.counted_as)


@lru_cache(maxsize=1024)
def adds(code: str, counted_as: StatisticalClass) -> Effect:
    """Answer what a session with a code, counted in a class, adds to each of `FIGURES`."""
    families = families_of(code, counted_as)
    return tuple(int(figure in families) for figure in FIGURES)
