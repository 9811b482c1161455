"""What an attendance code means: its class, its conditions, who it may be used for."""

from dataclasses import dataclass
from enum import StrEnum

from onroll.law.citation import Citation, Uncited
from onroll.law.school_time import Session


class StatisticalClass(StrEnum):
    """How a code counts. The first four make up the possible sessions."""

    PRESENT = "present"
    APPROVED_EDUCATIONAL_ACTIVITY = "approved_educational_activity"
    AUTHORISED_ABSENCE = "authorised_absence"
    UNAUTHORISED_ABSENCE = "unauthorised_absence"
    NOT_POSSIBLE = "not_possible"
    NOT_COLLECTED = "not_collected"

    @property
    def is_attending(self) -> bool:
        """Whether the session counts as attended."""
        return self in _ATTENDING

    @property
    def is_absence(self) -> bool:
        """Whether the session counts as absence."""
        return self in _ABSENCE

    @property
    def is_possible(self) -> bool:
        """Whether the session is one the pupil could have attended."""
        return self in _ATTENDING or self in _ABSENCE

    @property
    def in_words(self) -> str:
        """The class as it is printed."""
        return _CLASS_WORDS[self]


_ATTENDING = frozenset({StatisticalClass.PRESENT, StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY})
_ABSENCE = frozenset({StatisticalClass.AUTHORISED_ABSENCE, StatisticalClass.UNAUTHORISED_ABSENCE})
_CLASS_WORDS = {
    StatisticalClass.PRESENT: "present",
    StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY: ("attending an approved educational activity"),
    StatisticalClass.AUTHORISED_ABSENCE: "authorised absence",
    StatisticalClass.UNAUTHORISED_ABSENCE: "unauthorised absence",
    StatisticalClass.NOT_POSSIBLE: "not a possible attendance",
    StatisticalClass.NOT_COLLECTED: "not collected",
}


class Pupils(StrEnum):
    """Which pupils a code may be used for."""

    ANY = "any pupil"
    OF_COMPULSORY_SCHOOL_AGE = "pupils of compulsory school age"
    NOT_OF_COMPULSORY_SCHOOL_AGE = "pupils not of compulsory school age"


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """One code in one table.

    `session` is set for a code that belongs to mornings or afternoons only.
    `may_be_planned` marks codes that may be entered before the session comes.
    `minutes_may_be_given` marks the two codes of lateness. `in_the_regulations` is
    False for the administrative codes Z and #. `mobile_child_required` marks a code that is for mobile children alone.
    """

    code: str
    title: str
    description: str
    statistical_class: StatisticalClass
    citation: Citation
    conditions: tuple[str, ...] = ()
    counts_towards_penalty_notice: bool = False
    note_required: bool = False
    leave_required: bool = False
    may_be_planned: bool = False
    minutes_may_be_given: bool = False
    pupils: Pupils = Pupils.ANY
    mobile_child_required: bool = False
    session: Session | None = None
    in_the_regulations: bool = True

    def __post_init__(self) -> None:
        if not isinstance(self.citation, Citation):
            raise Uncited(f"The code {self.code} needs a citation.")
        for field in ("code", "title", "description"):
            if not getattr(self, field).strip():
                raise Uncited(f"The code {self.code!r} needs its {field}.")


CodeTable = dict[str, CodeMeaning]


def code_table(*meanings: CodeMeaning) -> CodeTable:
    """Build a table by code, in the order given. Raises `ValueError` for a code twice."""
    table = {meaning.code: meaning for meaning in meanings}
    if len(table) != len(meanings):
        raise ValueError("A code table names a code twice.")
    return table
