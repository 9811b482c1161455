"""What a parent entered twice wished, and in which language they are written to: it follows to the row that is kept, and back."""

from __future__ import annotations

import pytest

from onroll.service.correspondence.actions.languages import set_language
from onroll.service.correspondence.queries.languages import language_of, languages_of
from onroll.service.people.actions.merging import accept_merge, propose_merge, reverse_merge
from onroll.service.people.models import ContactDetail, ContactWish, Parent
from onroll.service.people.queries.wishes import standing_wish, wished_ways, wishes_of
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import an_actor
from tests.integration.leave_of_absence.conftest import AFamily, parent

pytestmark = pytest.mark.django_db


class AMotherTwice:
    """Amina's mother entered again, with the same mobile number."""

    def __init__(self) -> None:
        family = AFamily()
        self.school, self.officer = family.school, family.officer
        self.head = an_actor("head", family.school)
        self.kept = family.mother
        self.again = parent("Begum", "mother", family.amina, lives_with=True)
        for one in (self.kept, self.again):
            ContactDetail.objects.create(parent=one, kind="mobile", value="07700 900111", first_day=FIRST_DAY)

    def wish(self, of: Parent, prefers: str) -> None:
        ContactWish.objects.create(school=self.school, parent=of, prefers=prefers, made_at=at(9))

    def speak(self, of: Parent, language: str) -> None:
        set_language(school_id=self.school.pk, parent_id=of.pk, language=language, by=self.officer, now=at(9))

    def language(self, of: Parent) -> str:
        return language_of(self.officer.scope, school_id=self.school.pk, parent_id=of.pk).language

    def merge(self) -> int:
        given = {"school_id": self.school.pk, "now": at(10), "on": MONDAY}
        proposal = propose_merge(
            kind="parent", keep_id=self.kept.pk, fold_id=self.again.pk, grounds="She told us", by=self.officer, **given
        )  # fmt: skip
        accept_merge(proposal_id=proposal.pk, by=self.head, **given)
        return proposal.pk

    def put_back(self, proposal_id: int) -> None:
        reverse_merge(school_id=self.school.pk, proposal_id=proposal_id, by=self.head, now=at(11))


@pytest.fixture
def twice(db: None) -> AMotherTwice:
    return AMotherTwice()


class TestAWish:
    def test_of_the_folded_row_is_the_kept_ones_and_is_its_own_again_when_that_is_put_back(self, twice):
        twice.wish(twice.again, "email")
        merged = twice.merge()
        assert wished_ways(twice.school.pk, [twice.kept.pk]) == {twice.kept.pk: "email"}
        assert wishes_of(twice.school.pk, [twice.kept.pk]) == {twice.kept.pk: "Prefers an email"}
        twice.put_back(merged)
        assert wished_ways(twice.school.pk, [twice.kept.pk, twice.again.pk]) == {twice.again.pk: "email"}

    @pytest.mark.parametrize(("first", "last"), [("kept", "again"), ("again", "kept")])
    def test_made_last_stands_whichever_row_it_was_made_by(self, twice, first, last):
        twice.wish(getattr(twice, first), "text")
        twice.wish(getattr(twice, last), "letter")
        twice.merge()
        standing = standing_wish(twice.school.pk, twice.kept.pk)
        assert standing is not None
        assert standing.prefers == "letter"


class TestALanguage:
    def test_of_the_folded_row_is_the_kept_ones_and_is_its_own_again_when_that_is_put_back(self, twice):
        twice.speak(twice.again, "pl")
        merged = twice.merge()
        assert twice.language(twice.kept) == "pl"
        twice.put_back(merged)
        assert languages_of(twice.school.pk, [twice.kept.pk, twice.again.pk]) == {twice.again.pk: "pl"}

    def test_of_the_kept_row_goes_before(self, twice):
        twice.speak(twice.kept, "ur")
        twice.speak(twice.again, "pl")
        twice.merge()
        assert twice.language(twice.kept) == "ur"

    def test_can_be_english_again_after_the_merge(self, twice):
        twice.speak(twice.again, "pl")
        twice.merge()
        twice.speak(twice.kept, "en")
        assert twice.language(twice.kept) == "en"

    def test_that_is_english_leaves_no_row_where_nothing_was_folded(self, twice):
        twice.speak(twice.kept, "pl")
        twice.speak(twice.kept, "en")
        assert languages_of(twice.school.pk, [twice.kept.pk]) == {}
