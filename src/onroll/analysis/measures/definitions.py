"""What each measure is: its numerator, its denominator, whose method it follows, and what it may be asked for.

One definition serves every route. Sources are named as in the law and in the method of the official series (Pupil attendance
in schools, and Pupil absence in schools in England: methodology).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onroll.analysis.codes import is_possible
from onroll.analysis.pupil_figures.near_thresholds import SESSIONS_TO_CROSS
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.code_meaning import StatisticalClass
from onroll.law.penalty_notices import RULE as THRESHOLD_RULE


class Periods(StrEnum):
    """The periods a measure may be asked for."""

    WHOLE = "the whole period"
    TERMS = "the whole period and terms"
    BETWEEN = "one term to the next"
    ALL = "the whole period, terms, half terms, weeks, days of the week, sessions, and weeks beside holidays"


class Groups(StrEnum):
    """The groups a measure may be asked for."""

    ANY = "everyone, any group, and any two crossed"
    AS_COUNTED = "everyone, any group, and two crossed that were asked for when it was counted"


class Shown(StrEnum):
    """How the fraction is read."""

    PER_CENT = "per cent"
    AVERAGE = "average"
    COUNT = "a number, and no share of what is possible"


_METHOD = "Pupil attendance in schools: methodology"
_CENSUS_METHOD = "Pupil absence in schools in England: methodology"
_OURS = "Onroll's own"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `numerator` and `denominator` are columns of the sums it is made of, or say what is counted.

    `singles_out` marks measures whose numerator counts pupils, so that a small one gives somebody away. Those that are `of_everybody` are
    figures of everybody's sessions, and of registers: shown of ten pupils however few of them were absent, as the official series show them.
    """

    name: str
    title: str
    numerator: str
    denominator: str
    source: str
    periods: Periods = Periods.ALL
    shown: Shown = Shown.PER_CENT
    singles_out: bool = False
    of_everybody: bool = False
    groups: Groups = Groups.ANY

    def rate(self, numerator: int, denominator: int) -> float | None:
        """Work out the figure, not rounded; None of nothing, and of sessions that are no part of those below the line."""
        if not denominator or self.shown is Shown.COUNT:
            return None
        return numerator / denominator * (100 if self.shown is Shown.PER_CENT else 1)


SESSIONS = (
    Measure("attendance_percent", "Attendance", "attended", "possible", _METHOD, of_everybody=True),
    Measure("absence_percent", "Overall absence", "absent", "possible", _METHOD, of_everybody=True),
    Measure("authorised", "Authorised absence", "authorised", "possible", _METHOD, of_everybody=True),
    Measure("unauthorised", "Unauthorised absence", "unauthorised", "possible", _METHOD, of_everybody=True),
    Measure("late_sessions", "Late sessions", "late", "possible", _METHOD),
)
FAMILIES = tuple(
    Measure(
        f"family {found}",
        found.in_words.capitalize(),
        str(found),
        "possible",
        _METHOD,
        groups=Groups.AS_COUNTED,
        of_everybody=found.is_possible and not found.is_attending,
    )
    for found in StatisticalClass
    if found.is_possible
)
LATENESS = Measure(
    "minutes_late",
    "Minutes late, a late session",
    "minutes_late",
    "late",
    _OURS,
    Periods.TERMS,
    Shown.AVERAGE,
)
GAPS = Measure(
    "missing",
    "Sessions without a usable code, of those held",
    "missing",
    "held",
    _OURS,
    Periods.WHOLE,
    of_everybody=True,
)
WEEKS = Measure(
    "broken_weeks",
    "Pupils' weeks with an absence",
    "weeks_broken",
    "weeks_possible",
    _OURS,
    Periods.WHOLE,
)
_PERSISTENT = str(PERSISTENT_ABSENCE.newest.citation)
_SEVERE = str(SEVERE_ABSENCE.newest.citation)
ENROLMENTS = tuple(
    measure
    for name, title, source in (
        ("persistent", "persistent absence", _PERSISTENT),
        ("severe", "severe absence", _SEVERE),
    )
    for measure in (
        Measure(
            name,
            f"Enrolments in {title}",
            name,
            "enrolments with something possible",
            source,
            Periods.TERMS,
            singles_out=True,
        ),
        Measure(
            f"absent_of_{name}",
            f"Share of all absence that is of pupils in {title}",
            f"absent of {name}",
            "absent",
            _CENSUS_METHOD,
            Periods.TERMS,
            singles_out=True,
        ),
        Measure(
            f"absence_rate_of_{name}",
            f"Absence of pupils in {title}",
            f"absent of {name}",
            f"possible of {name}",
            _CENSUS_METHOD,
            Periods.TERMS,
            singles_out=True,
        ),
    )
)
NEAR = tuple(
    Measure(
        f"near_{name}",
        f"Enrolments under {title} that would reach it by missing {SESSIONS_TO_CROSS} more sessions, or fewer",
        f"near {name}",
        "enrolments with something possible",
        _OURS,
        Periods.TERMS,
        singles_out=True,
    )
    for name, title in (("persistent", "persistent absence"), ("severe", "severe absence"))
)
MOVERS = tuple(
    Measure(
        f"{way}_{name}",
        f"Enrolments that came {in_words} {title} from one term to the next",
        f"{in_words} {name}",
        f"enrolments in both terms, {of_whom} before",
        source,
        Periods.BETWEEN,
        singles_out=True,
    )
    for name, title, source in (
        ("persistent", "persistent absence", _PERSISTENT),
        ("severe", "severe absence", _SEVERE),
    )
    for way, in_words, of_whom in (("into", "into", f"not {name}"), ("out_of", "out of", name))
)
RUNS = Measure(
    "run_of_ten_days",
    "Enrolments with ten school days or more of unauthorised absence in a row",
    "long runs",
    "enrolments with something possible",
    "The run that must be reported to the authority (onroll.law.returns)",
    Periods.WHOLE,
    singles_out=True,
)
THRESHOLD = Measure(
    "threshold_met",
    "Pupils who met the threshold of a penalty notice",
    "pupils who met it",
    "pupils",
    THRESHOLD_RULE,
    Periods.WHOLE,
    singles_out=True,
)
MEASURES = (*SESSIONS, *FAMILIES, LATENESS, GAPS, WEEKS, *ENROLMENTS, *NEAR, *MOVERS, RUNS, THRESHOLD)
_BY_NAME = {measure.name: measure for measure in MEASURES}
_CODE = "code "


@lru_cache(maxsize=256)
def measure_named(name: str) -> Measure:
    """Answer a measure by its name; every code has one, as `code I`, without a rate where its sessions are not possible. Raises `KeyError` where there is none."""
    if name.startswith(_CODE):
        code = name.removeprefix(_CODE)
        return Measure(
            name,
            f"Sessions with code {code}",
            f"sessions with {code}",
            "possible",
            _METHOD,
            shown=Shown.PER_CENT if is_possible(code) else Shown.COUNT,
            groups=Groups.AS_COUNTED,
        )
    return _BY_NAME[name]


def of_code(code: str) -> str:
    """Answer the name of a code's measure."""
    return _CODE + code
