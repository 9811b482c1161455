"""A letter is written once for each threshold reached; concerns go to the safeguarding lead and nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.correspondence.models import Message
from onroll.service.lateness.actions.disposing import dispose_of_lateness
from onroll.service.lateness.actions.settings import set_lateness
from onroll.service.lateness.actions.stepping import (
    answer_concern,
    look_at_pattern,
    need_no_letter,
    tell_concern,
)
from onroll.service.lateness.actions.writing import preview_letters, write_letters
from onroll.service.lateness.models import LatenessStep
from onroll.service.lateness.queries.due import concerns_to_answer, lateness_due
from onroll.service.lateness.queries.lists import late_pupils
from onroll.service.lateness.queries.pupil import lateness_of_pupil
from onroll.service.lateness.refusals import LatenessRefused
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor
from tests.integration.lateness.conftest import ONE_DAY, LateClass

pytestmark = pytest.mark.django_db

FRIDAY = MONDAY + 4 * ONE_DAY
NOW = at(15, on=FRIDAY)


def write(late_class: LateClass, *, now: dt.datetime = NOW, by=None, channel: str = "letter"):
    return write_letters(
        school_id=late_class.school.pk, pupil_ids=[late_class.amina.pk], channel=channel, by=by or late_class.officer, now=now
    )  # fmt: skip


def due(late_class: LateClass, *, on: dt.date = FRIDAY) -> list[str]:
    return [one.name for one in lateness_due(late_class.school.pk, on=on)[0]]


class TestALetter:
    def test_says_how_often_how_long_and_what_that_comes_to(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3, 4)
        asked = write(late_class)
        (message,) = asked.messages
        assert "has come to school after the start 5 times since 1 September 2026" in message.body
        assert (
            "Together that is 1 hour of learning: about a quarter of a school day’s lessons." in message.body
        )
        assert Event.objects.filter(name="lateness.step.letter", subject_id=late_class.amina.pk).exists()

    def test_is_previewed_and_nothing_is_written(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3, 4)
        drafts = preview_letters(
            school_id=late_class.school.pk, pupil_ids=[late_class.amina.pk], channel="letter", by=late_class.officer, now=NOW
        )  # fmt: skip
        assert [one.recipient.name for one in drafts.drafts] == ["Mrs Nasreen Begum"]
        assert not Message.objects.exists()
        assert not LatenessStep.objects.exists()

    def test_is_not_due_at_four_times(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3)
        assert due(late_class) == []
        with pytest.raises(LatenessRefused, match="No letter is due"):
            write(late_class)

    def test_goes_once_for_a_threshold_and_again_at_the_next(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3, 4)
        assert due(late_class) == ["Amina Begum"]
        write(late_class)
        assert due(late_class) == []
        with pytest.raises(LatenessRefused, match="or a letter was written since"):
            write(late_class)
        late_class.late(7, 8, 9, 10)
        assert due(late_class, on=FRIDAY + 6 * ONE_DAY) == []
        late_class.late(11)
        assert due(late_class, on=FRIDAY + 7 * ONE_DAY) == ["Amina Begum"]
        write(late_class, now=at(15, on=FRIDAY + 7 * ONE_DAY))
        assert Message.objects.count() == 2

    def test_is_not_written_to_nobody_and_stays_due(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3, 4)
        with pytest.raises(LatenessRefused, match="Nobody can be written to by email"):
            write(late_class, channel="email")
        assert due(late_class) == ["Amina Begum"]
        assert not LatenessStep.objects.exists()

    def test_may_be_needed_not_for_a_reason(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3, 4)
        about = {
            "school_id": late_class.school.pk,
            "pupil_id": late_class.amina.pk,
            "by": late_class.officer,
            "now": NOW,
        }
        with pytest.raises(LatenessRefused, match="Say why no letter is needed"):
            need_no_letter(**about, why=" ")
        need_no_letter(**about, why="Met the mother", key="a")
        need_no_letter(**about, why="Met the mother", key="a")
        assert due(late_class) == []
        assert LatenessStep.objects.count() == 1

    def test_is_not_for_a_tutor_to_write(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3, 4)
        with pytest.raises(OutOfScope):
            write(late_class, by=late_class.tutor)


class TestWhatASchoolSets:
    def test_moves_the_number(self, late_class: LateClass):
        late_class.late(0, 1, 2)
        set_lateness(
            school_id=late_class.school.pk,
            times=3,
            weeks=6,
            counts_before_closing=True,
            by=late_class.head,
            now=NOW,
        )
        assert due(late_class) == ["Amina Begum"]

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"times": 0}, "a whole number from 1 to 50"),
            ({"times": 51}, "a whole number from 1 to 50"),
            ({"times": None}, "a whole number from 1 to 50"),
            ({"weeks": 0}, "from 1 to 13"),
            ({"weeks": 14}, "from 1 to 13"),
            ({"minutes": 0}, "or leave it empty"),
            ({"minutes": 3_001}, "or leave it empty"),
        ],
    )
    def test_is_refused_outside_its_bounds(self, late_class: LateClass, values, says):
        given = {"times": 5, "weeks": 6, "minutes": None, **values}
        with pytest.raises(LatenessRefused, match=says):
            set_lateness(
                school_id=late_class.school.pk,
                counts_before_closing=True,
                by=late_class.head,
                now=NOW,
                **given,
            )

    def test_is_not_for_the_office(self, late_class: LateClass):
        with pytest.raises(OutOfScope):
            set_lateness(
                school_id=late_class.school.pk, times=3, weeks=6, counts_before_closing=True, by=late_class.officer, now=NOW
            )  # fmt: skip


class TestAPattern:
    def test_with_a_brother_asks_to_be_looked_at_until_it_is(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3)
        late_class.late(0, 1, 2, 3, pupil=late_class.callum, minutes=13)
        found = {one.name: one.patterns[0].words for one in lateness_due(late_class.school.pk, on=FRIDAY)[1]}
        assert found == {"Amina Begum": "With Callum: 4 times", "Callum Eyre": "With Amina: 4 times"}
        about = {"school_id": late_class.school.pk, "by": late_class.officer, "now": NOW}
        with pytest.raises(LatenessRefused, match="Write what you found"):
            look_at_pattern(**about, pupil_id=late_class.amina.pk, words="")
        look_at_pattern(**about, pupil_id=late_class.amina.pk, words="The bus")
        assert [one.name for one in lateness_due(late_class.school.pk, on=FRIDAY)[1]] == ["Callum Eyre"]

    def test_with_a_brother_stands_on_the_pupils_own_page(self, late_class: LateClass):
        late_class.late(0, 1, 2, 3)
        late_class.late(0, 1, 2, 3, pupil=late_class.callum)
        found = lateness_of_pupil(
            late_class.officer.scope, school_id=late_class.school.pk, pupil_id=late_class.amina.pk, on=FRIDAY
        )
        assert [one.words for one in found.patterns] == ["With Callum: 4 times"]


class TestAConcern:
    def tell(self, late_class: LateClass, *, by=None, **others: object) -> LatenessStep:
        given = {"concern": "tired", "words": "Asleep at the gate", **others}
        return tell_concern(
            school_id=late_class.school.pk,
            pupil_id=late_class.amina.pk,
            by=by or late_class.tutor,
            now=NOW,
            **given,
        )

    def seen_by(self, late_class: LateClass, by):
        return lateness_of_pupil(
            by.scope,
            school_id=late_class.school.pk,
            pupil_id=late_class.amina.pk,
            on=FRIDAY,
            reader_id=by.user_id,
        )

    def test_is_told_by_a_tutor_and_read_by_the_safeguarding_lead_alone(self, late_class: LateClass):
        self.tell(late_class)
        assert self.seen_by(late_class, late_class.tutor).concerns is None
        assert self.seen_by(late_class, late_class.tutor).concerns_told == 1
        assert self.seen_by(late_class, late_class.officer).concerns is None
        assert self.seen_by(late_class, late_class.officer).concerns_told == 0
        (told,) = self.seen_by(late_class, late_class.lead).concerns
        assert told.words == "Asleep at the gate"

    def test_names_what_it_is_and_says_what_was_seen(self, late_class: LateClass):
        with pytest.raises(LatenessRefused, match="Choose what the concern is"):
            self.tell(late_class, concern="worried")
        with pytest.raises(LatenessRefused, match="Write what you saw"):
            self.tell(late_class, words=" ")

    def test_waits_until_it_is_answered(self, late_class: LateClass):
        told = self.tell(late_class)
        assert [one.step_id for one in concerns_to_answer(late_class.school.pk)] == [told.pk]
        about = {"school_id": late_class.school.pk, "step_id": told.pk, "now": NOW}
        with pytest.raises(OutOfScope):
            answer_concern(**about, answer="family", words="I ring", by=late_class.officer)
        with pytest.raises(LatenessRefused, match="Choose what follows"):
            answer_concern(**about, answer="", words="I ring", by=late_class.lead)
        answer_concern(**about, answer="family", words="I ring", by=late_class.lead)
        assert concerns_to_answer(late_class.school.pk) == []

    def test_of_another_school_is_not_there(self, late_class: LateClass):
        told, other = self.tell(late_class), a_school("Another")
        with pytest.raises(LatenessRefused, match="no such concern"):
            answer_concern(
                school_id=other.pk, step_id=told.pk, answer="family", words="I ring", now=NOW,
                by=an_actor("safeguarding_lead", other),
            )  # fmt: skip


class TestWhoIsTold:
    def listed(self, late_class: LateClass, by):
        found = late_pupils(
            by.scope, school_id=late_class.school.pk, first_day=MONDAY, last_day=FRIDAY, on=FRIDAY
        )
        return [one.name for one in found.lines]

    def test_a_tutor_sees_their_own_group_alone(self, late_class: LateClass):
        elm = a_group(late_class.school, "5 Elm")
        dewi = a_pupil_on_roll(late_class.school, elm, "Dewi", "Rees")
        late_class.late(0)
        late_class.late(1, pupil=dewi)
        assert self.listed(late_class, late_class.officer) == ["Amina Begum", "Dewi Rees"]
        assert self.listed(late_class, late_class.tutor) == ["Amina Begum"]
        with pytest.raises(OutOfScope):
            lateness_of_pupil(
                late_class.tutor.scope, school_id=late_class.school.pk, pupil_id=dewi.pk, on=FRIDAY
            )

    def test_a_governor_sees_nobody(self, late_class: LateClass):
        with pytest.raises(OutOfScope):
            self.listed(late_class, an_actor("governor", late_class.school))


class TestItsRecord:
    def test_only_grows(self, late_class: LateClass):
        step = tell_concern(
            school_id=late_class.school.pk, pupil_id=late_class.amina.pk, concern="other", words="A", by=late_class.tutor, now=NOW
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            LatenessStep.objects.filter(pk=step.pk).update(words="B")
        with pytest.raises(DatabaseError), transaction.atomic():
            LatenessStep.objects.filter(pk=step.pk).delete()

    def test_is_emptied_with_the_entries_it_is_about_and_no_sooner(self, late_class: LateClass):
        tell_concern(
            school_id=late_class.school.pk, pupil_id=late_class.amina.pk, concern="other", words="A", by=late_class.tutor, now=NOW
        )  # fmt: skip
        six_years_on = at(9, on=dt.date(2032, 9, 12))
        about = {"school_id": late_class.school.pk, "before": FRIDAY + ONE_DAY, "by": late_class.head}
        with pytest.raises(LatenessRefused, match="are kept with the entries"):
            dispose_of_lateness(**about, now=six_years_on - ONE_DAY)
        assert dispose_of_lateness(**about, now=six_years_on) == 1
        row = LatenessStep.objects.get()
        assert (row.pupil_id, row.words, row.concern) == (None, "", "")
