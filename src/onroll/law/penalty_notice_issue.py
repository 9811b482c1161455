"""Before a penalty notice is issued: who may issue it, what to check, and the case-by-case test.

Meeting the threshold never means that a notice follows. Every case is judged by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.citation import Citation
from onroll.law.finding import Finding
from onroll.law.instruments import (
    EDUCATION_ACT_1996,
    EQUALITY_ACT_2010,
    PENALTY_NOTICES_2007,
    WORKING_TOGETHER_2024,
)
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)

ISSUERS = EDUCATION_ACT_1996.at("444A to 444B")
LOCAL_CODE = PENALTY_NOTICES_2007.at("14 to 18")
CASE_BY_CASE = WORKING_TOGETHER_2024.at("the national framework: case by case")
BELOW_THRESHOLD = WORKING_TOGETHER_2024.at("the national framework: below the threshold")
ACROSS_BORDERS = PENALTY_NOTICES_2007.at(
    "14 to 18",
    note="That the authority of the school issues, and not that of the home, is as two councils' codes restate it.",
)
EQUALITY = EQUALITY_ACT_2010.unconfirmed("149", "Whether the framework names the duty in both of its tests.")


class Issuer(StrEnum):
    """The people who may issue a penalty notice for absence."""

    HEAD_TEACHER = "head_teacher"
    AUTHORISED_DEPUTY = "authorised_deputy"
    AUTHORITY_OFFICER = "authority_officer"
    CONSTABLE = "constable"
    COMMUNITY_SUPPORT_OFFICER = "community_support_officer"

    @property
    def in_words(self) -> str:
        """The person as printed."""
        return _ISSUER_WORDS[self]

    @property
    def needs_authority(self) -> bool:
        """Whether somebody must have authorised or designated this person first."""
        return self not in (Issuer.HEAD_TEACHER, Issuer.CONSTABLE)


_ISSUER_WORDS = {
    Issuer.HEAD_TEACHER: "the head teacher",
    Issuer.AUTHORISED_DEPUTY: "a deputy or assistant head whom the head teacher authorised",
    Issuer.AUTHORITY_OFFICER: "an officer whom the local authority authorised",
    Issuer.CONSTABLE: "a police constable",
    Issuer.COMMUNITY_SUPPORT_OFFICER: "a designated community support officer or accredited person",
}


@rule(
    "penalty_notices.who_may_issue",
    title="Whether somebody may issue a penalty notice",
    says=(
        "A head teacher and a constable may issue notices; a deputy or assistant head whom the head "
        "authorised, an officer whom the authority authorised, and designated support officers too. All act "
        "under the authority's local code."
    ),
    first_day=_FROM_2024,
    cites=(ISSUERS, LOCAL_CODE),
)
def who_may_issue(
    issuer: Issuer, *, authorised: bool | None = None, named_by_local_code: bool | None = True
) -> Finding:
    """Find whether somebody may issue a notice; None is not known.

    Heads and constables need no authority from others. All act under the authority's local code.
    """
    points = [
        Point(
            named_by_local_code, f"the local code lets {issuer.in_words} issue notices", "the local authority"
        )
    ]
    if issuer.needs_authority:
        points.insert(0, Point(authorised, f"the issuer is {issuer.in_words}", "the issuer"))
    return find_all("penalty_notices.who_may_issue", points, (ISSUERS, LOCAL_CODE))


@rule(
    "penalty_notices.checks_before_issue",
    title="What must be checked before a penalty notice is issued",
    says=(
        "Before a notice is issued the authority is asked for earlier notices, a pending prosecution and "
        "other enforcement, and the reason is known for every session counted: a notice may be considered "
        "while some have code N, but is not issued, unless the local code counts them or leaves them out."
    ),
    first_day=_FROM_2024,
    cites=(LOCAL_CODE,),
)
def checks_before_issue(
    *,
    earlier_notices_asked: bool | None,
    no_prosecution_pending: bool | None,
    no_other_enforcement: bool | None,
    unresolved: int | None,
) -> Finding:
    """Find whether the checks are made; None is not known.

    `unresolved` is how many of the sessions counted still have code N: a notice may be considered with some, but
    not issued. Where the local code counts them or leaves them out, give 0: see `local_code.enough_at_issue`.
    """
    authority = "the local authority"
    return find_all(
        "penalty_notices.checks_before_issue",
        (
            Point(
                earlier_notices_asked,
                "the authority was asked for earlier notices, its own and others'",
                authority,
            ),
            Point(no_prosecution_pending, "no prosecution of the parent is pending or planned", authority),
            Point(no_other_enforcement, "no other enforcement is under way for the absence", authority),
            Point(
                None if unresolved is None else unresolved == 0,
                "the reason is known for every session counted",
                "the school",
            ),
        ),
        (LOCAL_CODE,),
        facts={"unresolved": unresolved},
    )


@rule(
    "penalty_notices.case_by_case",
    title="Whether a penalty notice is the right step in this case",
    says=(
        "Meeting the threshold never decides. Each time it is asked whether enough support was given or "
        "refused, where support is appropriate at all; whether a notice is the best way to change behaviour "
        "in this family; whether the Equality Act's duties were considered; and whether it is in the public "
        "interest, since an unpaid notice is to be prosecuted. Notices that did not work are not repeated; in a "
        "dispute over support the authority decides."
    ),
    first_day=_FROM_2024,
    cites=(CASE_BY_CASE, EQUALITY),
)
def case_by_case(
    *,
    support_appropriate: bool | None,
    support_sufficient_or_refused: bool | None = None,
    best_tool: bool | None = None,
    equality_considered: bool | None = None,
    in_the_public_interest: bool | None = None,
) -> Finding:
    """Find whether the case-by-case test is passed; None is not known.

    Where support is appropriate, enough must have been given or refused; in a dispute over that the authority
    decides. The public interest is the authority's to judge, since it must prosecute where a notice is not paid.
    """
    return find_all(
        "penalty_notices.case_by_case",
        (
            *_points_of_support(support_appropriate, support_sufficient_or_refused),
            Point(
                best_tool,
                "a notice is the best available way to change behaviour in this family",
                "the school",
            ),
            Point(
                equality_considered,
                "the duties of the Equality Act 2010, disability above all, were considered",
                "the school",
            ),
            Point(
                in_the_public_interest,
                "a notice, and a prosecution if it is not paid, is in the public interest",
                "the local authority",
            ),
        ),
        (CASE_BY_CASE, EQUALITY),
    )


def _points_of_support(appropriate: bool | None, sufficient: bool | None) -> tuple[Point, ...]:
    if appropriate is False:
        return (Point(True, "support is not appropriate, as for a holiday in term time", "the school"),)
    enough = Point(sufficient, "sufficient support was provided, or was refused", "the school")
    if appropriate is None and sufficient is not True:
        return (Point(None, "support is appropriate in this case", "the school"),)
    return (enough,)


@rule(
    "penalty_notices.below_the_threshold",
    title="Whether a penalty notice may be issued below the threshold",
    says=(
        "An officer may issue a notice below ten sessions, as for repeated short leave, where an offence was "
        "committed, the local code provides for it and the authority was consulted."
    ),
    first_day=_FROM_2024,
    cites=(BELOW_THRESHOLD, LOCAL_CODE),
)
def below_the_threshold(
    *, offence_committed: bool | None, within_local_code: bool | None, authority_consulted: bool | None
) -> Finding:
    """Find whether an officer may issue a notice below ten sessions, as for repeated short leave; None is not known."""
    authority = "the local authority"
    return find_all(
        "penalty_notices.below_the_threshold",
        (
            Point(offence_committed, "an offence of non-attendance was committed", authority),
            Point(within_local_code, "the local code provides for notices below the threshold", authority),
            Point(authority_consulted, "the authority was consulted", "the school"),
        ),
        (BELOW_THRESHOLD, LOCAL_CODE),
    )


@dataclass(frozen=True, slots=True)
class AuthoritiesOfCase:
    """The authority that issues and prosecutes, and all to ask for notices issued before."""

    issues: str
    to_ask: tuple[str, ...]
    citations: tuple[Citation, ...]


@rule(
    "penalty_notices.across_borders",
    title="Which authority issues, and which are asked for earlier notices",
    says=(
        "The authority of the school issues and prosecutes, wherever the child lives. It asks the home "
        "authority and every earlier one for notices issued before, since those count."
    ),
    first_day=_FROM_2024,
    cites=(ACROSS_BORDERS, LOCAL_CODE),
)
def across_borders(
    *, of_school: str, of_home: str, of_earlier_homes: Iterable[str] = ()
) -> AuthoritiesOfCase:
    """Answer the authority of the school, which issues, and every authority whose notices may count."""
    return AuthoritiesOfCase(
        of_school,
        tuple(dict.fromkeys((of_school, of_home, *of_earlier_homes))),
        (ACROSS_BORDERS, LOCAL_CODE),
    )
