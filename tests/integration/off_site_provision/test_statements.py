"""However many providers a school has, what they ask of it is read in the same number of statements."""

import pytest

from onroll.service.off_site_provision.actions.placing import place_pupil
from onroll.service.off_site_provision.queries.due import provision_due
from onroll.service.off_site_provision.queries.providers import providers
from tests.factories.moments import MONDAY, at
from tests.integration.off_site_provision.conftest import FRIDAY, AWorkshop
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db


def sent_for(workshop: AWorkshop) -> tuple[int, int]:
    """Return how many statements the list and the duties of the morning send, once no answer came by the hour."""
    with Statements() as of_list:
        providers(workshop.officer.scope, school_id=workshop.school.pk, on=MONDAY)
    with Statements() as of_duties:
        due = provision_due(workshop.school.pk, now=at(11))
    assert all(one.unanswered == 1 for one in due)
    return len(of_list.counted), len(of_duties.counted)


def test_two_providers_with_pupils_are_read_as_one_is():
    workshop = AWorkshop()
    workshop.place()
    alone = sent_for(workshop)
    other = AWorkshop(a_class=workshop.a_class, name="Tarn Music")
    place_pupil(
        school_id=other.school.pk, provider_id=other.provider.pk, pupil_id=other.callum.pk, nature="Music",
        first_day=MONDAY, last_day=FRIDAY, by=other.officer, now=at(8),
    )  # fmt: skip
    assert sent_for(workshop) == alone
