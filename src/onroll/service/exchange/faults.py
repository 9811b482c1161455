"""What is wrong with a file or a row, in one sentence, and what to do about it in another."""

from __future__ import annotations

from dataclasses import dataclass

#: Longer values are cut in messages: a message is for reading.
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One row that is set aside: where it stands, what is wrong with it and the cure. Row 1 is the header."""

    file: str
    row: int
    column: str
    value: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, column {self.column}, “{shown(self.value)}”: {self.what} {self.cure}"


class Unreadable(ValueError):
    """A cell does not hold what its column is for; the message says what was found instead."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what)
        self.what, self.cure = what, cure


class FileRefused(Exception):
    """A file that cannot be read as a whole: nothing of it, nor of the files sent with it, goes further."""

    def __init__(
        self, file: str, what: str, cure: str, *, row: int | None = None, column: str = "", value: str = ""
    ) -> None:
        self.file, self.row, self.column, self.value, self.what, self.cure = (
            file,
            row,
            column,
            value,
            what,
            cure,
        )
        where = ", ".join(
            part
            for part in (
                file,
                f"row {row}" if row else "",
                f"column {column}" if column else "",
                f"“{shown(value)}”" if value else "",
            )
            if part
        )
        super().__init__(f"{where}: {what} {cure}" if where else f"{what} {cure}")


def shown(value: str) -> str:
    """Cut a value to what a message can carry, without line breaks."""
    one_line = " ".join(value.split()) if value.strip() else value
    return one_line if len(one_line) <= LONGEST_SHOWN else one_line[: LONGEST_SHOWN - 1] + "…"
