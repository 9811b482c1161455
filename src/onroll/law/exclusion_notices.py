"""Who is told of a suspension or exclusion beside the parents, and of one that is cancelled: at once, however short."""

from collections.abc import Collection
from datetime import date

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.exclusion_finality import PUPIL_EXCLUSIONS_2012
from onroll.law.follow_up import Event, Recipient, Telling
from onroll.law.instruments import SUSPENSION_AND_EXCLUSION_2022
from onroll.law.rules import rule

_FROM_2022 = date(2022, 9, 1)
_FROM_2023 = date(2023, 9, 1)
_AT_ONCE = "without delay"

PROFESSIONALS = PUPIL_EXCLUSIONS_2012.at(
    "5", note="As amended by S.I. 2022/788 for exclusions from 1 September 2022."
)
AUTHORITY = SUSPENSION_AND_EXCLUSION_2022.at(
    "informing the local authority",
    note="As councils restate it: without delay, however short the suspension, by a change of the law of September 2022.",
)
CANCELLED_2022 = SUSPENSION_AND_EXCLUSION_2022.at(
    "cancelling exclusions", note="As an adviser of schools summed up the edition of September 2022."
)
CANCELLED = PUPIL_EXCLUSIONS_2012.at(
    "8A",
    note="Put in by S.I. 2023/571 for exclusions from 1 September 2023. It was read as regulation 17A, the same of pupil "
    "referral units; of academies it is 26A.",
)


def _tellings(cancelled: Citation) -> tuple[Telling, ...]:
    return (
        Telling(Event.EXCLUSION, Recipient.SOCIAL_WORKER, _AT_ONCE, PROFESSIONALS),
        Telling(Event.EXCLUSION, Recipient.VIRTUAL_SCHOOL_HEAD, _AT_ONCE, PROFESSIONALS),
        Telling(Event.EXCLUSION, Recipient.LOCAL_AUTHORITY, _AT_ONCE, AUTHORITY),
        Telling(Event.EXCLUSION_CANCELLED, Recipient.SOCIAL_WORKER, _AT_ONCE, cancelled),
        Telling(Event.EXCLUSION_CANCELLED, Recipient.VIRTUAL_SCHOOL_HEAD, _AT_ONCE, cancelled),
        Telling(Event.EXCLUSION_CANCELLED, Recipient.LOCAL_AUTHORITY, _AT_ONCE, cancelled),
    )


TELLINGS = Dated(
    "Who is told without delay of a suspension or exclusion, and of one that is cancelled",
    steps=[
        From(_FROM_2022, _tellings(CANCELLED_2022), PROFESSIONALS),
        From(_FROM_2023, _tellings(CANCELLED), CANCELLED),
    ],
    reviewed_on=date(2026, 11, 28),
)


@rule(
    "exclusions.who_is_told",
    title="Who is told of a suspension or exclusion beside the parents",
    says=(
        "The head tells the local authority, a pupil's social worker and, of a looked-after pupil, the virtual "
        "school head without delay of every suspension and permanent exclusion, and again where it is cancelled."
    ),
    first_day=_FROM_2022,
    cites=(PROFESSIONALS, AUTHORITY, CANCELLED),
)
def told_of_exclusion(event: Event, of: Collection[Recipient], *, on: date) -> tuple[Telling, ...]:
    """Answer who is told of an exclusion, or that it is cancelled. `of` are those whom this pupil has; the authority is always one.

    Raises `NoRuleInForce` before 1 September 2022.
    """
    known = {*of, Recipient.LOCAL_AUTHORITY}
    return tuple(one for one in TELLINGS.on(on) if one.event is event and one.recipient in known)
