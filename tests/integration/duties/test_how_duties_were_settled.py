"""Every kind of duty says how it was settled: by whom and when where a record tells, and otherwise what is so now."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onroll.service.absence_notices.models import Notice, NoticeEvent
from onroll.service.access.actor import Actor
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.queries.settled_by import OTHERWISE, SOURCES, by_what_was_done
from onroll.service.duties.standing import BY_NAME
from onroll.service.exclusions.models import ExclusionStep
from onroll.service.lessons.models import MissingStep
from onroll.service.medical_absence.models import MedicalRecord
from tests.factories.moments import MONDAY, at
from tests.factories.notices import AWatchedClass
from tests.factories.registers import AClass
from tests.integration.exclusions.test_exclusions import AnExclusion

pytestmark = [pytest.mark.one_database]
WEDNESDAY = MONDAY + dt.timedelta(days=2)


class TestTheWords:
    def test_are_there_for_every_rule_and_for_no_other(self):
        assert set(OTHERWISE) == set(BY_NAME)
        assert set(SOURCES) <= set(BY_NAME)

    @pytest.mark.parametrize("rule", OTHERWISE)
    def test_are_a_sentence(self, rule: str):
        assert OTHERWISE[rule][0].isupper()
        assert OTHERWISE[rule].endswith(".")


def a_duty(oak: AClass, rule: str, key: str, *, pupil: Any = None) -> DutyRecord:
    return DutyRecord.objects.create(
        school=oak.school, key=key, rule=rule, kind="x", words="Something", who="The office", on=MONDAY, pupil=pupil,
        due=at(12), found_at=at(9),
    )  # fmt: skip


def by(row_at: dt.datetime) -> dict[str, Any]:
    return {"made_at": row_at, "made_by_name": "Mrs A. Example"}


@pytest.mark.django_db
class TestWhatAPersonDid:
    @pytest.fixture
    def oak(self) -> AClass:
        return AClass()

    def said(self, duty: DutyRecord) -> str:
        return by_what_was_done([duty]).get(duty.pk, "")

    @pytest.mark.parametrize(("hour", "says"), [(8, ""), (10, "Support plan by Mrs A. Example")])
    def test_counts_from_when_the_duty_was_found(self, oak: AClass, hour: int, says: str):
        MedicalRecord.objects.create(
            school=oak.school, pupil=oak.amina, kind="plan", on=MONDAY, made_by_role="x", **by(at(hour))
        )
        key = f"illness_plan/plan/{oak.amina.pk}/{MONDAY}"
        assert self.said(a_duty(oak, "illness_plan", key, pupil=oak.amina)).startswith(says)

    def test_is_of_that_pupil_and_that_day(self, oak: AClass):
        for pupil, date in ((oak.amina, MONDAY), (oak.callum, WEDNESDAY)):
            MissingStep.objects.create(
                school=oak.school, pupil=pupil, date=date, at=at(10), kind="found", **by(at(10))
            )
        says = [
            self.said(a_duty(oak, "missing_from_lesson", f"missing_from_lesson/{pupil.pk}/{MONDAY}"))
            for pupil in (oak.amina, oak.callum)
        ]
        assert says == ["Found by Mrs A. Example on 7 September 2026 at 10:00am.", ""]

    def test_of_an_exclusion_is_of_the_step_that_was_due(self):
        suspended = AnExclusion()
        row, oak = suspended.make(), suspended.a_class
        ExclusionStep.objects.create(
            school=oak.school, exclusion=row, kind="meeting", on=MONDAY, words="Agreed", **by(at(10))
        )
        says = {
            what: self.said(a_duty(oak, "exclusion_steps", f"exclusion_steps/{row.pk}/{what}"))
            for what in ("meeting", "provision", "tell")
        }
        assert says == {
            "meeting": "Reintegration meeting held by Mrs A. Example on 7 September 2026 at 10:00am.",
            "provision": "",
            "tell": "",
        }

    def test_of_a_receipt_names_nobody_outside_who_would_say_that_somebody_protects_the_pupil(self):
        oak = AWatchedClass()
        oak.take("/", "N")
        notice: Notice = oak.send()
        NoticeEvent.objects.create(
            school=oak.school, pupil=oak.callum, notice=notice, what="received", how="link", at=at(10), made_by_role="x",
            made_at=at(10), made_by_name="J. Reyes (by link)",
        )  # fmt: skip
        duty = a_duty(oak, "receipts_to_chase", f"receipts_to_chase/{notice.pk}")
        assert self.said(duty) == "Receipt recorded on 7 September 2026 at 10:00am."

    @pytest.mark.parametrize("rule", SOURCES)
    def test_is_looked_for_in_one_statement_of_each_rule(
        self, oak: AClass, rule: str, django_assert_num_queries: Any
    ):
        parts = {"notices_to_send": str(MONDAY)}.get(rule, "1")
        duty = a_duty(oak, rule, f"{rule}/{parts}/1/{MONDAY}")
        with django_assert_num_queries(1):
            assert by_what_was_done([duty]) == {}


@pytest.mark.django_db
def test_what_no_record_tells_is_said_as_it_is_now():
    oak = AClass()
    a_duty(oak, "exclusion_steps", "exclusion_steps/0/tell", pupil=oak.amina)
    recheck_duties(school_id=oak.school.pk, by=Actor.service("Duties"), now=at(10))
    event = DutyEvent.objects.get(record__rule="exclusion_steps")
    assert (event.what, event.why) == (DutyEvent.What.SETTLED, OTHERWISE["exclusion_steps"])
