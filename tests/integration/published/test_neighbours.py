"""An authority's list of statistical neighbours: as it is given, with nothing added."""

from __future__ import annotations

import pytest

from onroll.service.access.scope import Scope
from onroll.service.published.actions.neighbours import keep_neighbours
from onroll.service.published.models import NeighbourList
from onroll.service.published.neighbours_csv import neighbours_in
from onroll.service.published.queries.neighbours import neighbour_lists
from onroll.service.published.refusals import NeighboursRefused
from tests.factories.organisations import an_authority
from tests.factories.published import BY, NOW

pytestmark = pytest.mark.django_db


def keep(authority, text, source="A made-up tool, 2026"):
    return keep_neighbours(
        authority_id=authority.pk, source=source, members=neighbours_in(text), by=BY, now=NOW
    )


class TestAList:
    @pytest.mark.parametrize(
        "text",
        [
            "811,Uphill\n812,Downhill",
            "code,name\n811,Uphill\n812,Downhill\n",
            "\ufeffla_name,new_la_code,old_la_code\nUphill,E1,811\nDownhill,E2,812\n",
            "811, Uphill\n\n812, Downhill\n",
        ],
    )
    def test_is_read_with_a_header_or_without(self, text):
        assert [(one.code, one.name) for one in neighbours_in(text)] == [
            ("811", "Uphill"),
            ("812", "Downhill"),
        ]

    def test_stands_beside_the_earlier_ones(self):
        ours = an_authority()
        keep(ours, "811,Uphill")
        keep(ours, "812,Downhill")

        lists = neighbour_lists(Scope.everything(), authority_id=ours.pk)

        assert [one.members for one in lists] == [(("812", "Downhill"),), (("811", "Uphill"),)]


class TestAListIsRefused:
    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("811,Uphill\n81,Downhill", "Line 2: “81” is no code of an authority"),
            ("811,Uphill\n812", "Line 2: “812” has no name"),
            ("811,Uphill\n812,Downhill\n811,Uphill again", "Line 3: 811 stands in the list twice"),
            ("", "names no authority"),
        ],
    )
    def test_with_the_line_and_what_to_do(self, text, why):
        with pytest.raises(NeighboursRefused, match=why):
            keep(an_authority(), text)
        assert not NeighbourList.objects.exists()

    def test_for_naming_the_authority_itself(self):
        ours = an_authority()

        with pytest.raises(NeighboursRefused, match="is this authority itself"):
            keep(ours, f"811,Uphill\n{ours.code},Home")

    def test_for_not_saying_where_it_comes_from(self):
        with pytest.raises(NeighboursRefused, match="Say where the list comes from"):
            keep(an_authority(), "811,Uphill", source=" ")
