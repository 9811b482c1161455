"""What the bench's school is made of: its year, its marks and its names, the same every time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

PUPILS = 1_000
GROUPS = 34
DAYS = 190
#: Days after the year measured, whose registers are taken by the bench itself.
DAYS_TO_TAKE = 10
FIRST_DAY = dt.date(2025, 9, 1)
_HOLIDAY_WEEKS = {
    dt.date(2025, 10, 27),
    dt.date(2025, 12, 22),
    dt.date(2025, 12, 29),
    dt.date(2026, 2, 16),
    dt.date(2026, 3, 30),
    dt.date(2026, 4, 6),
    dt.date(2026, 5, 25),
}
#: Opening, closing, start and end of each session.
TIMES = {
    "AM": (dt.time(8, 45), dt.time(9, 15), dt.time(8, 45), dt.time(12, 0)),
    "PM": (dt.time(13, 0), dt.time(13, 30), dt.time(13, 0), dt.time(15, 15)),
}
_ABSENT = ("I", "I", "I", "M", "O", "C", "G", "N", "L", "L", "U")
_SURNAMES = ("Aldous", "Begum", "Carver", "Dhillon", "Eyre", "Farrow", "Gedge", "Hussain", "Ikin", "Jermy")
_FORENAMES = ("Amina", "Bruno", "Callum", "Daisy", "Ewan", "Freya", "Gita", "Hamza", "Iris", "Jonah")


def school_days(count: int) -> list[dt.date]:
    """Return the first school days of the year."""
    days: list[dt.date] = []
    monday = FIRST_DAY
    while len(days) < count:
        if monday not in _HOLIDAY_WEEKS:
            days += [monday + dt.timedelta(days=n) for n in range(5)]
        monday += dt.timedelta(days=7)
    return days[:count]


def group_of(pupil: int) -> int:
    """Return which of the groups a pupil is in; the first fourteen have thirty, the rest twenty-nine."""
    return pupil % GROUPS


def name_of(pupil: int) -> tuple[str, str]:
    """Return a pupil's forename and surname, each pair once in a hundred pupils."""
    return _FORENAMES[pupil % 10], f"{_SURNAMES[pupil // 10 % 10]}{'' if pupil < 100 else f'-{pupil // 100}'}"


def born(pupil: int) -> dt.date:
    """Return a day of birth of a child of primary age."""
    return dt.date(2015, 9, 1) + dt.timedelta(days=pupil % 1_500)


class Marks:
    """Draws codes: nineteen in twenty present, the rest as registers have them."""

    def __init__(self, seed: int = 7) -> None:
        self._draws = random.Random(seed)  # noqa: S311 - made-up marks, the same every time

    def draw(self, session: str) -> tuple[str, int | None]:
        """Return one code and, for L and U, minutes late."""
        if self._draws.random() < 0.94:
            return ("/" if session == "AM" else "\\"), None
        code = self._draws.choice(_ABSENT)
        late = {"L": self._draws.randint(1, 29), "U": self._draws.randint(31, 90)}.get(code)
        return code, late


def sessions(days: list[dt.date]) -> Iterator[tuple[dt.date, str]]:
    """Yield every session of these days, in order."""
    for day in days:
        for session in TIMES:
            yield day, session
