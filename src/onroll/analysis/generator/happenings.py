"""How common everything is that is no spell of absence: visits, closures, holidays, runs of days at another place.

Each is set so that its code comes to what was published: England 2025/26, and September 2025 for what is not possible.
"""

from dataclasses import dataclass
from typing import NamedTuple

from onroll.analysis.generator.kinds import NUMBERS
from onroll.analysis.generator.schools import Phase


class Running(NamedTuple):
    """Runs of sessions of one cause: the chance of one in a year, and from how many sessions to how many."""

    phase: str
    kind: int
    chance: float
    least: int
    most: int
    from_travellers: bool = False


@dataclass(frozen=True, slots=True)
class Chances:
    """How common each thing is in a phase: chances of a pupil, a year group or a registration group in a year.

    `part_time` is a chance for each per cent of the year missed; `late` is a per cent of sessions.
    """

    visits: float
    sport: float
    work_experience: float
    holiday: float
    part_time: float
    observance: float
    part_closed: float
    late: float
    late_mornings: float = 0.8


CHANCES = {
    Phase.PRIMARY: Chances(0.82, 0.085, 0.0, 0.22, 0.0055, 0.72, 0.023, 1.2),
    Phase.SECONDARY: Chances(0.87, 0.14, 0.90, 0.125, 0.0064, 0.62, 0.055, 3.15),
    Phase.SPECIAL: Chances(0.60, 0.055, 0.5, 0.16, 0.0210, 0.6, 0.25, 0.87),
}
FREE_PERIODS = 0.12
STUDY_LEAVE = 0.10
WORK_EXPERIENCE = 0.65
CLOSED = 0.06
PLANNED_CLOSURE = 0.08
#: Of the registers of a class in a year, the chance that one was never taken.
NOT_TAKEN = 0.10
_RUNS = (
    # kind, chances by phase, sessions
    ("at the other school", (0.0014, 0.0125, 0.005), (40, 200)),
    ("off site", (0.0105, 0.017, 0.051), (20, 120)),
    ("by the authority", (0.0010, 0.0043, 0.0055), (30, 120)),
    ("no access arrangements", (0.0002, 0.0004, 0.0045), (10, 60)),
    ("no transport", (0.003, 0.015, 0.38), (2, 6)),
    ("travel disrupted", (0.002, 0.026, 0.057), (2, 2)),
    ("detained", (0.0, 0.0002, 0.0012), (4, 28)),
    ("public health", (0.001, 0.001, 0.0015), (4, 12)),
    ("other cause", (0.021, 0.1, 0.22), (2, 8)),
    ("travelling", (0.33, 0.07, 0.17), (20, 100)),
)


def runs() -> list[Running]:
    """Answer the runs of every phase."""
    return [
        Running(phase, NUMBERS[kind], chance, *sessions, kind == "travelling")
        for kind, chances, sessions in _RUNS
        for phase, chance in zip(Phase, chances, strict=True)
    ]
