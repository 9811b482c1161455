"""A small authority, drawn by a number: schools in districts, classes in years, and a few pupils of whom no row says anything."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from onroll.analysis.reference import Entry, Pupil
from onroll.law import BOTH_SESSIONS

SCHOOLS = ("100001", "100002", "100003", "100004")
DISTRICTS = ("North", "North", "South", "")
WEEKS = (date(2025, 9, 8), date(2026, 1, 12), date(2026, 5, 4), date(2026, 6, 8))
#: Codes of absence and of activity elsewhere, from those that many have to those of a few.
CODES = ("I", "O", "L", "G", "U", "M", "B", "V", "C", "E", "S", "Q")


def authority(seed: int) -> tuple[list[Entry], list[Pupil]]:
    """Draw the entries and the pupils of an authority: the same for the same number."""
    draw = Random(seed)  # noqa: S311 - drawn again from the same number, and nothing secret
    entries: list[Entry] = []
    pupils: list[Pupil] = []
    for school, district in zip(SCHOOLS, DISTRICTS, strict=True):
        for number in range(draw.randint(12, 40)):
            pupil = f"{school}-{number}"
            entries += _marks(draw, school, pupil)
            if draw.random() < 0.95:
                pupils.append(_row(draw, school, pupil, district))
    return entries, pupils


def _marks(draw: Random, school: str, pupil: str) -> Iterator[Entry]:
    often = draw.choice((0.02, 0.05, 0.1, 0.4, 0.7))
    codes = [CODES[min(draw.randrange(12), draw.randrange(12))] for _ in range(2)]
    for monday in WEEKS:
        for number in range(5):
            for session, present in zip(BOTH_SESSIONS, "/\\", strict=True):
                code = draw.choice(codes) if draw.random() < often else present
                yield Entry(school, pupil, monday + timedelta(days=number), session, code)


def _row(draw: Random, school: str, pupil: str, district: str) -> Pupil:
    year = draw.choice("789")
    return Pupil(
        pupil=pupil,
        school=school,
        district=district,
        year_group=year,
        registration_group=f"{school[-1]}{year}{draw.choice('AB')}",
        sex=draw.choice("FFMM") if draw.random() < 0.97 else "",
        fsm=draw.choice(("true", "false", "false", "false")),
    )
