"""Entries that are no present mark of their session have an index of their own, and lists of absence are read from it."""

import datetime as dt

import pytest

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import entries_out_of_the_ordinary

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 14)


def entered(pupil_id: int, session: str, code: str) -> None:
    CurrentEntry.objects.create(
        pupil_id=pupil_id, school_id=1, date=DAY, session=session, code=code, entry_id=1
    )


def test_a_present_mark_of_the_other_session_is_out_of_the_ordinary():
    for pupil_id, session, code in [
        (1, "AM", "/"),
        (2, "PM", "/"),
        (3, "PM", "\\"),
        (4, "AM", "\\"),
        (5, "AM", "I"),
    ]:
        entered(pupil_id, session, code)
    found = entries_out_of_the_ordinary().filter(school_id=1).values_list("pupil_id", flat=True)
    assert sorted(found) == [2, 4, 5]


@pytest.mark.one_database
def test_their_index_answers_for_a_school_a_code_and_days():
    rows = entries_out_of_the_ordinary().filter(
        school_id=1, code=CODE_OF_NO_REASON_YET.on(DAY), date__range=(DAY, DAY)
    )
    plan = rows.values_list("pupil_id", "date", "session", "code", "minutes_late", "entry_id").explain()
    assert (
        "USING COVERING INDEX entries_out_of_the_ordinary (school_id=? AND code=? AND date>? AND date<?)"
        in plan
    )
