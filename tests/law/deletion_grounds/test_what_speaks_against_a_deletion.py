"""What speaks at once against deleting a name (regulation 9)."""

from datetime import date

import pytest

from onroll.law.deletion_grounds import GROUNDS, faults_of_deletion, grounds_for

TODAY = date(2026, 11, 9)
OF_AGE = date(2017, 3, 3)
NOT_YET = date(2023, 1, 1)


def faults(ground="f", *, born=OF_AGE, last_day=TODAY, made_on=TODAY, evidence="A letter"):
    return [
        fault.name
        for fault in faults_of_deletion(
            ground, born=born, last_day=last_day, made_on=made_on, evidence=evidence
        )
    ]


class TestGrounds:
    def test_of_9_1_run_from_a_to_o(self):
        assert "".join(g.key for g in GROUNDS.values() if g.of_compulsory_school_age) == "abcdefghijklmno"

    def test_offered_are_those_of_the_pupils_age(self):
        assert {g.of_compulsory_school_age for g in grounds_for(OF_AGE, TODAY)} == {True}
        assert {g.of_compulsory_school_age for g in grounds_for(NOT_YET, TODAY)} == {False}

    def test_say_which_letters_are_still_to_be_confirmed(self):
        assert not GROUNDS["a"].citation.is_unconfirmed
        assert GROUNDS["g"].citation.is_unconfirmed


class TestObviousFaults:
    def test_are_none_where_a_ground_of_the_age_is_met_today(self):
        assert faults() == []

    def test_find_a_ground_that_is_none(self):
        assert faults("z") == ["ground_unknown"]

    @pytest.mark.parametrize(("ground", "born"), [("ceased", OF_AGE), ("a", NOT_YET)])
    def test_find_a_ground_for_another_age(self, ground, born):
        assert faults(ground, born=born) == ["ground_for_another_age"]

    def test_turn_on_the_first_day_of_compulsory_school_age(self):
        born = date(2021, 9, 1)
        assert faults("a", born=born, last_day=date(2026, 12, 30), made_on=date(2026, 12, 30)) == [
            "ground_for_another_age"
        ]
        assert faults("a", born=born, last_day=date(2026, 12, 31), made_on=date(2026, 12, 31)) == []

    @pytest.mark.parametrize("day", [date(2026, 11, 8), date(2026, 11, 10)])
    def test_find_a_day_that_is_not_the_day_it_is_made(self, day):
        assert faults(last_day=day) == ["not_effective_that_day"]

    def test_find_that_nothing_shows_it(self):
        assert faults(evidence=" ") == ["evidence_missing"]
