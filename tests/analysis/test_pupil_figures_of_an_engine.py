"""What an engine counted, given as small rows, is what the reference counts: of every term, every day, every threshold."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onroll.analysis.periods import Term
from onroll.analysis.pupil_figures import (
    Move,
    NoSuchNoticeThreshold,
    NoticeThreshold,
    PupilFigures,
    movers,
    notice_threshold,
)
from onroll.analysis.pupil_figures.counted import day_figures, moves, pupil_figures, what_if_notice_counted
from onroll.analysis.reference import before_and_after as reference_days
from onroll.analysis.reference import gather
from onroll.analysis.reference import movers as reference_movers
from onroll.analysis.reference import what_if as reference_what_if
from onroll.analysis.reference.counting import count
from onroll.analysis.reference.tallies import tallies
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks
from tests.analysis.drawn import PUPILS, tables
from tests.analysis.examples import HALF

pytestmark = pytest.mark.one_database


# A year of marks counted four ways: few draws are many rows.
drawn = settings(
    max_examples=HALF,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@drawn
@given(asked=tables(), needed=st.integers(1, 6), within=st.integers(1, 4))
def test_rows_moves_days_and_another_threshold_are_the_reference_s(asked, needed, within):
    expected = gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
    with duckdb() as engine:
        scope = count_drawn(
            engine, asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day
        )
        by_period = tallies(expected)
        for term in Term:
            rows_are_the_reference_s(engine, scope, term, by_period.get(term, {}))
        for before, after in ((Term.AUTUMN, Term.SPRING), (Term.WHOLE, Term.AUTUMN)):
            moves_are_the_reference_s(engine, scope, (before, after), by_period)
        days_are_the_reference_s(day_figures(engine, scope, PUPILS), expected)
        another_threshold_is_the_reference_s(engine, scope, expected, NoticeThreshold(needed, within))


def rows_are_the_reference_s(engine, scope, term, tallied):
    found = pupil_figures(engine, scope, term)
    assert found == sorted(
        PupilFigures(*enrolment, one.counts.attended, one.counts.authorised, one.counts.unauthorised)
        for enrolment, one in tallied.items()
        if one.counts.possible
    )


def moves_are_the_reference_s(engine, scope, terms, by_period):
    found = moves(engine, scope, *terms)
    assert found == list(movers(*(pupil_figures(engine, scope, term) for term in terms)).moves)
    expected = reference_movers.movers(*(by_period.get(term, {}) for term in terms))
    assert [one[:4] for one in found] == [tuple(one) for one in expected]


def days_are_the_reference_s(found, expected):
    for enrolment in expected.enrolments:
        held = Counter(
            day for day, _ in reference_days.held_while_on_roll(expected, enrolment) if day in expected.period
        )
        used = expected.used(enrolment)
        ours = found.get(tuple(enrolment), [])
        assert {one.on: one.held for one in ours} == held
        for one in ours:
            sessions = expected.calendar(enrolment.school).sessions_on(one.on)
            counts = count(used[one.on, session] for session in sessions if (one.on, session) in used)
            assert one[2:] == (counts.attended, counts.authorised, counts.unauthorised)


def another_threshold_is_the_reference_s(engine, scope, tabled, instead):
    found = what_if_notice_counted(engine, scope, instead)
    law_s = notice_threshold(tabled.period.last_day)
    if law_s is None:
        assert found is None
        return
    now, then = (reference_what_if.first_days_met(tabled, *rule) for rule in (law_s, instead))
    assert found.counted == len(now)
    for group, expected in (
        (found.stays, [one for one in now if now[one] and then[one]]),
        (found.enters, [one for one in now if then[one] and not now[one]]),
        (found.leaves, [one for one in now if now[one] and not then[one]]),
    ):
        assert list(group) == [(one, now[one], then[one]) for one in expected]


def test_days_are_of_the_pupils_asked_for_alone():
    entries = [*marks("Amina", date(2025, 9, 8), "/ O"), *marks("Bilal", date(2025, 9, 8), "/ \\")]
    with duckdb() as engine:
        scope = count_drawn(engine, entries)
        assert day_figures(engine, scope, ["Amina"]) == {("Ash", "Amina"): [(date(2025, 9, 8), 2, 1, 0, 1)]}
        assert day_figures(engine, scope, []) == {}


def test_a_band_holds_its_lower_edge_in_an_engine_too():
    autumn, spring = date(2025, 9, 8), date(2026, 1, 5)
    entries = [
        *marks("from ten to none", autumn, ["I"] * 2 + ["V"] * 18),
        *marks("from ten to none", spring, ["V"] * 10),
        *marks("from five to half", autumn, ["I"] + ["V"] * 18),
        *marks("from five to half", spring, ["I", "V"] * 5),
    ]
    with duckdb() as engine:
        found = moves(engine, count_drawn(engine, entries), Term.AUTUMN, Term.SPRING)
    assert found == [Move(5, 50, 1, 1, 1), Move(10, 0, 1, 1, 1)]


def test_sessions_as_many_weeks_apart_as_the_threshold_has_do_not_meet_it():
    entries = marks("Amina", date(2025, 9, 8), ["O"] + ["V"] * 19 + ["O"] + ["V"] * 9)
    with duckdb() as engine:
        scope = count_drawn(engine, entries)
        assert what_if_notice_counted(engine, scope, NoticeThreshold(2, 2)).enters == ()
        assert what_if_notice_counted(engine, scope, NoticeThreshold(2, 3)).enters == (
            ("Amina", None, date(2025, 9, 22)),
        )


def test_what_is_no_threshold_is_refused():
    with duckdb() as engine, pytest.raises(NoSuchNoticeThreshold):
        what_if_notice_counted(engine, None, NoticeThreshold(0, 1))
