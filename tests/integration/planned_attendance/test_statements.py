"""However many pupils are to go, what would come of it is read in the same number of statements."""

import pytest

from onroll.service.planned_attendance.queries.arrangements import preview
from tests.factories.moments import at
from tests.integration.planned_attendance.conftest import VISIT, ATrip
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db


def test_a_preview_reads_two_pupils_in_no_more_than_one():
    trip = ATrip()
    sent = []
    for pupils in ([trip.amina], [trip.amina, trip.callum]):
        with Statements() as statements:
            preview(
                trip.officer.scope,
                school_id=trip.school.pk,
                draft=VISIT,
                pupil_ids=[one.pk for one in pupils],
                now=at(10),
            )
        sent.append(len(statements.counted))
    assert sent[0] == sent[1]
