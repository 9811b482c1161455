"""Which files a table is made of, and whether they hold text or Parquet."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onroll.analysis.bad_input import BadTable

_PARQUET = ".parquet"
_CSV = ".csv"
_SPREADSHEETS = {".xls", ".xlsx", ".ods"}


@dataclass(frozen=True, slots=True)
class Files:
    """The parts of one table, in order of name."""

    table: str
    parts: tuple[Path, ...]
    is_parquet: bool


def find_files(table: str, given: Path | Sequence[Path]) -> Files:
    """Find the parts of a table in a file, a folder, or parts given one by one; raise `BadTable` where there is none to read."""
    if not isinstance(given, Path):
        return _one_by_one(table, given)
    path = given
    if path.is_dir():
        return _in_folder(table, path)
    if not path.exists():
        raise BadTable(str(path), f"there is no such file of {table}.", "Check the path.")
    return Files(table, (path,), _is_parquet(path))


def _one_by_one(table: str, parts: Sequence[Path]) -> Files:
    found = [find_files(table, part) for part in parts]
    kinds = {one.is_parquet for one in found}
    if len(kinds) != 1:
        raise BadTable(
            table, "its parts are not all of one kind.", "Give parts that are all CSV or all Parquet."
        )
    return Files(table, tuple(part for one in found for part in one.parts), kinds.pop())


def _in_folder(table: str, folder: Path) -> Files:
    parts = sorted(
        part
        for part in folder.rglob("*")
        if part.suffix.lower() in (_PARQUET, _CSV)
        and not any(name.startswith((".", "_")) for name in part.relative_to(folder).parts)
    )
    inside = folder / table
    if inside.is_dir():
        raise BadTable(
            str(folder), f"this folder holds more than {table}.", f"Give the folder of {table}: {inside}."
        )
    if not parts:
        raise BadTable(
            str(folder),
            "the folder holds no .parquet and no .csv file.",
            f"Give the file or folder of {table}.",
        )
    kinds = {_is_parquet(part) for part in parts}
    if len(kinds) > 1:
        raise BadTable(
            str(folder),
            "the folder holds both .parquet and .csv files.",
            "Keep the parts of a table in a folder of their own, all of one kind.",
        )
    return Files(table, tuple(parts), kinds.pop())


def _is_parquet(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix == _PARQUET:
        return True
    if suffix in _SPREADSHEETS:
        raise BadTable(
            str(path), "this is a spreadsheet.", "Save the sheet as CSV (UTF-8) and give that file."
        )
    with path.open("rb") as opened:
        return opened.read(4) == b"PAR1"
