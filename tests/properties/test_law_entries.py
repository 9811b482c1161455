"""The judge of an entry answers whatever it is asked, and never in two voices."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from onroll.law import (
    ProposedEntry,
    Session,
    codes_in_force,
    entry_for_arrival,
    faults_of_entry,
    is_code,
)

CODES = [meaning.code for meaning in codes_in_force(date(2026, 9, 1))]
clock_times = st.one_of(st.none(), st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))

proposed = st.builds(
    ProposedEntry,
    code=st.one_of(st.sampled_from([*CODES, "H", "J", "Y", "F"]), st.text(max_size=3)),
    on=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    session=st.sampled_from(Session),
    note=st.text(max_size=5),
    minutes_late=st.one_of(st.none(), st.integers()),
    is_of_compulsory_school_age=st.sampled_from([True, False, None]),
    on_roll=st.booleans(),
    session_held=st.booleans(),
    session_begun=st.booleans(),
    planned_closure=st.booleans(),
    already_entered=st.booleans(),
    arrived_at=clock_times,
    register_opens=clock_times,
    register_closes=clock_times,
    codes_role_may_use=st.one_of(st.none(), st.frozensets(st.sampled_from(CODES))),
)


class TestAnyEntry:
    @given(proposed)
    def test_gets_an_answer_with_words_and_a_citation(self, entry: ProposedEntry) -> None:
        for fault in faults_of_entry(entry):
            assert fault.message.strip()
            assert fault.citation.text

    @given(proposed)
    def test_has_each_fault_once(self, entry: ProposedEntry) -> None:
        names = [fault.name for fault in faults_of_entry(entry)]
        assert len(names) == len(set(names))

    @given(proposed)
    def test_with_a_code_that_never_was_has_that_one_fault(self, entry: ProposedEntry) -> None:
        unknown = [fault.name for fault in faults_of_entry(entry)] == ["code_unknown"]
        assert unknown == (not is_code(entry.code))


class TestAnyArrival:
    @given(
        st.sampled_from(Session),
        st.integers(8 * 60, 14 * 60),
        st.integers(0, 30),
        st.one_of(st.none(), st.integers(7 * 60, 15 * 60)),
    )
    def test_gets_a_code_that_the_judge_accepts(
        self, session: Session, opens: int, open_for: int, arrives: int | None
    ) -> None:
        opened, closed = at(opens), at(opens + open_for)
        arrived = None if arrives is None else at(arrives)
        found = entry_for_arrival(session, opened, closed, arrived)
        entry = ProposedEntry(
            found.code,
            date(2026, 9, 14),
            session,
            arrived_at=arrived,
            register_opens=opened,
            register_closes=closed,
        )
        assert found.allowed
        assert faults_of_entry(entry) == ()


def at(minute_of_day: int) -> time:
    return time(*divmod(minute_of_day, 60))
