"""The register of children not in school, sections 436B to 436G: what is announced of it, not in force."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.law import home_education
from onroll.law.citation import Citation
from onroll.law.contents import Content, Contents, left_out
from onroll.law.dated import Announced, Dated, From
from onroll.law.faults import Fault
from onroll.law.home_education import (
    NOTHING_SWITCHED_ON,
    ROYAL_ASSENT,
    WELLBEING_AND_SCHOOLS_2026,
    SwitchedOn,
)
from onroll.law.instruments import ONROLL
from onroll.law.rules import rule

_FROM_2006 = date(2006, 9, 1)
_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

CONTENTS_CITED = WELLBEING_AND_SCHOOLS_2026.unconfirmed(
    "38", "The contents were read in the bill as amended."
)
PROVIDERS_CITED = WELLBEING_AND_SCHOOLS_2026.unconfirmed("38", "The threshold and the penalty were not read.")
USE_CITED = WELLBEING_AND_SCHOOLS_2026.unconfirmed("38", "Only the heading was read.")
SUPPORT_CITED = WELLBEING_AND_SCHOOLS_2026.at("38")
_NONE = WELLBEING_AND_SCHOOLS_2026.at("78")
_REASON = home_education.CHILDREN_NOT_IN_SCHOOL_REGISTER.announced[0].reason

REGISTER_CONTENTS = Dated[Contents](
    "What the register of children not in school holds of each child",
    steps=[From(_FROM_2006, (), _NONE)],
    reviewed_on=_REVIEWED_ON,
    announced=[
        Announced(
            (
                Content("child", "the child's name, date of birth and home address"),
                Content("parents", "the name and address of each parent"),
                Content("educators", "the names of the parents who educate"),
                Content("time", "the estimated time of education by parents, and by others"),
                Content("providers", "who else provides education"),
                Content("by_regulations", "what regulations add"),
            ),
            CONTENTS_CITED,
            _REASON,
        )
    ],
)
DUTIES_OF_OTHERS = Dated[tuple[str, ...]](
    "What others owe the register of children not in school, and the register them",
    steps=[From(_FROM_2006, (), _NONE)],
    reviewed_on=_REVIEWED_ON,
    announced=[
        Announced(
            (
                "providers of education above a threshold of time answer the authority's requests, or pay a penalty",
            ),
            PROVIDERS_CITED,
            _REASON,
        ),
        Announced(("the register's information is used and shared as the section says",), USE_CITED, _REASON),
        Announced(
            ("the authority supports a child's education where a parent asks",), SUPPORT_CITED, _REASON
        ),
    ],
)
WHAT_ORDERS_CHANGE = Dated[tuple[str, ...]](
    "How school attendance orders change (sections 436H on)",
    steps=[From(_FROM_2006, (), _NONE)],
    reviewed_on=_REVIEWED_ON,
    announced=[
        Announced(
            (
                "a preliminary notice gives fifteen days to satisfy the authority",
                "not giving the register its information, or refusing a visit to the home, are reasons for one",
                "so are the best interests of a child under enquiry for protection",
                "there is less time to serve an order and to comply",
                "the greatest penalties are heavier, with imprisonment",
            ),
            home_education.ORDERS_RECAST.announced[0].citation,
            home_education.ORDERS_RECAST.announced[0].reason,
        )
    ],
)
RECORDED_FOR_THE_ACT = Dated(
    "What is recorded now, so that the Act of 2026 can be switched on from a day",
    steps=[
        From(
            _FROM_2024,
            (
                "the written notice of home education: when it came, its last day, who sent it and who they are to the child",
                "consent to withdraw: the authority, when asked and decided, the outcome, reasons, condition A or B",
                "absence by arrangement: codes B, C2, D and K",
                "school attendance orders and the days they are in force",
            ),
            ONROLL.at("what is recorded for the Act of 2026"),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnnouncedDay:
    """The last day that an announced provision would give, and what it rests on. It binds nobody yet."""

    last_day: date
    citation: Citation


@rule(
    "home_education.register_contents",
    title="What an entry in the register of children not in school would leave out",
    says=(
        "Not in force. The register would hold the child's name, day of birth and address, each parent's name "
        "and address, who educates, for how long, who else provides, and what regulations add."
    ),
    first_day=ROYAL_ASSENT,
    cites=(CONTENTS_CITED,),
    in_force=False,
)
def faults_of_register_entry(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what an entry would leave out by what is announced, by the names of `REGISTER_CONTENTS`."""
    announced = REGISTER_CONTENTS.announced[0]
    as_if = Dated(
        REGISTER_CONTENTS.description,
        steps=[From(_FROM_2024, announced.value, announced.citation)],
        reviewed_on=_REVIEWED_ON,
    )
    return left_out(as_if, names, "The register of children not in school would give")


@rule(
    "home_education.inform_by",
    title="By when a parent would tell the register of a change",
    says="Not in force. A parent would tell the register of a change within fifteen days.",
    first_day=ROYAL_ASSENT,
    cites=(home_education.DAYS_TO_INFORM_THE_REGISTER.announced[0].citation,),
    in_force=False,
)
def inform_by(changed_on: date) -> AnnouncedDay:
    """Answer the fifteenth day after a change, under what is announced."""
    return _days_after(changed_on, home_education.DAYS_TO_INFORM_THE_REGISTER)


@rule(
    "home_education.home_considered_by",
    title="By when an authority would consider where a registered child lives",
    says=(
        "Not in force. An authority would consider where a child on its register lives within fifteen days, "
        "and might ask to visit."
    ),
    first_day=ROYAL_ASSENT,
    cites=(home_education.HOME_VISIT_DAYS.announced[0].citation,),
    in_force=False,
)
def home_considered_by(registered_on: date) -> AnnouncedDay:
    """Answer the fifteenth day after registration, under what is announced; a visit may be asked for."""
    return _days_after(registered_on, home_education.HOME_VISIT_DAYS)


@rule(
    "home_education.orders_recast",
    title="What would be different of school attendance orders",
    says=(
        "Not in force. A preliminary notice would give fifteen days to satisfy the authority, there would be further "
        "reasons for one, less time to serve an order and to comply, and heavier penalties."
    ),
    first_day=ROYAL_ASSENT,
    cites=(home_education.ORDERS_RECAST.announced[0].citation,),
    in_force=False,
)
def what_is_different_of_orders(
    *, as_at: date, switched_on: SwitchedOn = NOTHING_SWITCHED_ON
) -> tuple[str, ...]:
    """Answer what is different of school attendance orders on a day; nothing until commenced or switched on.

    How many days there are to serve and to comply, and the penalties, were not read as enacted, so no number is given.
    """
    if not home_education.in_force("orders_recast", as_at, switched_on=switched_on):
        return WHAT_ORDERS_CHANGE.on(as_at)
    return WHAT_ORDERS_CHANGE.announced[0].value


def _days_after(day: date, days: Dated[int | None]) -> AnnouncedDay:
    announced = days.announced[0]
    return AnnouncedDay(day + timedelta(days=announced.value or 0), announced.citation)
