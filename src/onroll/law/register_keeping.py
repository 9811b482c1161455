"""Keeping the registers: in what form, with what copies, and who may inspect them."""

from datetime import date
from enum import StrEnum

from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.instruments import PUPIL_REGISTRATION_2006, PUPIL_REGISTRATION_2024
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_2006 = date(2006, 9, 1)
_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 28)

INSPECTION = PUPIL_REGISTRATION_2024.unconfirmed(
    "12", "The list of persons was not read; that inspectors and authorised officers are on it is confirmed."
)

FORMS_ALLOWED = Dated[tuple[str, ...]](
    "Forms in which the registers may be kept",
    steps=[
        From(
            _FROM_2006,
            ("electronic", "paper"),
            PUPIL_REGISTRATION_2006.at("15(1)"),
        ),
        From(_FROM_2024, ("electronic",), PUPIL_REGISTRATION_2024.at("5 and 6")),
    ],
    reviewed_on=_REVIEWED_ON,
)
MONTHS_BETWEEN_COPIES = Dated(
    "Months within which a copy of the registers must be made",
    steps=[
        From(
            _FROM_2006,
            1,
            PUPIL_REGISTRATION_2006.at("15(2)"),
        ),
        From(
            _FROM_2024,
            1,
            PUPIL_REGISTRATION_2024.at(
                "5 and 7",
                note="As an adviser of schools restates them: once a month at least, printed or electronic, each copy kept six years "
                "from the end of its school year.",
            ),
        ),
    ],
    reviewed_on=_REVIEWED_ON,
)


class Asker(StrEnum):
    """Who asks to see the registers."""

    CHIEF_INSPECTOR = "chief_inspector"
    INDEPENDENT_INSPECTORATE = "independent_inspectorate"
    AUTHORITY_OFFICER = "authority_officer"
    SECRETARY_OF_STATE = "secretary_of_state"
    ANYBODY_ELSE = "anybody_else"

    @property
    def in_words(self) -> str:
        """The asker as printed."""
        return _ASKERS[self]


_ASKERS = {
    Asker.CHIEF_INSPECTOR: "an inspector of the Chief Inspector",
    Asker.INDEPENDENT_INSPECTORATE: "an inspector of the independent inspectorate of the school",
    Asker.AUTHORITY_OFFICER: "an officer whom the local authority has authorised",
    Asker.SECRETARY_OF_STATE: "the Secretary of State, who may ask for information from them",
    Asker.ANYBODY_ELSE: "anybody else",
}
INSPECTORS = Dated(
    "Who may inspect the registers in school hours, take extracts, and be given copies",
    steps=[From(_FROM_2024, tuple(one.in_words for one in tuple(Asker)[:-1]), INSPECTION)],
    reviewed_on=_REVIEWED_ON,
)


@rule(
    "register_keeping.may_inspect",
    title="Whether somebody may inspect the registers",
    says=(
        "Inspectors of the Chief Inspector or the school's independent inspectorate, and officers whom the "
        "authority has authorised, may inspect the registers in school hours and take extracts. The Secretary "
        "of State may ask for information. Nobody else may; parents and others have their rights under data "
        "protection law."
    ),
    first_day=_FROM_2024,
    cites=(INSPECTION,),
)
def may_inspect(asker: Asker, *, authorised: bool | None, in_school_hours: bool | None) -> Finding:
    """Find whether somebody may inspect the registers and take extracts; None is not known.

    Parents and others have the rights of data protection law instead, over their own records. The Secretary of State
    asks for information and need not come in school hours.
    """
    named = asker is not Asker.ANYBODY_ELSE
    points = [
        Point(named, "regulation 12 names who asks", "the school"),
        Point(authorised, f"who asks is {asker.in_words}", "the person who asks"),
    ]
    if asker is not Asker.SECRETARY_OF_STATE:
        points.append(Point(in_school_hours, "it is in school hours", "the school"))
    return find_all("register_keeping.may_inspect", points, (INSPECTION,))
