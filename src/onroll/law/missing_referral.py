"""Reasonable enquiries after a pupil who has gone, and what a referral to the local authority holds."""

from collections.abc import Collection
from datetime import date

from onroll.law.contents import Content, Contents, left_out
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.finding import Finding
from onroll.law.instruments import PUPIL_REGISTRATION_2024
from onroll.law.missing_education import CHILDREN_MISSING_EDUCATION_2024, LOCAL_PRACTICE
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

REFERRAL = LOCAL_PRACTICE.at("what a referral holds")
ENQUIRIES = CHILDREN_MISSING_EDUCATION_2024.unconfirmed("reasonable enquiries", "The full list was not read.")
JOINT_ENQUIRIES = PUPIL_REGISTRATION_2024.at("9(1)(h) and (i)")

REFERRAL_CONTENTS = Dated[Contents](
    "What a referral of a pupil who has gone holds",
    steps=[
        From(
            _FROM_2024,
            (
                Content("identity", "the pupil's names, date of birth, UPN and sex, and ethnicity and language where relevant"),
                Content("addresses", "last known addresses, parents and how to reach them"),
                Content("siblings", "siblings and their schools"),
                Content("last_attended", "the last day attended"),
                Content("attendance", "a summary of attendance"),
                Content("reason", "the last reason known"),
                Content("enquiries", "the enquiries made, each with its day and outcome"),
                Content(
                    "risk",
                    "what is known of risk: social worker, plans of protection or need, EHC plan, looked after, youth "
                    "justice, travel abroad, domestic abuse, female genital mutilation, forced marriage",
                ),
                Content("destination", "a possible new address, school or country"),
                Content("school_contact", "whom to reach at the school"),
                Content("safeguarding_lead", "that the designated safeguarding lead knows"),
            ),
            REFERRAL,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)  # fmt: skip
ENQUIRIES_TO_CHOOSE_FROM = Dated[Contents](
    "Enquiries to choose from: what is reasonable depends on the case",
    steps=[
        From(
            _FROM_2024,
            (
                Content("neighbours", "neighbours and the landlord, relatives and every contact listed"),
                Content("home_visit", "a visit to the home"),
                Content("schools", "earlier schools, and the schools of siblings"),
                Content("authority_records", "the authority's records, and other authorities"),
                Content("lost_pupils", "the lost pupil area"),
                Content(
                    "agencies",
                    "health, social care, housing, police, border, tax and benefits through the authority, and the "
                    "armed forces' advice service",
                ),
                Content("charities", "charities that protect children"),
            ),
            ENQUIRIES,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
ENQUIRY_RECORD = Dated[Contents](
    "What the record of joint enquiries holds",
    steps=[
        From(
            _FROM_2024,
            (
                Content("officers", "who enquired, for the school and for the authority"),
                Content("days", "the day of each enquiry"),
                Content("ways", "how each was made"),
                Content("finding", "whether the pupil's place and circumstances were found"),
                Content("conclusion", "what both concluded"),
                Content("agreed_on", "the day both agreed"),
            ),
            ENQUIRIES,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@rule(
    "missing_education.referral",
    title="What a referral of a pupil who has gone leaves out",
    says=(
        "A referral gives who the child is, addresses and contacts, siblings, the last day attended, "
        "attendance, the last reason, the enquiries made, what is known of risk, a possible destination, whom "
        "to reach at the school, and that the safeguarding lead knows. The answer lists what is not there."
    ),
    first_day=_FROM_2024,
    cites=(REFERRAL,),
)
def faults_of_referral(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what a referral leaves out, by the names of `REFERRAL_CONTENTS`; councils' forms differ a little."""
    return left_out(REFERRAL_CONTENTS, names, "A referral should give")


@rule(
    "missing_education.enquiry_record",
    title="What the record of joint enquiries leaves out",
    says=(
        "The record of joint enquiries names who enquired for the school and the authority, the days, the "
        "ways, what was found of place and circumstances, what both concluded, and when they agreed. The "
        "answer lists what is not there."
    ),
    first_day=_FROM_2024,
    cites=(ENQUIRIES,),
)
def faults_of_enquiry_record(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what a record of joint enquiries leaves out, by the names of `ENQUIRY_RECORD`."""
    return left_out(ENQUIRY_RECORD, names, "The record of joint enquiries should give")


@rule(
    "missing_education.reasonable_enquiries",
    title="Whether joint enquiries after a pupil were reasonable",
    says=(
        "School and authority must both have enquired, and somebody must say that the enquiries suit the "
        "case. There is a list to choose from, from neighbours to other authorities; no list is enough for "
        "every case."
    ),
    first_day=_FROM_2024,
    cites=(JOINT_ENQUIRIES, ENQUIRIES),
)
def reasonable_enquiries(
    *, by_school: Collection[str], by_authority: Collection[str], suits_the_case: bool | None
) -> Finding:
    """Find whether the school and the authority have both enquired, and as the case asks.

    The enquiries are named as in `ENQUIRIES_TO_CHOOSE_FROM`. No list is enough for every case, so somebody must say
    that they suit this one; None is not said yet. Raises `LookupError` for an enquiry that is not on the list.
    """
    known = [one.name for one in ENQUIRIES_TO_CHOOSE_FROM.newest.value]
    for name in (*by_school, *by_authority):
        if name not in known:
            raise LookupError(f"No enquiry is called {name}. Choose from {', '.join(known)}.")
    return find_all(
        "missing_education.reasonable_enquiries",
        (
            Point(bool(by_school), "the school has enquired", "the school"),
            Point(bool(by_authority), "the local authority has enquired", "the local authority"),
            Point(
                suits_the_case,
                "the enquiries suit what is known of this case",
                "the school and the local authority",
            ),
        ),
        (JOINT_ENQUIRIES, ENQUIRIES),
        facts={"not_made": tuple(name for name in known if name not in (*by_school, *by_authority))},
        would_change=("A sighting, or news of where the pupil is.",),
    )
