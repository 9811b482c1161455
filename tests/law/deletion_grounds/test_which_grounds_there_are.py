"""The grounds for deleting a name, and what speaks against one at first sight."""

from datetime import date
from typing import Any

import pytest

from onroll.law.deletion_grounds import GROUNDS, DeletionGround, faults_of_deletion, grounds_for

title = "Grounds for deletion"
cites = "Pupil Registration Regulations 2024, regulation 9"

TODAY = date(2026, 11, 20)
TEN_YEAR_OLD = date(2016, 3, 9)
# Compulsory school age ends for this pupil on 26 June 2026.
SIXTH_FORMER = date(2010, 3, 9)


def faults(ground: str, **changes: Any) -> list[str]:
    given: dict[str, Any] = {
        "born": TEN_YEAR_OLD,
        "last_day": TODAY,
        "made_on": TODAY,
        "evidence": "The new school's letter of 19 November, on file.",
    }
    return [fault.name for fault in faults_of_deletion(ground, **(given | changes))]


class TestGroundsOfCompulsorySchoolAge:
    def test_go_by_the_letters_a_to_o(self) -> None:
        letters = [ground.key for ground in GROUNDS.values() if ground.of_compulsory_school_age]
        assert "".join(letters) == "abcdefghijklmno"

    def test_are_offered_to_the_last_day_of_it(self) -> None:
        assert len(grounds_for(SIXTH_FORMER, date(2026, 6, 26))) == 15

    def test_are_not_offered_the_day_after(self) -> None:
        offered = grounds_for(SIXTH_FORMER, date(2026, 6, 27))
        assert offered
        assert not any(ground.of_compulsory_school_age for ground in offered)


class TestEveryGround:
    @pytest.mark.parametrize("ground", GROUNDS.values(), ids=lambda ground: ground.key)
    def test_is_named_and_cited(self, ground: DeletionGround) -> None:
        assert ground.title
        assert ground.citation.provision.startswith("9")
        assert ground.name.startswith(("Ground (", "Regulation 9(3)"))

    @pytest.mark.parametrize(
        ("letter", "title"),
        [
            ("l", "Compulsory school age ends"),
            ("m", "Boarding charges unpaid"),
            ("n", "Left an independent or non-maintained special school"),
            ("o", "Permanently excluded"),
        ],
    )
    def test_has_the_letter_of_the_regulations(self, letter: str, title: str) -> None:
        assert GROUNDS[letter].title == title

    def test_is_spoken_of_by_its_letter_or_by_its_regulation(self) -> None:
        assert GROUNDS["f"].name == "Ground (f)"
        assert GROUNDS["ceased"].name == "Regulation 9(3)"

    @pytest.mark.parametrize("letter", "abcdefkn")
    def test_that_was_read_is_confirmed(self, letter: str) -> None:
        assert not GROUNDS[letter].citation.is_unconfirmed

    @pytest.mark.parametrize("letter", "ghijlmo")
    def test_that_was_not_says_so(self, letter: str) -> None:
        assert GROUNDS[letter].citation.is_unconfirmed


class TestDeletion:
    def test_on_a_ground_with_something_to_show_has_nothing_wrong(self) -> None:
        assert faults("a") == []
        assert faults("ceased", born=SIXTH_FORMER) == []

    def test_needs_a_ground_of_regulation_9(self) -> None:
        assert faults("poor attendance") == ["ground_unknown"]

    def test_needs_a_ground_for_the_pupils_age(self) -> None:
        assert faults("ceased") == ["ground_for_another_age"]
        assert faults("a", born=SIXTH_FORMER) == ["ground_for_another_age"]

    @pytest.mark.parametrize("last_day", [date(2026, 11, 19), date(2026, 11, 21)])
    def test_takes_effect_on_the_day_it_is_made(self, last_day: date) -> None:
        assert faults("a", last_day=last_day) == ["not_effective_that_day"]

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"ground": "ceased"}, "is a ground for pupils not of compulsory school age"),
            ({"born": SIXTH_FORMER}, "is a ground for pupils of compulsory school age"),
            ({"last_day": date(2026, 11, 19)}, "cannot be deleted in the past"),
            ({"last_day": date(2026, 11, 21)}, "cannot be deleted before its day"),
        ],
    )
    def test_is_refused_in_words_that_fit(self, changes: dict[str, Any], words: str) -> None:
        given: dict[str, Any] = {
            "ground": "a",
            "born": TEN_YEAR_OLD,
            "last_day": TODAY,
            "made_on": TODAY,
            "evidence": "A letter",
        } | changes
        (fault,) = faults_of_deletion(given.pop("ground"), **given)
        assert words in fault.message

    def test_needs_something_to_show(self) -> None:
        assert faults("a", evidence=" ") == ["evidence_missing"]
