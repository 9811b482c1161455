"""Small rows of pupils' figures, written or drawn, and the same as the reference tallies them."""

from collections import Counter
from collections.abc import Iterable

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from onroll.analysis.pupil_figures import PupilFigures
from onroll.analysis.reference.counting import Counts
from onroll.analysis.reference.rows import Enrolment
from onroll.analysis.reference.tallies import Tally

few = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)

_sessions = st.one_of(st.integers(0, 12), st.integers(0, 200))
drawn_figures = st.builds(
    PupilFigures,
    st.sampled_from(("Ash", "Elm")),
    st.sampled_from(("Amina", "Bilal", "Cara", "Dev")),
    _sessions,
    _sessions,
    _sessions,
)
drawn_rows = st.lists(drawn_figures, max_size=8, unique_by=lambda one: one.enrolment)


def figures(pupil: str, attended: int, absent: int) -> PupilFigures:
    """Answer a row of one pupil at one school; the absence is authorised."""
    return PupilFigures("Ash", pupil, attended, absent, 0)


def counts_of(row: PupilFigures) -> Counts:
    """Answer a row as the reference counts sessions."""
    return Counts(row.attended, row.authorised, row.unauthorised, 0, 0)


def tallied(rows: Iterable[PupilFigures]) -> dict[Enrolment, Tally]:
    """Answer rows as the reference tallies a period."""
    return {
        Enrolment(*row.enrolment): Tally(counts_of(row), Counter(), Counter(), 0, 0, 0, 0) for row in rows
    }
