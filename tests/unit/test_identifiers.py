"""The numbers that pupils, schools and places go by."""

import pytest

from onroll.identifiers import (
    NotThatNumber,
    read_dfe_number,
    read_postcode,
    read_telephone,
    read_ukprn,
    read_uln,
    read_upn,
    read_urn,
    upn_check_letter,
    written_dfe_number,
)


class TestUniquePupilNumber:
    @pytest.mark.parametrize(
        "number",
        [
            "B801200005001",
            "R926405525017",
            "L937210123045",
            "P207000016049",
            "A203202811068",
            "A203102209083",
        ],
    )
    def test_is_read_when_its_letter_agrees(self, number: str) -> None:
        upn = read_upn(number)
        assert upn.number == number
        assert not upn.is_temporary

    def test_is_read_in_any_case_and_spacing(self) -> None:
        assert read_upn(" b8012 0000 5001 ").number == "B801200005001"

    def test_tells_where_and_when_it_was_issued(self) -> None:
        upn = read_upn("R926405525017")
        assert (upn.authority, upn.establishment, upn.year) == ("926", "4055", "25")

    def test_may_be_temporary(self) -> None:
        assert read_upn("K92620012400A").is_temporary

    @pytest.mark.parametrize("number", ["A801200005001", "Q207000016049", "B801200005002"])
    def test_is_refused_when_its_letter_does_not_agree(self, number: str) -> None:
        with pytest.raises(NotThatNumber, match="first letter does not agree"):
            read_upn(number)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "B80120000500",
            "B8012000050011",
            "I801200005001",
            "K92620012400O",
            "B80120000A001",
            "8012000050011",
        ],
    )
    def test_is_refused_when_it_has_another_form(self, text: str) -> None:
        with pytest.raises(NotThatNumber, match="13 characters"):
            read_upn(text)

    def test_has_a_check_letter_that_can_be_worked_out(self) -> None:
        assert upn_check_letter("801200005001") == "B"
        assert upn_check_letter("92620012400A") == "K"


class TestUniqueLearnerNumber:
    @pytest.mark.parametrize("number", ["1000000043", "1234567899", "5555555554"])
    def test_is_read_when_its_last_digit_agrees(self, number: str) -> None:
        assert read_uln(number) == number

    def test_is_refused_when_its_last_digit_does_not_agree(self) -> None:
        with pytest.raises(NotThatNumber, match="last digit"):
            read_uln("1000000042")

    @pytest.mark.parametrize("last", range(10))
    def test_is_refused_when_no_last_digit_could_agree(self, last: int) -> None:
        with pytest.raises(NotThatNumber, match="last digit"):
            read_uln(f"987654321{last}")

    @pytest.mark.parametrize("text", ["", "0123456789", "123456789", "12345678999"])
    def test_is_refused_when_it_has_another_form(self, text: str) -> None:
        with pytest.raises(NotThatNumber, match="ten digits"):
            read_uln(text)


class TestSchoolNumbers:
    def test_read_a_urn_of_six_digits(self) -> None:
        assert read_urn(" 121012 ") == "121012"

    @pytest.mark.parametrize("text", ["12101", "1210123", "12101A", "١٢١٠١٢"])
    def test_refuse_another_urn(self, text: str) -> None:
        with pytest.raises(NotThatNumber, match="six digits"):
            read_urn(text)

    @pytest.mark.parametrize("text", ["9264055", "926/4055", "926-4055", " 926 4055 "])
    def test_read_a_dfe_number_however_it_is_written(self, text: str) -> None:
        assert read_dfe_number(text) == "9264055"

    def test_write_a_dfe_number_as_people_do(self) -> None:
        assert written_dfe_number("9264055") == "926/4055"

    @pytest.mark.parametrize("text", ["", "926405", "92640555", "926//4055", "92/64055"])
    def test_refuse_another_dfe_number(self, text: str) -> None:
        with pytest.raises(NotThatNumber, match="926/4055"):
            read_dfe_number(text)

    def test_read_a_provider_number(self) -> None:
        assert read_ukprn("10012345") == "10012345"

    @pytest.mark.parametrize("text", ["20012345", "1001234", "100123456"])
    def test_refuse_another_provider_number(self, text: str) -> None:
        with pytest.raises(NotThatNumber, match="starts with 1"):
            read_ukprn(text)


class TestPostcode:
    @pytest.mark.parametrize(
        ("text", "postcode"),
        [
            ("nr1 1aa", "NR1 1AA"),
            ("NR11AA", "NR1 1AA"),
            ("pe30  1aa", "PE30 1AA"),
            ("ec1a1bb", "EC1A 1BB"),
            ("gir0aa", "GIR 0AA"),
            ("W1A 0AX", "W1A 0AX"),
        ],
    )
    def test_is_put_in_one_form(self, text: str, postcode: str) -> None:
        assert read_postcode(text) == postcode

    @pytest.mark.parametrize("text", ["", "NR1", "NR1 1A", "NRR1 1AA", "NR1 AAA", "1NR 1AA"])
    def test_is_refused_when_it_has_another_form(self, text: str) -> None:
        with pytest.raises(NotThatNumber, match="AB1 2CD"):
            read_postcode(text)


class TestTelephoneNumber:
    @pytest.mark.parametrize(
        "number",
        [
            "07700 900123",
            "(01632) 960 001",
            "01632-96000",
            "+44 7700 900123",
            "0044 7700 900123",
            "01632 960001 ext 12",
        ],
    )
    def test_is_kept_as_it_was_typed(self, number: str) -> None:
        assert read_telephone(f" {number} ") == number

    @pytest.mark.parametrize(
        "number", ["07700 9001", "07700 9001234", "7700 900123", "mum’s work", "+44", "0"]
    )
    def test_is_refused_where_nobody_could_call_it(self, number: str) -> None:
        with pytest.raises(NotThatNumber, match="ten or eleven figures"):
            read_telephone(number)

    def test_may_have_ten_figures(self) -> None:
        assert read_telephone("0169772000") == "0169772000"

    def test_may_not_have_nine(self) -> None:
        with pytest.raises(NotThatNumber):
            read_telephone("016977200")
