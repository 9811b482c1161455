"""What a school's attendance policy must cover."""

from collections.abc import Collection
from datetime import date

from onroll.law.contents import Content, Contents, left_out
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.instruments import WORKING_TOGETHER_2024, WORKING_TOGETHER_2026
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)

_CONTENTS = (
    Content("expectations_and_times", "what is expected, and when the day starts and ends and the register closes"),
    Content("leave_and_absence", "how to ask for leave and how to report an absence"),
    Content("senior_champion", "the name of the senior attendance champion, and how to reach them"),
    Content("whom_to_contact", "whom pupils and parents contact day to day, and for support in detail"),
    Content("day_to_day", "what is done day to day, with contact on the first day of absence"),
    Content("promotion", "how good attendance is promoted"),
    Content("use_of_data", "how figures are used"),
    Content("persistent_and_severe", "how persistent and severe absence are brought down"),
    Content("legal_steps", "when penalty notices, notices to improve and other legal steps are used"),
)  # fmt: skip

CONTENTS = Dated[Contents](
    "What an attendance policy covers",
    steps=[
        From(_FROM_2024, _CONTENTS, WORKING_TOGETHER_2024.at("chapter 2")),
        From(date(2026, 7, 9), _CONTENTS, WORKING_TOGETHER_2026.at("page 16")),
    ],
    reviewed_on=date(2026, 11, 22),
)


@rule(
    "attendance_policy.contents",
    title="What an attendance policy leaves out",
    says=(
        "A school's policy says what is expected and when, how leave is asked for and absence reported, who "
        "the senior champion is, whom to turn to, what is done day by day, how attendance is promoted, how "
        "figures are used, how persistent and severe absence are brought down, and when legal steps are used. "
        "The answer lists what is not there."
    ),
    first_day=_FROM_2024,
    cites=tuple(step.citation for step in CONTENTS.steps),
)
def faults_of_policy(names: Collection[str], *, on: date) -> tuple[Fault, ...]:
    """Find what a policy leaves out on a day, by the names of `CONTENTS`."""
    return left_out(CONTENTS, names, "An attendance policy must say", on=on)
