"""Where figures that were counted are kept: beside the extracts they were counted from, a file for each body and year.

extracts/figures/year=2026/school-100001.sqlite     the year is the September it starts in
extracts/figures/year=2026/trust-3.sqlite
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from onroll.analysis.kept import NotKept, OfAnotherFormat, open_kept
from onroll.service.extracts.folder import extracts_folder

_SUFFIX = ".sqlite"


def kept_path(key: str, year: int) -> Path:
    """Return where a body's figures of a year are kept; `year` is the September it starts in."""
    return _folder() / f"year={year}" / f"{key}{_SUFFIX}"


def years_kept(key: str) -> list[int]:
    """Return the years there are figures of, newest first."""
    return sorted((_year(path) for path in _folder().glob(f"year=*/{key}{_SUFFIX}")), reverse=True)


def has_another_format() -> bool:
    """Say whether any figures were kept by another version of Onroll."""
    return any(_is_of_another_format(path) for path in _folder().glob(f"year=*/*{_SUFFIX}"))


def _is_of_another_format(path: Path) -> bool:
    try:
        with open_kept(path):
            return False
    except OfAnotherFormat:
        return True
    except NotKept:
        return False


def forget_years(key: str, *, but: Collection[int]) -> int:
    """Take away a body's figures of years that are not among these; return how many files went."""
    gone = [year for year in years_kept(key) if year not in but]
    for year in gone:
        kept_path(key, year).unlink()
    return len(gone)


def forget_others(keys: Collection[str]) -> int:
    """Take away the figures of bodies that are not among these; return how many files went."""
    gone = [path for path in _folder().glob(f"year=*/*{_SUFFIX}") if path.stem not in keys]
    for path in gone:
        path.unlink()
    return len(gone)


def _folder() -> Path:
    return extracts_folder() / "figures"


def _year(path: Path) -> int:
    return int(path.parent.name.removeprefix("year="))
