"""A code belongs to its time: the table changed on 19 August 2024."""

from datetime import date

import pytest

from onroll.law import (
    NotInForce,
    StatisticalClass,
    UnknownCode,
    class_for_counting,
    code_on,
    codes_in_force,
    is_code,
    penalty_notice_codes,
)
from onroll.law.attendance_codes import in_force_between

title = "Which codes were in force"
cites = "Pupil Registration Regulations 2024, regulation 10"

OLD_LAST_DAY = date(2024, 8, 18)
NEW_FIRST_DAY = date(2024, 8, 19)

NEW_CODES = ["C1", "C2", "J1", "K", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"]
RETIRED_CODES = ["H", "J", "Y"]


class TestTheChangeOfAugust2024:
    @pytest.mark.parametrize("code", NEW_CODES)
    def test_started_new_codes_on_the_nineteenth(self, code: str) -> None:
        with pytest.raises(NotInForce, match="starts on 19 August 2024"):
            code_on(code, OLD_LAST_DAY)
        assert code_on(code, NEW_FIRST_DAY).code == code

    @pytest.mark.parametrize("code", RETIRED_CODES)
    def test_ended_old_codes_on_the_eighteenth(self, code: str) -> None:
        assert code_on(code, OLD_LAST_DAY).code == code
        with pytest.raises(NotInForce, match="ended before 19 August 2024"):
            code_on(code, NEW_FIRST_DAY)

    @pytest.mark.parametrize(("code", "cure"), [("H", "Use C"), ("J", "Use J1"), ("Y", "Y1 to Y7")])
    def test_says_what_to_use_instead_of_an_old_code(self, code: str, cure: str) -> None:
        with pytest.raises(NotInForce, match=cure):
            code_on(code, NEW_FIRST_DAY)

    def test_counted_an_interview_as_attending_until_then(self) -> None:
        assert code_on("J", date(2024, 7, 1)).statistical_class is (
            StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY
        )
        assert code_on("J1", NEW_FIRST_DAY).statistical_class is StatisticalClass.AUTHORISED_ABSENCE

    def test_narrowed_code_c(self) -> None:
        assert code_on("C", OLD_LAST_DAY).title == "Other authorised circumstances"
        assert code_on("C", NEW_FIRST_DAY).title == "Leave in exceptional circumstances"

    def test_started_the_notes_of_code_b(self) -> None:
        assert not code_on("B", OLD_LAST_DAY).note_required
        assert code_on("B", NEW_FIRST_DAY).note_required

    def test_started_what_counts_towards_a_penalty_notice(self) -> None:
        assert penalty_notice_codes(OLD_LAST_DAY) == frozenset()
        assert penalty_notice_codes(NEW_FIRST_DAY) == frozenset("GNOU")


class TestAgreedExtendedHoliday:
    def test_was_in_force_to_the_end_of_august_2013(self) -> None:
        assert code_on("F", date(2013, 8, 31)).statistical_class is (StatisticalClass.AUTHORISED_ABSENCE)

    def test_was_gone_in_september(self) -> None:
        with pytest.raises(NotInForce, match="Use C"):
            code_on("F", date(2013, 9, 1))


class TestTheTables:
    @pytest.mark.parametrize(
        ("day", "codes"),
        [
            ("2006-09-01", "# / B C D E F G H I J L M N O P R S T U V W X Y Z \\"),
            ("2013-08-31", "# / B C D E F G H I J L M N O P R S T U V W X Y Z \\"),
            ("2013-09-01", "# / B C D E G H I J L M N O P R S T U V W X Y Z \\"),
            ("2024-08-18", "# / B C D E G H I J L M N O P R S T U V W X Y Z \\"),
            (
                "2024-08-19",
                "# / B C C1 C2 D E G I J1 K L M N O P Q R S T U V W X Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z \\",
            ),
        ],
    )
    def test_hold_these_codes(self, day: str, codes: str) -> None:
        found = [meaning.code for meaning in codes_in_force(date.fromisoformat(day))]
        assert sorted(found) == codes.split()


class TestTheFirstTable:
    def test_starts_on_1_september_2006(self) -> None:
        assert code_on("/", date(2006, 9, 1)).code == "/"
        with pytest.raises(NotInForce, match="starts on 1 September 2006"):
            code_on("/", date(2006, 8, 31))
        assert codes_in_force(date(2006, 8, 31)) == ()


class TestUnknownCode:
    @pytest.mark.parametrize("text", ["", " ", "u", "C3", "Y8", "/\\", "//", "LATE"])
    def test_is_refused_with_the_codes_there_are(self, text: str) -> None:
        assert not is_code(text)
        with pytest.raises(UnknownCode, match=r"Choose one of / \\ L K"):
            code_on(text, NEW_FIRST_DAY)
        with pytest.raises(UnknownCode):
            class_for_counting(text, NEW_FIRST_DAY)
        with pytest.raises(UnknownCode):
            in_force_between(text)

    def test_is_not_what_a_retired_code_is(self) -> None:
        assert all(is_code(code) for code in RETIRED_CODES)


class TestCounting:
    @pytest.mark.parametrize(
        ("code", "statistical_class"),
        [
            ("H", StatisticalClass.AUTHORISED_ABSENCE),
            ("F", StatisticalClass.AUTHORISED_ABSENCE),
            ("J", StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY),
            ("Y", StatisticalClass.NOT_POSSIBLE),
        ],
    )
    def test_gives_a_retired_code_its_last_class(
        self, code: str, statistical_class: StatisticalClass
    ) -> None:
        assert class_for_counting(code, date(2026, 3, 2)) is statistical_class

    def test_gives_a_code_not_yet_in_force_its_first_class(self) -> None:
        assert class_for_counting("C2", date(2020, 1, 6)) is StatisticalClass.AUTHORISED_ABSENCE
        assert class_for_counting("/", date(2000, 1, 6)) is StatisticalClass.PRESENT

    @pytest.mark.parametrize("day", [OLD_LAST_DAY, NEW_FIRST_DAY])
    def test_agrees_with_the_table_of_the_day(self, day: date) -> None:
        for meaning in codes_in_force(day):
            assert class_for_counting(meaning.code, day) is meaning.statistical_class


class TestWhenACodeWasInForce:
    def test_of_a_retired_code_has_both_ends(self) -> None:
        assert in_force_between("H") == (date(2006, 9, 1), NEW_FIRST_DAY)

    def test_of_a_code_in_force_has_no_end(self) -> None:
        assert in_force_between("K") == (NEW_FIRST_DAY, None)
        assert in_force_between("I") == (date(2006, 9, 1), None)
