"""A part-time timetable is reviewed, copied to the authority and ends on its day; it goes on only under a fresh agreement."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import Plan
from onroll.service.correspondence.models import Message
from onroll.service.organisations.models import School
from onroll.service.part_time_timetables.actions.disposing import dispose_of_timetables
from onroll.service.part_time_timetables.actions.ending import end_timetable
from onroll.service.part_time_timetables.actions.reviewing import record_review
from onroll.service.part_time_timetables.actions.telling import copy_to_authority, tell_parents
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.part_time_timetables.queries.due import timetables_due
from onroll.service.part_time_timetables.queries.timetables import timetable, timetables_of_pupil
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.people.models import ContactDetail
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY
from tests.integration.part_time_timetables.conftest import FIRST, LAST, REVIEW, TUESDAY, ATimetable

ONE_DAY = dt.timedelta(days=1)


def asks(one: ATimetable, on: dt.date) -> list[str]:
    return [due.ask.value for due in timetables_due(one.school.pk, on=on, look_back=70)]


def copy(one: ATimetable, made: PartTimeTimetable, **others: object) -> TimetableEvent:
    given = {
        "address": "attendance@tarnshire.example",
        "by": one.officer,
        "now": at(10, on=TUESDAY),
        **others,
    }
    return copy_to_authority(school_id=one.school.pk, timetable_id=made.pk, **given)


def review(one: ATimetable, made: PartTimeTimetable, **others: object) -> TimetableEvent:
    given = {
        "on": REVIEW,
        "outcome": "keep",
        "words": "Happier.",
        "by": one.officer,
        "now": at(15, on=REVIEW),
        **others,
    }
    return record_review(school_id=one.school.pk, timetable_id=made.pk, **given)


def end(one: ATimetable, made: PartTimeTimetable, on: dt.date = LAST, **others: object) -> TimetableEvent:
    given = {"on": on, "outcome": "full time", "words": "", "by": one.officer, "now": at(9, on=on), **others}
    return end_timetable(school_id=one.school.pk, timetable_id=made.pk, **given)


class TestTheCopyToTheAuthority:
    def test_goes_by_email_and_is_kept(self, one: ATimetable):
        School.objects.update(telephone="01632 960100")
        made = one.agreed()
        assert asks(one, TUESDAY) == ["copy"]
        copy(one, made)
        sent = Message.objects.get()
        assert (sent.address, sent.recipient_kind) == ("attendance@tarnshire.example", "authority")
        assert "In school: every morning. Not in school: every afternoon." in sent.body
        assert "Her mother, at home." in sent.body
        assert one.line(made).authority_told
        assert asks(one, TUESDAY) == []

    def test_is_of_what_is_agreed(self, one: ATimetable):
        with pytest.raises(TimetableRefusal, match="a copy of what is agreed"):
            copy(one, one.propose())

    def test_needs_an_address(self, one: ATimetable):
        with pytest.raises(TimetableRefusal, match="email address of the authority"):
            copy(one, one.agreed(), address="the council")
        assert not Message.objects.exists()

    def test_is_recorded_once_and_never_where_nothing_was_sent(self, one: ATimetable):
        School.objects.update(telephone="01632 960100")
        made = one.agreed()
        assert copy(one, made) == copy(one, made)
        with pytest.raises(TimetableRefusal, match="nothing was sent"):
            copy(one, made, address="another@tarnshire.example")
        assert made.events.filter(kind="told").count() == 1

    def test_offers_the_address_used_before(self, one: ATimetable):
        School.objects.update(telephone="01632 960100")
        made = one.agreed()
        copy(one, made)
        found = timetable(one.head.scope, school_id=one.school.pk, timetable_id=made.pk, on=TUESDAY)
        assert found.last_address == "attendance@tarnshire.example"


class TestAReview:
    def test_is_asked_for_on_its_day_and_not_the_day_before(self, one: ATimetable):
        one.agreed()
        assert "review" not in asks(one, REVIEW - ONE_DAY)
        assert "review" in asks(one, REVIEW)

    def test_sets_the_next_or_none(self, one: ATimetable):
        made = one.agreed()
        review(one, made, next_on=LAST)
        assert one.line(made, on=REVIEW).next_review_on == LAST
        review(one, made, outcome="full time")
        assert one.line(made, on=REVIEW).next_review_on is None
        assert "review" not in asks(one, LAST)

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"outcome": "left"}, "Choose what the review found"),
            ({"words": " "}, "Write what was found"),
            ({"on": FIRST - ONE_DAY}, "reviewed on a day from"),
            ({"on": REVIEW + ONE_DAY}, "reviewed on a day from"),
            ({"next_on": LAST + ONE_DAY}, "no later than the end"),
            ({"next_on": REVIEW}, "after this one"),
        ],
    )
    def test_says_what_is_wrong(self, one: ATimetable, given, refusal):
        with pytest.raises(TimetableRefusal, match=refusal):
            review(one, one.agreed(), **given)

    def test_is_of_one_that_stands(self, one: ATimetable):
        with pytest.raises(TimetableRefusal, match="nothing to review"):
            review(one, one.propose())


class TestAPupilWhoHasLeft:
    def test_asks_nothing_more(self, one: ATimetable):
        one.agreed()
        Enrolment.objects.filter(pupil=one.amina).update(last_day=LAST - ONE_DAY * 8)
        assert "end near" not in asks(one, LAST - ONE_DAY * 7)

    def test_and_is_to_come_back_asks_again(self, one: ATimetable):
        one.agreed()
        Enrolment.objects.filter(pupil=one.amina).update(last_day=LAST - ONE_DAY * 8)
        Enrolment.objects.create(school=one.school, pupil=one.amina, starting_day=LAST)
        assert "end near" in asks(one, LAST - ONE_DAY * 7)


class TestTheEnd:
    def test_is_near_from_seven_days_before(self, one: ATimetable):
        one.agreed()
        assert "end near" not in asks(one, LAST - ONE_DAY * 8)
        assert "end near" in asks(one, LAST - ONE_DAY * 7)

    def test_comes_on_the_last_day_and_no_plan_goes_beyond(self, one: ATimetable):
        made = one.agreed()
        assert one.line(made, on=LAST).state == "running"
        assert one.line(made, on=LAST + ONE_DAY).state == "over"
        assert asks(one, LAST + ONE_DAY) == ["over"]
        assert {plan.last_day for plan in Plan.objects.all()} == {LAST}

    def test_is_recorded_with_what_became_of_the_pupil(self, one: ATimetable):
        made = one.agreed()
        end(one, made, now=at(9, on=LAST + ONE_DAY * 3))
        assert one.line(made, on=LAST + ONE_DAY * 3).state == "ended"
        assert asks(one, LAST + ONE_DAY * 3) == []
        with pytest.raises(TimetableRefusal, match="has ended"):
            end(one, made)

    def test_early_cancels_what_is_planned_after(self, one: ATimetable):
        made = one.agreed()
        end(one, made, on=REVIEW)
        standing = Plan.objects.filter(cancelled_at__isnull=True)
        assert [plan.last_day for plan in standing] == [REVIEW]

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [({"outcome": ""}, "Choose what the pupil does"), ({"on": LAST + ONE_DAY}, "It ends on a day from")],
    )
    def test_says_what_is_wrong(self, one: ATimetable, given, refusal):
        with pytest.raises(TimetableRefusal, match=refusal):
            end(one, one.agreed(), **{"now": at(9, on=LAST + ONE_DAY), **given})

    def test_of_one_that_never_stood_is_a_withdrawal(self, one: ATimetable):
        with pytest.raises(TimetableRefusal, match="never stood"):
            end(one, one.propose())

    def test_is_written_to_each_parent_who_may_be_told_once(self, one: ATimetable):
        School.objects.update(telephone="01632 960100")
        ContactDetail.objects.create(
            parent=one.mother, kind="address", value="4 Mill Lane", postcode="AB1 2CD", first_day=FIRST_DAY
        )
        made = one.agreed()
        about = {
            "school_id": one.school.pk, "timetable_id": made.pk, "template": "part-time-timetable-ends",
            "by": one.officer, "now": at(10, on=TUESDAY),
        }  # fmt: skip
        asked = tell_parents(**about)
        assert [told.name for told in asked.not_told] == ["Mx Father Eyre"]
        assert "ends on 2 October 2026" in Message.objects.get().body
        assert not tell_parents(**about).messages

    def test_says_to_nobody_where_the_pupil_is_meanwhile(self, one: ATimetable):
        School.objects.update(telephone="01632 960100")
        for each in (one.mother, one.father):
            ContactDetail.objects.create(
                parent=each, kind="email", value=f"{each.pk}@example.org", first_day=FIRST_DAY
            )
        tell_parents(
            school_id=one.school.pk, timetable_id=one.agreed().pk, template="part-time-timetable", channel="email",
            by=one.officer, now=at(10, on=TUESDAY),
        )  # fmt: skip
        written = [message.body for message in Message.objects.all()]
        assert len(written) == 2
        assert not [body for body in written if "at home" in body]


class TestGoingOn:
    days = {
        "first_day": LAST + ONE_DAY * 3,
        "last_day": LAST + ONE_DAY * 14,
        "first_review_on": LAST + ONE_DAY * 7,
    }
    now = at(10, on=LAST)

    def test_without_saying_so_is_refused_for_four_weeks(self, one: ATimetable):
        one.agreed()
        with pytest.raises(TimetableRefusal, match="No plan goes on beyond its end"):
            one.propose(now=self.now, **self.days)
        later = {name: day + dt.timedelta(weeks=4) for name, day in self.days.items()}
        assert one.propose(now=self.now, **later).extends is None

    def test_gives_reasons_and_is_signed_afresh(self, one: ATimetable):
        before = one.agreed()
        with pytest.raises(TimetableRefusal, match="Give the reasons to extend"):
            one.propose(now=self.now, extends_id=before.pk, **self.days)
        made = one.propose(now=self.now, extends_id=before.pk, extension_reasons="A relapse.", **self.days)
        assert one.line(made, on=LAST).state == "to sign"
        assert {plan.last_day for plan in Plan.objects.all()} == {LAST}

    def test_begins_after_the_one_before(self, one: ATimetable):
        before = one.agreed()
        with pytest.raises(TimetableRefusal, match="Begin this one after that day"):
            one.propose(
                now=self.now,
                extends_id=before.pk,
                extension_reasons="A relapse.",
                **{**self.days, "first_day": LAST},
            )

    def test_counts_the_weeks_of_both(self, one: ATimetable):
        before = one.agreed()
        made = one.propose(now=self.now, extends_id=before.pk, extension_reasons="A relapse.", **self.days)
        assert one.line(before, on=LAST).weeks == 2
        assert one.line(made, on=self.days["last_day"]).weeks == 4


class TestTheRecord:
    def test_only_grows(self, one: ATimetable):
        made = one.agreed()
        with pytest.raises(DatabaseError), transaction.atomic():
            PartTimeTimetable.objects.filter(pk=made.pk).update(last_day=LAST + ONE_DAY)
        with pytest.raises(DatabaseError), transaction.atomic():
            made.events.all().delete()

    def test_of_a_pupil_merged_is_found_under_the_row_that_is_kept(self, one: ATimetable):
        made = one.agreed()
        one.amina.folded_into = one.callum
        one.amina.save(update_fields=["folded_into"])
        found = timetables_of_pupil(
            one.head.scope, school_id=one.school.pk, pupil_id=one.callum.pk, on=TUESDAY
        )
        assert [line.timetable for line in found] == [made]

    def test_is_emptied_when_the_register_of_the_time_may_go_and_not_before(self, one: ATimetable):
        made = one.agreed()
        end(one, made)
        late = dt.date(2034, 1, 1)
        given = {"school_id": one.school.pk, "by": Actor.service("test"), "now": at(9, on=late)}
        kept_from = first_day_preserved(late)
        with pytest.raises(TimetableRefusal, match="kept with the entries they explain"):
            dispose_of_timetables(before=kept_from + ONE_DAY, **given)
        assert dispose_of_timetables(before=LAST, **given) == 0
        assert dispose_of_timetables(before=LAST + ONE_DAY, **given) == 1
        made.refresh_from_db()
        assert (made.pupil, made.words, made.responsible, made.aim) == (None, "", "", "")
        assert set(made.events.values_list("pupil", "parent", "words", "who")) == {(None, None, "", "")}
        assert dispose_of_timetables(before=LAST + ONE_DAY, **given) == 0
