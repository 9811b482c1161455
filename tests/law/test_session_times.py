"""The times of a school day: what the law lets a school set."""

from datetime import date, time

from onroll.law.school_time import Session
from onroll.law.session_times import TimesOfSession, faults_of_session_times

ON = date(2026, 9, 1)


def morning(opens: time = time(8, 45), closes: time = time(9, 15), **other: time) -> TimesOfSession:
    return TimesOfSession(
        Session.AM, other.get("starts", time(8, 45)), opens, closes, other.get("ends", time(12, 0))
    )


def afternoon(closes: time = time(13, 30), starts: time = time(13, 0)) -> TimesOfSession:
    return TimesOfSession(Session.PM, starts, starts, closes, time(15, 15))


def faults(*times: TimesOfSession) -> list[str]:
    return [fault.name for fault in faults_of_session_times(times, on=ON)]


class TestSessionTimes:
    def test_may_keep_both_registers_open_for_thirty_minutes(self) -> None:
        assert faults(morning(), afternoon()) == []

    def test_may_not_keep_a_register_open_for_thirty_one(self) -> None:
        found = faults_of_session_times([morning(closes=time(9, 16))], on=ON)
        assert [fault.name for fault in found] == ["register_open_too_long"]
        assert "at most 30 minutes" in found[0].message

    def test_must_open_both_registers_for_the_same_length(self) -> None:
        assert faults(morning(), afternoon(closes=time(13, 29))) == ["registers_open_for_different_lengths"]

    def test_may_hold_one_session_alone(self) -> None:
        assert faults(morning()) == []

    def test_may_not_open_the_register_before_the_session(self) -> None:
        assert faults(morning(opens=time(8, 44), closes=time(9, 0))) == ["register_opens_before_session"]

    def test_may_not_close_the_register_after_the_session(self) -> None:
        assert faults(morning(ends=time(9, 14))) == ["register_closes_after_session"]

    def test_may_close_the_register_as_the_session_ends(self) -> None:
        assert faults(morning(ends=time(9, 15))) == []

    def test_may_not_close_the_register_when_it_opens(self) -> None:
        assert faults(morning(closes=time(8, 45))) == ["register_never_open"]

    def test_may_not_close_the_register_before_it_opens(self) -> None:
        assert faults(morning(closes=time(8, 44))) == ["register_closes_before_it_opens"]

    def test_may_not_overlap(self) -> None:
        early = afternoon(starts=time(11, 59), closes=time(12, 29))
        assert faults(morning(), early) == ["sessions_overlap"]

    def test_may_follow_one_another_without_a_break(self) -> None:
        assert faults(morning(), afternoon(starts=time(12, 0), closes=time(12, 30))) == []

    def test_may_not_end_before_they_start(self) -> None:
        assert "session_ends_before_it_starts" in faults(morning(ends=time(8, 45)))

    def test_are_cited(self) -> None:
        for fault in faults_of_session_times([morning(closes=time(9, 16)), afternoon()], on=ON):
            assert fault.citation.text
