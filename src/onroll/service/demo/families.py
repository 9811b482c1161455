"""The families: who lives where, who is a parent in the Education Act sense, and what each may see."""

from __future__ import annotations

import random
from dataclasses import dataclass

from onroll.service.demo import names
from onroll.service.demo.chance import one_of
from onroll.service.demo.names import Community
from onroll.service.demo.places import DOMAIN


@dataclass(frozen=True, slots=True, eq=False)
class Heritage:
    """A community's share of families, its ethnicity codes by share, and its first language (CBDS codes)."""

    share: float
    community: Community
    ethnicities: dict[str, float]
    language: str = "ENG"
    religious_days: bool = False
    travels: bool = False


_HERITAGES = (
    Heritage(
        0.775,
        names.BRITISH,
        {"WBRI": 0.93, "MWBC": 0.02, "MWAS": 0.02, "MOTH": 0.015, "MWBA": 0.01, "WIRI": 0.005},
    ),
    Heritage(0.045, names.POLISH, {"WOTH": 1}, "POL"),
    Heritage(0.025, names.LITHUANIAN, {"WOTH": 1}, "LIT"),
    Heritage(0.025, names.ROMANIAN, {"WOTH": 1}, "RMN"),
    Heritage(0.015, names.PORTUGUESE, {"WOTH": 1}, "POR"),
    Heritage(0.02, names.PAKISTANI, {"APKN": 1}, "URD", religious_days=True),
    Heritage(0.012, names.BANGLADESHI, {"ABAN": 1}, "BNG", religious_days=True),
    Heritage(0.02, names.INDIAN, {"AIND": 1}, "GUJ"),
    Heritage(0.025, names.AFRICAN, {"BAFR": 1}, "ENG"),
    Heritage(0.01, names.CARIBBEAN, {"BCRB": 0.6, "MWBC": 0.4}),
    Heritage(0.01, names.ARABIC, {"OOTH": 1}, "ARA", religious_days=True),
    Heritage(0.008, names.CHINESE, {"CHNE": 1}, "CHI"),
    Heritage(0.01, names.BRITISH, {"WROM": 0.6, "WIRT": 0.4}, travels=True),
)


@dataclass(frozen=True, slots=True)
class Carer:
    """A parent of a family's children, and what that parent is to them."""

    ref: str
    title: str
    forename: str
    surname: str
    relationship: str
    address: str
    postcode: str
    mobile: str
    email: str
    is_natural_parent: bool = True
    parental_responsibility: bool = True
    has_care: bool = True
    lives_with: bool = True
    contact_order: int | None = 1
    may_see: bool = True
    may_be_sent: bool = True
    address_withheld: bool = False
    restriction: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Children who share parents: their surname, home, and what the figures need to know of them."""

    number: int
    surname: str
    community: Community
    ethnicity: str
    language: str
    religious_days: bool
    travels: bool
    has_free_meals: bool
    address: str
    postcode: str
    carers: tuple[Carer, ...]


#: How families are made up, by share: whether both parents share the home, one is elsewhere, or another cares.
_MAKE_UPS = {
    "together": 0.56,
    "two homes": 0.2,
    "one parent": 0.15,
    "step-parent": 0.06,
    "grandparent": 0.026,
    "foster": 0.004,
}


def draw_family(draws: random.Random, number: int, settlements: tuple[str, ...], free_meals: float) -> Family:
    """Draw a family that lives in one of these settlements; `free_meals` is the chance of free school meals."""
    heritage = one_of(draws, {one: one.share for one in _HERITAGES})
    surname = heritage.community.surname(draws)
    make_up = one_of(draws, _MAKE_UPS)
    poorer = 1.6 if make_up in {"one parent", "grandparent"} else 0.85
    home = _home(draws, settlements)
    return Family(
        number=number,
        surname=surname,
        community=heritage.community,
        ethnicity=one_of(draws, heritage.ethnicities),
        language=heritage.language,
        religious_days=heritage.religious_days,
        travels=heritage.travels,
        has_free_meals=draws.random() < free_meals * poorer,
        address=home[0],
        postcode=home[1],
        carers=tuple(
            _CARERS[make_up](_Drawing(draws, number, surname, heritage.community, home, settlements))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    draws: random.Random
    number: int
    surname: str
    community: Community
    home: tuple[str, str]
    settlements: tuple[str, ...]

    def carer(
        self, place: int, sex: str, relationship: str, *, elsewhere: bool = False, **changed: object
    ) -> Carer:
        """Draw one carer, at the family's home unless elsewhere."""
        draws = self.draws
        surname = self.surname if draws.random() < 0.75 or place == 1 else self.community.surname(draws)
        forename = self.community.parent(draws, sex)
        address, postcode = _home(draws, self.settlements) if elsewhere else self.home
        return Carer(
            ref=f"P{self.number:04}{place}",
            title=draws.choice(("Mrs", "Ms", "Miss")) if sex == "F" else "Mr",
            forename=forename,
            surname=surname,
            relationship=relationship,
            address=address,
            postcode=postcode,
            mobile=f"07700 900{draws.randrange(1000):03}",
            email=f"{forename}.{surname}{self.number}@families.{DOMAIN}".lower().replace("'", ""),
            **{"contact_order": place, "lives_with": not elsewhere, **changed},  # type: ignore[arg-type]
        )


def _together(family: _Drawing) -> list[Carer]:
    return [family.carer(1, "F", "Mother"), family.carer(2, "M", "Father")]


def _two_homes(family: _Drawing) -> list[Carer]:
    shares_care = family.draws.random() < 0.4
    mother = family.carer(1, "F", "Mother")
    father = family.carer(2, "M", "Father", elsewhere=True, lives_with=shares_care, has_care=shares_care)
    return [mother, father]


def _one_parent(family: _Drawing) -> list[Carer]:
    limited = family.draws.random()
    first = family.carer(1, *(("F", "Mother") if family.draws.random() < 0.86 else ("M", "Father")))
    if limited > 0.25:
        return [first]
    other = {"F": ("M", "Father"), "M": ("F", "Mother")}["F" if first.relationship == "Mother" else "M"]
    barred = limited < 0.06
    return [
        first,
        family.carer(
            2,
            *other,
            elsewhere=True,
            has_care=False,
            contact_order=None,
            may_see=not barred,
            may_be_sent=not barred,
            address_withheld=barred,
            restriction="Prohibited steps order: not to remove from school" if barred else "",
        ),
    ]


def _step_parent(family: _Drawing) -> list[Carer]:
    return [
        family.carer(1, "F", "Mother"),
        family.carer(2, "M", "Step-father", is_natural_parent=False, parental_responsibility=False),
        family.carer(3, "M", "Father", elsewhere=True, has_care=False),
    ]


def _grandparent(family: _Drawing) -> list[Carer]:
    return [
        family.carer(1, "F", "Grandmother", is_natural_parent=False),
        family.carer(2, "F", "Mother", elsewhere=True, has_care=False, contact_order=2),
    ]


def _foster(family: _Drawing) -> list[Carer]:
    return [
        family.carer(1, "F", "Foster carer", is_natural_parent=False, parental_responsibility=False),
        family.carer(
            2, "F", "Mother", elsewhere=True, has_care=False, contact_order=None, address_withheld=True
        ),
    ]


_CARERS = {
    "together": _together,
    "two homes": _two_homes,
    "one parent": _one_parent,
    "step-parent": _step_parent,
    "grandparent": _grandparent,
    "foster": _foster,
}


def _home(draws: random.Random, settlements: tuple[str, ...]) -> tuple[str, str]:
    settlement = draws.choice(settlements)
    outward = {"S": "TS1", "M": "TS2", "T": "TS4", "O": "TS6", "N": "TS6", "K": "TS5", "W": "TS9"}[
        settlement[0]
    ]
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    inward = f"{draws.randrange(1, 10)}{draws.choice(letters)}{draws.choice(letters)}"
    return f"{draws.randrange(1, 140)} {draws.choice(names.STREETS)}, {settlement}", f"{outward} {inward}"
