"""The grounds for deletion as a form lists them: by what has happened, those the records rule out apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.law.plain_words import listed
from onroll.service.attendance_register.queries.deletion_question import GroundStanding

#: What has happened, and the grounds that are for it, by key.
MATTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Another school, or education elsewhere", ("a", "c", "d", "e", "f", "elsewhere")),
    ("Moved away, or does not come", ("g", "h", "i", "ceased", "absent")),
    ("Time at this school has ended", ("b", "l", "m", "n", "o", "nursery", "excluded", "charges")),
    ("Detention or death", ("j", "k", "died")),
)


@dataclass(frozen=True, slots=True)
class GroundList:
    """The grounds the records leave open, by what has happened; and those they rule out, with why."""

    open: list[tuple[str, list[GroundStanding]]]
    ruled_out: list[GroundStanding]

    @property
    def first(self) -> str:
        """The key of the ground listed first, where a person is led who chose none."""
        return self.open[0][1][0].ground.key if self.open else ""

    @property
    def chosen_none(self) -> str:
        """What to say to whoever chose no ground."""
        named = [_named(one) for _, standings in self.open for one in standings]
        could = f" By the school’s records it could be {listed(named)}." if named else ""
        return f"Choose the ground that applies.{could} If none does, the pupil stays on the register."


def ground_list(standings: Sequence[GroundStanding]) -> GroundList:
    """Lay out the grounds for the form."""
    grouped = [
        (
            matter,
            [one for key in keys for one in standings if one.ground.key == key and not one.ruled_out],
        )
        for matter, keys in MATTERS
    ]
    return GroundList(
        [(matter, found) for matter, found in grouped if found], [one for one in standings if one.ruled_out]
    )


def _named(one: GroundStanding) -> str:
    return f"({one.ground.key})" if one.ground.of_compulsory_school_age else f"“{one.ground.title}”"
