"""A figure of part of the schools, and one of schools counted at different times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onroll.analysis.behind import Asked
from onroll.analysis.groupings import Grouping
from onroll.service.access.scope import Scope
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import of_authority
from onroll.service.figures.opened_to_schools import open_to_schools
from onroll.service.figures.pages.behind_schools import behind_schools
from onroll.service.figures.reading import figures_of
from onroll.service.organisations.models import School
from tests.integration.figures.conftest import three_schools

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_EVERYTHING = Question(shows_small=True, insists=True)
_SERVICE = Scope.everything()


class TestAFigureOfPartOfTheSchools:
    def test_opens_to_those_alone(self, count):
        drawn, _ = three_schools(4)
        School.objects.filter(pk=drawn[0].school.pk).update(phase="secondary")
        count()
        body = of_authority(drawn[0].school.authority)
        asked = Asked("attendance_percent", "weekday 1", Grouping(("phase",)), "phase=secondary")
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            opened = open_to_schools(figures, replace(asked, period="whole"))
        assert [one.school.pk for one in opened.schools] == [drawn[0].school.pk]
        assert opened.adds_up
        assert opened.schools[0].asked == Asked("attendance_percent")

    def test_says_which_schools_were_counted_at_another_time(self, count):
        drawn, body = three_schools(5)
        count()
        count(days_later=1, school_ids=[drawn[0].school.pk])
        with figures_of(_SERVICE, body, _EVERYTHING) as figures:
            asked = Asked("attendance_percent", "weekday 1")
            opened = open_to_schools(figures, asked)
            document = behind_schools(figures, opened)
        assert [school.pk for school in opened.otherwise] == [drawn[0].school.pk]
        assert document.facts[-1].startswith("Counted at another time than the figure")
