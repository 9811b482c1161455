"""The two ways in which official figures total the phases of education.

Up to 2024/25 each phase's rate is weighted with its enrolments in the January census; from 2025/26 the sums are pooled. A phase
with nothing to divide by is left out of both. Answers are exact per cents.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple


class Phase(NamedTuple):
    """One phase's numerator and denominator, and its enrolments in the census."""

    numerator: int
    denominator: int
    census_enrolments: int


def census_weighted(phases: Iterable[Phase]) -> Fraction | None:
    """Answer the rates of the phases weighted with their enrolments in the census, per cent; None without any."""
    counted = [one for one in phases if one.denominator]
    weights = sum(one.census_enrolments for one in counted)
    if not weights:
        return None
    rates = (Fraction(one.numerator, one.denominator) * one.census_enrolments for one in counted)
    return 100 * sum(rates, Fraction()) / weights


def pooled(phases: Iterable[Phase]) -> Fraction | None:
    """Answer the sum of the numerators over the sum of the denominators, per cent; None without any."""
    counted = list(phases)
    whole = sum(one.denominator for one in counted)
    return Fraction(100 * sum(one.numerator for one in counted), whole) if whole else None
