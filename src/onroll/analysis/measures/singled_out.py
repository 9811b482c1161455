"""How many enrolments the numerator of a figure of sessions rests on, out of what was counted; ten stands for ten and more."""

from collections.abc import Mapping

from onroll.analysis.counting.enrolments_with import (
    TOLD_APART,
    day_column,
    half_term_column,
    long_columns,
    session_column,
    week_column,
    weeks_of_figures,
)
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.measures.periods_asked import (
    AFTER_HOLIDAY,
    END_OF_TERM,
    half_term_name,
    session_name,
    week_name,
    weekday_name,
)
from onroll.analysis.periods import HALF_TERMS, Term
from onroll.analysis.tables import SESSIONS


def of_long_periods() -> dict[str, str]:
    """Answer the columns of the whole period and of terms, by the names of the periods."""
    return dict(zip(map(str, Term), long_columns(), strict=True))


def of_slices(scope: Scope) -> dict[str, str]:
    """Answer the columns of weeks, days and half terms, by the names of the periods."""
    return {
        **{week_name(scope.first_week + number): week_column(number) for number in weeks_of_figures(scope)},
        **{
            weekday_name(day, session or None): day_column(day, session)
            for day in range(7)
            for session in ("", *SESSIONS)
        },
        **{session_name(session): session_column(session) for session in SESSIONS},
        **{half_term_name(one): half_term_column(one) for numbers in HALF_TERMS.values() for one in numbers},
        AFTER_HOLIDAY: "after_holiday",
        END_OF_TERM: "end_of_term",
    }


class EnrolmentsWith:
    """The numbers of some periods, by grouping, group and measure."""

    def __init__(self, engine: Engine, columns: Mapping[str, str]) -> None:
        """Read the columns of some periods, by the names of the periods."""
        self._places = {period: place for place, period in enumerate(columns)}
        sums = ", ".join(f"CAST(least({TOLD_APART}, sum({name})) AS BIGINT)" for name in columns.values())
        self._found = {
            row[:3]: row[3:]
            for row in engine.rows(
                f"SELECT grouping, grp, measure, {sums} FROM enrolments_with GROUP BY grouping, grp, measure"
            )
        }

    def number(self, grouping: int, group: str, measure: str, period: str) -> int:
        """Answer how many enrolments a figure's numerator rests on."""
        found = self._found.get((grouping, group, measure))
        return 0 if found is None else int(found[self._places[period]])


def told_apart(number: int) -> int:
    """Answer a number of enrolments as figures of sessions carry it."""
    return min(number, TOLD_APART)
