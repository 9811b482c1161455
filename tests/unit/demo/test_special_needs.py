"""Children of the demo have the kinds of need that schools of their kind report."""

from __future__ import annotations

from collections import Counter

import pytest

from onroll.service.demo.special_needs import kind_of_need
from onroll.service.people.special_needs import NEEDS


@pytest.mark.parametrize("kind", ["primary", "secondary", "special", "alternative provision"])
def test_every_child_has_a_kind_that_there_is(kind: str) -> None:
    assert {kind_of_need(number, kind) for number in range(100)} <= set(NEEDS)


def test_a_special_school_has_more_autistic_children_than_any_others() -> None:
    ((most, _),) = Counter(kind_of_need(number, "special") for number in range(1000)).most_common(1)
    assert most == "ASD"
