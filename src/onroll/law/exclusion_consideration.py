"""Whether a school's governing board must consider a suspension or exclusion, by when, and what it may decide."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onroll.law.bank_holidays import easter_sunday
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.exclusion_finality import PUPIL_EXCLUSIONS_2012
from onroll.law.exclusions import ExclusionKind
from onroll.law.rules import rule
from onroll.law.school_time import Span

_FROM_2012 = PUPIL_EXCLUSIONS_2012.in_force_from
_REVIEWED_ON = date(2026, 11, 28)
_ONE_DAY = timedelta(days=1)

#: Of an academy the same is regulation 24, which was read.
CONSIDERED = PUPIL_EXCLUSIONS_2012.at("6")
WITHIN = PUPIL_EXCLUSIONS_2012.at(
    "6", note="How soon the board decides is as three councils restate it; the paragraph itself was not read."
)
TERM = PUPIL_EXCLUSIONS_2012.unconfirmed(
    "2",
    "The three days were read, and not how a term is told from them. Where a school has three terms or fewer its own "
    "count, and each lies between two of these days.",
)

DAYS_CONSIDERED_IF_ASKED = Dated(
    "School days of suspension in a term above which the governing board considers it where the parents ask",
    steps=[From(_FROM_2012, 5, CONSIDERED)],
    reviewed_on=_REVIEWED_ON,
)
DAYS_CONSIDERED = Dated(
    "School days of suspension in a term above which the governing board considers it, asked or not",
    steps=[From(_FROM_2012, 15, CONSIDERED)],
    reviewed_on=_REVIEWED_ON,
)
SCHOOL_DAYS_TO_CONSIDER = Dated(
    "School days in which the governing board considers what it must",
    steps=[From(_FROM_2012, 15, WITHIN)],
    reviewed_on=_REVIEWED_ON,
)
SCHOOL_DAYS_TO_CONSIDER_IF_ASKED = Dated(
    "School days in which the governing board considers a suspension where the parents ask",
    steps=[From(_FROM_2012, 50, WITHIN)],
    reviewed_on=_REVIEWED_ON,
)


class Board(StrEnum):
    """What the governing board does about an exclusion."""

    CONSIDERS = "considers"
    CONSIDERS_IF_ASKED = "considers if asked"
    READS = "reads what parents say"


@dataclass(frozen=True, slots=True)
class Consideration:
    """What the governing board does, within how many school days; None where it need not meet."""

    board: Board
    school_days: int | None
    citation: Citation

    @property
    def may_reinstate(self) -> bool:
        """Whether the board may have the pupil back sooner."""
        return self.board is not Board.READS


@rule(
    "exclusions.governors_consider",
    title="Whether the governing board considers a suspension or exclusion, and by when",
    says=(
        "The governing board decides within fifteen school days whether a pupil comes back who is permanently "
        "excluded, or suspended for more than fifteen school days in a term. Of more than five it decides within "
        "fifty, where the parents ask. Of five or fewer it considers what parents say, and cannot have the pupil "
        "back. A suspension that loses a public examination or a national test is considered too, before it "
        "where that can be; Onroll does not know of examinations."
    ),
    first_day=_FROM_2012,
    cites=(CONSIDERED, WITHIN),
)
def consideration(*, kind: ExclusionKind, days_in_term: int, on: date) -> Consideration:
    """Answer what the governing board does. `days_in_term` are the school days of suspension of the term, with this one's.

    Raises `NoRuleInForce` before 1 September 2012.
    """
    if kind is ExclusionKind.PERMANENT or days_in_term > DAYS_CONSIDERED.on(on):
        return Consideration(Board.CONSIDERS, SCHOOL_DAYS_TO_CONSIDER.on(on), CONSIDERED)
    if days_in_term > DAYS_CONSIDERED_IF_ASKED.on(on):
        return Consideration(Board.CONSIDERS_IF_ASKED, SCHOOL_DAYS_TO_CONSIDER_IF_ASKED.on(on), CONSIDERED)
    return Consideration(Board.READS, None, CONSIDERED)


@rule(
    "exclusions.term",
    title="Which term a day of suspension is counted in",
    says="A term ends on 31 December, on Easter Monday and on 31 July.",
    first_day=_FROM_2012,
    cites=(TERM,),
)
def term_of(day: date) -> Span:
    """Answer the term of a day, from the day after one of the three days to the next of them."""
    ends = sorted(end for year in (day.year - 1, day.year) for end in _ends(year))
    before = max(end for end in ends if end < day)
    return Span(before + _ONE_DAY, min(end for end in ends if end >= day))


def _ends(year: int) -> tuple[date, ...]:
    return easter_sunday(year) + _ONE_DAY, date(year, 7, 31), date(year, 12, 31)
