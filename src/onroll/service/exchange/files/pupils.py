from __future__ import annotations

from dataclasses import replace

from onroll.law.deletion_grounds import GROUNDS
from onroll.service.exchange.files.cells import DATE, DFE_NUMBER, FLAG, POSTCODE, UPN, Cell, one_of, text
from onroll.service.exchange.files.specification import (
    FileSpec,
    beyond,
    blank_keeps,
    may_be_absent,
    may_be_blank,
    needed,
)

YEARS = ("N1", "N2", "R", *(str(year) for year in range(1, 15)))
#: Common Basic Data Set codes of enrolment status that mean a place on this roll.
ENROL_STATUSES = {"C": "sole", "M": "main", "S": "subsidiary", "G": "guest"}

NO_SCHOOL = "none"


def _read_last_school(cell: str) -> str:
    return NO_SCHOOL if cell.lower() == NO_SCHOOL else str(text(160).read(cell))


LAST_SCHOOL = Cell(f"the last school's name, or {NO_SCHOOL} where there was none", _read_last_school)
#: A flag of which a blank says that nobody has said yet.
YES_OR_NO = replace(FLAG, blank=None)

PUPILS = FileSpec(
    "pupils",
    "Pupils on the admission register",
    key=("pupil_ref", "entry_date"),
    columns=(
        needed("pupil_ref", text(64), "Give the school's own id for the pupil."),
        blank_keeps(may_be_blank("upn", UPN)),
        needed("laestab", DFE_NUMBER),
        blank_keeps(may_be_blank("registration_group", text(40))),
        needed("surname", text(100)),
        needed("forename", text(100)),
        may_be_absent("preferred_forename", text(100)),
        needed("dob", DATE),
        needed("sex", one_of({"F": "F", "M": "M", "Female": "F", "Male": "M"}, "F, M")),
        may_be_absent(
            "ethnicity", text(8), "Use the four-letter code of the Common Basic Data Set, such as WBRI."
        ),
        blank_keeps(may_be_absent("nc_year", one_of(YEARS))),
        may_be_absent("fsm", FLAG),
        may_be_absent("sen", one_of(("N", "K", "E"), "N (none), K (SEN support), E (EHC plan)")),
        may_be_absent("ehcp", FLAG),
        may_be_absent("lac", FLAG),
        may_be_absent("plac", FLAG),
        may_be_absent("cin", FLAG),
        may_be_absent("cpp", FLAG),
        may_be_absent(
            "enrol_status", one_of(tuple(ENROL_STATUSES), "C (current), M (main), S (subsidiary), G (guest)")
        ),
        needed("entry_date", DATE),
        may_be_absent("leaving_date", DATE),
        may_be_absent(
            "leaving_reason",
            one_of(tuple(GROUNDS), "the keys of regulation 9's grounds: " + ", ".join(GROUNDS)),
            "Give the ground of regulation 9 by its key, such as b, or leave it blank.",
        ),
        may_be_absent("postcode", POSTCODE),
        beyond("known_surname", text(100)),
        blank_keeps(beyond("address", text(300))),
        beyond("language", text(8), "Use the code of the Common Basic Data Set, such as ENG."),
        blank_keeps(beyond("last_school", LAST_SCHOOL)),
        blank_keeps(beyond("last_school_address", text(300))),
        blank_keeps(beyond("boarder", YES_OR_NO)),
        beyond("mobile_child", FLAG),
        blank_keeps(beyond("other_school", text(160))),
        blank_keeps(beyond("starting_day_by", one_of(("agreed", "told", "attended")))),
    ),
)
