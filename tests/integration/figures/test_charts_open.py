"""Each mark of a chart opens what its figure opens in the table under it, and is no second stop on the way there."""

from __future__ import annotations

import re
from html import unescape

import pytest

from onroll.service.figures.pages.overview import overview
from onroll.service.people.models import Pupil
from tests.factories.access import a_user
from tests.integration.figures.conftest import a_drawn_school, asking, the_figures

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
_SHOWN = {"small": "shown", "short": "given"}
_MARK = re.compile(r'<a href="([^"]+)" tabindex="-1" class="opens"><title>([^<]+)</title>')


@pytest.fixture(scope="module")
def counted(kept):
    with kept(_girls_and_boys, schools_alone=True, days_later=40) as made:
        yield made


def _girls_and_boys():
    drawn = a_drawn_school(5, pupils=8, days=35)
    for sex, names in (("F", list(drawn.pupils)[::2]), ("M", list(drawn.pupils)[1::2])):
        Pupil.objects.filter(pk__in=[drawn.pupils[name].pk for name in names]).update(sex=sex)
    return drawn


@pytest.fixture
def drawn(counted, a_copy):
    return a_copy(counted)


def _marks(page: str) -> dict[str, str]:
    """Return where each mark of a page's charts leads, by what it says."""
    return {unescape(says): unescape(address) for address, says in _MARK.findall(page)}


def _in_tables(page: str) -> set[str]:
    return {
        unescape(address)
        for table in re.findall(r"<table.*?</table>", page, re.DOTALL)
        for address in re.findall(r'<a class="govuk-link[^"]*" href="([^"]+)"', table)
    }


class TestTheMarksOfAChart:
    @pytest.mark.parametrize(
        ("sheet", "asked", "says"),
        [
            ("", {}, "Overall absence, week of 14 Sep 2026: "),
            ("patterns/", {}, "Unauthorised, Monday: "),
            ("patterns/", {}, "Authorised, Morning: "),
            ("codes/", {}, "I Illness"),
            ("groups/", {"by": "sex"}, "Authorised, "),
            ("before-and-after/", {"day": "2026-09-28"}, "Authorised, Before: "),
        ],
    )
    def test_lead_where_the_table_leads(self, sheet, asked, says, drawn, browse) -> None:
        client = browse(a_user("head", school=drawn.school))
        page = client.get(f"/schools/{drawn.school.pk}/figures/{sheet}", {**_SHOWN, **asked}).content.decode()
        marks = _marks(page)
        assert any(one.startswith(says) for one in marks)
        assert set(marks.values()) <= _in_tables(page)
        assert len(marks) == page.count('class="opens"')

    def test_say_the_figure_that_opens_from_them(self, drawn, browse) -> None:
        client = browse(a_user("head", school=drawn.school))
        home = f"/schools/{drawn.school.pk}/figures/"
        page = client.get(home, _SHOWN).content.decode()
        says, address = next(
            each for each in _marks(page).items() if each[0].startswith("Overall absence, week of 14 Sep")
        )
        assert (
            says.removeprefix("Overall absence, week of 14 Sep 2026: ")
            in client.get(address).content.decode()
        )

    def test_stand_beside_the_image_and_hidden_since_the_table_says_the_same(self, drawn, browse) -> None:
        client = browse(a_user("head", school=drawn.school))
        page = client.get(f"/schools/{drawn.school.pk}/figures/", _SHOWN).content.decode()
        (chart,) = re.findall(r'<svg class="chart".*?</figure>', page, re.DOTALL)
        image, _, beside = chart.partition('<g aria-hidden="true">')
        assert 'role="img"' in image
        assert 'class="opens"' not in image
        assert beside.count('class="opens"') > 8

    def test_open_nothing_for_whoever_may_see_no_pupil(self, drawn, browse) -> None:
        client = browse(a_user("governor", school=drawn.school))
        for sheet in ("", "patterns/", "codes/"):
            page = client.get(f"/schools/{drawn.school.pk}/figures/{sheet}", _SHOWN).content.decode()
            assert '<svg class="chart" role="img"' in page
            assert 'class="opens"' not in page

    def test_lead_nowhere_on_paper(self, drawn) -> None:
        with the_figures(drawn, asking()) as figures:
            drawings = [one for section in overview(figures).sections for one in section.drawings]
            assert drawings
            assert not any("<a " in one.drawn.text for one in drawings)
