"""Each entry and each amendment is preserved from the day it was made."""

from datetime import date, timedelta

from onroll.law import preservation, preserve_until
from onroll.law.retention import first_day_preserved

title = "How long an entry is kept"
cites = "Pupil Registration Regulations 2024, regulation 7"


class TestEntry:
    def test_of_18_august_2024_is_kept_three_years(self) -> None:
        assert preserve_until(date(2024, 8, 18)) == date(2027, 8, 18)

    def test_of_19_august_2024_is_kept_six(self) -> None:
        assert preserve_until(date(2024, 8, 19)) == date(2030, 8, 19)

    def test_of_29_february_is_kept_to_the_28th(self) -> None:
        assert preserve_until(date(2028, 2, 29)) == date(2034, 2, 28)

    def test_of_28_february_is_kept_to_the_28th_in_a_leap_year(self) -> None:
        assert preserve_until(date(2026, 2, 28)) == date(2032, 2, 28)

    def test_of_before_september_2006_is_kept_as_one_of_that_day(self) -> None:
        assert preserve_until(date(2006, 9, 1)) == date(2009, 9, 1)
        assert preserve_until(date(2006, 8, 31)) == date(2009, 8, 31)
        assert preservation(date(2006, 8, 31)).citations == preservation(date(2006, 9, 1)).citations


class TestAmendment:
    def test_outlives_the_entry_it_amends(self) -> None:
        kept = preservation(date(2026, 9, 14), date(2029, 1, 8))
        assert kept.entry_until == date(2032, 9, 14)
        assert kept.amendment_until == date(2035, 1, 8)

    def test_of_an_older_entry_follows_the_rule_of_its_own_day(self) -> None:
        kept = preservation(date(2024, 7, 1), date(2024, 9, 2))
        assert kept.entry_until == date(2027, 7, 1)
        assert kept.amendment_until == date(2030, 9, 2)
        assert len(kept.citations) == 2

    def test_may_not_have_been_made(self) -> None:
        kept = preservation(date(2026, 9, 14))
        assert kept.amendment_until is None
        assert len(kept.citations) == 1


class TestWhatMayGo:
    def test_is_what_was_made_before_the_earliest_day_still_kept(self) -> None:
        today = date(2026, 11, 23)
        earliest = first_day_preserved(today)
        assert earliest == date(2023, 11, 23)
        assert preserve_until(earliest) == today
        assert preserve_until(earliest - timedelta(days=1)) < today

    def test_is_nothing_before_there_is_a_rule(self) -> None:
        assert first_day_preserved(date(2006, 9, 1)) == date(2006, 9, 1)
        assert first_day_preserved(date(2009, 9, 2)) == date(2006, 9, 2)

    def test_is_nothing_of_the_six_years_rule_before_their_end(self) -> None:
        assert first_day_preserved(date(2030, 8, 19)) == date(2024, 8, 19)
        assert first_day_preserved(date(2030, 8, 20)) == date(2024, 8, 20)
        assert first_day_preserved(date(2028, 1, 1)) == date(2024, 8, 19)
