"""An authority's term dates, laid over a school's calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import Submission
from onroll.service.organisations.actions.calendar import set_day, undo_calendar_change
from onroll.service.organisations.actions.templates import (
    add_academic_year,
    apply_template,
    apply_term_dates,
    make_template,
    replace_template,
)
from onroll.service.organisations.models import CalendarTemplate, School, SchoolSession
from onroll.service.organisations.queries.calendar import law_calendar
from onroll.service.organisations.queries.templates import preview_template, templates_for
from onroll.service.organisations.refusals import (
    NoSessionTimes,
    NoTemplateForYear,
    SessionsHaveEntries,
    TermDatesRefused,
)
from onroll.service.organisations.sessions import SessionSet
from onroll.service.organisations.term_dates import TemplateSpan
from tests.factories.moments import at
from tests.factories.organisations import a_group, a_school, set_times
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db

NOW = at(10, on=dt.date(2026, 8, 28))
YEAR = AcademicYear.starting_in(2026)
SERVICE = Actor.service("a test")
SPANS = [
    TemplateSpan("school", "Autumn 1", dt.date(2026, 9, 1), dt.date(2026, 10, 23)),
    TemplateSpan("holiday", "Autumn half term", dt.date(2026, 10, 26), dt.date(2026, 10, 30)),
    TemplateSpan("school", "Autumn 2", dt.date(2026, 11, 2), dt.date(2026, 12, 18)),
    TemplateSpan("inset", "Staff training", dt.date(2026, 9, 1), dt.date(2026, 9, 1)),
]


@pytest.fixture
def school() -> School:
    made = a_school(meets=False)
    set_times(made)
    return made


@pytest.fixture
def template(school: School) -> CalendarTemplate:
    return make_template(
        authority_id=school.authority_id,
        name="Term dates 2026/27",
        first_day=YEAR.first_day,
        last_day=YEAR.last_day,
        spans=SPANS,
        by=SERVICE,
        now=NOW,
    )


class TestApplyingTermDates:
    def test_fills_a_schools_calendar(self, school: School, template: CalendarTemplate) -> None:
        change = apply_template(
            school_id=school.pk, template_id=template.pk, by=an_actor("head", school), now=NOW
        )
        assert change is not None
        calendar = law_calendar(SERVICE.scope, school.pk, YEAR.first_day, YEAR.last_day)
        assert len(calendar.school_days) == 38 + 35
        assert [str(span.first_day) for span in calendar.half_terms] == ["2026-09-02", "2026-11-02"]
        assert (
            SchoolSession.objects.get(school=school, date=dt.date(2026, 9, 1), session="AM").kind == "inset"
        )

    def test_again_changes_nothing(self, school: School, template: CalendarTemplate) -> None:
        apply_template(school_id=school.pk, template_id=template.pk, by=SERVICE, now=NOW)
        assert apply_template(school_id=school.pk, template_id=template.pk, by=SERVICE, now=NOW) is None

    def test_may_be_undone(self, school: School, template: CalendarTemplate) -> None:
        change = apply_template(school_id=school.pk, template_id=template.pk, by=SERVICE, now=NOW)
        assert change is not None
        undo_calendar_change(school_id=school.pk, change_id=change.pk, by=SERVICE, now=NOW)
        assert not SchoolSession.objects.filter(school=school).exists()

    def test_from_a_day_leaves_the_days_before(self, school: School, template: CalendarTemplate) -> None:
        own = dt.date(2026, 9, 5)
        set_day(school_id=school.pk, date=own, halves={"AM": SessionSet()}, by=SERVICE, now=NOW)
        apply_template(
            school_id=school.pk, template_id=template.pk, from_day=dt.date(2026, 9, 7), by=SERVICE, now=NOW
        )
        calendar = law_calendar(SERVICE.scope, school.pk, YEAR.first_day, YEAR.last_day)
        assert calendar.school_days[:2] == (own, dt.date(2026, 9, 7))

    def test_never_takes_away_a_session_with_entries(
        self, school: School, template: CalendarTemplate
    ) -> None:
        saturday = dt.date(2026, 9, 5)
        set_day(school_id=school.pk, date=saturday, halves={"AM": SessionSet()}, by=SERVICE, now=NOW)
        pupil = a_pupil_on_roll(school, a_group(school))
        append(
            lock_ledger(school.pk),
            [Sending(Submission.Kind.IMPORT, [Mark(pupil.pk, saturday, "AM", "/")])],
            by=SERVICE,
            now=NOW,
        )
        shown = preview_template(SERVICE.scope, school_id=school.pk, template_id=template.pk)
        assert isinstance(shown.refusal, SessionsHaveEntries)
        with pytest.raises(SessionsHaveEntries, match="5 September 2026"):
            apply_template(school_id=school.pk, template_id=template.pk, by=SERVICE, now=NOW)

    def test_needs_session_times(self, school: School, template: CalendarTemplate) -> None:
        bare = a_school("Newly Built School", authority=school.authority, meets=False)
        with pytest.raises(NoSessionTimes):
            apply_template(school_id=bare.pk, template_id=template.pk, by=SERVICE, now=NOW)

    def test_of_another_authority_are_not_found(self, template: CalendarTemplate) -> None:
        from tests.factories.organisations import an_authority

        stranger = a_school("Far School", authority=an_authority("Far Away"))
        with pytest.raises(CalendarTemplate.DoesNotExist):
            apply_template(school_id=stranger.pk, template_id=template.pk, by=SERVICE, now=NOW)


class TestThePreview:
    def test_counts_what_would_change_and_changes_nothing(
        self, school: School, template: CalendarTemplate
    ) -> None:
        set_day(
            school_id=school.pk, date=dt.date(2026, 9, 1), halves={"AM": SessionSet()}, by=SERVICE, now=NOW
        )
        set_day(
            school_id=school.pk, date=dt.date(2026, 9, 5), halves={"AM": SessionSet()}, by=SERVICE, now=NOW
        )
        shown = preview_template(SERVICE.scope, school_id=school.pk, template_id=template.pk)
        assert (shown.added, shown.changed, shown.removed) == (157, 1, 1)
        assert [(one.day, one.halves, one.now, one.then) for one in shown.days] == [
            (dt.date(2026, 9, 1), ("AM",), "school", "inset"),
            (dt.date(2026, 9, 5), ("AM",), "school", ""),
        ]
        assert SchoolSession.objects.filter(school=school).count() == 2

    def test_says_that_it_would_do_nothing(self, school: School, template: CalendarTemplate) -> None:
        apply_template(school_id=school.pk, template_id=template.pk, by=SERVICE, now=NOW)
        assert preview_template(SERVICE.scope, school_id=school.pk, template_id=template.pk).does_nothing

    def test_says_when_the_year_is_too_short(self, school: School, template: CalendarTemplate) -> None:
        enough = preview_template(SERVICE.scope, school_id=school.pk, template_id=template.pk).enough
        assert enough is not None
        assert enough.facts["held"] == 146


class TestTheAuthoritysTermDates:
    def test_are_offered_to_its_schools(self, school: School, template: CalendarTemplate) -> None:
        assert templates_for(an_actor("head", school).scope, school_id=school.pk) == [template]

    def test_are_replaced_whole(self, template: CalendarTemplate) -> None:
        replace_template(template_id=template.pk, spans=SPANS[:1], by=SERVICE, now=NOW)
        assert [span.label for span in template.spans.all()] == ["Autumn 1"]

    def test_are_not_changed_by_a_school(self, school: School, template: CalendarTemplate) -> None:
        with pytest.raises(OutOfScope):
            replace_template(template_id=template.pk, spans=SPANS[:1], by=an_actor("head", school), now=NOW)

    def test_are_refused_with_every_fault(self, school: School) -> None:
        with pytest.raises(TermDatesRefused) as refused:
            make_template(
                authority_id=school.authority_id,
                name="Wrong",
                first_day=YEAR.first_day,
                last_day=YEAR.last_day,
                spans=[TemplateSpan("holiday", "Late", dt.date(2027, 9, 1), dt.date(2027, 9, 2))],
                by=SERVICE,
                now=NOW,
            )
        assert len(refused.value.faults) == 2


class TestAddingAnAcademicYear:
    def test_lays_out_the_authoritys_dates_of_that_year(
        self, school: School, template: CalendarTemplate
    ) -> None:
        change = add_academic_year(school_id=school.pk, starting_in=2026, by=SERVICE, now=NOW)
        assert change is not None
        assert change.what == "Term dates: Term dates 2026/27"

    def test_refuses_a_year_the_authority_has_no_dates_for(
        self, school: School, template: CalendarTemplate
    ) -> None:
        with pytest.raises(NoTemplateForYear, match="2027/28"):
            add_academic_year(school_id=school.pk, starting_in=2027, by=SERVICE, now=NOW)


class TestASchoolsOwnTermDates:
    def test_are_laid_out_without_the_authoritys(self, school: School) -> None:
        head = an_actor("head", school)
        apply_term_dates(school_id=school.pk, name="Our dates", year=YEAR, spans=SPANS[:1], by=head, now=NOW)
        assert SchoolSession.objects.filter(school=school).count() == 2 * 39
