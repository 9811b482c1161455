"""What a penalty notice must hold, and what the authority must keep about it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from onroll.law.citation import Citation
from onroll.law.faults import Fault
from onroll.law.instruments import PENALTY_NOTICES_2007
from onroll.law.rules import rule

_FROM_2007 = date(2007, 9, 1)

CONTENTS_OF_NOTICE = PENALTY_NOTICES_2007.unconfirmed("3", "The list of contents was not read.")
RECORDS = PENALTY_NOTICES_2007.at("20")
SUPPLY_OF_RECORDS = PENALTY_NOTICES_2007.at("21")


@dataclass(frozen=True, slots=True)
class Particular:
    """One thing that must be there, by name and in words."""

    name: str
    words: str
    citation: Citation


CONTENTS = tuple(
    Particular(name, words, CONTENTS_OF_NOTICE)
    for name, words in (
        ("recipient", "the name and address of the person it is issued to"),
        ("child", "the child's name and address"),
        ("school", "the school"),
        ("offence", "the particulars and dates of the offence"),
        ("amounts", "the amounts and the last day to pay each"),
        ("authority", "the local authority to pay, and how"),
        (
            "no_proceedings",
            "that no proceedings start while it may be paid, and that payment ends the liability",
        ),
        ("consequence", "that non-payment may lead to prosecution for the original offence"),
        ("withdrawal", "the grounds on which it may be withdrawn"),
        ("issuer", "the issuer's name and official position"),
        ("issued_on", "the day of issue"),
    )
)
RECORDS_TO_KEEP = tuple(
    Particular(name, words, RECORDS)
    for name, words in (
        ("copy", "a copy of the notice"),
        ("payments", "all payments and their days"),
        ("withdrawal", "whether it was withdrawn, and on what ground"),
        ("prosecution", "whether the recipient was prosecuted for the offence, or for the graver one"),
    )
)


@rule(
    "penalty_notices.contents",
    title="What a penalty notice leaves out",
    first_day=_FROM_2007,
    cites=(CONTENTS_OF_NOTICE,),
)
def faults_of_contents(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what a penalty notice leaves out, by the names of `CONTENTS`."""
    return _missing(CONTENTS, names, "A penalty notice must hold")


@rule(
    "penalty_notices.records",
    title="What the record of a penalty notice leaves out",
    first_day=_FROM_2007,
    cites=(RECORDS, SUPPLY_OF_RECORDS),
)
def faults_of_record(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what an authority's record of a notice leaves out, by the names of `RECORDS_TO_KEEP`."""
    return _missing(RECORDS_TO_KEEP, names, "An authority's record of a notice must hold")


def _missing(particulars: tuple[Particular, ...], names: Collection[str], lead: str) -> tuple[Fault, ...]:
    return tuple(
        Fault(f"{one.name}_missing", f"{lead} {one.words}. Add it.", one.citation)
        for one in particulars
        if one.name not in names
    )
