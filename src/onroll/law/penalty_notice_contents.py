"""What a penalty notice must hold, and what the authority must keep about it."""

from collections.abc import Collection
from datetime import date

from onroll.law.contents import Content, Contents, left_out
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.instruments import PENALTY_NOTICES_2007
from onroll.law.rules import rule

_FROM_2007 = date(2007, 9, 1)

CONTENTS_OF_NOTICE = PENALTY_NOTICES_2007.unconfirmed(
    "3",
    "That the regulation sets the contents was read; the list was read only of the Regulations of 2004 that these took the "
    "place of, and does not ask for the words on proceedings.",
)
RECORDS = PENALTY_NOTICES_2007.at("20")
SUPPLY_OF_RECORDS = PENALTY_NOTICES_2007.at("21")


CONTENTS = Dated[Contents](
    "What a penalty notice holds",
    steps=[
        From(
            _FROM_2007,
            (
                Content("recipient", "the name and address of the person it is issued to"),
                Content("child", "the child's name and address"),
                Content("school", "the school"),
                Content("offence", "the particulars and dates of the offence"),
                Content("amounts", "the amounts and the last day to pay each"),
                Content("authority", "the local authority to pay, and how"),
                Content(
                    "no_proceedings",
                    "that no proceedings start while it may be paid, and that payment ends the liability",
                ),
                Content("consequence", "that non-payment may lead to prosecution for the original offence"),
                Content("withdrawal", "the grounds on which it may be withdrawn"),
                Content("issuer", "the issuer's name and official position"),
                Content("issued_on", "the day of issue"),
            ),
            CONTENTS_OF_NOTICE,
        )
    ],
    reviewed_on=date(2026, 11, 22),
)
RECORDS_TO_KEEP = Dated[Contents](
    "What an authority's record of a penalty notice holds",
    steps=[
        From(
            _FROM_2007,
            (
                Content("copy", "a copy of the notice"),
                Content("payments", "all payments and their days"),
                Content("withdrawal", "whether it was withdrawn, and on what ground"),
                Content(
                    "prosecution",
                    "whether the recipient was prosecuted for the offence, or for the graver one",
                ),
            ),
            RECORDS,
        )
    ],
    reviewed_on=date(2026, 11, 22),
)


@rule(
    "penalty_notices.contents",
    title="What a penalty notice leaves out",
    says=(
        "A notice names the recipient, the child and the school, the offence and its dates, the amounts and "
        "the last day for each, whom to pay and how, that no proceedings start meanwhile, what follows "
        "non-payment, the grounds for withdrawal, who issued it and when. The answer lists what is not there."
    ),
    first_day=_FROM_2007,
    cites=(CONTENTS_OF_NOTICE,),
)
def faults_of_contents(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what a penalty notice leaves out, by the names of `CONTENTS`."""
    return left_out(CONTENTS, names, "A penalty notice must hold")


@rule(
    "penalty_notices.records",
    title="What the record of a penalty notice leaves out",
    says=(
        "The authority keeps a copy of each notice, all payments and their days, any withdrawal and its "
        "ground, and any prosecution for the offence or the graver one. The answer lists what is not there."
    ),
    first_day=_FROM_2007,
    cites=(RECORDS, SUPPLY_OF_RECORDS),
)
def faults_of_record(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what an authority's record of a notice leaves out, by the names of `RECORDS_TO_KEEP`."""
    return left_out(RECORDS_TO_KEEP, names, "An authority's record of a notice must hold")
