"""Who the pupils of a school's figures are, by name: for those alone who may see every pupil of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.extracts.queries import pupils_behind
from onroll.service.figures.document import Cell, Sent
from onroll.service.figures.reading import Figures
from onroll.service.people.models import Pupil

#: A pupil at a school, as figures know them.
Enrolled = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """One pupil by name, the surname first."""

    pupil_id: int
    name: str

    def cell(self) -> Cell:
        """Return the name as it leads to the pupil's page."""
        return Cell(self.name, pupil_id=self.pupil_id)

    def opened(self, text: str, number: int, measure: str, period: str) -> Cell:
        """Return a number of the pupil's sessions as it opens to their entries."""
        return Cell(text, number, address="open", narrowed=self.behind(measure, period))

    def behind(self, measure: str, period: str) -> Sent:
        """Return what opens a figure of the pupil's to their entries."""
        return ("measure", measure), ("period", period), ("pupil", str(self.pupil_id))


def people_of(figures: Figures) -> dict[Enrolled, Person]:
    """Return the people of a school's figures. Raises OutOfScope for whoever may not see them, and for several schools."""
    if figures.people is None:
        figures.people = _people(figures)
    return figures.people


def _people(figures: Figures) -> dict[Enrolled, Person]:
    school_id = figures.body.school_id
    if school_id is None:
        raise OutOfScope("Figures of several schools name no pupil.")
    return people_in(figures.scope, school_id)


def people_in(scope: Scope, school_id: int) -> dict[Enrolled, Person]:
    """Return the people of a school's registers, by the school and pupil that figures know. Raises OutOfScope."""
    ids = pupils_behind(scope, permission=Permission.PUPIL_VIEW, school_ids=[school_id], as_extracted=True)
    names = _names(set(ids.values()))
    return {enrolled: Person(pupil_id, names[pupil_id]) for enrolled, pupil_id in ids.items()}


def _names(pupil_ids: Collection[int]) -> dict[int, str]:
    """Return pupils' names, the surname first, by id; of a whole school, so no model is made of each."""
    columns = "pk", "known_surname", "legal_surname", "known_forename", "legal_forenames"
    rows = Pupil.objects.filter(pk__in=pupil_ids).order_by().values_list(*columns)
    return {
        pupil_id: f"{known_surname or surname}, {known_forename or forenames.split(' ')[0]}"
        for pupil_id, known_surname, surname, known_forename, forenames in rows
    }
