"""Deleting a name for home education: ground (f) today, and with the consent of section 434A once that is in force."""

from collections.abc import Mapping
from datetime import date

from onroll.law.deletion_conditions import FactValue, deletion_ground
from onroll.law.finding import Finding
from onroll.law.home_education import (
    NOTHING_SWITCHED_ON,
    NOTICE,
    SwitchedOn,
    Withdrawal,
    consent_needed,
    in_force,
)
from onroll.law.rules import rule
from onroll.law.withdrawal_decisions import CONSENT, school_may_delete

RULE = "home_education.deletion"


@rule(
    RULE,
    title="Whether a name may be deleted for home education",
    says=(
        "Today ground (f) is enough: written notice, and its day come. Under the Act of 2026, not in force, a child "
        "whose withdrawal needs consent would stay on the register until the authority was told, and had consented "
        "or directed it."
    ),
    first_day=date(2024, 8, 19),
    cites=(NOTICE, CONSENT),
)
def deletion_for_home_education(
    facts: Mapping[str, FactValue],
    withdrawal: Withdrawal,
    *,
    authority_notified: bool | None,
    directed: bool | None = False,
    as_at: date,
    switched_on: SwitchedOn = NOTHING_SWITCHED_ON,
) -> Finding:
    """Find whether a name may be deleted for home education on a day, by ground (f) and, once in force, section 434A.

    `facts` are those of ground (f), the notice's days among them; None is not known. Raises `LookupError` for a
    provision that is not announced, and `ValueError` for a fact that ground (f) does not ask.
    """
    told: dict[str, FactValue] = {
        "written_notice_received_on": withdrawal.written_notice_received_on,
        "education_otherwise_from": withdrawal.education_otherwise_from,
        "of_compulsory_school_age": withdrawal.of_compulsory_school_age,
    }
    ground = deletion_ground("f", {**told, **facts, "as_at": as_at})
    if not in_force("consent_to_withdraw", as_at, switched_on=switched_on):
        return _found([ground], as_at)
    needed = consent_needed(withdrawal, as_at=as_at, switched_on=switched_on)
    if needed.met is False:
        return _found([ground], as_at)
    allowed = school_may_delete(
        authority_notified=authority_notified,
        consented=withdrawal.authority_consented,
        directed=directed,
        as_at=as_at,
        switched_on=switched_on,
    )
    if needed.met or allowed.met:
        return _found([ground, allowed], as_at)
    return _found([ground, needed], as_at)


def _found(parts: list[Finding], as_at: date) -> Finding:
    """Join findings all of which must be met: one against settles it, whatever else is not known."""
    against = [part for part in parts if part.met is False]
    unknown = [part for part in parts if part.met is None]
    met = False if against else None if unknown else True
    deciding = against or unknown or parts
    return Finding(
        RULE,
        met,
        tuple(reason for part in deciding for reason in part.reasons),
        tuple(dict.fromkeys(cited for part in parts for cited in part.citations)),
        facts={"as_at": as_at},
        missing=() if met is not None else tuple(what for part in unknown for what in part.missing),
        would_change=()
        if met is None
        else tuple(dict.fromkeys(x for part in deciding for x in part.would_change)),
    )
