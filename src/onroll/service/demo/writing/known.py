"""Which rows stand for which drawn school, group, person and pupil."""

from __future__ import annotations

from dataclasses import dataclass, field

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.scope import Reach, Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.demo.places import SCHOOLS
from onroll.service.demo.staff import StaffPerson
from onroll.service.organisations.models import RegistrationGroup, School
from onroll.service.people.models import Parent

#: The demo acting by itself, where no person of it would.
DEMO = Actor.service("Demo")


@dataclass(slots=True)
class Known:
    """Ids by what was drawn, and the people who act."""

    schools: dict[str, int] = field(default_factory=dict)
    groups: dict[tuple[str, str], int] = field(default_factory=dict)
    #: By school and role, or by school and group for those who teach one.
    people: dict[tuple[str, str], Actor] = field(default_factory=dict)
    pupils: dict[int, int] = field(default_factory=dict)
    enrolments: dict[tuple[str, int], int] = field(default_factory=dict)
    parents: dict[str, int] = field(default_factory=dict)
    #: Parents entered once too often: the school, the first row's id and the second's.
    entered_twice: list[tuple[str, int, int]] = field(default_factory=list)

    def officer(self, school: str) -> Actor:
        """Return the school's attendance officer."""
        return self.people[school, "attendance_officer"]


def load_known(staff: list[StaffPerson]) -> Known:
    """Look up everything written so far."""
    known = Known()
    by_urn = dict(School.objects.values_list("urn", "pk"))
    known.schools = {place.key: by_urn[place.urn] for place in SCHOOLS}
    by_id = {school_id: key for key, school_id in known.schools.items()}
    for group_id, school_id, name in RegistrationGroup.objects.values_list("pk", "school_id", "name"):
        if school_id in by_id:
            known.groups[by_id[school_id], name] = group_id
    _people(known, staff)
    rows = Enrolment.objects.filter(pupil_ref__startswith="T").values_list(
        "pk", "school_id", "pupil_id", "pupil_ref"
    )
    for enrolment_id, school_id, pupil_id, ref in rows:
        if school_id in by_id and ref[1:].isdigit():
            known.pupils[int(ref[1:])] = pupil_id
            known.enrolments[by_id[school_id], int(ref[1:])] = enrolment_id
    known.parents = dict(Parent.objects.exclude(source_ref="").values_list("source_ref", "pk"))
    return known


def _people(known: Known, staff: list[StaffPerson]) -> None:
    ids = dict(User.objects.filter(is_demo=True).values_list("username", "pk"))
    for person in staff:
        if person.place_kind in {"school", "group"} and person.username in ids:
            school_id = known.schools[person.place]
            reach = Reach(person.role, school_id, known.groups.get((person.place, person.group)))
            actor = Actor(ids[person.username], person.name, person.role, Scope.of([reach]))
            known.people.setdefault((person.place, person.group or person.role), actor)
