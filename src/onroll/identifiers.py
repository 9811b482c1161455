"""The numbers that pupils, schools and places go by, checked and put in one form.

Each `read_…` answers the number as it is stored, or raises `NotThatNumber` with a
message that says what is wrong and what to do. Standard library only.
"""

import re
from typing import NamedTuple

# The UPN's alphabet leaves out the letters that look like numbers or each other.
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

_UPN = re.compile(rf"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|GIR 0AA")


class NotThatNumber(ValueError):
    """The text is not the number it was given as. The message may be shown to a user."""


class Upn(NamedTuple):
    """A unique pupil number and the parts it is made of.

    The authority and school are where it was issued, not where the pupil is now.
    """

    number: str
    authority: str
    establishment: str
    year: str
    is_temporary: bool


def read_upn(text: str) -> Upn:
    """Read a unique pupil number: a check letter, eleven digits, a digit or letter."""
    number = _compact(text)
    if not _UPN.fullmatch(number):
        raise NotThatNumber(
            f"“{text}” is not a unique pupil number. It has 13 characters: a letter, 11 "
            "digits, then a digit (or a letter if it is temporary), and never I, O or "
            "S. Check it against the last school's file."
        )
    if number[0] != upn_check_letter(number[1:]):
        raise NotThatNumber(
            f"“{text}” is not a unique pupil number: its first letter does not agree "
            "with the rest, so a character is wrong. Check it against the last school's "
            "file."
        )
    return Upn(
        number,
        authority=number[1:4],
        establishment=number[4:8],
        year=number[8:10],
        is_temporary=number[12].isalpha(),
    )


def upn_check_letter(rest: str) -> str:
    """Work out the check letter for the other twelve characters of a UPN."""
    total = sum(
        place * (int(sign) if sign.isdigit() else UPN_LETTERS.index(sign))
        for place, sign in enumerate(rest, start=2)
    )
    return UPN_LETTERS[total % len(UPN_LETTERS)]


def read_uln(text: str) -> str:
    """Read a unique learner number: ten digits, the last a check digit."""
    number = _compact(text)
    if not re.fullmatch(r"[1-9][0-9]{9}", number):
        raise NotThatNumber(
            f"“{text}” is not a unique learner number. It has ten digits and does not "
            "start with 0. Check it, or leave it out."
        )
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), number, strict=False))
    # A remainder of 0 would need the digit 10, so such a number is never issued.
    if 10 - total % 11 != int(number[9]):
        raise NotThatNumber(
            f"“{text}” is not a unique learner number: its last digit does not agree "
            "with the rest, so a digit is wrong. Check it, or leave it out."
        )
    return number


def read_urn(text: str) -> str:
    """Read a school's unique reference number: six digits."""
    number = _compact(text)
    if not re.fullmatch(r"[0-9]{6}", number):
        raise NotThatNumber(
            f"“{text}” is not a school's unique reference number (URN). It has six "
            "digits. Look the school up in Get information about schools."
        )
    return number


def read_dfe_number(text: str) -> str:
    """Read a DfE number, written 9264055 or 926/4055, and answer its seven digits."""
    found = re.fullmatch(r"([0-9]{3})[/ -]?([0-9]{4})", text.strip())
    if not found:
        raise NotThatNumber(
            f"“{text}” is not a DfE number. It has seven digits: three for the authority "
            "and four for the school, such as 926/4055."
        )
    return found[1] + found[2]


def written_dfe_number(number: str) -> str:
    """Write a DfE number as people do: 926/4055."""
    return f"{number[:3]}/{number[3:]}"


def read_ukprn(text: str) -> str:
    """Read a UK provider reference number: eight digits, the first 1."""
    number = _compact(text)
    if not re.fullmatch(r"1[0-9]{7}", number):
        raise NotThatNumber(
            f"“{text}” is not a UK provider reference number. It has eight digits and starts with 1."
        )
    return number


def read_postcode(text: str) -> str:
    """Read a postcode and answer it in capitals with one space."""
    letters = _compact(text)
    postcode = f"{letters[:-3]} {letters[-3:]}"
    if not _POSTCODE.fullmatch(postcode):
        raise NotThatNumber(f"“{text}” is not a postcode. Write it like AB1 2CD, or leave it out.")
    return postcode


def read_telephone(text: str) -> str:
    """Read a telephone number and answer it as typed, its outer spaces gone: ten or eleven figures, or + and a country.

    Says nothing of whether anybody answers. Raises NotThatNumber.
    """
    number = re.sub(r"\s*(x|ext\.?|extension)\s*[0-9]+$", "", text.strip().lower())
    figures = re.sub(r"[\s().-]", "", number)
    if re.fullmatch(r"0[0-9]{9,10}|(\+|00)[1-9][0-9]{7,14}", figures):
        return text.strip()
    raise NotThatNumber(
        f"“{text}” is not a telephone number that can be called. It has ten or eleven figures and starts with 0, or "
        "starts with + and the country. Check it with the parent."
    )


def _compact(text: str) -> str:
    return "".join(text.split()).upper()
