"""The made-up staff: someone in every role, at every school, the trust and the authority; and partner professionals."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from onroll.service.demo import names
from onroll.service.demo.chance import stream
from onroll.service.demo.places import AUTHORITY, DISTRICTS, DOMAIN, SCHOOLS, TRUST, Place

_TITLES = {"F": ("Mrs", "Ms", "Miss"), "M": ("Mr",)}
_COMMUNITIES = (names.BRITISH,) * 8 + (
    names.INDIAN,
    names.AFRICAN,
    names.POLISH,
    names.PAKISTANI,
    names.CARIBBEAN,
)
#: Roles held over a school, and what that school calls them where it differs.
_SCHOOL_ROLES = (
    ("head", ""),
    ("senior_attendance_champion", "Deputy head and senior attendance champion"),
    ("attendance_officer", ""),
    ("safeguarding_lead", ""),
    ("senco", ""),
    ("gate", "Receptionist"),
    ("governor", "Attendance governor"),
)
_AUTHORITY_ROLES = (
    ("legal_intervention_officer", ""),
    ("missing_education_officer", ""),
    ("virtual_school_officer", ""),
    ("data_protection_officer", ""),
    ("administrator", ""),
)


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """One person who signs in, and the role they hold: over `place` (a kind and its key), or one of its groups."""

    username: str
    title: str
    forename: str
    surname: str
    role: str
    place_kind: str
    place: str
    group: str = ""
    role_title: str = ""
    days: int | None = None

    @property
    def name(self) -> str:
        return f"{self.title} {self.forename[0]} {self.surname}"

    @property
    def email(self) -> str:
        return f"{self.username}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Partner:
    """A professional outside the schools who works with some of their pupils."""

    name: str
    role: str
    organisation: str
    telephone: str
    email: str
    #: Markers of the pupils they work with.
    works_with: tuple[str, ...]


def draw_staff(seed: int) -> list[StaffPerson]:
    """Draw everyone who signs in."""
    draws = stream(seed, "staff")
    taken: set[str] = set()
    return [_person(draws, taken, **post) for post in _posts()]


def draw_partners(seed: int) -> list[Partner]:
    """Draw the partner professionals."""
    draws = stream(seed, "partners")
    posts = (
        *((("Social worker", "Children's Services", ("social worker",)),) * 6),
        *((("Youth justice worker", "Youth Justice Service", ("youth justice",)),) * 2),
        ("Virtual School adviser", "Virtual School", ("looked after", "previously looked after")),
    )
    found = []
    for number, (role, organisation, works_with) in enumerate(posts):
        community = draws.choice(_COMMUNITIES)
        forename, surname = community.parent(draws, draws.choice("FM")), community.surname(draws)
        found.append(
            Partner(
                name=f"{forename} {surname}",
                role=role,
                organisation=f"{AUTHORITY}: {organisation}",
                telephone=f"07700 900{200 + number}",
                email=f"{forename}.{surname}@services.{DOMAIN}".lower(),
                works_with=works_with,
            )
        )
    return found


def _posts() -> Iterator[dict[str, object]]:
    for place in SCHOOLS:
        for role, title in _SCHOOL_ROLES:
            yield {"role": role, "place_kind": "school", "place": place.key, "role_title": title}
        if place.key == "secondary":
            yield {
                "role": "attendance_officer",
                "place_kind": "school",
                "place": place.key,
                "role_title": "Attendance assistant",
            }
            yield {
                "role": "administrator",
                "place_kind": "school",
                "place": place.key,
                "role_title": "Data manager",
            }
            yield {
                "role": "data_protection_officer",
                "place_kind": "school",
                "place": place.key,
                "role_title": "",
            }
            yield {
                "role": "inspector",
                "place_kind": "school",
                "place": place.key,
                "role_title": "",
                "days": 14,
            }
        yield from _teachers(place)
    yield {"role": "trust_lead", "place_kind": "trust", "place": TRUST}
    yield {"role": "governor", "place_kind": "trust", "place": TRUST, "role_title": "Trustee"}
    yield {"role": "administrator", "place_kind": "trust", "place": TRUST}
    for district in DISTRICTS:
        title = "Attendance and entitlement officer"
        yield {
            "role": "attendance_support_officer",
            "place_kind": "district",
            "place": district,
            "role_title": title,
        }
    for role, title in _AUTHORITY_ROLES:
        yield {"role": role, "place_kind": "authority", "place": AUTHORITY, "role_title": title}


def _teachers(place: Place) -> Iterator[dict[str, object]]:
    role = "tutor" if place.key == "secondary" else "teacher"
    for group in dict.fromkeys(name for groups in place.groups.values() for name in groups):
        yield {"role": role, "place_kind": "group", "place": place.key, "group": group}


def _person(draws: random.Random, taken: set[str], **post: object) -> StaffPerson:
    while True:
        community, sex = draws.choice(_COMMUNITIES), draws.choice("FFFMM")
        forename, surname = community.parent(draws, sex), community.surname(draws)
        username = f"{forename}.{surname}".lower()
        if username not in taken:
            taken.add(username)
            return StaffPerson(username, draws.choice(_TITLES[sex]), forename, surname, **post)  # type: ignore[arg-type]
