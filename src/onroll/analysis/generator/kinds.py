"""What may befall a pupil in a session, in the order in which one outranks another, and the code each is entered by."""

from dataclasses import dataclass
from datetime import date

from onroll.law.attendance_codes import code_on
from onroll.law.school_time import AcademicYear


@dataclass(frozen=True, slots=True)
class Kind:
    """A cause and its code. `of_the_year` marks what counts in the absence that is drawn for a pupil's year.

    `earlier` is the code of the tables before August 2024, where there was another.
    """

    name: str
    code: str
    of_the_year: bool = False
    earlier: str = ""


KINDS = (
    Kind("not taken", ""),
    Kind("before start", "Z"),
    Kind("planned closure", "#"),
    Kind("closed", "Y4", earlier="Y"),
    Kind("detained", "Y5", earlier="Y"),
    Kind("no access arrangements", "Q", earlier="Y"),
    Kind("at the other school", "D"),
    Kind("part closed", "Y3", earlier="Y"),
    Kind("travel disrupted", "Y2", earlier="Y"),
    Kind("no transport", "Y1", earlier="Y"),
    Kind("public health", "Y6", earlier="Y"),
    Kind("other cause", "Y7", earlier="Y"),
    Kind("not timetabled", "X"),
    Kind("study leave", "S"),
    Kind("travelling", "T", of_the_year=True),
    Kind("religious observance", "R", of_the_year=True),
    Kind("holiday", "G", of_the_year=True),
    Kind("excluded", "E"),
    Kind("illness", "I"),
    Kind("unauthorised", "O"),
    Kind("no reason yet", "N"),
    Kind("medical", "M"),
    Kind("leave", "C"),
    Kind("performance", "C1", earlier="C"),
    Kind("interview", "J1", earlier="J"),
    Kind("after closing", "U"),
    Kind("part-time timetable", "C2", of_the_year=True, earlier="C"),
    Kind("by the authority", "K", earlier="B"),
    Kind("off site", "B"),
    Kind("work experience", "W"),
    Kind("visit", "V"),
    Kind("sport", "P"),
)
NUMBERS = {kind.name: number for number, kind in enumerate(KINDS, start=1)}
LATE = "L"


def codes_of_year(year: int) -> tuple[str, ...]:
    """Answer the code of each kind, in order, by the table of an academic year."""
    first_day = AcademicYear.starting_in(year).first_day
    return tuple(
        kind.code if not kind.code or _in_force(kind.code, first_day) else kind.earlier for kind in KINDS
    )


def _in_force(code: str, day: date) -> bool:
    try:
        return code_on(code, day).code == code
    except LookupError:
        return False
