"""The threshold of a penalty notice of several schools: met over two of them, it opens to as many pupils as it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onroll.analysis.behind import Asked
from onroll.analysis.groupings import Grouping
from onroll.service.access.scope import Body, Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import of_authority, of_school
from onroll.service.figures.opened_to_schools import open_to_schools
from onroll.service.figures.pages.behind_schools import behind_schools
from onroll.service.figures.pages.behind_threshold import behind_threshold
from onroll.service.figures.pages.schools import schools
from onroll.service.figures.reading import figures_of
from onroll.service.figures.threshold_opened import open_in_school, school_of
from tests.factories.access import a_user
from tests.integration.figures.conftest import a_drawn_school
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_EVERYTHING = Question(shows_small=True, insists=True)
_SERVICE = Scope.everything()


def two_schools():
    """Make two schools of an authority, and a pupil who left the one for the other: six sessions absent at each, twelve together."""
    first, second = a_drawn_school(41, codes="/", days=5), a_drawn_school(42, codes="/", days=5)
    moved = first.pupils["Pupil00"]
    for day, session in _SESSIONS:
        first.amend("Pupil00", dt.date(2026, 9, day), session, "O")
    Enrolment.objects.filter(pupil=moved).update(last_day=dt.date(2026, 9, 11))
    Enrolment.objects.create(
        school=second.school, pupil=moved, pupil_ref="M1", starting_day=dt.date(2026, 9, 14)
    )
    second.pupils["Moved"] = moved
    second.take(_WEEK, role="attendance_officer")
    return first, second, moved


_SESSIONS = [(day, session) for day in (7, 8, 9) for session in ("AM", "PM")]
_WEEK = "| Mon 14 Sep | Tue 15 Sep | Wed 16 Sep |\n| AM PM | AM PM | AM PM |\nMoved | O O | O O | O O |"


@pytest.fixture(scope="module")
def counted(kept):
    with kept(two_schools) as made:
        yield made


@pytest.fixture
def both(counted, a_copy):
    first, second, moved = a_copy(counted)
    return first, second, moved, of_authority(first.school.authority)


def _rows(body):
    with figures_of(_SERVICE, body, _EVERYTHING) as figures:
        return {row[0].school_id: row[10] for row in schools(figures).tables[0].rows}


class TestAPupilOfTwoSchools:
    def test_met_it_over_both_and_at_neither_by_itself(self, both):
        first, second, _, body = both
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            assert figures.find("threshold_met").numerator == 1
        for one in (first, second):
            with figures_of(_SERVICE, of_school(one.school), _EVERYTHING) as figures:
                assert figures.find("threshold_met").numerator == 0

    def test_stands_in_each_school_s_figure_which_opens_to_as_many_as_it_says(self, both):
        first, second, moved, body = both
        cells = _rows(body)
        for one in (first, second):
            cell = cells[one.school.pk]
            assert (cell.figure.numerator, cell.school_id) == (1, None)
            with figures_of(_SERVICE, body, _EVERYTHING) as figures:
                opened = open_in_school(figures, cell.asked, school_of(figures, cell.asked))
                document = behind_threshold(figures, opened)
            assert [met.person.pupil_id for met in opened.met] == [moved.pk]
            assert (len(opened.met), len(opened.met) + len(opened.others)) == (
                cell.figure.numerator,
                cell.figure.denominator,
            )
            assert document.pupils == {met.person.pupil_id for met in (*opened.met, *opened.others)}

    def test_counts_once_in_the_whole_which_the_schools_add_up_to_less_who_counts_again(self, both):
        *_, body = both
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            opened = open_to_schools(figures, Asked("threshold_met"))
            rows = behind_schools(figures, opened).tables[0].rows
        assert opened.adds_up
        assert opened.counted_again == (1, 1)
        assert sum(one.figure.numerator for one in opened.schools) - 1 == opened.figure.numerator
        assert rows[-2][1].text == "−1 of −1"

    def test_counts_so_in_a_group_too(self, both):
        *_, body = both
        asked = Asked("threshold_met", "whole", Grouping(("sex",)))
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            group = figures.groups(Grouping(("sex",)))[0]
            opened = open_to_schools(figures, replace(asked, group=group))
            one = opened.schools[0]
            met = open_in_school(figures, one.asked, school_of(figures, one.asked))
        assert opened.adds_up
        assert len(met.met) == one.figure.numerator

    def test_is_named_to_whoever_may_see_the_school_s_pupils_alone(self, both, browse):
        first, _, moved, body = both
        sent = {
            "measure": "threshold_met",
            "by": "school",
            "group": f"school={first.school.urn}",
            "small": "shown",
        }
        address = f"/authorities/{body.body_id}/figures/open/"
        officer = browse(a_user("attendance_support_officer", authority=first.school.authority))
        page = officer.get(address, sent)
        assert "Counted: 1 pupil" in words_of(page)
        assert f"/schools/{first.school.pk}/pupils/{moved.pk}/" in page.content.decode()
        assert officer.get(address, {**sent, "as": "csv"}).status_code == 200
        with figures_of(_who_sees_no_pupil(first), body, _EVERYTHING) as figures:
            assert (
                school_of(figures, Asked("threshold_met", "whole", Grouping(("school",)), sent["group"]))
                is None
            )


def _who_sees_no_pupil(drawn):
    """Return the reach of somebody who may see the authority's figures, and no school of it."""
    return Scope(bodies=(Body("legal_intervention_officer", "authority", drawn.school.authority_id),))
