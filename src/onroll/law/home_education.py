"""Elective home education: what the law asks today, and the consent and registers that are announced and not in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from onroll.law.anniversaries import months_after
from onroll.law.citation import Citation, Instrument, Strength
from onroll.law.dated import Announced, Dated, From
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import EDUCATION_ACT_1996, PUPIL_REGISTRATION_2024
from onroll.law.plain_words import day_in_words
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

ROYAL_ASSENT = date(2026, 4, 29)
WELLBEING_AND_SCHOOLS_2026 = Instrument(
    name="Children's Wellbeing and Schools Act 2026",
    short_name="Children's Wellbeing and Schools Act 2026",
    link="https://www.legislation.gov.uk/ukpga/2026/21",
    in_force_from=ROYAL_ASSENT,
    standing="Passed on 29 April 2026; sections 37 to 42 are not in force for England",
    strength=Strength.LAW,
    divisions="section",
)
NOTICE = PUPIL_REGISTRATION_2024.at(
    "9(1)(f)", note="As the guidance on children missing education of August 2024 restates it."
)
ELECTIVE = EDUCATION_ACT_1996.at("7")
_COMMENCEMENT = "Royal Assent was on 29 April 2026; sections 37 to 42 wait for regulations, and none had been found by 22 November 2026."


def _not_yet(name: str, section: str, note: str = "") -> Dated[bool]:
    cited = (
        WELLBEING_AND_SCHOOLS_2026.unconfirmed(section, note)
        if note
        else WELLBEING_AND_SCHOOLS_2026.at(section)
    )
    return Dated(
        name,
        steps=[From(date(2006, 9, 1), False, WELLBEING_AND_SCHOOLS_2026.at("78"))],
        reviewed_on=_REVIEWED_ON,
        announced=[Announced(True, cited, _COMMENCEMENT)],
    )


CONSENT_TO_WITHDRAW = _not_yet(
    "Whether a parent of a relevant child needs the authority's consent to withdraw the child from school (section 434A)",
    "37",
    "Grounds of refusal, repeat applications and review were not read as enacted.",
)
CHILDREN_NOT_IN_SCHOOL_REGISTER = _not_yet(
    "Whether each authority keeps a register of children not in school (sections 436B to 436G)",
    "38",
    "Contents, duties to inform and penalties were only partly read as enacted.",
)
ORDERS_RECAST = _not_yet(
    "Whether school attendance orders follow the recast sections (436H to 436Q)",
    "39 to 41",
    "Time limits and penalties were not read as enacted.",
)
HOME_VISIT_DAYS = Dated[int | None](
    "Days from registration in which the authority considers where the child lives",
    steps=[From(date(2006, 9, 1), None, WELLBEING_AND_SCHOOLS_2026.at("78"))],
    reviewed_on=_REVIEWED_ON,
    announced=[Announced(15, WELLBEING_AND_SCHOOLS_2026.at("38"), _COMMENCEMENT)],
)
DAYS_TO_INFORM_THE_REGISTER = Dated[int | None](
    "Days in which a parent gives the register information and tells it of changes",
    steps=[From(date(2006, 9, 1), None, WELLBEING_AND_SCHOOLS_2026.at("78"))],
    reviewed_on=_REVIEWED_ON,
    announced=[
        Announced(
            15,
            WELLBEING_AND_SCHOOLS_2026.unconfirmed("38", "That it is fifteen days was not read as enacted."),
            _COMMENCEMENT,
        )
    ],
)
MONTHS_BETWEEN_APPLICATIONS = Dated[int | None](
    "Months after a refusal before consent may be asked for again",
    steps=[From(date(2006, 9, 1), None, WELLBEING_AND_SCHOOLS_2026.at("78"))],
    reviewed_on=_REVIEWED_ON,
    announced=[
        Announced(
            6,
            WELLBEING_AND_SCHOOLS_2026.unconfirmed(
                "37", "That it is six months was read of the bill, not as enacted."
            ),
            _COMMENCEMENT,
        )
    ],
)

# What may be switched on, for a council that wants to try what is coming.
PROVISIONS: Mapping[str, Dated[bool]] = MappingProxyType(
    {
        "consent_to_withdraw": CONSENT_TO_WITHDRAW,
        "children_not_in_school_register": CHILDREN_NOT_IN_SCHOOL_REGISTER,
        "orders_recast": ORDERS_RECAST,
    }
)

# A provision and the day it is to be taken as commencing.
SwitchedOn = Mapping[str, date]
NOTHING_SWITCHED_ON: SwitchedOn = MappingProxyType({})


def in_force(provision: str, day: date, *, switched_on: SwitchedOn = NOTHING_SWITCHED_ON) -> bool:
    """Answer whether a provision of the 2026 Act applies on a day: by commencement, or from the day it is switched on.

    Raises `LookupError` for a provision that is not one of `PROVISIONS`.
    """
    for name in (provision, *switched_on):
        if name not in PROVISIONS:
            raise LookupError(
                f"No announced provision is called {name}. Choose one of {', '.join(PROVISIONS)}."
            )
    switch = switched_on.get(provision)
    return PROVISIONS[provision].on(day) or (switch is not None and day >= switch)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A child whom a parent means to withdraw for home education; None is not known yet.

    Condition A: placed under an authority's arrangements at a special school, or an independent school specially
    organised for special needs. Condition B: section 47 enquiries, or action that followed them.
    """

    written_notice_received_on: date | None
    education_otherwise_from: date | None
    of_compulsory_school_age: bool | None = True
    condition_a: bool | None = False
    condition_b: bool | None = False
    authority_consented: bool | None = None
    last_refused_on: date | None = None


RULE = "home_education.consent_needed"


@rule(
    RULE,
    title="Whether withdrawing a child from school needs the authority's consent",
    says=(
        "Today no permission is needed to educate a child at home, except that a special school's pupil whom "
        "an authority placed is deleted only with its consent. Under the Act of 2026, not in force, a parent "
        "would need consent for a child of compulsory school age who was placed for special needs (condition "
        "A) or is the subject of safeguarding enquiries or action (condition B)."
    ),
    first_day=_FROM_2024,
    cites=(ELECTIVE, CONSENT_TO_WITHDRAW.announced[0].citation),
)
def consent_needed(
    withdrawal: Withdrawal, *, as_at: date, switched_on: SwitchedOn = NOTHING_SWITCHED_ON
) -> Finding:
    """Find whether consent is needed, under section 434A, before a child is withdrawn.

    Not in force until it commences or is switched on. A special school's pupil needs consent to be deleted today, by
    regulation 9(2): see `deletion_conditions`.
    """
    cited = CONSENT_TO_WITHDRAW.announced[0].citation
    if not in_force("consent_to_withdraw", as_at, switched_on=switched_on):
        return Finding(
            RULE,
            False,
            (
                "No permission is needed to educate a child at home. "
                + CONSENT_TO_WITHDRAW.announced[0].reason,
            ),
            (ELECTIVE, cited),
            would_change=("Commencement of section 37 of the 2026 Act.",),
        )
    relevant = _either(withdrawal.condition_a, withdrawal.condition_b)
    met = _both(withdrawal.of_compulsory_school_age, relevant)
    return Finding(
        RULE,
        met,
        (_relevant_words(met),),
        (cited,),
        would_change=() if met is None else ("A change of the child's school, placement or protection.",),
        missing=(
            Missing(
                "Whether the child was placed at a special school, or is the subject of enquiries",
                "the local authority",
            ),
        )
        if met is None
        else (),
    )


def may_ask_again_on(refused_on: date) -> date:
    """Answer the first day on which consent may be asked for again after a refusal, under what is announced."""
    months = MONTHS_BETWEEN_APPLICATIONS.announced[0].value
    if months is None:
        raise LookupError("No number of months is announced.")
    return months_after(refused_on, months)


ON_THE_REGISTER = "home_education.on_the_register"


@rule(
    ON_THE_REGISTER,
    title="Whether a child would be on the register of children not in school",
    says=(
        "Not in force. The register would hold children of compulsory school age who are not registered at a "
        "relevant school, or are registered and educated elsewhere by arrangement for some or all of normal "
        "school time (flexible schooling, off-site provision, part-time timetables), or are part-time "
        "students of certain kinds."
    ),
    first_day=ROYAL_ASSENT,
    cites=(CHILDREN_NOT_IN_SCHOOL_REGISTER.announced[0].citation,),
    in_force=False,
)
def on_the_register(
    *,
    of_compulsory_school_age: bool,
    registered_at_relevant_school: bool,
    absent_by_arrangement: bool,
    part_time_student: bool,
    as_at: date,
    switched_on: SwitchedOn = NOTHING_SWITCHED_ON,
) -> Finding:
    """Find whether a child belongs on the register of section 436B. Not in force until commenced or switched on.

    `absent_by_arrangement` is for a pupil educated elsewhere for some or all of normal school time with the
    proprietor's agreement: flexi-schooling, off-site provision or a part-time timetable (codes B, K, D and C2).
    """
    cited = (CHILDREN_NOT_IN_SCHOOL_REGISTER.announced[0].citation,)
    if not in_force("children_not_in_school_register", as_at, switched_on=switched_on):
        return Finding(
            ON_THE_REGISTER,
            None,
            (CHILDREN_NOT_IN_SCHOOL_REGISTER.announced[0].reason,),
            cited,
            in_force=False,
        )
    met = of_compulsory_school_age and (
        not registered_at_relevant_school or absent_by_arrangement or part_time_student
    )
    words = "The child belongs" if met else "The child does not belong"
    return Finding(
        ON_THE_REGISTER,
        met,
        (f"{words} on the register on {day_in_words(as_at)}.",),
        cited,
        would_change=("A change of the child's registration, age or timetable.",),
    )


def _relevant_words(met: bool | None) -> str:
    if met is None:
        return "It is not known whether the child is a relevant child."
    return (
        "The child is a relevant child: the local authority must consent first."
        if met
        else "The child is not a relevant child, so no consent is needed."
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


ANNOUNCED: tuple[Citation, ...] = tuple(one.announced[0].citation for one in PROVISIONS.values())
