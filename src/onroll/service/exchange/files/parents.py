from __future__ import annotations

from onroll.service.exchange.files.cells import DATE, DFE_NUMBER, EMAIL, FLAG, POSTCODE, number, text
from onroll.service.exchange.files.specification import (
    FileSpec,
    beyond,
    blank_keeps,
    may_be_absent,
    may_be_blank,
    needed,
)

PARENTS = FileSpec(
    "parents",
    "Parents and how to reach them",
    key=("parent_ref",),
    columns=(
        needed("parent_ref", text(64), "Give the school's own id for this parent."),
        may_be_absent("title", text(20)),
        needed("surname", text(100)),
        may_be_blank("forename", text(100)),
        may_be_absent("email", EMAIL),
        may_be_absent("mobile", text(40)),
        may_be_absent("phone", text(40)),
        may_be_absent("address", text(300)),
        may_be_absent("postcode", POSTCODE),
        blank_keeps(may_be_absent("address_checked_on", DATE)),
    ),
)

RELATIONSHIPS = FileSpec(
    "relationships",
    "Who is whose parent",
    key=("pupil_ref", "parent_ref", "first_day"),
    columns=(
        needed("pupil_ref", text(64)),
        needed("laestab", DFE_NUMBER),
        needed("parent_ref", text(64)),
        needed(
            "relationship", text(40), "Say what the parent is to the pupil, such as mother, father or carer."
        ),
        may_be_absent("parental_responsibility", FLAG),
        may_be_absent("lives_with", FLAG),
        may_be_absent("contact_order", number(1, 99)),
        may_be_absent("may_be_sent", FLAG),
        may_be_absent("first_day", DATE),
        may_be_absent("last_day", DATE),
        beyond("natural_parent", FLAG),
        beyond("has_care", FLAG),
        beyond("record_withheld", FLAG),
        beyond("address_withheld", FLAG),
        beyond("restriction", text(200)),
    ),
)
