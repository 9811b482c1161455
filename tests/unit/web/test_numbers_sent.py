"""A number that a form or an address sends is read, and one too long to be any of ours is none."""

from __future__ import annotations

import pytest

from onroll.service.web.school.people.sent import number
from onroll.service.whole_numbers import whole_number, whole_numbers


@pytest.mark.parametrize(
    ("typed", "read"), [("7", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5_000, None), ("-1", None), ("", None), ("٧", None), ("７", None), ("²", None), ("9" * 30, None), (" 7 ", 7)]
)  # fmt: skip
def test_a_whole_number_has_at_most_eighteen_digits(typed, read):
    assert whole_number(typed) == read
    assert number({"pupil": typed}, "pupil") == read


def test_what_is_no_number_is_left_out_of_several():
    assert whole_numbers(["1", "x", "9" * 5_000, "2"]) == [1, 2]
