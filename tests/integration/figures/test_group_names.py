"""Groups are called what people call them."""

from __future__ import annotations

import pytest

from onroll.analysis.groupings import Grouping
from onroll.service.figures.pages.group_names import group_alone, group_beside_its_like, group_name


@pytest.mark.parametrize(
    ("columns", "group", "name"),
    [
        (("year_group",), "year_group=7", "Year 7"),
        (("year_group",), "year_group=not known", "not known"),
        (("sen",), "sen=K", "SEN support"),
        (("sex",), "sex=F", "female"),
        (("fsm",), "fsm=true", "yes"),
        (("ethnicity",), "ethnicity=WIRT", "Traveller of Irish heritage"),
        (("language",), "language=PNJ", "Panjabi"),
        (("language",), "language=XYZ", "XYZ"),
        (("sen_need",), "sen_need=SEMH", "Social, emotional and mental health"),
        (("sen_need",), "sen_need=NONE", "no special educational need"),
        (("registration_group",), "registration_group=7B", "7B"),
        (("sex", "fsm"), "sex=M,fsm=false", "Sex: male, free school meals: no"),
        (
            ("registration_group", "fsm"),
            "registration_group=7B,fsm=true",
            "Registration group: 7B, free school meals: yes",
        ),
    ],
)
def test_a_group_is_called(columns: tuple[str, ...], group: str, name: str) -> None:
    assert group_name(Grouping(columns), group) == name


def test_a_group_that_stands_alone_has_a_capital() -> None:
    assert group_alone(Grouping(("sex",)), "sex=F") == "Female"


@pytest.mark.parametrize(
    ("columns", "group", "name"),
    [
        (
            ("ethnicity", "sen_need"),
            "ethnicity=WIRT,sen_need=SEMH",
            "Traveller of Irish heritage, Social, emotional and mental health",
        ),
        (("sex", "fsm"), "sex=M,fsm=false", "Male, free school meals: no"),
        (("fsm", "sex"), "fsm=true,sex=F", "Free school meals: yes, female"),
    ],
)
def test_a_group_drawn_beside_its_like_says_no_more_than_tells_it_apart(columns, group, name) -> None:
    assert group_beside_its_like(Grouping(columns), group) == name
