"""The four figures of a pupil's year in words, and the entries each opens to."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE, PupilMeasures, SessionCount
from onroll.law.code_meaning import StatisticalClass
from onroll.service.pupil_record.year import PupilYear
from onroll.service.web.formats import counted

_SHARES = {10: "a tenth", 20: "a fifth", 50: "half"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its key in addresses, the number, its words, whether it wants looking at."""

    key: str
    number: str
    words: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Entries that one figure counts alike, or leaves out alike."""

    title: str
    sessions: list[SessionCount]


TITLES = {
    "attendance": "Attendance",
    "authorised": "Authorised absence",
    "unauthorised": "Unauthorised absence",
    "absence": "Persistent and severe absence",
}


def figures_of(found: PupilMeasures) -> list[Figure]:
    """Return the four figures."""
    percent = "–" if found.attendance_percent is None else f"{found.attendance_percent}%"
    return [
        Figure(
            "attendance",
            percent,
            f"attendance: {found.attended} of {counted(found.possible, 'possible session')}",
            found.persistent,
        ),
        Figure("authorised", str(found.authorised), counted_noun(found.authorised, "authorised session")),
        Figure(
            "unauthorised",
            str(found.unauthorised),
            counted_noun(found.unauthorised, "unauthorised session"),
            found.unauthorised > 0,
        ),
        Figure("absence", band(found), sentence(found), found.persistent),
    ]


def band(found: PupilMeasures) -> str:
    """Name where a pupil's absence stands."""
    if not found.possible:
        return "–"
    return "Severe" if found.severe else "Persistent" if found.persistent else "Not persistent"


def sentence(found: PupilMeasures) -> str:
    """Say the absence against the share that decides: "26 of 229 is over a tenth"."""
    if not found.possible:
        return "no possible session yet"
    share = (SEVERE_ABSENCE if found.severe else PERSISTENT_ABSENCE).newest.value
    named = _SHARES.get(share, f"{share}%")
    difference = found.absent * 100 - found.possible * share
    how = "exactly" if difference == 0 else "over" if difference > 0 else "under"
    return f"{found.absent} of {found.possible} missed is {how} {named}"


def counted_noun(number: int, noun: str) -> str:
    """Return the noun that follows a number set apart from it."""
    return noun if number == 1 else f"{noun}s"


def parts_of(key: str, year: PupilYear) -> list[Part]:
    """Return the entries behind a figure: those it counts first, then what is only possible, then those left out."""
    sessions = year.counted()
    top = [one for one in sessions if one.counted and _counts_in(key, one.statistical_class)]
    rest = [one for one in sessions if one.counted and not _counts_in(key, one.statistical_class)]
    out = [one for one in sessions if not one.counted]
    return [
        Part(f"{_TOPS[key]} ({len(top)})", top),
        Part(f"Also possible, so counted beneath the line ({len(rest)})", rest),
        Part(f"Not counted at all ({len(out)})", out),
    ]


_TOPS = {
    "attendance": "Attended",
    "authorised": "Authorised absence",
    "unauthorised": "Unauthorised absence",
    "absence": "Absent",
}


def _counts_in(key: str, found: StatisticalClass | None) -> bool:
    if found is None:
        return False
    match key:
        case "attendance":
            return found.is_attending
        case "authorised":
            return found is StatisticalClass.AUTHORISED_ABSENCE
        case "unauthorised":
            return found is StatisticalClass.UNAUTHORISED_ABSENCE
    return found.is_absence
