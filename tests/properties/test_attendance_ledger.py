"""However registers are taken, amended, arrived at, closed and edited, every code is kept and the ledger is whole."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.actions.closing import close_register
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.actions.refusals import AmendmentRefused
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.projection import rebuild_projection
from tests.factories.moments import MONDAY, at
from tests.factories.registers import SERVICE, AClass

pytestmark = pytest.mark.django_db

CODES = ("/", "N", "I", "M", "O")
steps = st.lists(
    st.tuples(st.sampled_from(["take", "amend", "import", "close"]), st.booleans(), st.sampled_from(CODES)),
    min_size=1,
    max_size=12,
)


@contextmanager
def rolled_back():
    """Take an example's rows away again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class TestAnyOrderOfActs:
    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=steps, turned_back=st.integers(0, 11))
    def test_keeps_every_code_and_leaves_the_ledger_whole(self, db, steps, turned_back):
        with rolled_back():
            oak = AClass()
            expected: dict[int, list[str]] = {oak.amina.pk: [], oak.callum.pk: []}
            for turn, (act, first, code) in enumerate(steps):
                pupil = oak.amina if first else oak.callum
                # The clock goes on by a minute a step, and once goes back a day.
                now = at(10, turn, on=MONDAY + dt.timedelta(days=1 if turn == turned_back else 2))
                if ACTS[act](oak, pupil, code, now):
                    expected[pupil.pk].append(code)
            self.check(oak, expected)

    def check(self, oak: AClass, expected: dict[int, list[str]]) -> None:
        assert {pupil.pk: oak.history(pupil) for pupil in (oak.amina, oak.callum)} == expected
        assert oak.is_whole()
        before = list(CurrentEntry.objects.order_by("pupil_id").values())
        rebuild_projection(school_id=oak.school.pk, by=SERVICE)
        assert list(CurrentEntry.objects.order_by("pupil_id").values()) == before


def take(oak: AClass, pupil, code: str, now: dt.datetime) -> bool:
    standing = CurrentEntry.objects.filter(pupil=pupil, date=MONDAY, session="AM").first()
    seen = standing.entry_id if standing else None
    taken = take_register(
        school_id=oak.school.pk, group_id=oak.group.pk, date=MONDAY, session="AM", key=None, finished=False,
        marks=[MarkGiven(pupil.pk, code, based_on=seen)], reason="Put right", by=oak.officer, now=now,
    )  # fmt: skip
    return taken.written == 1


def amend(oak: AClass, pupil, code: str, now: dt.datetime) -> bool:
    try:
        amend_entry(
            school_id=oak.school.pk, pupil_id=pupil.pk, date=MONDAY, session="AM", code=code, reason="Put right",
            by=oak.officer, now=now,
        )  # fmt: skip
    except AmendmentRefused:
        return False
    return True


def load(oak: AClass, pupil, code: str, now: dt.datetime) -> bool:
    marks = [Mark(pupil.pk, MONDAY, "AM", code)]
    return bool(
        import_entries(
            school_id=oak.school.pk, marks=marks, key=None, reason="From a file", by=SERVICE, now=now
        )
    )


def close(oak: AClass, pupil, code: str, now: dt.datetime) -> bool:
    close_register(school_id=oak.school.pk, date=MONDAY, session="AM", by=SERVICE, now=now)
    return False


ACTS = {"take": take, "amend": amend, "import": load, "close": close}
