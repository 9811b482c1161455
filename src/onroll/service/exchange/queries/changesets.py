"""The changesets of a school, and one of them as a reviewer needs it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.exchange import uploads
from onroll.service.exchange.models import Changeset, ColumnMap, SetAside
from onroll.service.exchange.progress import doing_in_words, is_opening, percent_accepted, percent_read
from onroll.service.spreadsheets import as_text

#: Rows set aside that a page shows; the rest are in the file it offers.
SHOWN = 50
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class ChangesetPage:
    """A changeset, how far its reading or accepting has come, and the first of what was set aside."""

    changeset: Changeset
    doing: str
    rows_done: int
    set_aside: list[SetAside]
    may_see_record: bool
    #: While it is read, how many lines each file has, in the order they are read.
    lines: dict[str, int] = field(default_factory=dict)
    #: Whether any of what was sent is a workbook.
    of_a_workbook: bool = False

    @property
    def rows_of_it(self) -> int | None:
        """How many rows the file that is being read has; None where nobody can tell."""
        return max(0, self.lines.get(self.doing, 0) - 1) or None

    @property
    def is_opening(self) -> bool:
        """Whether a workbook is being opened: it is told in hundredths, and not in rows."""
        return is_opening(self.doing)

    @property
    def doing_in_words(self) -> str:
        """What is being done, as people read it."""
        return doing_in_words(self.doing)

    @property
    def is_busy(self) -> bool:
        """Whether a job is at work on it, or is about to be."""
        return self.changeset.state in (
            Changeset.State.PENDING,
            Changeset.State.READING,
            Changeset.State.ACCEPTING,
        )

    @property
    def percent(self) -> int | None:
        """About how much of reading or accepting is done; None where nobody can tell."""
        if self.changeset.state == Changeset.State.PENDING:
            return 0
        if self.changeset.state == Changeset.State.READING:
            return percent_read(self.lines, self.doing, self.rows_done, of_a_workbook=self.of_a_workbook)
        if self.changeset.state != Changeset.State.ACCEPTING:
            return None
        return percent_accepted(self.changeset.files, self.doing, self.rows_done)


def changesets_of(scope: Scope, *, school_id: int) -> list[Changeset]:
    """Return a school's changesets, the latest first. Raises OutOfScope."""
    scope.require(Permission.IMPORT_RUN, school_id=school_id)
    return list(Changeset.objects.filter(school_id=school_id)[:MOST_LISTED])


def changeset_page(scope: Scope, *, school_id: int, changeset_id: int) -> ChangesetPage | None:
    """Return a changeset of a school, None where it has none of that number. Raises OutOfScope."""
    scope.require(Permission.IMPORT_RUN, school_id=school_id)
    changeset = Changeset.objects.filter(pk=changeset_id, school_id=school_id).first()
    if changeset is None:
        return None
    doing, done = uploads.read_progress(changeset.folder)
    return ChangesetPage(
        changeset,
        doing,
        done,
        list(changeset.rows_set_aside.all()[:SHOWN]),
        scope.may(Permission.PUPIL_VIEW, school_id=school_id),
        uploads.lines_to_read(changeset.folder) if changeset.state == Changeset.State.READING else {},
        uploads.has_workbook(changeset.folder),
    )


def set_aside_csv(scope: Scope, *, school_id: int, changeset_id: int) -> Iterator[str]:
    """Yield everything a changeset set aside as CSV, a row a line. Raises OutOfScope."""
    scope.require(Permission.IMPORT_RUN, school_id=school_id)
    rows = SetAside.objects.filter(changeset_id=changeset_id, changeset__school_id=school_id)
    yield _line(("file", "row", "column", "value", "what is wrong", "what to do"))
    for row in rows.values_list("file", "row", "column", "value", "what", "cure").iterator(2_000):
        yield _line(row)


def column_maps_of(scope: Scope, *, school_id: int) -> list[ColumnMap]:
    """Return the layouts a school has kept, by name. Raises OutOfScope."""
    scope.require(Permission.IMPORT_RUN, school_id=school_id)
    return list(ColumnMap.objects.filter(school_id=school_id))


def _line(cells: tuple[Any, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow([as_text(str(cell)) for cell in cells])
    return stream.getvalue()
