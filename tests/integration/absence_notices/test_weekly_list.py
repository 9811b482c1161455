"""The authority's weekly list: judged whole, kept as it came, set beside the one before and beside this school's record."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onroll.identifiers import upn_check_letter
from onroll.service.absence_notices.actions.weekly import take_in_weekly_list
from onroll.service.absence_notices.list_and_record import is_same_name
from onroll.service.absence_notices.models import WeeklyList, WeeklyListLine
from onroll.service.absence_notices.queries.weekly import week_of_pupils
from onroll.service.absence_notices.weekly_csv import ListRefused, read_weekly_list
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.people.models import PartnerLink, PupilMarker
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.web.conftest import Morning
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HEAD = "upn,surname,forename,born,status,worker,telephone,email,since\n"
CALLUM, AMINA, ELSEWHERE = (
    upn_check_letter(rest) + rest for rest in ("801200020001", "801200020002", "801200020003")
)
NEXT_WEEK = MONDAY + dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def _upns(oak):
    give_upns(oak)


def give_upns(oak):
    for pupil, upn in ((oak.callum, CALLUM), (oak.amina, AMINA)):
        pupil.upn = upn
        pupil.save()


def row(
    upn=CALLUM, name="Eyre,Callum", born="", status="CIN", worker="J. Reyes", telephone="", email="", since=""
):
    return f"{upn},{name},{born},{status},{worker},{telephone},{email},{since}\n"


def take_in(oak, *rows, week=MONDAY, by=None, now=None) -> WeeklyList:
    data = (HEAD + "".join(rows)).encode()
    return take_in_weekly_list(
        school_id=oak.school.pk, week=week, data=data, by=by or oak.lead, now=now or at(9, on=week)
    )


def found(oak, *, week=None, on=MONDAY):
    return week_of_pupils(oak.lead.scope, school_id=oak.school.pk, week=week, on=on)


class TestTakingIn:
    def test_keeps_each_pupil_as_the_authority_named_them(self, oak):
        take_in(oak, row(born="2017-03-03", telephone="01632 960200", since="01/09/2026"))
        line = WeeklyListLine.objects.get()
        assert (line.surname, line.status, line.worker, line.since) == (
            "Eyre",
            "child in need",
            "J. Reyes",
            dt.date(2026, 9, 1),
        )

    def test_keeps_the_same_file_sent_twice_once(self, oak):
        assert take_in(oak, row()) == take_in(oak, row())
        assert WeeklyList.objects.count() == 1

    def test_keeps_a_corrected_list_beside_the_first_and_counts_the_last(self, oak):
        take_in(oak, row())
        take_in(oak, row(status="CP"), now=at(10))
        assert WeeklyList.objects.count() == 2
        assert [one.status for one in found(oak).lines] == ["child protection"]
        take_in(oak, row(), now=at(11))
        assert [one.status for one in found(oak).lines] == ["child in need"]

    def test_is_refused_for_a_week_that_has_not_begun(self, oak):
        with pytest.raises(ListRefused, match="has not begun"):
            take_in(oak, row(), week=NEXT_WEEK, now=at(9, on=NEXT_WEEK - dt.timedelta(days=1)))
        take_in(oak, row(), week=NEXT_WEEK, now=at(9, on=NEXT_WEEK))

    def test_is_not_for_the_office(self, oak):
        with pytest.raises(OutOfScope):
            take_in(oak, row(), by=oak.officer)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("name,status\n", "lacks upn, surname, forename"),
            (HEAD + row(name=",Callum"), "Row 2 has no surname"),
            (HEAD + row(upn="12"), "Row 2, upn: “12” is not a unique pupil number"),
            (HEAD + row(status="??"), "Row 2, status: “\\?\\?” is none"),
            (HEAD + row() + row(born="soon"), "Row 3, born: “soon” is not a day"),
            (HEAD + row() + row(), "stands on the list twice"),
        ],
    )
    def test_says_where_a_file_is_wrong_and_keeps_nothing_of_it(self, oak, text, says):
        with pytest.raises(ListRefused, match=says):
            take_in_weekly_list(
                school_id=oak.school.pk, week=MONDAY, data=text.encode(), by=oak.lead, now=at(9)
            )
        assert not WeeklyList.objects.exists()

    def test_says_at_once_all_that_is_wrong_with_a_file(self):
        with pytest.raises(ListRefused) as refused:
            read_weekly_list((HEAD + row(upn="12") + row() + row(status="??")).encode())
        assert [fault[:6] for fault in refused.value.faults] == ["Row 2,", "Row 4,"]

    def test_says_twenty_faults_and_how_many_more_there_are(self):
        for rows, last in ((20, "Row 21 has no surname"), (21, "And 1 row more.")):
            with pytest.raises(ListRefused) as refused:
                read_weekly_list((HEAD + row(name=",Callum") * rows).encode())
            assert refused.value.faults[-1].startswith(last)

    def test_reads_a_list_that_names_nobody(self):
        assert read_weekly_list(HEAD.encode()) == []

    def test_refuses_a_file_that_is_no_text(self):
        with pytest.raises(ListRefused, match="not text"):
            read_weekly_list(b"\xff\xfe\x00")


class TestTheListBesideTheOneBefore:
    def test_says_who_joined_left_and_changed(self, oak):
        take_in(oak, row(), row(AMINA, "Begum,Amina"))
        take_in(oak, row(status="CP"), row(ELSEWHERE, "Okafor,Ada"), week=NEXT_WEEK)
        week = found(oak, on=NEXT_WEEK)
        assert [one.upn for one in week.joined] == [ELSEWHERE]
        assert [one.upn for one in week.left] == [AMINA]
        assert [one.what for one in week.changed] == [("Child in need before, now child protection plan",)]

    def test_compares_over_a_week_without_a_list(self, oak):
        take_in(oak, row())
        take_in(oak, week=MONDAY + dt.timedelta(days=21))
        week = found(oak, on=MONDAY + dt.timedelta(days=21))
        assert (week.before.week, [one.upn for one in week.left]) == (MONDAY, [CALLUM])

    def test_says_that_another_works_with_the_pupil(self, oak):
        take_in(oak, row())
        take_in(oak, row(worker="A. Okafor"), week=NEXT_WEEK)
        assert found(oak, on=NEXT_WEEK).changed[0].what == ("the worker was J. Reyes, and is A. Okafor",)

    def test_calls_nobody_new_on_the_first_list(self, oak):
        take_in(oak, row())
        assert (found(oak).before, found(oak).joined) == (None, ())

    def test_is_there_to_look_back_at(self, oak):
        take_in(oak, row())
        take_in(oak, week=NEXT_WEEK)
        assert [one.upn for one in found(oak, week=MONDAY, on=NEXT_WEEK).lines] == [CALLUM]
        assert found(oak, week=MONDAY - dt.timedelta(days=7)) is None


class TestWhatIsToCorrect:
    def corrections(self, oak, on=MONDAY):
        return [(one.upn, one.what) for one in found(oak, on=on).corrections]

    def test_is_nothing_where_list_and_record_agree(self, oak):
        take_in(oak, row(born="2017-03-03"))
        assert self.corrections(oak) == []

    def test_is_a_pupil_who_was_never_here(self, oak):
        take_in(oak, row(), row(ELSEWHERE, "Okafor,Ada"))
        assert self.corrections(oak) == [(ELSEWHERE, "Is not, and was not, on this school’s roll")]

    def test_is_a_pupil_who_has_left(self, oak):
        take_in(oak, row())
        Enrolment.objects.filter(pupil=oak.callum).update(last_day=MONDAY)
        assert self.corrections(oak) == []
        assert self.corrections(oak, on=MONDAY + dt.timedelta(days=1)) == [
            (CALLUM, "Has left this school’s roll")
        ]

    def test_is_a_pupil_with_no_worker_on_record_here(self, oak):
        take_in(oak, row(), row(AMINA, "Begum,Amina"))
        assert self.corrections(oak) == [
            (AMINA, "Is on the list, and this school has no social worker on record")
        ]

    def test_is_a_pupil_with_a_worker_who_is_not_on_the_list(self, oak):
        take_in(oak)
        assert self.corrections(oak) == [
            (CALLUM, "Has a social worker by this school’s record, and is not on the list")
        ]

    def test_is_another_day_of_birth(self, oak):
        take_in(oak, row(born="2017-03-04"))
        assert self.corrections(oak) == [
            (CALLUM, "Was born on 03/03/2017 by this school’s roll, not 04/03/2017")
        ]

    def test_is_another_worker_to_whom_notices_would_still_go(self, oak):
        take_in(oak, row(worker="A. Okafor"))
        assert self.corrections(oak) == [
            (CALLUM, "Is listed with A. Okafor, and this school has J. Reyes on record")
        ]

    def test_is_a_worker_where_nobody_is_on_record_to_write_to(self, oak):
        PartnerLink.objects.filter(pupil=oak.callum).update(last_day=MONDAY - dt.timedelta(days=1))
        take_in(oak, row())
        assert self.corrections(oak) == [
            (CALLUM, "Is listed with J. Reyes, and this school has nobody on record to write to")
        ]

    def test_is_another_address_of_the_same_worker(self, oak):
        take_in(oak, row(worker="Ms Jo Reyes", email="jo@services.example.org"))
        assert self.corrections(oak) == [
            (
                CALLUM,
                "Ms Jo Reyes is listed with the email address jo@services.example.org, and this school has j@services.example.org on record",
            )
        ]
        take_in(oak, row(worker="Ms Jo Reyes", email="J@services.example.org"), now=at(10))
        assert self.corrections(oak) == []

    def test_is_another_standing(self, oak):
        take_in(oak, row(status="CP"))
        assert self.corrections(oak) == [
            (CALLUM, "Is listed as “Child protection plan”, and this school’s record does not say so")
        ]
        marker = PupilMarker.objects.create(pupil=oak.callum, kind="looked after", first_day=MONDAY)
        assert self.corrections(oak) == [
            (
                CALLUM,
                "Is listed as “Child protection plan”, and stands as “Looked after” by this school’s record",
            )
        ]
        marker.kind = "child protection"
        marker.save()
        assert self.corrections(oak) == []

    def test_is_no_standing_that_a_list_does_not_name(self, oak):
        PupilMarker.objects.create(pupil=oak.callum, kind="child protection", first_day=MONDAY)
        take_in(oak, row(status="other", worker=""))
        assert self.corrections(oak) == []


class TestNamesOfWorkers:
    @pytest.mark.parametrize("other", ["J. Reyes", "Ms J Reyes", "Jo Reyes", "Reyes", "jo a. reyes"])
    def test_are_one_where_nothing_differs(self, other):
        assert is_same_name("Jo Reyes", other)

    @pytest.mark.parametrize("other", ["K. Reyes", "Jo Okafor", "Joan Reyes", "", "Ms"])
    def test_are_two_where_something_does(self, other):
        assert not is_same_name("Joe Reyes", other)


class TestThePage:
    @pytest.fixture
    def page(self, oak, client, monkeypatch):
        Morning(monkeypatch).is_at(9, 30)
        client.force_login(a_user("safeguarding_lead", school=oak.school))
        return f"/schools/{oak.school.pk}/notices/weekly/"

    def upload(self, client, page, text):
        week = {"week-day": "7", "week-month": "9", "week-year": "2026"}
        return client.post(page, {**week, "file": SimpleUploadedFile("list.csv", text.encode())}, follow=True)

    def test_asks_for_the_first_list_takes_it_in_and_shows_it(self, client, page):
        assert "No list yet" in words_of(client.get(page))
        words = words_of(self.upload(client, page, HEAD + row() + row(ELSEWHERE, "Okafor,Ada")))
        assert "The list is taken in: 2 pupils." in words
        assert f"Ada Okafor {ELSEWHERE} Is not, and was not, on this school’s roll" in words

    def test_says_where_a_file_is_wrong(self, client, page):
        answer = self.upload(client, page, HEAD + row(status="??") + row(upn="12"))
        assert answer.status_code == 422
        assert "Row 2, status" in words_of(answer)
        assert "Row 3, upn" in words_of(answer)
        assert "Choose the file" in words_of(
            client.post(page, {"week-day": "7", "week-month": "9", "week-year": "2026"})
        )

    def test_gives_the_corrections_as_a_file_that_runs_no_formula(self, client, page):
        self.upload(client, page, HEAD + row(ELSEWHERE, "Okafor,=Ada"))
        answer = client.get(f"{page}corrections/")
        assert answer["Content-Type"].startswith("text/csv")
        assert "'=Ada Okafor" in answer.content.decode()

    def test_is_not_for_the_office(self, oak, client, page):
        client.force_login(a_user("attendance_officer", school=oak.school))
        assert client.get(page).status_code == 403
