"""The graver offence of section 444(1A): a parent who knows, and fails to cause attendance."""

from datetime import date

from onroll.law.finding import Finding
from onroll.law.instruments import EDUCATION_ACT_1996
from onroll.law.offences import KNOWINGLY_NOT_CAUSING
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_2001 = date(2001, 3, 1)

JUSTIFICATION = EDUCATION_ACT_1996.at("444(1B)")


@rule(
    "offences.aggravated",
    title="Whether the graver offence of non-attendance stands",
    says=(
        "A parent commits the graver offence where the child fails to attend regularly, the parent knows of it "
        "and fails to cause the child to attend, and there was no reasonable justification, which is for the "
        "parent to prove. Where it does not stand, the court may convict of not attending regularly instead."
    ),
    first_day=_FROM_2001,
    cites=(KNOWINGLY_NOT_CAUSING, JUSTIFICATION),
)
def aggravated(
    *,
    fails_to_attend_regularly: bool | None,
    parent_knows: bool | None,
    failed_to_cause_attendance: bool | None,
    reasonable_justification: bool | None,
) -> Finding:
    """Find whether the offence of section 444(1A) stands; None is not known.

    A reasonable justification is for the parent to prove. Not met leaves the offence of section 444(1), of which the
    court may convict instead: see `offences.exceptions`.
    """
    return find_all(
        "offences.aggravated",
        (
            Point(
                fails_to_attend_regularly,
                "the child fails to attend regularly, and no exception answers it",
                "the local authority",
            ),
            Point(parent_knows, "the parent knows of it", "the local authority"),
            Point(
                failed_to_cause_attendance,
                "the parent fails to cause the child to attend",
                "the local authority",
            ),
            Point(
                None if reasonable_justification is None else not reasonable_justification,
                "the parent shows no reasonable justification",
                "a parent",
            ),
        ),
        (KNOWINGLY_NOT_CAUSING, JUSTIFICATION),
        facts={"court_may_convict_of_444_1": fails_to_attend_regularly},
    )
