"""Whatever is entered, amended, merged, closed and marked, and whenever it is extracted, the extract says what the registers say."""

from __future__ import annotations

import datetime as dt
import tempfile

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing import close_register
from onroll.service.attendance_register.actions.disposing import dispose_of_entries
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.extracts.comparing import compare_extracts
from onroll.service.extracts.extracting import extract_registers
from onroll.service.extracts.identities import Identities
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import PupilMarker
from tests.factories.moments import MONDAY, at
from tests.factories.registers import SERVICE, AClass
from tests.support.extracts import everything, rows

pytestmark = pytest.mark.django_db

NOW = at(18, on=MONDAY + dt.timedelta(days=1))
LONG_AGO = dt.date(2022, 9, 5)
DAYS = (LONG_AGO, dt.date(2025, 11, 3), MONDAY)


def load(oak: AClass, pupil, day: dt.date, code: str) -> None:
    made_at = at(9, on=day)
    import_entries(
        school_id=oak.school.pk, marks=[Mark(pupil.pk, day, "AM", code, made_at=made_at)], key=None,
        reason="From a file", by=SERVICE, now=NOW,
    )  # fmt: skip


def close(oak: AClass, *_given: object) -> None:
    close_register(school_id=oak.school.pk, date=MONDAY, session="AM", by=SERVICE, now=NOW)


def dispose(oak: AClass, *_given: object) -> None:
    dispose_of_entries(school_id=oak.school.pk, before=dt.date(2023, 9, 1), by=SERVICE, now=NOW)


def fold(oak: AClass, *_given: object) -> None:
    oak.callum.folded_into = None if oak.callum.folded_into_id else oak.amina
    oak.callum.save()


def mark(oak: AClass, pupil, day: dt.date, _code: str) -> None:
    PupilMarker.objects.create(pupil=pupil, kind="fsm", first_day=day)


def leave(oak: AClass, pupil, day: dt.date, _code: str) -> None:
    Enrolment.objects.filter(pupil=pupil, starting_day__lte=day).update(last_day=day)


def hold(oak: AClass, _pupil, day: dt.date, _code: str) -> None:
    SchoolSession.objects.update_or_create(
        school=oak.school, date=day, session="PM", defaults={"kind": "inset"}
    )


def extract(_oak: AClass, *_given: object, afresh: bool = False) -> None:
    extract_registers(by=SERVICE, now=NOW, afresh=afresh)


ACTS = (load, load, extract, load, close, dispose, fold, mark, leave, hold)
steps = st.lists(
    st.tuples(
        st.sampled_from(ACTS), st.booleans(), st.sampled_from(DAYS), st.sampled_from(("/", "N", "I", "M"))
    ),
    min_size=1,
    max_size=10,
)


class TestAnyOrderOfActsAndExtractions:
    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=steps)
    def test_ends_with_what_the_registers_say_and_where_a_whole_one_would(self, db, monkeypatch, steps):
        with tempfile.TemporaryDirectory() as folder, transaction.atomic():
            monkeypatch.setenv("ONROLL_DATA", folder)
            oak = AClass()
            for act, first, day, code in steps:
                act(oak, oak.amina if first else oak.callum, day, code)
            extract(oak)
            found = compare_extracts(SERVICE.scope, school_id=oak.school.pk, on=NOW.date())
            assert [part.difference for part in found if not part.is_equal] == []
            assert rows("entries", "pupil", "date", "session", "code") == as_the_register_says()
            bit_by_bit = everything()
            extract(oak, afresh=True)
            assert everything() == bit_by_bit
            transaction.set_rollback(True)


def as_the_register_says() -> list[tuple[str, dt.date, str, str]]:
    ids = Identities.now()
    standing = CurrentEntry.objects.values_list("pupil_id", "date", "session", "code")
    return sorted((ids.of(pupil_id), *entry) for pupil_id, *entry in standing)
