"""Each parent is written to in their own language, as far as somebody has approved words in it."""

from __future__ import annotations

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.correspondence.actions.languages import set_language
from onroll.service.correspondence.actions.wording import decide_wording, write_wording
from onroll.service.correspondence.models import ParentLanguage
from onroll.service.correspondence.refusals import MessageRefused
from tests.factories.correspondence import AFamily, a_parent
from tests.factories.moments import at
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db
POLISH = "{school}: {pupil} nie ma dziś w szkole. {telephone}"


@pytest.fixture
def family() -> AFamily:
    return AFamily()


@pytest.fixture
def _approved_polish(family):
    head = an_actor("head", family.school)
    wording = write_wording(
        school_id=family.school.pk, template="absence-no-reason", channel="text", language="pl", subject="", body=POLISH,
        by=head, now=at(8),
    )  # fmt: skip
    decide_wording(school_id=family.school.pk, wording_id=wording.pk, approve=True, by=head, now=at(8))


def speaks(family: AFamily, language: str, *, parent=None, role: str = "attendance_officer") -> None:
    set_language(
        school_id=family.school.pk, parent_id=(parent or family.mother).pk, language=language,
        by=an_actor(role, family.school), now=at(8),
    )  # fmt: skip


class TestAParentsLanguage:
    @pytest.mark.usefixtures("_approved_polish")
    def test_is_that_of_their_messages_and_of_nobody_elses(self, family):
        a_parent(family.pupil, "Imran", mobile="07700 900105")
        speaks(family, "pl")

        hers, his = family.ask().messages

        assert (hers.language, "nie ma dziś" in hers.body) == ("pl", True)
        assert (his.language, "we do not know why" in his.body) == ("en", True)
        assert hers.edition != his.edition

    def test_gives_way_to_english_where_nobody_approved_words_in_it(self, family):
        speaks(family, "pl")

        assert family.ask().messages[0].language == "en"

    @pytest.mark.usefixtures("_approved_polish")
    def test_gives_way_to_a_language_chosen_for_all(self, family):
        speaks(family, "pl")

        assert family.ask(language="en").messages[0].language == "en"

    def test_is_english_again_once_it_is_set_so(self, family):
        speaks(family, "pl")
        speaks(family, "en")

        assert not ParentLanguage.objects.exists()

    def test_is_one_of_the_list(self, family):
        with pytest.raises(MessageRefused, match="of the list"):
            speaks(family, "xx")

    def test_is_set_by_who_keeps_families(self, family):
        with pytest.raises(OutOfScope):
            speaks(family, "pl", role="senco")

    def test_of_another_schools_parent_is_not_set(self, family):
        with pytest.raises(OutOfScope):
            speaks(family, "pl", parent=AFamily().mother)
