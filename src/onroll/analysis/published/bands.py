"""The published file of absence bands: enrolments by how much they missed, by sex, year group, free school meals and SEN.

It has no header. A row is of one place, phase and mix of characteristics, and counts its enrolments in each twentieth of their
possible sessions missed, the last being half or more. Every place has rows of its own, so nothing is added up over places; of
the mixes each characteristic is added up by itself, and all of them together.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from onroll.analysis.groupings import EVERYONE
from onroll.analysis.published.of_a_place import (
    ENROLMENTS_TO_DATE,
    PERSISTENT,
    SEVERE,
    PublishedFigures,
)
from onroll.analysis.published.periods import PublishedPeriod
from onroll.analysis.published.places import Area, Level, Phase
from onroll.analysis.published.rows import NotAPublishedFile, lines_of, refuse_cut_short
from onroll.law.school_time import AcademicYear

_ABOUT = (
    "time_identifier", "time_period", "geographic_level", "country_code", "country_name", "region_name", "region_code",
    "old_la_code", "new_la_code", "la_name", "school_type", "fsm_eligible", "sen_status", "gender", "year group",
)  # fmt: skip
#: Twentieths of the possible sessions, up to half of them; the last holds half and more. A band holds its lower edge.
_BANDS = 11
_COLUMNS = len(_ABOUT) + _BANDS
#: The first band of a tenth or more.
_PERSISTENT_FROM = 2
_PHASES = {
    "State-funded primary": Phase.PRIMARY,
    "State-funded secondary": Phase.SECONDARY,
    "Special": Phase.SPECIAL,
}
#: What the file's words are called among the groups figures are asked by; any other is in no group of its own.
_GROUPS = {
    "fsm_eligible": {"Eligible": "fsm=true", "Not Eligible": "fsm=false"},
    "sen_status": {"No identified special educational need": "sen=N"},
    "gender": {"Female": "sex=F", "Male": "sex=M"},
}
_OF_YEAR = 6


def is_of_bands(cells: list[str]) -> bool:
    """Answer whether the first row of a file is one of absence bands, which have no header."""
    return len(cells) == _COLUMNS and cells[2].strip() in set(Level) and cells[1].strip().isdecimal()


def bands_in(path: Path) -> Iterator[PublishedFigures]:
    """Yield, of the last year in the file, each place, phase and group, and each with all phases. Raises `NotAPublishedFile`."""
    year, counted, areas = "", defaultdict[tuple[str, Phase, str], list[int]](_nobody), dict[str, Area]()
    for line, cells in lines_of(path):
        refuse_cut_short(path, line, cells, _COLUMNS)
        row = dict(zip(_ABOUT, (cell.strip() for cell in cells), strict=False))
        if row["time_period"] < year:
            continue
        if row["time_period"] > year:
            year = row["time_period"]
            counted.clear()
            areas.clear()
        area = _area(path, line, row)
        areas[area.code] = area
        numbers = _numbers(path, line, cells[len(_ABOUT) :])
        for group in _groups(row):
            for phase in (_phase(path, line, row), Phase.ALL):
                _add(counted[area.code, phase, group], numbers)
    period = PublishedPeriod.year(_year(path, year))
    for (code, phase, group), (pupils, persistent, severe) in counted.items():
        counts = {ENROLMENTS_TO_DATE: pupils, PERSISTENT: persistent, SEVERE: severe}
        yield PublishedFigures(areas[code], phase, period, counts, {}, {}, group=group)


def _nobody() -> list[int]:
    return [0, 0, 0]


def _add(total: list[int], numbers: tuple[int, int, int]) -> None:
    for place, number in enumerate(numbers):
        total[place] += number


def _numbers(path: Path, line: int, cells: list[str]) -> tuple[int, int, int]:
    """Read a row's bands: its enrolments, those of a tenth missed or more, and those of half or more."""
    bands = []
    for cell in cells:
        if not cell.strip().isdecimal():
            raise NotAPublishedFile(
                f"{path}, line {line}: “{cell.strip()}” is no number of enrolments. Download the file again."
            )
        bands.append(int(cell))
    return sum(bands), sum(bands[_PERSISTENT_FROM:]), bands[-1]


def _groups(row: dict[str, str]) -> Iterator[str]:
    yield EVERYONE
    for name, groups in _GROUPS.items():
        if row[name] in groups:
            yield groups[row[name]]
    if row["year group"].isdecimal():
        yield f"year_group={int(row['year group'])}"


def _area(path: Path, line: int, row: dict[str, str]) -> Area:
    region = (row["region_code"], row["region_name"])
    match row["geographic_level"]:
        case Level.ENGLAND:
            return Area(Level.ENGLAND, row["country_code"], row["country_name"])
        case Level.REGION:
            return Area(Level.REGION, *region, region[0])
        case Level.AUTHORITY:
            return Area(Level.AUTHORITY, row["new_la_code"], row["la_name"], *region, row["old_la_code"])
        case said:
            raise NotAPublishedFile(
                f"{path}, line {line}, geographic_level: “{said}” is not known. It is one of {', '.join(Level)}."
            )


def _phase(path: Path, line: int, row: dict[str, str]) -> Phase:
    phase = _PHASES.get(row["school_type"])
    if phase is None:
        raise NotAPublishedFile(
            f"{path}, line {line}, school_type: “{row['school_type']}” is not known. It is one of {', '.join(_PHASES)}."
        )
    return phase


def _year(path: Path, said: str) -> AcademicYear:
    if len(said) != _OF_YEAR or not said.isdecimal():
        raise NotAPublishedFile(f"{path}: “{said}” names no year. A year is written 202223.")
    return AcademicYear.starting_in(int(said[:4]))
