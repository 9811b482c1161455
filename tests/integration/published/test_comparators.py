"""What stands beside a figure: whose, of when, from which release, and words where there is none."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from onroll.analysis.published.periods import PublishedPeriod
from onroll.analysis.published.places import Phase
from onroll.law.school_time import AcademicYear
from onroll.service.access.permissions import Permission
from onroll.service.access.queries import scope_of
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import School, Trust
from onroll.service.published.actions.neighbours import keep_neighbours
from onroll.service.published.neighbours_csv import neighbours_in
from onroll.service.published.queries.comparators import comparators, phase_of
from tests.factories.access import a_user
from tests.factories.organisations import a_school, an_authority
from tests.factories.published import BY, NOW, a_release, an_authoritys, england, kept_back, region

pytestmark = pytest.mark.django_db

YEAR = PublishedPeriod.year(AcademicYear.starting_in(2026))
THIS_YEAR = ("202627", "Academic year")
LAST_YEAR = ("202526", "Academic year")
ON = dt.date(2026, 11, 9)
EVERYTHING = Scope.everything()


def asked(**how):
    how = {"permission": Permission.BOARD_VIEW, "period": YEAR, "on": ON, **how}
    return comparators(how.pop("scope", EVERYTHING), **how)


def counts(absent: int, of: int) -> dict[str, int]:
    return {"/": of - absent, "I": absent}


def rows(code: str, *, phase: str = "Primary", period=THIS_YEAR, absent=(50, 40, 30), **how):
    return [
        england(phase, counts(absent[0], 1000), period=period, **how),
        region(phase, counts(absent[1], 1000), period=period, **how),
        an_authoritys(phase, counts(absent[2], 1000), code, "Anywhere", period=period, **how),
    ]


@pytest.fixture
def school():
    return a_school(authority=an_authority("Anywhere"))


class TestBesideASchool:
    def test_stand_its_authority_its_region_and_england_in_its_own_phase(self, school, tmp_path):
        code = school.authority.code
        a_release(tmp_path, [*rows(code), *rows(code, phase="Secondary", absent=(90, 90, 90))])

        found = asked(school_id=school.pk)

        assert found.phase is Phase.PRIMARY
        assert [one.name for one in (found.authority, found.region, found.england)] == [
            "Anywhere", "Middle Shires", "England",
        ]  # fmt: skip
        assert [
            (rate.numerator, rate.denominator, rate.percent)
            for rate in (
                one.rate("absence_percent") for one in (found.authority, found.region, found.england)
            )
        ] == [(30, 1000, Decimal(3)), (40, 1000, Decimal(4)), (50, 1000, Decimal(5))]

    def test_says_which_release_each_comes_from_and_when_it_was_published(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code), name="Pupil attendance in schools, week 44")

        source = asked(school_id=school.pk).england.rate("absence_percent").source

        assert source.words == "Pupil attendance in schools, week 44, published 5 November 2026"

    def test_says_first_of_all_that_made_up_figures_are_made_up(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code), is_made_up=True)

        found = asked(school_id=school.pk)

        assert found.is_made_up
        assert found.sources[0].words.startswith("Made up for this demo: ")

    @pytest.mark.parametrize(
        ("phase", "compared_with"),
        [
            ("all-through", Phase.SECONDARY),
            ("special", Phase.SPECIAL),
            ("alternative provision", Phase.ALTERNATIVE),
            ("middle", Phase.ALL),
            ("middle deemed primary", Phase.PRIMARY),
            ("middle deemed secondary", Phase.SECONDARY),
        ],
    )
    def test_stands_the_phase_the_department_counts_it_among(self, school, phase, compared_with):
        school.phase = phase

        assert phase_of(school) is compared_with

    @pytest.mark.parametrize(
        ("phase", "said"),
        [
            ("primary", ""),
            ("all-through", "An all-through school is published among secondary schools."),
            ("middle", "Choose its phase in the school’s details."),
        ],
    )
    def test_says_why_it_stands_beside_a_phase_that_is_not_its_own(self, school, tmp_path, phase, said):
        School.objects.filter(pk=school.pk).update(phase=phase)
        code = school.authority.code
        a_release(
            tmp_path, [row for one in ("Primary", "Secondary", "Total") for row in rows(code, phase=one)]
        )

        note = asked(school_id=school.pk).note

        assert note.endswith(said)
        assert bool(note) is bool(said)


class TestTheReleaseShown:
    def test_is_the_newest_published_by_the_day(self, school, tmp_path):
        code = school.authority.code
        a_release(
            tmp_path, rows(code, absent=(50, 40, 30)), released_on=dt.date(2026, 10, 22), name="Earlier"
        )
        a_release(tmp_path, rows(code, absent=(60, 40, 30)), released_on=dt.date(2026, 11, 5), name="Later")

        assert asked(school_id=school.pk).england.rate("absence_percent").numerator == 60

    def test_is_the_earlier_one_as_it_was_shown_on_the_day_before_the_later(self, school, tmp_path):
        code = school.authority.code
        a_release(
            tmp_path, rows(code, absent=(50, 40, 30)), released_on=dt.date(2026, 10, 22), name="Earlier"
        )
        a_release(tmp_path, rows(code, absent=(60, 40, 30)), released_on=dt.date(2026, 11, 5), name="Later")

        before = asked(school_id=school.pk, on=dt.date(2026, 11, 4)).england
        assert before.rate("absence_percent").source.name == "Earlier"
        assert before.rate("absence_percent").numerator == 50

    def test_is_none_that_nobody_has_accepted(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code), in_use=False)

        found = asked(school_id=school.pk)

        assert found.period is None
        assert found.england.rate("absence_percent").percent is None

    def test_is_none_that_another_authority_loaded_for_itself(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code), authority_id=an_authority("Elsewhere").pk)

        assert asked(school_id=school.pk).period is None


class TestThePeriod:
    def test_is_the_year_before_where_nothing_is_published_of_this_one_and_a_note_says_so(
        self, school, tmp_path
    ):
        a_release(tmp_path, rows(school.authority.code, period=LAST_YEAR))

        found = asked(school_id=school.pk)

        assert found.period == PublishedPeriod.year(AcademicYear.starting_in(2025))
        assert found.note == "Nothing is published of 2026/27 yet: these figures are of 2025/26."

    def test_is_never_a_later_one(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code, period=THIS_YEAR))

        found = asked(school_id=school.pk, period=PublishedPeriod.year(AcademicYear.starting_in(2025)))

        assert found.period is None
        assert found.note.startswith("No published figures of 2025/26")

    def test_of_a_week_is_that_week_and_no_other(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code, period=("2026", "Week 37")))

        this_week = asked(school_id=school.pk, period=PublishedPeriod.week(dt.date(2026, 9, 9)))
        next_week = asked(school_id=school.pk, period=PublishedPeriod.week(dt.date(2026, 9, 14)))

        assert this_week.authority.rate("absence_percent").numerator == 30
        assert next_week.period is None


class TestAFigureThatIsNotPublished:
    def test_says_that_the_department_keeps_it_back(self, school, tmp_path):
        own = an_authoritys("Primary", counts(3, 100), school.authority.code, "Anywhere", period=THIS_YEAR)
        a_release(tmp_path, [england("Primary", counts(5, 100), period=THIS_YEAR), kept_back(own)])

        rate = asked(school_id=school.pk).authority.rate("absence_percent")

        assert rate.percent is None
        assert rate.absent == "kept back by the department, because it rests on too few schools or pupils"

    def test_says_that_nothing_is_published_of_the_phase(self, school, tmp_path):
        a_release(tmp_path, [england("Primary", counts(5, 100), period=THIS_YEAR)])

        rate = asked(school_id=school.pk).authority.rate("absence_percent")

        assert rate.absent == "nothing is published of its primary schools"

    def test_is_a_mistake_to_ask_for_where_no_file_ever_has_it(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code))

        with pytest.raises(KeyError):
            asked(school_id=school.pk).england.rate("minutes_late")

    def test_is_a_rate_without_counts_for_persistent_absence_to_date(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code, pa_perc="17.25"))

        rate = asked(school_id=school.pk).england.rate("persistent")

        assert (rate.percent, rate.numerator, rate.denominator) == (Decimal("17.25"), None, None)


def neighbours(school, text: str) -> None:
    keep_neighbours(
        authority_id=school.authority_id,
        source="A made-up tool, 2026",
        members=neighbours_in(text),
        by=BY,
        now=NOW,
    )


class TestStatisticalNeighbours:
    def test_are_averaged_by_adding_their_sessions_up(self, school, tmp_path):
        neighbours(school, "811,Uphill\n812,Downhill")
        a_release(
            tmp_path,
            [
                *rows(school.authority.code),
                an_authoritys("Primary", counts(10, 100), "811", "Uphill", period=THIS_YEAR),
                an_authoritys("Primary", counts(10, 900), "812", "Downhill", period=THIS_YEAR),
                an_authoritys("Primary", counts(500, 900), "813", "No neighbour", period=THIS_YEAR),
            ],
        )

        found = asked(school_id=school.pk).neighbours

        rate = found.rate("absence_percent")
        assert found.name == "2 statistical neighbours"
        assert (rate.numerator, rate.denominator, rate.percent) == (20, 1000, Decimal(2))

    def test_name_those_left_out_because_their_figure_is_kept_back_or_not_there(self, school, tmp_path):
        neighbours(school, "811,Uphill\n812,Downhill\n814,Nowhere")
        a_release(
            tmp_path,
            [
                *rows(school.authority.code),
                an_authoritys("Primary", counts(10, 100), "811", "Uphill", period=THIS_YEAR),
                kept_back(an_authoritys("Primary", counts(1, 9), "812", "Downhill", period=THIS_YEAR)),
            ],
        )

        rate = asked(school_id=school.pk).neighbours.rate("absence_percent")

        assert (rate.numerator, rate.denominator) == (10, 100)
        assert rate.left_out == ("Downhill", "Nowhere")

    def test_have_the_plain_average_of_rates_published_without_their_counts_which_says_so(
        self, school, tmp_path
    ):
        neighbours(school, "811,Uphill\n812,Downhill\n813,Overhill")
        small, large = {"period": THIS_YEAR, "pa_perc": "10"}, {"period": THIS_YEAR, "pa_perc": "13.5"}
        a_release(
            tmp_path,
            [
                *rows(school.authority.code),
                an_authoritys("Primary", counts(1, 9), "811", "Uphill", **small),
                an_authoritys("Primary", counts(1, 90_000), "812", "Downhill", **large),
                kept_back(an_authoritys("Primary", counts(1, 9), "813", "Overhill", period=THIS_YEAR)),
            ],
        )

        rate = asked(school_id=school.pk).neighbours.rate("persistent")

        assert (rate.percent, rate.numerator, rate.averaged) == (Decimal("11.75"), None, 2)
        assert rate.shown == "11.8%"
        assert rate.left_out == ("Overhill",)

    def test_have_no_average_where_nothing_of_them_is_published(self, school, tmp_path):
        neighbours(school, "811,Uphill")
        a_release(
            tmp_path,
            [
                *rows(school.authority.code),
                kept_back(an_authoritys("Primary", counts(1, 9), "811", "Uphill", period=THIS_YEAR)),
            ],
        )

        rate = asked(school_id=school.pk).neighbours.rate("persistent")

        assert (rate.percent, rate.averaged) == (None, 0)
        assert rate.absent == "none of them has its rate or its counts in the published file"

    def test_are_said_to_be_missing_where_the_authority_keeps_no_list(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code))

        rate = asked(school_id=school.pk).neighbours.rate("absence_percent")

        assert rate.absent == "the authority keeps no list of them"

    def test_are_those_of_the_list_kept_on_the_day(self, school, tmp_path):
        neighbours(school, "811,Uphill")
        keep_neighbours(
            authority_id=school.authority_id,
            source="The same tool, a week later",
            members=neighbours_in("812,Downhill\n813,Overhill"),
            by=BY,
            now=NOW + dt.timedelta(days=7),
        )

        assert asked(school_id=school.pk).neighbours.name == "1 statistical neighbour"
        assert (
            asked(school_id=school.pk, on=dt.date(2026, 11, 16)).neighbours.name == "2 statistical neighbours"
        )


class TestBesideATrust:
    @pytest.fixture
    def trust(self, school):
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        School.objects.filter(pk=school.pk).update(trust=trust)
        return trust

    def test_of_one_authority_stands_that_authority(self, school, trust, tmp_path):
        a_release(tmp_path, rows(school.authority.code))

        found = asked(trust_id=trust.pk)

        assert found.phase is Phase.PRIMARY
        assert found.authority.rate("absence_percent").numerator == 30

    def test_of_several_authorities_stands_england_alone_and_words_say_why(self, school, trust, tmp_path):
        elsewhere = a_school("Elsewhere School", authority=an_authority("Elsewhere"))
        School.objects.filter(pk=elsewhere.pk).update(trust=trust)
        a_release(tmp_path, rows(school.authority.code))

        found = asked(trust_id=trust.pk)

        assert found.england.rate("absence_percent").numerator == 50
        assert (
            found.region.rate("absence_percent").absent
            == "the trust’s schools lie in more than one authority"
        )

    def test_is_for_whoever_holds_a_role_over_it(self, school, trust):
        head = scope_of(a_user("head", school=school), on=ON)

        with pytest.raises(OutOfScope):
            asked(scope=head, trust_id=trust.pk)


class TestAskingWithManyReleases:
    def test_takes_the_same_few_statements_as_with_one(self, school, tmp_path, django_assert_max_num_queries):
        for day in range(1, 6):
            of_day = rows(school.authority.code, absent=(50 + day, 40, 30))
            a_release(tmp_path, of_day, released_on=dt.date(2026, 11, day))

        with django_assert_max_num_queries(7):
            assert asked(school_id=school.pk).england.rate("absence_percent").numerator == 55


class TestWhoMayAsk:
    def test_is_whoever_the_permission_reaches_the_school_for(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code))
        governor = scope_of(a_user("governor", school=school), on=ON)

        assert asked(scope=governor, school_id=school.pk).england.rate("absence_percent").numerator == 50

    def test_is_nobody_of_another_school(self, school):
        other = scope_of(a_user("head", school=a_school("Another School")), on=ON)

        with pytest.raises(OutOfScope):
            asked(scope=other, school_id=school.pk)

    def test_is_an_officer_of_the_authority_and_is_compared_over_all_schools(self, school, tmp_path):
        a_release(tmp_path, rows(school.authority.code, phase="Total"))
        officer = scope_of(a_user("attendance_support_officer", authority=school.authority), on=ON)

        found = asked(scope=officer, authority_id=school.authority_id)

        assert found.phase is Phase.ALL
        assert found.authority.rate("absence_percent").numerator == 30

    def test_is_nobody_of_another_authority(self, school):
        officer = scope_of(a_user("attendance_support_officer", authority=an_authority("Elsewhere")), on=ON)

        with pytest.raises(OutOfScope):
            asked(scope=officer, authority_id=school.authority_id)
