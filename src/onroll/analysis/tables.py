"""The flat tables of marks: which columns they have, and what may stand in them.

`entries` has a row for each pupil and session, `pupils` one for each enrolment, and `calendar` one for each session
of a school. They come as CSV or Parquet, one file or a folder of parts, or as a frame of the reader's own.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DATE = "date"
    SESSION = "session"
    WHOLE = "whole number"
    TIME = "timestamp"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a flat table. A `key` may not be empty."""

    name: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    key: bool = False


@dataclass(frozen=True, slots=True)
class FlatTable:
    """One of the three tables, by the name it has in messages."""

    name: str
    columns: tuple[Column, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which the table cannot be read."""
        return tuple(column.name for column in self.columns if column.needed)

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


ENTRIES = FlatTable(
    "entries",
    (
        Column("school", needed=True, key=True),
        Column("pupil", needed=True, key=True),
        Column("date", Kind.DATE, needed=True, key=True),
        Column("session", Kind.SESSION, needed=True, key=True),
        Column("code", needed=True),
        Column("minutes_late", Kind.WHOLE),
        Column("recorded_at", Kind.TIME),
    ),
)

PUPILS = FlatTable(
    "pupils",
    (
        Column("pupil", needed=True, key=True),
        Column("school", needed=True, key=True),
        Column("year_group"),
        Column("sex"),
        Column("ethnicity"),
        Column("language"),
        Column("fsm"),
        Column("pupil_premium"),
        Column("sen"),
        Column("sen_need"),
        Column("ehcp"),
        Column("social_worker"),
        Column("looked_after"),
        Column("young_carer"),
        Column("phase"),
        Column("district"),
        Column("trust"),
        Column("born", Kind.DATE),
        Column("starting_day", Kind.DATE),
        Column("leaving_day", Kind.DATE),
        Column("registration_group"),
    ),
)

CALENDAR = FlatTable(
    "calendar",
    (
        Column("school", needed=True, key=True),
        Column("date", Kind.DATE, needed=True, key=True),
        Column("session", Kind.SESSION, needed=True, key=True),
        Column("kind", needed=True, key=True),
    ),
)

CALENDAR_KINDS = ("school", "inset", "holiday", "closure")
SESSIONS = ("AM", "PM")

# What a figure may be asked by, besides the school itself.
GROUPS = tuple(
    column.name for column in PUPILS.columns if column.kind is Kind.TEXT and column.name != "pupil"
)
