"""The official total of the phases: weighted with the census up to 2024/25, pooled from 2025/26."""

from fractions import Fraction

from onroll.analysis.reference.two_totals import Phase, census_weighted, pooled

PRIMARY = Phase(10, 100, census_enrolments=300)
SECONDARY = Phase(60, 300, census_enrolments=100)
EMPTY = Phase(0, 0, census_enrolments=500)


class TestCensusWeighted:
    def test_weighs_each_rate_with_the_enrolments_of_its_phase(self):
        # 10% of three quarters and 20% of one.
        assert census_weighted([PRIMARY, SECONDARY]) == Fraction(25, 2)

    def test_leaves_out_a_phase_without_sessions(self):
        assert census_weighted([PRIMARY, SECONDARY, EMPTY]) == Fraction(25, 2)

    def test_has_no_answer_without_any(self):
        assert census_weighted([EMPTY]) is None


class TestPooled:
    def test_divides_the_sums(self):
        assert pooled([PRIMARY, SECONDARY, EMPTY]) == Fraction(35, 2)

    def test_has_no_answer_without_any(self):
        assert pooled([EMPTY]) is None

    def test_is_what_was_published_for_norfolk_in_2025_to_2026(self):
        absent = (
            (743_966 + 276_627, 18_649_268),
            (970_229 + 483_267, 15_862_645),
            (60_683 + 17_945, 684_605),
        )
        found = pooled(Phase(numerator, denominator, 0) for numerator, denominator in absent)
        assert found is not None
        assert abs(float(found) - 7.25275437757792) < 1e-12
