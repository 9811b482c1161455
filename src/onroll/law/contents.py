"""What a document or a record must hold: a list by name, dated and cited, and what one leaves out."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from onroll.law.dated import Dated
from onroll.law.faults import Fault


class Content(NamedTuple):
    """One thing that must be there, by name and in words."""

    name: str
    words: str

    def __str__(self) -> str:
        return self.words


Contents = tuple[Content, ...]


def left_out(
    contents: Dated[Contents], names: Collection[str], lead: str, *, on: date | None = None
) -> tuple[Fault, ...]:
    """Find what is left out, by name. `lead` begins the message, such as "A notice must hold"."""
    step = contents.newest if on is None else contents.step_on(on)
    if step is None:
        return ()
    return tuple(
        Fault(f"{one.name}_missing", f"{lead} {one.words}. Add it.", step.citation)
        for one in step.value
        if one.name not in names
    )
