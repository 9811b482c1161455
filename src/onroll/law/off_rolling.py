"""Off-rolling: a pupil taken off the register in the school's interest rather than the pupil's."""

from datetime import date

from onroll.law.citation import Instrument, Strength
from onroll.law.finding import Finding
from onroll.law.instruments import PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

INSPECTION_FRAMEWORK = Instrument(
    name="Education inspection framework",
    short_name="Education inspection framework",
    link="https://www.gov.uk/government/publications/education-inspection-framework",
    in_force_from=date(2019, 9, 1),
    strength=Strength.ADVICE,
)

OFF_ROLLING = INSPECTION_FRAMEWORK.at("off-rolling")
ONLY_ON_A_GROUND = PUPIL_REGISTRATION_2024.at("9")
NO_PRESSURE = WORKING_TOGETHER_2024.at("home education")


@rule(
    "deletion_grounds.no_off_rolling",
    title="Whether a deletion is clear of off-rolling",
    says=(
        "Off-rolling is taking a pupil off the register without a ground, under pressure on the parent, or "
        "mainly in the school's interest. A deletion is clear of it where a ground is met, nobody pressed a "
        "parent, and it was not done mainly for the school. To press a parent into home education is "
        "off-rolling even though they give notice."
    ),
    first_day=date(2024, 8, 19),
    cites=(ONLY_ON_A_GROUND, OFF_ROLLING, NO_PRESSURE),
)
def no_off_rolling(
    *, ground_met: bool | None, free_of_pressure: bool | None, in_the_pupils_interest: bool | None
) -> Finding:
    """Find whether a deletion is clear of off-rolling; None is not known.

    It is where a ground of regulation 9 is met, nobody pressed a parent to take the pupil out, and it was not done
    mainly in the school's interest. To press a parent into home education is off-rolling though they give notice.
    """
    return find_all(
        "deletion_grounds.no_off_rolling",
        (
            Point(ground_met, "a ground for deletion is met", "the school"),
            Point(free_of_pressure, "nobody pressed a parent to take the pupil out", "a parent"),
            Point(in_the_pupils_interest, "it was not done mainly in the school's interest", "the school"),
        ),
        (ONLY_ON_A_GROUND, OFF_ROLLING, NO_PRESSURE),
        would_change=("What a parent says of how the decision was come to.",),
    )
