"""How another system lays its marks out. A profile is data: kept with a school as a column map, sent with a changeset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from onroll.service.exchange.faults import FileRefused


class Layout(StrEnum):
    """One string of marks a pupil, or one row a mark."""

    STRINGS = "strings"
    ROWS = "rows"


class Scheme(StrEnum):
    """Which days a string of marks has places for."""

    SCHOOL_DAYS = "school-days"
    WEEKDAYS = "weekdays"
    CALENDAR_DAYS = "calendar-days"


class Sign(StrEnum):
    """What a sign that is no attendance code says."""

    NO_MARK = "no mark yet"
    NO_SESSION = "no session for this pupil"
    CLOSED = "school closed"


#: What the signs mean in the systems we have seen. A system that means something else says so in its profile.
USUAL_SIGNS = {"-": Sign.NO_MARK, " ": Sign.NO_SESSION, ".": Sign.NO_SESSION, "#": Sign.CLOSED}
_COLUMNS = {
    Layout.STRINGS: ("pupil_ref", "upn", "marks"),
    Layout.ROWS: ("pupil_ref", "upn", "date", "session", "code", "minutes_late", "note"),
}
_NEEDED = {Layout.STRINGS: ("marks",), Layout.ROWS: ("date", "session", "code")}
#: Ways of writing a date that a column may be said to hold; none is ever tried out.
DATE_FORMATS = {
    "2026-09-01": "%Y-%m-%d",
    "01/09/2026": "%d/%m/%Y",
    "01-Sep-2026": "%d-%b-%Y",
    "1 September 2026": "%d %B %Y",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout. `columns` maps our names to the file's; `meanings` maps a one-character code to the national code it stands for."""

    name: str
    layout: Layout = Layout.STRINGS
    columns: Mapping[str, str] = field(default_factory=dict)
    scheme: Scheme = Scheme.SCHOOL_DAYS
    marks_per_day: int = 2
    width: int = 1
    first_day: dt.date | None = None
    signs: Mapping[str, str] = field(default_factory=lambda: dict(USUAL_SIGNS))
    meanings: Mapping[str, str] = field(default_factory=dict)
    date_format: str = "%Y-%m-%d"
    sessions: Mapping[str, str] = field(default_factory=lambda: {"AM": "AM", "PM": "PM"})

    def as_data(self) -> dict[str, Any]:
        """Return the profile as it is kept."""
        data = {
            name: dict(value) if isinstance(value, Mapping) else value for name, value in asdict(self).items()
        }
        return {**data, "first_day": self.first_day.isoformat() if self.first_day else None}


def profile_of(data: Mapping[str, Any]) -> Profile:
    """Read a kept profile. FileRefused, with the cure, where it cannot be what it says."""
    layout = _read(data, "layout", Layout.STRINGS, Layout, f"one of {', '.join(Layout)}")
    scheme = _read(data, "scheme", Scheme.SCHOOL_DAYS, Scheme, f"one of {', '.join(Scheme)}")
    signs = {
        sign: _read({"signs": meaning}, "signs", "", Sign, f"each one of {', '.join(Sign)}")
        for sign, meaning in _mapping(data, "signs", USUAL_SIGNS).items()
    }
    first_day = _read(data, "first_day", None, dt.date.fromisoformat, "a day such as 2025-09-03")
    marks_per_day = _read(data, "marks_per_day", 2, int, "1 or 2")
    width = _read(data, "width", 1, int, "1 or 2")
    profile = Profile(
        name=str(data.get("name", "")),
        layout=layout,
        columns={
            ours: str(theirs).strip()
            for ours, theirs in _mapping(data, "columns", {}).items()
            if str(theirs).strip()
        },
        scheme=scheme,
        marks_per_day=marks_per_day,
        width=width,
        first_day=first_day,
        signs=signs,
        meanings=_mapping(data, "meanings", {}),
        date_format=str(data.get("date_format", "%Y-%m-%d")),
        sessions=_mapping(data, "sessions", {"AM": "AM", "PM": "PM"}),
    )
    _judge(profile)
    return profile


def _read(data: Mapping[str, Any], key: str, usual: Any, read: Callable[[Any], Any], expects: str) -> Any:
    value = data.get(key, usual)
    if value is None or value == "" or value is usual:
        return usual
    try:
        return read(value)
    except (ValueError, TypeError):
        raise _refused(f"The layout says {value} for {key}.", f"Let it be {expects}.") from None


def _mapping(data: Mapping[str, Any], key: str, usual: Mapping[str, str]) -> dict[str, str]:
    value = data.get(key, usual)
    if not isinstance(value, Mapping) or not all(isinstance(said, str) for said in value.values()):
        raise _refused(
            f"The layout has no names and words under {key}.", f"Write {key} as {{…}}, a word for each name."
        )
    return dict(value)


def _judge(profile: Profile) -> None:
    unknown = set(profile.columns) - set(_COLUMNS[profile.layout])
    if unknown:
        raise _refused(
            f"The layout names columns we have no use for: {', '.join(sorted(unknown))}.", "Take them out."
        )
    for name in _NEEDED[profile.layout]:
        if name not in profile.columns:
            raise _refused(
                f"The layout does not say which column holds the {name}.",
                "Give the column's heading as the file has it.",
            )
    if not {"pupil_ref", "upn"} & set(profile.columns):
        raise _refused(
            "The layout does not say which column tells pupils apart.",
            "Give the heading of the pupil's id or of the UPN.",
        )
    if profile.layout is Layout.STRINGS and profile.first_day is None:
        raise _refused("The layout does not say which day the marks begin on.", "Give the first day.")
    if profile.marks_per_day not in (1, 2) or profile.width not in (1, 2):
        raise _refused(
            "A day has one or two marks, and a mark one or two characters.", "Choose 1 or 2 for each."
        )
    if profile.layout is Layout.ROWS and profile.date_format not in DATE_FORMATS.values():
        raise _refused(
            "The layout does not say how dates are written.", f"Choose one of: {', '.join(DATE_FORMATS)}."
        )


def _refused(what: str, cure: str) -> FileRefused:
    return FileRefused("", what, cure)


#: Where a school starts from; it sets its own headings and first day, and keeps the result under a name.
PRESETS = {
    "weekly-herringbone": Profile(
        "Weekly herringbone: Monday to Friday, AM then PM, one character a mark",
        columns={"pupil_ref": "Adno", "marks": "Marks"},
        scheme=Scheme.WEEKDAYS,
    ),
    "calendar-days": Profile(
        "Every day of the week, AM then PM, weekends filled",
        columns={"pupil_ref": "Adno", "marks": "Marks"},
        scheme=Scheme.CALENDAR_DAYS,
    ),
    "two-wide": Profile(
        "School days only, two characters a mark, so that C1 and Y2 fit",
        columns={"pupil_ref": "Adno", "marks": "Marks"},
        scheme=Scheme.SCHOOL_DAYS,
        width=2,
    ),
    "mark-rows": Profile(
        "One row a mark, with the headings of your system",
        layout=Layout.ROWS,
        columns={"pupil_ref": "Adno", "date": "Date", "session": "Session", "code": "Mark"},
        date_format="%d/%m/%Y",
    ),
}
