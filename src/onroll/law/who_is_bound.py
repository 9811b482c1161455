"""Which schools each set of rules binds."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.instruments import (
    EDUCATION_ACT_1996,
    PUPIL_REGISTRATION_2024,
    WORKING_TOGETHER_2024,
)
from onroll.law.penalty_notice_recipients import SCHOOLS, SchoolKind
from onroll.law.rules import rule
from onroll.law.sharing import DAILY_DATA

_FROM_2024 = date(2024, 8, 19)


class RuleSet(StrEnum):
    """The sets of rules that bind some schools and not others."""

    REGISTERS = "registers"
    LEAVE = "leave"
    GUIDANCE = "guidance"
    DAILY_DATA = "daily_data"
    PENALTY_NOTICES = "penalty_notices"
    PROSECUTION = "prosecution"

    @property
    def in_words(self) -> str:
        """The set as printed."""
        return _WORDS[self]


_WORDS = {
    RuleSet.REGISTERS: "the Regulations on registers, returns and access",
    RuleSet.LEAVE: "regulation 11 on leave, as law",
    RuleSet.GUIDANCE: "the guidance on working together, whole",
    RuleSet.DAILY_DATA: "the daily sharing of attendance with the department",
    RuleSet.PENALTY_NOTICES: "penalty notices for absence",
    RuleSet.PROSECUTION: "prosecution for absence",
}
_EVERY = frozenset(SchoolKind)
_STATE_FUNDED = _EVERY - {SchoolKind.INDEPENDENT}
_MAINTAINED = frozenset(
    (SchoolKind.MAINTAINED, SchoolKind.PUPIL_REFERRAL_UNIT, SchoolKind.NON_MAINTAINED_SPECIAL)
)

_CITED: Mapping[RuleSet, Citation] = MappingProxyType(
    {
        RuleSet.REGISTERS: PUPIL_REGISTRATION_2024.at("2"),
        RuleSet.LEAVE: PUPIL_REGISTRATION_2024.at("11(1)"),
        RuleSet.GUIDANCE: WORKING_TOGETHER_2024.unconfirmed(
            "introduction", "How far it reaches special schools that no authority maintains was not read."
        ),
        RuleSet.DAILY_DATA: DAILY_DATA,
        RuleSet.PENALTY_NOTICES: SCHOOLS,
        RuleSet.PROSECUTION: EDUCATION_ACT_1996.at("444"),
    }
)
KINDS_BOUND: Dated[Mapping[RuleSet, frozenset[SchoolKind]]] = Dated(
    "Kinds of school that each set of rules binds",
    steps=[
        From(
            _FROM_2024,
            MappingProxyType(
                {
                    RuleSet.REGISTERS: _EVERY,
                    RuleSet.LEAVE: _MAINTAINED,
                    RuleSet.GUIDANCE: _STATE_FUNDED,
                    RuleSet.DAILY_DATA: _STATE_FUNDED,
                    RuleSet.PENALTY_NOTICES: frozenset(
                        kind for kind in SchoolKind if kind.has_penalty_notices
                    ),
                    RuleSet.PROSECUTION: _EVERY,
                }
            ),
            PUPIL_REGISTRATION_2024.at("2"),
        )
    ],
    reviewed_on=date(2026, 11, 22),
)
_OTHERWISE = {
    RuleSet.LEAVE: "The guidance expects academies and independent schools to do the same.",
    RuleSet.GUIDANCE: "Chapters 1 and 2 are meant for independent schools too.",
    RuleSet.DAILY_DATA: "An independent school may share of its own will.",
    RuleSet.PENALTY_NOTICES: "An authority may still prosecute.",
}


@rule(
    "who_is_bound.school",
    title="Whether a set of rules binds a kind of school",
    says=(
        "The rules on registers and prosecution bind every school. Regulation 11 on leave binds maintained "
        "schools, pupil referral units and special schools that no authority maintains, and no academy; the "
        "guidance and daily sharing bind every school but independent ones; penalty notices are for "
        "maintained schools, pupil referral units and academies."
    ),
    first_day=_FROM_2024,
    cites=tuple(_CITED.values()),
)
def binds(rules: RuleSet, kind: SchoolKind, *, on: date) -> Finding:
    """Find whether a set of rules binds schools of a kind on a day. Raises `NoRuleInForce` before 19 August 2024."""
    bound = kind in KINDS_BOUND.on(on)[rules]
    school = f"a school of the kind “{kind.value.replace('_', ' ')}”"
    reason = (
        f"{rules.in_words[0].upper()}{rules.in_words[1:]}: {'binds' if bound else 'does not bind'} {school}."
    )
    return Finding(
        "who_is_bound.school",
        bound,
        (reason,) if bound or rules not in _OTHERWISE else (reason, _OTHERWISE[rules]),
        (_CITED[rules],),
        would_change=("A change of the kind of school, such as a move to an academy trust.",),
    )
