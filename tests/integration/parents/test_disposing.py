"""What parents sent goes with the entries it is about, and no sooner; a wish in use and a link that opens stay."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.parents.actions.accounts import end_account_access
from onroll.service.parents.actions.disposing import dispose_of_what_parents_sent
from onroll.service.parents.models import (
    AccountAccess,
    DetailCorrection,
    LetterReply,
    MarkAnswer,
    MarkQuestion,
    ParentLink,
)
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import ContactWish
from tests.factories.moments import MONDAY, at
from tests.integration.parents import test_answering_a_letter as letters
from tests.integration.parents import test_how_to_be_contacted as details
from tests.integration.parents import test_questioning_a_mark as marks
from tests.integration.parents.accounts import an_account
from tests.integration.parents.conftest import ONE_DAY, AHousehold

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + ONE_DAY
#: The first day on which what was made on that Monday need be kept no longer.
SIX_YEARS_ON = dt.date(2032, 9, 8)


@pytest.fixture
def family(household: AHousehold) -> AHousehold:
    """The family on a Monday on which everything was sent, and the question answered."""
    household.a_class.take("N", "/")
    letters.send(household)
    marks.answer(household, marks.ask(household), "stays")
    details.correct(household)
    details.wish(household, prefers="phone")
    details.wish(household)
    letters.reply(household)
    return household


def dispose(family: AHousehold, *, before: dt.date = TUESDAY, on: dt.date = SIX_YEARS_ON, by=None) -> int:
    return dispose_of_what_parents_sent(
        school_id=family.school.pk, before=before, by=by or family.head, now=at(9, on=on)
    )


def test_is_emptied_of_everybody_it_names_and_its_place_stays(family: AHousehold):
    dispose(family)
    for model in (MarkQuestion, DetailCorrection, LetterReply):
        (row,) = model.objects.all()
        assert (row.parent_id, row.words, row.key) == (None, "", None)
    assert (MarkQuestion.objects.get().pupil_id, MarkAnswer.objects.get().words) == (None, "")
    assert (DetailCorrection.objects.get().value, DetailCorrection.objects.get().was) == ("", "")


def test_leaves_the_wish_that_stands_for_a_child_on_the_roll(family: AHousehold):
    dispose(family)
    assert [one.parent for one in ContactWish.objects.all()] == [None, family.mother]


def test_takes_that_too_once_no_child_is_on_the_roll(family: AHousehold):
    Enrolment.objects.update(last_day=MONDAY + 30 * ONE_DAY)
    dispose(family)
    assert [one.parent for one in ContactWish.objects.all()] == [None, None]


def test_removes_links_that_ran_out(family: AHousehold):
    ran_out = ParentLink.objects.count()
    dispose(family)
    assert ParentLink.objects.count() == ran_out
    dispose(family, before=dt.date(2028, 9, 1), on=dt.date(2034, 9, 1))
    assert ParentLink.objects.count() == 0


def test_forgets_accounts_that_were_ended_and_the_address_of_one_that_opens_nothing_more(family: AHousehold):
    ended, other = an_account(family, family.mother), an_account(family, family.father, "eyre@example.org")
    end_account_access(school_id=family.school.pk, parent_id=family.mother.pk, by=family.officer, now=at(13))
    dispose(family)
    assert [one.user for one in AccountAccess.objects.all()] == [other]
    ended.refresh_from_db()
    assert (ended.is_active, ended.email) == (False, "")


def test_is_kept_as_long_as_the_entries(family: AHousehold):
    with pytest.raises(ParentRefusal, match="is kept with the entries it is about"):
        dispose(family, on=SIX_YEARS_ON - ONE_DAY)
    assert MarkQuestion.objects.get().words


def test_is_disposed_of_once_and_by_the_head_alone(family: AHousehold):
    assert dispose(family) > 0
    assert dispose(family) == 0
    with pytest.raises(OutOfScope):
        dispose(family, by=family.officer)
