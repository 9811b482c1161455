"""The record's own no to one row, with the row it says no to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onroll.service.access.refusals import AccessRefused
from onroll.service.admission_register.actions.amending import AmendmentRefused
from onroll.service.admission_register.actions.moving import MoveRefused
from onroll.service.organisations.refusals import OrganisationRefusal


class RowRefused(Exception):
    """The record refuses what a row would do; the message says which row, why, and what to do."""

    def __init__(self, file: str, row: int, why: object) -> None:
        super().__init__(f"{file}, row {row}: {why}")


@contextmanager
def refusing_by_row(file: str, row: int) -> Iterator[None]:
    """Turn a refusal of the record into one that names the row it came from."""
    try:
        yield
    except (AccessRefused, AmendmentRefused, MoveRefused, OrganisationRefusal) as refusal:
        raise RowRefused(file, row, refusal) from refusal
