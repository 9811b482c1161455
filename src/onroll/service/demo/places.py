"""The made-up authority: its districts, its trust and its six schools, as data.

No council, trust, school or place here is a real one. The authority's code and the schools' numbers are not in use.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

AUTHORITY = "Tarnshire County Council"
AUTHORITY_CODE = "990"
COAST, VALE, UPLAND = "Tarn Coast", "Marrow Vale", "Upper Tarn"
DISTRICTS = (COAST, VALE, UPLAND)
TRUST = "Fenwillow Learning Trust"
DOMAIN = "tarnshire.example"

#: The national name of each year group, youngest first.
YEARS = ("R", *(str(year) for year in range(1, 14)))


@dataclass(frozen=True, slots=True)
class Bell:
    """When a morning or afternoon starts and ends, and its register closes (it opens at the start)."""

    starts_at: dt.time
    register_closes_at: dt.time
    ends_at: dt.time


@dataclass(frozen=True, slots=True)
class Place:
    """One school: what it is, when it meets, and how many pupils each registration group of each year has."""

    key: str
    name: str
    urn: str
    dfe_number: str
    phase: str
    kind: str
    district: str
    trust: str | None
    ages: tuple[int, int]
    street: str
    postcode: str
    telephone: str
    morning: Bell
    afternoon: Bell
    #: Year group to names of its registration groups; a special school's groups hold several years.
    groups: dict[str, tuple[str, ...]]
    #: Pupils to a group, from one to another.
    group_size: tuple[int, int]
    calibration: str
    has_boarders: bool = False

    @property
    def years(self) -> tuple[str, ...]:
        return tuple(self.groups)

    def bell(self, session: str) -> Bell:
        """Return the times of a session, AM or PM."""
        return self.morning if session == "AM" else self.afternoon


def _at(hour: int, minute: int) -> dt.time:
    return dt.time(hour, minute)


def _forms(years: range, letters: str) -> dict[str, tuple[str, ...]]:
    return {str(year): tuple(f"{year}{letter}" for letter in letters) for year in years}


SALTWICK = Place(
    key="infant",
    name="Saltwick Infant School",
    urn="990101",
    dfe_number="9902001",
    phase="primary",
    kind="maintained",
    district=COAST,
    trust=None,
    ages=(4, 7),
    street="Sandpiper Lane, Saltwick",
    postcode="TS1 2SL",
    telephone="07700 900101",
    morning=Bell(_at(8, 55), _at(9, 20), _at(11, 50)),
    afternoon=Bell(_at(12, 50), _at(13, 15), _at(15, 10)),
    groups={"R": ("Cockle", "Limpet"), "1": ("Plover", "Curlew"), "2": ("Seal", "Otter")},
    group_size=(28, 30),
    calibration="primary",
)
HARBOUR_ROAD = Place(
    key="primary",
    name="Harbour Road Primary School",
    urn="990102",
    dfe_number="9902002",
    phase="primary",
    kind="academy",
    district=COAST,
    trust=TRUST,
    ages=(4, 11),
    street="Harbour Road, Saltwick",
    postcode="TS1 4HR",
    telephone="07700 900102",
    morning=Bell(_at(8, 50), _at(9, 15), _at(12, 0)),
    afternoon=Bell(_at(13, 0), _at(13, 25), _at(15, 20)),
    groups={"R": ("RA", "RB"), **_forms(range(1, 7), "AB")},
    group_size=(28, 30),
    calibration="primary",
)
OVERMARROW = Place(
    key="village",
    name="Overmarrow Primary School",
    urn="990103",
    dfe_number="9903003",
    phase="primary",
    kind="maintained",
    district=VALE,
    trust=None,
    ages=(4, 11),
    street="Mill Green, Overmarrow",
    postcode="TS6 3MG",
    telephone="07700 900103",
    morning=Bell(_at(8, 45), _at(9, 15), _at(12, 0)),
    afternoon=Bell(_at(13, 0), _at(13, 30), _at(15, 15)),
    groups={
        year: (name,)
        for year, name in zip(
            YEARS[:7], ("Wren", "Robin", "Finch", "Jay", "Heron", "Kite", "Eagle"), strict=True
        )
    },
    group_size=(26, 30),
    calibration="primary",
)
TARNBRIDGE = Place(
    key="secondary",
    name="Tarnbridge Academy",
    urn="990104",
    dfe_number="9904004",
    phase="secondary",
    kind="academy",
    district=VALE,
    trust=TRUST,
    ages=(11, 18),
    street="Academy Way, Tarnbridge",
    postcode="TS4 7AW",
    telephone="07700 900104",
    morning=Bell(_at(8, 45), _at(9, 15), _at(12, 20)),
    afternoon=Bell(_at(13, 5), _at(13, 35), _at(15, 10)),
    groups={**_forms(range(7, 12), "BEKLNRTWY"), **_forms(range(12, 14), "CDFGHM")},
    group_size=(28, 30),
    calibration="secondary",
)
ROWAN_GATE = Place(
    key="special",
    name="Rowan Gate School",
    urn="990105",
    dfe_number="9907005",
    phase="special",
    kind="maintained",
    district=UPLAND,
    trust=None,
    ages=(4, 16),
    street="Rowan Gate, Thornhowe",
    postcode="TS9 1RG",
    telephone="07700 900105",
    morning=Bell(_at(9, 0), _at(9, 30), _at(12, 0)),
    afternoon=Bell(_at(13, 0), _at(13, 30), _at(15, 0)),
    groups={
        "R": ("Acorn",), "1": ("Acorn",), "2": ("Beech",), "3": ("Beech", "Cedar"), "4": ("Cedar",), "5": ("Damson", "Elder"),
        "6": ("Elder",), "7": ("Fir", "Gorse"), "8": ("Hazel", "Holly"), "9": ("Juniper", "Larch"), "10": ("Maple", "Oak"),
        "11": ("Oak", "Willow"),
    },
    group_size=(6, 7),
    calibration="special",
    has_boarders=True,
)  # fmt: skip
LOCK_HOUSE = Place(
    key="ap",
    name="The Lock House",
    urn="990106",
    dfe_number="9901106",
    phase="alternative provision",
    kind="pupil referral unit",
    district=VALE,
    trust=None,
    ages=(5, 16),
    street="Canal Side, Tarnbridge",
    postcode="TS4 2CS",
    telephone="07700 900106",
    morning=Bell(_at(9, 15), _at(9, 45), _at(12, 15)),
    afternoon=Bell(_at(12, 45), _at(13, 15), _at(14, 45)),
    groups={"5": ("Base",), "6": ("Base",), "7": ("Quay",), "8": ("Quay",), "9": ("Tiller", "Anchor"), "10": ("Compass", "Rudder"), "11": ("Mainsail", "Jib")},
    group_size=(4, 4),
    calibration="alternative provision",
)  # fmt: skip

SCHOOLS = (SALTWICK, HARBOUR_ROAD, OVERMARROW, TARNBRIDGE, ROWAN_GATE, LOCK_HOUSE)
SCHOOL = {place.key: place for place in SCHOOLS}
SIXTH_FORM = ("12", "13")
#: A sixth form's groups are smaller than the rest of its school's.
SIXTH_FORM_SIZE = (20, 23)
