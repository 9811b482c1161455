"""Before and after: what the record says was done for each pupil, or a day of the reader's own."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.analysis.behind import Asked
from onroll.analysis.pupil_figures import NO_CAUSE, before_and_after
from onroll.analysis.pupil_figures.counted import day_figures
from onroll.service.absence_follow_up.models import Contact, Step
from onroll.service.attendance_register.models import Plan
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.exclusions.models import Exclusion, ExclusionStep
from onroll.service.figures.interventions import KINDS, first_days_of
from onroll.service.figures.opened import counted_again, open_entries
from onroll.service.figures.pages.before_and_after import beside_a_day
from onroll.service.lateness.models import LatenessStep
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.part_time_timetables.models import PartTimeTimetable
from onroll.service.people.models import Pupil
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.figures.conftest import a_drawn_school, asking, the_figures
from tests.integration.figures.test_files_say_what_the_page_says import in_csv, in_excel, in_pdf, on_the_page
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FIRST_TALK, SECOND_TALK, VISIT = dt.date(2026, 9, 30), dt.date(2026, 10, 7), dt.date(2026, 10, 1)


@pytest.fixture(scope="module")
def counted(kept):
    with kept(lambda: a_drawn_school(5, pupils=4, days=35), schools_alone=True, days_later=40) as made:
        yield made


@pytest.fixture
def long(counted, a_copy):
    return a_copy(counted)


def _of(document, name: str):
    return next(one for one in document.sections if one.name == name)


def _kept(school, pupil, day: dt.date) -> dict[str, object]:
    made = {"made_at": at(9, on=day), "made_by_name": "Mx A. Example", "made_by_role": "attendance_officer"}
    return {"school": school, "pupil": pupil, "date": day, "at": at(9, on=day), **made}


def _contact(long, name: str, day: dt.date, **others: object) -> Contact:
    given = {"channel": "phone", "outcome": "spoke", "who": "Mrs Example", **others}
    return Contact.objects.create(**_kept(long.school, long.pupils[name], day), **given)


class TestWhatTheRecordKeeps:
    def test_is_compared_from_its_first_day_for_each_pupil_and_nobody_else(self, long) -> None:
        _contact(long, "Pupil00", FIRST_TALK - dt.timedelta(days=7), outcome="no answer")
        wrong = _contact(long, "Pupil00", FIRST_TALK - dt.timedelta(days=6))
        _contact(long, "Pupil00", FIRST_TALK, outcome="voicemail", corrects=wrong)
        _contact(long, "Pupil00", FIRST_TALK)
        _contact(long, "Pupil00", SECOND_TALK)
        _contact(long, "Pupil01", SECOND_TALK)
        with the_figures(long, asking(began="contact")) as figures:
            document = beside_a_day(figures)
            with counted_again(figures) as (engine, days):
                found = day_figures(engine, days, [row[0] for row in figures.kept.enrolments(["pupil"])])
            engines = sorted(
                (both.before.absent, both.after.absent)
                for (_, pupil), rows in found.items()
                for both in [before_and_after(pupil, FIRST_TALK, rows, as_at=figures.on)]
            )
            rows = _of(document, "each").tables[0].rows
            assert [row[1].text for row in rows] == ["30 Sep 2026"]
            assert tuple(row.figure.numerator for row in rows[0][3:5]) in engines
        refused = _of(document, "not-compared")
        assert refused.title == "Not compared: 3 pupils"
        assert (
            refused.notes[0] == "2 pupils: No contact about an absence reached anybody in the days counted."
        )
        assert [row[0].pupil_id for row in refused.tables[0].rows] == [long.pupils["Pupil01"].pk]

    def test_opens_every_figure_to_its_pupils_and_theirs_to_the_entries_that_add_up_to_it(self, long) -> None:
        for name in long.pupils:
            _contact(long, name, FIRST_TALK)
        with the_figures(long, asking(began="contact")) as figures:
            together = _of(beside_a_day(figures), "together").tables[0].rows
        for place in (1, 2, 3):
            sent = {name.replace("-", "_"): value for name, value in together[0][place].narrowed}
            with the_figures(long, asking(**sent)) as figures:
                each = _of(beside_a_day(figures), "each").tables[0].rows
                for side, row in enumerate(together):
                    cells = [one[3 + side] for one in each]
                    total = row[place].figure
                    assert sum(one.figure.numerator for one in cells) == total.numerator
                    assert sum(one.figure.denominator for one in cells) == total.denominator
                    for cell in cells[:2]:
                        of = dict(cell.narrowed)
                        opened = open_entries(
                            figures, Asked(of["measure"], of["period"]), pupil_id=int(of["pupil"])
                        )
                        shown = cell.figure.numerator, cell.figure.denominator
                        assert (opened.numerator, opened.denominator) == shown

    def test_is_named_with_its_day_for_one_pupil_and_only_what_there_is(self, long) -> None:
        _contact(long, "Pupil00", FIRST_TALK)
        ticked = str(long.pupils["Pupil00"].pk)
        with the_figures(long, asking(pupil=ticked)) as figures:
            one = beside_a_day(figures).fields[0].options
        assert one[1:] == (
            (
                "contact",
                "First contact about an absence that reached somebody: 30 September 2026",
            ),
        )
        with the_figures(long) as figures:
            assert [name for name, _ in beside_a_day(figures).fields[0].options] == [
                "",
                *(one.name for one in KINDS),
            ]
        with the_figures(long, role="senco") as figures:
            seen = {name for name, _ in beside_a_day(figures).fields[0].options if name}
            assert seen == {
                one.name for one in KINDS if figures.scope.may(one.permission, school_id=long.school.pk)
            }

    def test_is_a_meeting_a_visit_a_check_in_a_decision_a_timetable_or_a_letter_that_went(self, long) -> None:
        amina, school = long.pupils["Pupil02"], long.school
        _contact(long, "Pupil02", SECOND_TALK, channel="in person")
        found = {"kind": "visit made", "found": "family seen"}
        Step.objects.create(**_kept(school, amina, VISIT), **found)
        Step.objects.create(**_kept(school, long.pupils["Pupil03"], VISIT), **{**found, "found": "no answer"})
        made = {"made_at": at(9, on=VISIT), "made_by_name": "Mx A. Example"}
        _leave(long, amina, VISIT, made)
        _timetable(long, amina, VISIT, made)
        _letters(long, amina, VISIT)
        _reintegration(long, amina, VISIT, made)
        _illness(long, amina, VISIT, made)
        _concern(long, amina, VISIT)
        with the_figures(long) as figures:
            days = {one.name: first_days_of(figures, one) for one in KINDS}
        assert days == {
            "contact": {amina.pk: SECOND_TALK},
            "meeting": {amina.pk: VISIT},
            "reintegration": {amina.pk: VISIT},
            "check-in": {amina.pk: VISIT},
            "lateness": {amina.pk: VISIT},
            "leave": {amina.pk: VISIT},
            "timetable": {},
            "letter": {amina.pk: VISIT},
        }


def _leave(long, pupil, day: dt.date, made: dict[str, object]) -> None:
    days = {"asked_on": day, "first_day": day, "last_day": day}
    words = {"how": "paper", "purpose": "exceptional", "reason": "A funeral", "key": "one"}
    request = LeaveRequest.objects.create(school=long.school, **days, **words, **made)
    child = LeaveChild.objects.create(school=long.school, request=request, pupil=pupil)
    for later in (day, day + dt.timedelta(days=3)):
        LeaveDecision.objects.create(
            school=long.school, child=child, outcome="refused", reasons="Too long", at=at(9, on=later),
            by_name="Mx H. Example", by_role="head",
        )  # fmt: skip


def _timetable(long, pupil, day: dt.date, made: dict[str, object]) -> None:
    """Propose one that never stood."""
    PartTimeTimetable.objects.create(
        school=long.school, pupil=pupil, reason="physical", first_day=day, last_day=day, sessions_out="1PM",
        first_review_on=day, key="one", **made,
    )  # fmt: skip


def _reintegration(long, pupil, day: dt.date, made: dict[str, object]) -> None:
    """Arrange education two days before, hold the meeting on the day and another after it."""
    days = {"first_day": day - dt.timedelta(days=8), "last_day": day - dt.timedelta(days=1)}
    plan = Plan.objects.create(school=long.school, pupil=pupil, kind="exclusion", code="E", **days, **made)
    exclusion = Exclusion.objects.create(
        school=long.school, pupil=pupil, kind="suspension", reason="A fight", plan=plan, key="one", **days, **made
    )  # fmt: skip
    for kind, later in (("provision", -2), ("meeting", 0), ("meeting", 7)):
        ExclusionStep.objects.create(
            school=long.school, exclusion=exclusion, kind=kind, on=day + dt.timedelta(days=later), words="Held", **made
        )  # fmt: skip


def _illness(long, pupil, day: dt.date, made: dict[str, object]) -> None:
    """Make a support plan before the check-in of the day; a second check-in was under another row of the same child."""
    other = Pupil.objects.create(
        legal_surname="Two", legal_forenames="Rows", born=pupil.born, folded_into=pupil
    )
    for of, kind, later in ((pupil, "plan", -3), (other, "check-in", 0), (pupil, "check-in", 6)):
        MedicalRecord.objects.create(
            school=long.school, pupil=of, kind=kind, on=day + dt.timedelta(days=later), made_by_role="senco", **made
        )  # fmt: skip


def _concern(long, pupil, day: dt.date) -> None:
    """Tell of a concern, answered first with nothing more and then with speaking to the family."""

    def step(later: int, **others: object) -> LatenessStep:
        on = day + dt.timedelta(days=later)
        return LatenessStep.objects.create(
            school=long.school, pupil=pupil, last_day=on, made_at=at(9, on=on), made_by_name="Mx A. Example",
            made_by_role="tutor", **others,
        )  # fmt: skip

    told = step(-3, kind="concern", concern="at home")
    for later, answer in ((-2, "nothing more"), (0, "family"), (5, "services")):
        step(later, kind="answer", answer=answer, answers=told)


def _letters(long, pupil, day: dt.date) -> None:
    """Send one to the outbox two days before, post it on the day, and another after it; one that waits goes nowhere.

    A text that went long before is no letter, and an email of a letter's words is.
    """
    outbox = ("sent", day - dt.timedelta(days=2), "outbox")
    for key, channel, template, steps in (
        ("posted", "letter", "absence-no-reason", [outbox, ("posted", day + dt.timedelta(days=1), "outbox")]),
        ("later", "letter", "lateness", [outbox, ("posted", day + dt.timedelta(days=4), "outbox")]),
        ("waits", "letter", "lateness", [outbox]),
        ("emailed", "email", "lateness", [("sent", day, "smtp")]),
        ("texted", "text", "absence-no-reason", [("sent", day - dt.timedelta(days=5), "notify")]),
    ):
        message = Message.objects.create(
            school=long.school, key=key, template=template, edition="1", language="en", channel=channel, pupil=pupil,
            about="absence", recipient_kind="parent", recipient_id=1, recipient_name="Mrs Example",
            address="1 High Street", body="Dear", asked_at=at(9, on=day), asked_by_name="Mx A. Example",
        )  # fmt: skip
        for kind, on, sender in steps:
            MessageEvent.objects.create(
                message=message,
                school=long.school,
                kind=kind,
                at=at(9, on=on),
                by_name="Onroll",
                sender=sender,
            )


class TestADayOfYourOwn:
    DAY = dt.date(2026, 9, 28)

    def test_compares_as_the_engine_does_and_never_says_why(self, long) -> None:
        with the_figures(long, asking(day=self.DAY.isoformat())) as figures:
            document = beside_a_day(figures)
            with counted_again(figures) as (engine, days):
                pupils = [row[0] for row in figures.kept.enrolments(["pupil"])]
                found = day_figures(engine, days, pupils)
            engines = [
                before_and_after(pupil, self.DAY, rows, as_at=figures.on)
                for (_, pupil), rows in found.items()
            ]
        rows = _of(document, "each").tables[0].rows
        shown = [(row[3].figure, row[4].figure) for row in rows]
        assert sorted((one.numerator, two.numerator, two.denominator) for one, two in shown) == sorted(
            (one.before.absent, one.after.absent, one.after.possible) for one in engines
        )
        together = _of(document, "together")
        assert NO_CAUSE in together.notes
        assert len(together.drawings) == 1
        assert [row[1].figure.numerator for row in together.tables[0].rows] == [
            sum(one.before.absent for one in engines),
            sum(one.after.absent for one in engines),
        ]

    def test_is_of_the_pupils_ticked_and_says_why_a_day_is_too_near(self, long) -> None:
        ticked = long.pupils["Pupil02"]
        with the_figures(long, asking(day=self.DAY.isoformat(), pupil=str(ticked.pk))) as figures:
            assert [row[0].pupil_id for row in _of(beside_a_day(figures), "each").tables[0].rows] == [
                ticked.pk
            ]
        with the_figures(long, asking(day="2026-09-07")) as figures:
            refused = _of(beside_a_day(figures), "not-compared")
        assert refused.title == "Not compared: 4 pupils"
        assert "4 pupils: " in refused.notes[0]
        assert [row[0].pupil_id for row in refused.tables[0].rows] == [
            long.pupils[name].pk for name in sorted(long.pupils)
        ]
        assert all("1 school week before" in row[-1].text for row in refused.tables[0].rows)

    def test_asks_for_a_day_and_says_what_is_no_day(self, long, browse) -> None:
        client = browse(a_user("head", school=long.school))
        address = f"/schools/{long.school.pk}/figures/before-and-after/"
        assert "4 pupils would be compared" in words_of(client.get(address))
        answer = client.get(f"{address}?day-day=31&day-month=2&day-year=2026")
        assert answer.status_code == 422
        assert "“31 2 2026” is not a day" in words_of(answer)
        assert 'value="31"' in answer.content.decode()


class TestItsFiles:
    @pytest.mark.parametrize(
        ("asked", "compared"),
        [
            ({"day": "2026-09-28"}, 4),
            ({"day": "2026-09-28", "of": "unauthorised"}, 4),
            ({"began": "contact"}, 2),
        ],
    )
    def test_have_the_same_whole_numbers_as_the_page(self, asked, compared, long, browse) -> None:
        for name in ("Pupil00", "Pupil01"):
            _contact(long, name, FIRST_TALK)
        client = browse(a_user("head", school=long.school))
        address = f"/schools/{long.school.pk}/figures/before-and-after/"
        page = on_the_page(client.get(address, asked).content.decode())
        assert page.total() == 2 * 3 + 2 * compared
        for kind, numbers_in in (("csv", in_csv), ("xlsx", in_excel), ("pdf", in_pdf)):
            assert numbers_in(client.get(address, {**asked, "as": kind}).content) == page, kind
