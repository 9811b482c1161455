"""The bulk edit's page: each change shown, made as one, and undone."""

from __future__ import annotations

import re

import pytest

from onroll.service.attendance_register.models import AttendanceEntry, Submission
from tests.factories.moments import MONDAY
from tests.integration.web.pages import days, words_of

pytestmark = pytest.mark.django_db


class TestBulkEdits:
    def fields(self, a_class, **others: object) -> dict[str, object]:
        return {
            **days(MONDAY),
            "group": a_class.group.pk,
            "from": "N",
            "code": "I",
            "reason": "Sickness bug confirmed",
            "do": "preview",
            **others,
        }

    def test_show_each_change_and_write_nothing(self, a_class, officer, school):
        a_class.take("N", "/")
        page = words_of(officer.post(f"{school}/registers/bulk-edit/", self.fields(a_class)))
        assert "1 entry would change to I" in page
        assert "Amina Begum Mon 7 Sep, morning N I" in page
        assert AttendanceEntry.objects.count() == 2

    def test_change_a_whole_year_at_once(self, a_class, officer, school):
        a_class.take("N", "N")
        fields = {**self.fields(a_class), "year": a_class.group.year_group}
        del fields["group"]
        page = words_of(officer.post(f"{school}/registers/bulk-edit/", fields))
        assert "2 entries would change to I" in page

    def test_never_take_groups_that_have_ended_for_everybody(self, a_class, officer, school):
        a_class.take("N", "N")
        answer = officer.post(f"{school}/registers/bulk-edit/", self.fields(a_class, group="999999"))
        assert "Nobody chosen is on roll on the last day." in words_of(answer)

    def test_show_each_refusal_with_its_reason(self, a_class, officer, school):
        a_class.take("N", "/")
        page = words_of(officer.post(f"{school}/registers/bulk-edit/", self.fields(a_class, code="K")))
        assert "0 entries would change to K" in page
        assert "Code K needs a note." in page

    def make(self, a_class, officer, school, **others: object) -> Submission:
        """Look, and send what the preview carries."""
        at = f"{school}/registers/bulk-edit/"
        preview = officer.post(at, self.fields(a_class, **others)).content.decode()
        carried = {
            name: re.search(rf'name="{name}" value="([^"]+)"', preview)[1] for name in ("looked_at", "key")
        }
        officer.post(at, self.fields(a_class, **others, do="make", **carried))
        return Submission.objects.get(kind="bulk")

    def test_are_made_as_one_and_undone(self, a_class, officer, school):
        a_class.take("N", "N")
        made = self.make(a_class, officer, school)
        assert a_class.code(a_class.callum) == "I"
        page = words_of(officer.post(f"{school}/registers/bulk-edit/{made.pk}/undo/", follow=True))
        assert "Undone: 2 entries are back to what was there before" in page
        assert a_class.history(a_class.callum) == ["N", "I", "N"]

    def test_ask_before_they_are_undone_and_say_what_stays(self, a_class, officer, school):
        a_class.take("N", "N")
        made = self.make(a_class, officer, school)
        a_class.amend(a_class.amina, "M")
        page = words_of(officer.get(f"{school}/registers/bulk-edit/{made.pk}/undo/"))
        assert "1 entry goes back to what was there before, each as an amendment." in page
        assert "1 entry that was amended since stays as amended." in page
        assert a_class.code(a_class.callum) == "I"
        page = words_of(officer.post(f"{school}/registers/bulk-edit/{made.pk}/undo/", follow=True))
        assert "Undone: 1 entry is back to what was there before" in page
        assert "1 entry that was amended since stays as amended." in page

    def test_say_so_where_nothing_is_left_to_undo(self, a_class, officer, school):
        a_class.take("N", "N")
        made = self.make(a_class, officer, school)
        at = f"{school}/registers/bulk-edit/{made.pk}/undo/"
        officer.post(at)
        assert "undone already" in words_of(officer.get(at, follow=True))

    def test_write_nothing_where_entries_have_changed_since(self, a_class, officer, school):
        a_class.take("N", "N")
        fields = self.fields(a_class, do="make", looked_at="as it was")
        assert "Entries have changed since you looked" in words_of(
            officer.post(f"{school}/registers/bulk-edit/", fields)
        )
        assert a_class.code(a_class.callum) == "N"

    def test_may_be_for_one_pupil(self, a_class, officer, school):
        a_class.take("N", "N")
        fields = self.fields(a_class, pupil=a_class.amina.pk, group="")
        assert "1 entry would change to I" in words_of(officer.post(f"{school}/registers/bulk-edit/", fields))
