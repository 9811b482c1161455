"""What else is shared: the pupil's file with the next school, figures with parents and the department."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.citation import Citation, Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.instruments import ABSENCE_STATISTICS
from onroll.law.plain_words import day_in_words
from onroll.law.rules import rule
from onroll.law.school_time import SchoolCalendar

_FROM_JULY_2005 = date(2005, 7, 8)
_FROM_2005 = date(2005, 9, 1)
_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 28)

PUPIL_INFORMATION_2005 = Instrument(
    name="Education (Pupil Information) (England) Regulations 2005",
    short_name="Pupil Information Regulations 2005",
    link="https://www.legislation.gov.uk/uksi/2005/1437",
    in_force_from=_FROM_JULY_2005,
    strength=Strength.LAW,
    divisions="regulation",
)
INDIVIDUAL_PUPILS_2024 = Instrument(
    name="Education (Information About Individual Pupils) (England) (Amendment) Regulations 2024",
    short_name="Individual Pupils Amendment Regulations 2024",
    link="https://www.legislation.gov.uk/uksi/2024/209",
    in_force_from=_FROM_2024,
    strength=Strength.LAW,
    divisions="regulation",
)

FILE = PUPIL_INFORMATION_2005.unconfirmed(
    "9(3)",
    "Fifteen days is confirmed. That they are school days was read of a pupil who registers at a second school (9(3B)), and "
    "not of one who changes school.",
)
OUTSIDE = PUPIL_INFORMATION_2005.unconfirmed("9", "The address of schools outside was not read.")
REPORT = PUPIL_INFORMATION_2005.unconfirmed(
    "Schedule 1, paragraph 1(d)",
    "That the report holds the attendance record was read, and not what the record is made of.",
)
DAILY_DATA = INDIVIDUAL_PUPILS_2024.unconfirmed(
    "2", "The duty is confirmed; the number and the data set are not."
)
CENSUS = ABSENCE_STATISTICS.at("the school census")

SCHOOL_DAYS_TO_SEND_THE_FILE = Dated(
    "School days after a pupil leaves in which the common transfer file is sent",
    steps=[From(_FROM_JULY_2005, 15, FILE)],
    reviewed_on=_REVIEWED_ON,
)
PUBLISHED_TO_PARENTS = Dated(
    "What of attendance a parent is told in the annual report",
    steps=[
        From(
            _FROM_JULY_2005,
            ("the possible sessions", "the percentage of them missed without leave or reason"),
            REPORT,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
GIVEN_TO_THE_DEPARTMENT = Dated[tuple[str, ...]](
    "What of attendance is given to the Department for Education",
    steps=[
        From(
            _FROM_2005,
            ("the school census, termly, for the term before", "the yearly count of parental measures, by each authority"),
            CENSUS,
        ),
        From(
            _FROM_2024,
            (
                "the school census, termly, for the term before",
                "the yearly count of parental measures, by each authority",
                "each pupil's sessions, daily, from state-funded schools",
            ),
            DAILY_DATA,
        ),
    ],
    reviewed_on=_REVIEWED_ON,
)  # fmt: skip


class Destination(StrEnum):
    """Where a pupil who left has gone."""

    KNOWN_SCHOOL = "known_school"
    OUTSIDE_THE_STATE_SECTOR = "outside_the_state_sector"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class PupilFile:
    """The last day to send a pupil's file, and the authority and school numbers it is addressed to."""

    send_by: date
    authority: str
    school: str
    reason: str
    citations: tuple[Citation, ...]


@rule(
    "sharing.pupil_file",
    title="By when a leaver's file is sent, and to where",
    says=(
        "A leaver's common transfer file is sent within fifteen school days to the next school; to the lost "
        "pupil area where the destination is not known, and to its own place where it lies outside the state "
        "sector or abroad. A school that admits a pupil without a file looks in the lost pupil area."
    ),
    first_day=_FROM_JULY_2005,
    cites=(FILE, OUTSIDE),
)
def pupil_file(
    *,
    last_day_on_roll: date,
    calendar: SchoolCalendar,
    destination: Destination,
    school: tuple[str, str] = ("", ""),
) -> PupilFile:
    """Answer by when the common transfer file goes, and its address. `school` is the next one, if it is known.

    A pupil who cannot be found goes to the lost pupil area, and a school that admits a pupil without a file looks
    there. Raises `CalendarTooShort`, and `NoRuleInForce` before 8 July 2005.
    """
    days = SCHOOL_DAYS_TO_SEND_THE_FILE.on(last_day_on_roll)
    authority, number = _ADDRESSES.get(destination, school)
    send_by = calendar.nth_school_day_after(last_day_on_roll, days)
    return PupilFile(
        send_by,
        authority,
        number,
        f"By {day_in_words(send_by)}, the {days}th school day after the last day on roll, to {_WHERE[destination]}.",
        (FILE, OUTSIDE) if destination is Destination.OUTSIDE_THE_STATE_SECTOR else (FILE,),
    )


_ADDRESSES = {
    Destination.NOT_KNOWN: ("XXX", "XXXX"),
    Destination.OUTSIDE_THE_STATE_SECTOR: ("MMM", "MMMM"),
}
_WHERE = {
    Destination.KNOWN_SCHOOL: "the next school",
    Destination.OUTSIDE_THE_STATE_SECTOR: "the place for schools outside the state sector and abroad",
    Destination.NOT_KNOWN: "the lost pupil area",
}


@rule(
    "sharing.given_to_the_department",
    title="What of attendance the department is given",
    says=(
        "Schools give the census each term, and authorities the count of parental measures each year. Since "
        "19 August 2024 state-funded schools share each pupil's sessions daily; independent schools may."
    ),
    first_day=_FROM_2005,
    cites=(CENSUS, DAILY_DATA),
)
def given_to_the_department(on: date, *, state_funded: bool) -> Iterable[str]:
    """Answer what the department is given on a day. Independent schools give daily data of their own will."""
    given = GIVEN_TO_THE_DEPARTMENT.on(on)
    return given if state_funded else ()
