"""What a September roll-over would do: who goes up, into which group, and who would leave. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onroll.law.plain_words import counted, listed
from onroll.service.people.year_groups import YEAR_GROUPS, year_group_after, year_group_order

_LEADING_YEAR = re.compile(r"^(Year |Y)?(R|N[12]|\d{1,2})(?=$|[^\w]|[A-Z])")


@dataclass(frozen=True, slots=True)
class PlacedPupil:
    """A pupil on roll on the last day of the old year, as they are placed."""

    pupil_id: int
    enrolment_id: int
    name: str
    year_group: str
    group_id: int | None


@dataclass(frozen=True, slots=True)
class GroupNow:
    """A registration group of the old year."""

    group_id: int
    name: str
    year_group: str


@dataclass(frozen=True, slots=True)
class GroupMove:
    """What becomes of one group. `becomes` is the new group's name; equal to the old for one that carries on."""

    group: GroupNow
    becomes: str
    becomes_year: str
    carries_on: bool
    pupil_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RollOverPlan:
    """The whole of a roll-over, before anybody says yes."""

    first_day: dt.date
    last_year: str
    moves: tuple[GroupMove, ...]
    leavers: tuple[PlacedPupil, ...]
    new_years: Mapping[int, str]
    without_year: tuple[PlacedPupil, ...] = ()
    without_group: tuple[PlacedPupil, ...] = ()
    new_groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def joined(self) -> dict[str, list[GroupMove]]:
        """The new groups that more than one group of now would become, by name."""
        found: dict[str, list[GroupMove]] = {}
        for move in self.moves:
            if move.pupil_ids and move.becomes:
                found.setdefault(move.becomes, []).append(move)
        return {name: moves for name, moves in found.items() if len(moves) > 1}

    @property
    def faults(self) -> tuple[str, ...]:
        """What no roll-over may do, a sentence each: leave pupils in no group, or join two years in one of one year."""
        nameless = (
            f"{move.group.name} has no new name, and its {counted(len(move.pupil_ids), 'pupil')} would be in no group. "
            "Give it one."
            for move in self.moves
            if move.pupil_ids and not move.becomes
        )
        mixed = (
            f"{listed([move.group.name for move in moves], 'and')} would all become {name}, and are of different "
            "years. Give each year a group of its own."
            for name, moves in self.joined.items()
            if len({move.becomes_year for move in moves}) > 1
        )
        return (*nameless, *mixed)


def plan_roll_over(
    pupils: Iterable[PlacedPupil],
    groups: Iterable[GroupNow],
    *,
    first_day: dt.date,
    last_year: str,
    names: Mapping[int, str] | None = None,
) -> RollOverPlan:
    """Work out a roll-over. `names` are new names a person chose, by group; the rest follow the pattern of the old."""
    pupils = tuple(pupils)
    leavers = tuple(pupil for pupil in pupils if _leaves(pupil.year_group, last_year))
    staying = [pupil for pupil in pupils if pupil not in set(leavers)]
    moves = tuple(
        _move(group, staying, last_year, (names or {}).get(group.group_id))
        for group in sorted(groups, key=_order)
    )
    return RollOverPlan(
        first_day=first_day,
        last_year=last_year,
        moves=moves,
        leavers=leavers,
        new_years={
            pupil.pupil_id: after
            for pupil in staying
            if pupil.year_group in YEAR_GROUPS and (after := year_group_after(pupil.year_group))
        },
        without_year=tuple(pupil for pupil in staying if pupil.year_group not in YEAR_GROUPS),
        without_group=tuple(pupil for pupil in staying if pupil.group_id is None),
        new_groups={
            move.becomes: move.becomes_year
            for move in moves
            if not move.carries_on and move.becomes and move.pupil_ids
        },
    )


def name_next_year(name: str) -> str | None:
    """Return a group's name a year on, by its leading year: "5 Oak" becomes "6 Oak". None where it leads with none."""
    found = _LEADING_YEAR.match(name)
    if not found:
        return None
    after = year_group_after(found[2]) if found[2] in YEAR_GROUPS else None
    return f"{found[1] or ''}{after}{name[found.end() :]}" if after else None


def _leaves(year_group: str, last_year: str) -> bool:
    return year_group in YEAR_GROUPS and year_group_order(year_group) >= year_group_order(last_year)


def _order(group: GroupNow) -> tuple[int, str]:
    return year_group_order(group.year_group), group.name


def _move(group: GroupNow, staying: list[PlacedPupil], last_year: str, chosen: str | None) -> GroupMove:
    members = tuple(pupil.pupil_id for pupil in staying if pupil.group_id == group.group_id)
    by_pattern = name_next_year(group.name)
    becomes = chosen if chosen is not None else by_pattern or group.name
    # A group of one year whose name does not tell it is a new group of the same name; a mixed group carries on.
    carries_on = becomes == group.name and not group.year_group
    ends = group.year_group in YEAR_GROUPS and _leaves(group.year_group, last_year)
    if ends and not members:
        becomes = ""
    year = year_group_after(group.year_group) if group.year_group in YEAR_GROUPS else None
    return GroupMove(group, becomes, "" if ends else year or "", carries_on, members)
