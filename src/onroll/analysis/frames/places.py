"""Where a reader's frames are counted: here in DuckDB, or where they are, in Spark."""

from typing import Any, Protocol

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.given_tables import GivenTables


class Place(Protocol):
    """An engine with the reader's tables open in it, and the way back to frames of the reader's kind."""

    @property
    def engine(self) -> Engine:
        """What counts."""

    @property
    def given(self) -> GivenTables:
        """The tables, open for the engine."""

    def hand_over(self) -> None:
        """Bring what was counted to DuckDB, if it is not there."""

    def frame(self, query: str) -> Any:
        """Answer the rows of a query of DuckDB as a frame."""

    def pupils(self, scope: Scope) -> Any:
        """Answer a row for each enrolment as a frame."""
