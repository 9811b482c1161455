"""National Curriculum years: their order, and how they are said."""

from __future__ import annotations

YEAR_GROUPS = ("N1", "N2", "R", *(str(year) for year in range(1, 15)))


def year_group_in_words(year_group: str) -> str:
    """Say a year group: "Year 5", "Reception", "Nursery 1"; blank for none."""
    if year_group == "R":
        return "Reception"
    if year_group.startswith("N"):
        return f"Nursery {year_group[1:]}"
    return f"Year {year_group}" if year_group else ""


def year_group_after(year_group: str) -> str | None:
    """Return the next year group, or None after the last."""
    place = YEAR_GROUPS.index(year_group) + 1
    return YEAR_GROUPS[place] if place < len(YEAR_GROUPS) else None


def year_group_order(year_group: str) -> int:
    """Return a year group's place, the unknown last."""
    return YEAR_GROUPS.index(year_group) if year_group in YEAR_GROUPS else len(YEAR_GROUPS)


def first_year_group(lowest_age: int) -> str:
    """Return the first year group of a school by its lowest age: pupils of Year 7 come at 11.

    A school from five may have a reception class, which holds those who turn five in it.
    """
    year = lowest_age - 4
    return str(min(year, 14)) if year > 1 else ("R", "R", "N2", "N1")[min(1 - year, 3)]


def year_groups_of(lowest_age: int, highest_age: int) -> tuple[str, ...]:
    """Return the year groups a school may have, by the ages of its pupils, in order."""
    first, last = (
        YEAR_GROUPS.index(one) for one in (first_year_group(lowest_age), last_year_group(highest_age))
    )
    return YEAR_GROUPS[first : max(first, last) + 1]


def year_groups_offered(lowest_age: int, highest_age: int, *, chosen: str = "") -> list[tuple[str, str]]:
    """Return the year groups a form offers, in words: those of the school's ages, and one that stands already."""
    years = {*year_groups_of(lowest_age, highest_age), *([chosen] if chosen in YEAR_GROUPS else [])}
    return [(year, year_group_in_words(year)) for year in sorted(years, key=year_group_order)]


def last_year_group(highest_age: int) -> str:
    """Return the last year group of a school by its highest age: pupils of Year 6 turn 11."""
    # Year n holds those who turn n + 5 in it; reception is year 0.
    year = highest_age - 5
    return str(min(year, 14)) if year > 0 else ("R", "N2", "N1")[min(-year, 2)]
