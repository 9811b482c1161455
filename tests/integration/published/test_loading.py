"""Loading a file of published figures: what is kept, what is refused and where, and that nothing is overwritten."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.analysis.published.periods import PublishedPeriod
from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.queries import scope_of
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.published.actions import loading
from onroll.service.published.actions.loading import accept_release, cancel_release, read_release
from onroll.service.published.models import PublishedRelease
from onroll.service.published.refusals import PublishedRefused
from onroll.service.published.rows import figures_of
from tests.factories.access import a_user
from tests.factories.organisations import an_authority
from tests.factories.published import BY, NOW, RELEASED_ON, a_release, an_authoritys, england, kept_back
from tests.support.published_files import COUNTS, authority, published_file, row, write

pytestmark = pytest.mark.django_db
AUTUMN = PublishedPeriod.term(AcademicYear.starting_in(2023), "Autumn term")


def read(path, **how):
    how = {"name": "A release", "released_on": RELEASED_ON, "authority_id": None, "by": BY, "now": NOW, **how}
    return read_release(path=path, file_name=path.name, **how)


def persistent(path, *lines: str):
    header = "geographic_level,region_code,region_name,new_la_code,la_name,old_la_code,school_type,num_schools,ytd_enrolments,pa_flag"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


class TestReadingAFile:
    def test_keeps_its_whole_numbers_as_published(self, tmp_path):
        release = a_release(tmp_path, authority())

        primary = release.figures.get(phase="Primary")

        assert primary.counts["reason_i_authorised_illness"] == COUNTS["Primary"]["I"]
        assert primary.area_name == "Bramshire"
        assert (primary.period_name, primary.period_first_day) == ("Academic year", dt.date(2025, 9, 1))

    def test_keeps_what_stands_in_place_of_a_number(self, tmp_path):
        hidden = kept_back(an_authoritys("Primary", {"/": 1}, "811", "Uphill"))
        release = a_release(tmp_path, [england("Primary", {"/": 9, "I": 1}), hidden])

        found = figures_of(release.figures.get(authority_code="811"))

        assert found.counts == {}
        assert found.symbols.get("overall_absence") == "c"

    def test_says_what_the_file_is_of_and_what_came_of_working_it_out_again(self, tmp_path):
        release = a_release(tmp_path, authority(), in_use=False)

        assert release.found["levels"] == {"Local authority": 4}
        assert release.found["periods"] == ["2025/26"]
        assert release.found["differences"] == 0
        assert release.found["rates"] > 0

    def test_says_where_a_total_does_not_come_out(self, tmp_path):
        wrong = row("Primary", COUNTS["Primary"], overall_absence="7")

        release = a_release(tmp_path, [wrong], in_use=False)

        assert release.found["differences"] > 0
        assert any("line 2, Bramshire, Primary" in one for one in release.found["shown"])

    def test_leaves_nothing_in_use_until_somebody_accepts(self, tmp_path):
        release = a_release(tmp_path, authority(), in_use=False)

        assert release.state == PublishedRelease.State.READ

    def test_reads_persistent_absence_of_the_term_it_is_told(self, tmp_path):
        path = persistent(
            tmp_path / "pa.csv",
            "Local authority,E12000002,North,E08000005,Uphill,811,Primary,65,200,30",
            "National,,,,,,Primary,900,5000,600",
        )

        release = read(path, period=AUTUMN)

        assert release.rows == 2
        assert figures_of(release.figures.get(authority_code="811")).counts == {
            "ytd_enrolments": 200,
            "pa_flag": 30,
        }

    @pytest.mark.parametrize(
        "name", ["attendance_year_to_date_2025_26.csv", "persistent_absence_autumn_2023_24.csv"]
    )
    def test_reads_the_departments_own_files(self, name):
        release = read(published_file(name), period=AUTUMN)

        assert release.figures.count() == release.rows > 600
        assert release.found.get("differences", 0) == 0


class TestAFileIsRefused:
    def refusal(self, path, **how) -> str:
        with pytest.raises(PublishedRefused) as refused:
            read(path, **how)
        assert not PublishedRelease.objects.exists()
        return str(refused.value)

    def test_for_a_cell_that_is_no_number_with_its_line_and_column(self, tmp_path):
        path = write(tmp_path / "f.csv", [row("Primary", COUNTS["Primary"], overall_absence="many")])

        assert "f.csv, line 2, overall_absence: “many” is neither a number" in self.refusal(path)

    def test_for_a_code_longer_than_any_with_its_line(self, tmp_path):
        path = write(tmp_path / "f.csv", [row("Primary", COUNTS["Primary"], new_la_code="E100000200")])

        assert "f.csv, line 2: Area code is 10 characters long" in self.refusal(path)

    def test_for_an_area_of_a_size_that_is_not_known(self, tmp_path):
        path = write(tmp_path / "f.csv", [row("Primary", COUNTS["Primary"], geographic_level="Ward")])

        assert "f.csv, line 2, geographic_level: “Ward” is not known." in self.refusal(path)

    def test_for_a_row_that_stands_twice_with_both_lines(self, tmp_path):
        path = persistent(
            tmp_path / "pa.csv",
            "National,,,,,,Primary,900,5000,600",
            "National,,,,,,Primary,900,5000,601",
        )

        message = self.refusal(path, period=AUTUMN)

        assert (
            "pa.csv, line 3, England, Primary: the row stands in the file twice, first on line 2" in message
        )

    def test_for_saying_no_period_where_the_file_does_not(self, tmp_path):
        path = persistent(tmp_path / "pa.csv", "National,,,,,,Primary,900,5000,600")

        assert "does not say which period" in self.refusal(path)

    def test_for_being_another_kind_of_file(self, tmp_path):
        path = tmp_path / "f.csv"
        path.write_text("pupil,code\n1,I\n", encoding="utf-8")

        assert "is no file of “pupil attendance in schools”" in self.refusal(path)

    def test_for_being_cut_short(self, tmp_path):
        path = write(tmp_path / "f.csv", authority())
        path.write_bytes(path.read_bytes()[:-40])

        assert "cut short" in self.refusal(path)

    def test_for_a_release_with_no_name(self, tmp_path):
        assert "no name" in self.refusal(write(tmp_path / "f.csv", authority()), name=" ")

    def test_for_a_release_of_tomorrow(self, tmp_path):
        path = write(tmp_path / "f.csv", authority())

        assert "still to come" in self.refusal(path, released_on=NOW.date() + dt.timedelta(days=1))

    def test_for_more_rows_than_are_kept(self, tmp_path, monkeypatch):
        monkeypatch.setattr(loading, "MOST_ROWS", 3)

        assert "more than 3 rows" in self.refusal(write(tmp_path / "f.csv", authority()))

    def test_for_being_in_use_already(self, tmp_path):
        a_release(tmp_path, authority(), name="The first")

        with pytest.raises(PublishedRefused, match="in use already, as “The first”"):
            read(tmp_path / "published.csv", name="The second")

    def test_for_a_person_without_leave_over_the_authority(self, tmp_path):
        ours = an_authority()
        officer = a_user("attendance_support_officer", authority=ours)
        by = Actor(officer.pk, officer.name, "attendance_support_officer", scope_of(officer, on=NOW.date()))

        with pytest.raises(OutOfScope):
            read(write(tmp_path / "f.csv", authority()), authority_id=ours.pk, by=by)

    def test_for_everybody_by_an_administrator_of_one_authority(self, tmp_path):
        admin = a_user("administrator", authority=an_authority())
        by = Actor(admin.pk, admin.name, "administrator", scope_of(admin, on=NOW.date()))

        with pytest.raises(OutOfScope):
            read(write(tmp_path / "f.csv", authority()), by=by)


class TestALaterRelease:
    def test_leaves_the_earlier_one_as_it_was(self, tmp_path):
        first = a_release(tmp_path, authority(), name="First")
        before = list(first.figures.values_list("pk", "counts"))

        a_release(tmp_path, [*authority()[:3]], name="Second", released_on=dt.date(2026, 11, 6))

        first.refresh_from_db()
        assert first.state == PublishedRelease.State.IN_USE
        assert list(first.figures.values_list("pk", "counts")) == before


class TestDeciding:
    def test_to_set_a_release_aside_removes_its_rows_and_keeps_the_record_of_it(self, tmp_path):
        release = a_release(tmp_path, authority(), in_use=False)

        cancelled = cancel_release(release_id=release.pk, by=BY, now=NOW)

        assert cancelled.state == PublishedRelease.State.CANCELLED
        assert not release.figures.exists()

    def test_cannot_take_back_one_that_is_in_use(self, tmp_path):
        release = a_release(tmp_path, authority())

        with pytest.raises(PublishedRefused, match="Load a later release"):
            cancel_release(release_id=release.pk, by=BY, now=NOW)

    def test_cannot_accept_one_that_was_set_aside(self, tmp_path):
        release = a_release(tmp_path, authority(), in_use=False)
        cancel_release(release_id=release.pk, by=BY, now=NOW)

        with pytest.raises(PublishedRefused, match="was set aside"):
            accept_release(release_id=release.pk, by=BY, now=NOW)

    def test_leaves_an_event_each_time(self, tmp_path):
        ours = an_authority()

        a_release(tmp_path, authority(), authority_id=ours.pk)

        events = Event.objects.filter(subject_type="authority", subject_id=ours.pk)
        assert list(events.order_by("pk").values_list("name", flat=True)) == [
            "published.release.read",
            "published.release.accepted",
        ]
