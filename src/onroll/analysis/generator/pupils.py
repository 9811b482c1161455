"""What is drawn of each pupil, how common it is, and how it moves their absence."""

import math
from dataclasses import dataclass

from onroll.analysis.generator.schools import Phase


@dataclass(frozen=True, slots=True)
class Ethnicity:
    """An ethnic group by its census code: its share of pupils who are not White British, and its absence.

    `absence` is the group's overall absence in the census of 2016/17, where White British was 4.7.
    """

    code: str
    share: float
    absence: float
    observance: float = 0.0

    @property
    def leaning(self) -> float:
        """How the group moves a pupil's leaning."""
        return math.log(self.absence / _WHITE_BRITISH)


@dataclass(frozen=True, slots=True)
class Shares:
    """How common each thing is among the pupils of a phase, from 0 to 1.

    `part_of_year_leaning` moves those whose time at the school does not fill the year: that is why the absence of a
    phase is less than the mean of its pupils'.
    """

    meals: float
    plan: float
    support: float
    leavers: float
    joiners: float
    movers: float
    part_of_year_leaning: float
    minority: float = 0.32

    @property
    def part_of_year(self) -> float:
        """The share whose time at the school does not fill the year."""
        return self.leavers + self.joiners + self.movers


@dataclass(frozen=True, slots=True)
class Leaning:
    """How what is known of a pupil moves their leaning, and how far leanings spread beside it."""

    meals: float = 0.58
    plan: float = 0.75
    support: float = 0.48
    spread: float = 0.85


_WHITE_BRITISH = 4.7
MAJORITY = "WBRI"
ETHNICITIES = (
    Ethnicity("WIRI", 0.006, 5.5),
    Ethnicity("WIRT", 0.002, 18.1),
    Ethnicity("WROM", 0.008, 12.9),
    Ethnicity("WOTH", 0.195, 4.8, 0.05),
    Ethnicity("MWBC", 0.046, 5.8),
    Ethnicity("MWBA", 0.028, 4.4, 0.1),
    Ethnicity("MWAS", 0.046, 4.4, 0.1),
    Ethnicity("MOTH", 0.070, 4.7, 0.1),
    Ethnicity("AIND", 0.108, 3.6, 0.2),
    Ethnicity("APKN", 0.128, 5.2, 0.8),
    Ethnicity("ABAN", 0.050, 4.7, 0.8),
    Ethnicity("AOTH", 0.064, 3.8, 0.4),
    Ethnicity("BCRB", 0.024, 4.8),
    Ethnicity("BAFR", 0.130, 2.9, 0.3),
    Ethnicity("BOTH", 0.022, 3.7, 0.2),
    Ethnicity("CHNE", 0.018, 2.4),
    Ethnicity("OOTH", 0.055, 4.4, 0.4),
)
SHARES = {
    Phase.PRIMARY: Shares(0.246, 0.031, 0.145, 0.03, 0.045, 0.012, part_of_year_leaning=1.15),
    Phase.SECONDARY: Shares(0.246, 0.029, 0.135, 0.03, 0.035, 0.010, part_of_year_leaning=1.0),
    Phase.SPECIAL: Shares(0.46, 1.0, 0.0, 0.02, 0.05, 0.004, part_of_year_leaning=0.0),
}
LEANING = Leaning()
