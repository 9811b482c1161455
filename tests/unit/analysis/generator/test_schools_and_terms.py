"""The plan of a made-up authority: its schools hold the pupils asked for, and its year is one that schools keep."""

import itertools
from collections import Counter

import pytest

from onroll.analysis.generator.asking import Asked, CannotBeGenerated
from onroll.analysis.generator.causes import causes
from onroll.analysis.generator.kinds import KINDS, codes_of_year
from onroll.analysis.generator.making import generate, plan
from onroll.analysis.generator.schools import LARGEST_YEAR_GROUP, Phase, batches, planned_schools
from onroll.analysis.generator.seasons import days_of_the_week, places, upto, weights
from onroll.analysis.generator.terms import half_terms, patterns
from onroll.law.attendance_codes import CODES
from onroll.law.bank_holidays import bank_holidays_between

YEARS = range(CODES.first_day.year, CODES.reviewed_on.year + 2)


@pytest.mark.parametrize(("schools", "pupils"), [(1, 1), (2, 2), (5, 5), (6, 7), (30, 9_001), (400, 120_000)])
def test_the_pupils_are_shared_out_and_every_school_has_one(schools, pupils):
    planned = planned_schools(schools, pupils, seed=3, patterns=4)
    assert sum(school.pupils for school in planned) == pupils
    assert min(school.pupils for school in planned) >= 1
    assert [school.number for school in planned] == list(range(schools))


def test_a_county_is_mostly_primary_schools_of_a_few_hundred():
    planned = planned_schools(400, 120_000, seed=3, patterns=4)
    schools, pupils = Counter(), Counter()
    for school in planned:
        schools[school.phase] += 1
        pupils[school.phase] += school.pupils
    assert schools == {Phase.PRIMARY: 318, Phase.SECONDARY: 64, Phase.SPECIAL: 18}
    assert pupils[Phase.PRIMARY] / 318 == pytest.approx(200, abs=5)
    assert pupils[Phase.SECONDARY] / 64 == pytest.approx(842, abs=10)


def test_what_schools_differ_in_comes_to_the_country_s_share():
    planned = planned_schools(400, 120_000, seed=3, patterns=4)
    for phase, share in ((Phase.PRIMARY, 0.246), (Phase.SECONDARY, 0.246), (Phase.SPECIAL, 0.46)):
        held = [school for school in planned if school.phase is phase]
        pupils = sum(school.pupils for school in held)
        assert sum(school.meals_share * school.pupils for school in held) / pupils == pytest.approx(
            share, abs=0.005
        )
        assert sum(school.leaning * school.pupils for school in held) == pytest.approx(0, abs=1e-6)


def test_a_year_group_of_as_many_as_can_be_numbered_is_planned_and_one_more_is_refused(tmp_path):
    def largest(pupils):
        return max(size for school in planned_schools(1, pupils, 1, 4) for _, size in school.cohorts)

    most = max(pupils for pupils in range(6_000, 7_000) if largest(pupils) <= LARGEST_YEAR_GROUP)
    assert plan(Asked(1, most, 2025, tmp_path)).schools[0].pupils == most
    with pytest.raises(CannotBeGenerated, match="Give more schools or fewer pupils"):
        plan(Asked(1, most + 1, 2025, tmp_path))


def test_lots_hold_whole_schools_in_order_and_no_more_than_they_should_unless_one_school_does():
    planned = planned_schools(50, 20_000, seed=3, patterns=4)
    lots = list(batches(planned, 1_000))
    assert [school for lot in lots for school in lot] == list(planned)
    assert all(len(lot) == 1 or sum(school.pupils for school in lot) <= 1_000 for lot in lots)


@pytest.mark.parametrize("year", YEARS)
def test_schools_meet_on_190_days_that_are_weekdays_and_no_bank_holidays(year):
    days = [day for half in half_terms(year) for day in half]
    closed = {holiday.day for holiday in bank_holidays_between(days[0], days[-1])}
    assert days == sorted(set(days))
    assert not closed & set(days)
    assert days[0].month == 9
    assert (days[-1].year, days[-1].month) == (year + 1, 7)
    for pattern in patterns(year):
        assert len(pattern.school_days) == 190
        assert len(pattern.training_days) == 5


def test_half_terms_have_weeks_between_them():
    for year in YEARS:
        halves = half_terms(year)
        assert all((after[0] - before[-1]).days > 7 for before, after in itertools.pairwise(halves))


@pytest.mark.parametrize("year", YEARS)
def test_every_kind_has_a_code_of_the_year(year):
    codes = codes_of_year(year)
    assert len(codes) == len(KINDS)
    assert codes.count("") == 1  # a register that was not taken


@pytest.mark.parametrize("phase", list(Phase))
def test_the_year_s_absence_falls_on_every_school_day_and_adds_up_to_one(phase):
    pattern = patterns(2025)[0]
    assert sum(weights(pattern, phase)) == pytest.approx(1)
    assert min(weights(pattern, phase)) > 0
    assert upto(pattern, phase)[-1] == pytest.approx(1)
    found = places(pattern, phase)
    assert found == sorted(found)
    assert (found[0], found[-1]) == (0, pytest.approx(190, abs=0.5))
    assert days_of_the_week(phase) == sorted(days_of_the_week(phase))
    assert 0 < days_of_the_week(phase)[3] < 1


def test_every_class_of_every_phase_has_a_cause_that_anybody_is_prone_to():
    found = {(one.phase, one.class_) for one in causes() if one.prone == 1}
    assert len(found) == len({(one.phase, one.class_) for one in causes()}) == 15


def test_a_folder_that_cannot_be_written_to_is_refused_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("mine")
    out = tmp_path / "file" / "made"
    with pytest.raises(CannotBeGenerated, match="could not be written"):
        generate(plan(Asked(1, 3, 2025, out)))
    assert (tmp_path / "file").read_text() == "mine"


def test_a_run_that_is_broken_off_leaves_no_half_a_table(tmp_path):
    out = tmp_path / "made"

    class BrokenOff(Exception):
        pass

    def told(done, pupils):
        raise BrokenOff

    with pytest.raises(BrokenOff):
        generate(plan(Asked(20, 6_000, 2025, out)), told=told)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(("schools", "pupils"), [(1, 1), (5, 5)])
def test_the_smallest_authorities_are_made(tmp_path, schools, pupils):
    made = generate(plan(Asked(schools, pupils, 2025, tmp_path / "made")))
    assert (made.schools, made.pupils) == (schools, pupils)
    assert made.entries > 300 * pupils * 0.1
