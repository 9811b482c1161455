"""An extraction writes what has changed since the last and leaves the rest, and ends where a whole one would."""

import datetime as dt

import pytest

from onroll.service.attendance_register.actions.closing import close_register
from onroll.service.attendance_register.actions.disposing import dispose_of_entries
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.extracts.account import account_of
from onroll.service.extracts.folder import account_path, parts_of
from onroll.service.organisations.models import School, SchoolSession
from onroll.service.people.models import PupilMarker
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import SERVICE, AClass
from tests.integration.extracts.conftest import TUESDAY, differences
from tests.support.extracts import everything, files, part, rows

pytestmark = pytest.mark.django_db

WEDNESDAY = TUESDAY + dt.timedelta(days=1)
NEXT_NIGHT = at(2, 30, on=WEDNESDAY)
LAST_YEAR = dt.date(2025, 11, 3)
LONG_AGO = dt.date(2022, 9, 5)


def load(school, pupil, *days, code="/", made_at=None):
    import_entries(
        school_id=school.pk, marks=[Mark(pupil.pk, day, "AM", code, made_at=made_at) for day in days], key=None,
        reason="Put right", by=SERVICE, now=at(10),
    )  # fmt: skip


@pytest.fixture
def written(extract):
    """Extract by night, and return which parts are other files than they were."""

    def written(**given):
        before = files()
        extract(now=NEXT_NIGHT, **given)
        return [name for name, found in files().items() if before.get(name) != found]

    return written


@pytest.fixture
def two_years(oak, extract):
    """A class with entries of two years, extracted."""
    oak.take("/", "N")
    load(oak.school, oak.amina, LAST_YEAR)
    extract()
    return oak


class TestTheNextExtraction:
    def test_leaves_every_part_where_nothing_changed(self, two_years, written):
        assert written() == []

    def test_leaves_them_where_registers_were_only_closed(self, two_years, written):
        close_register(school_id=two_years.school.pk, date=MONDAY, session="AM", by=SERVICE, now=at(10))
        assert written() == []

    @pytest.mark.parametrize(("day", "year"), [(LAST_YEAR, 2025), (TUESDAY, 2026)])
    def test_writes_the_entries_of_the_year_with_a_new_one(self, two_years, written, day, year):
        load(two_years.school, two_years.callum, day)
        assert written() == [f"entries/year={year}/{two_years.school.urn}.parquet"]
        assert differences(two_years.school) == []

    def test_writes_the_year_of_an_amendment(self, two_years, written):
        two_years.amend(two_years.callum, "I")
        assert written() == [f"entries/year=2026/{two_years.school.urn}.parquet"]

    def test_writes_the_pupils_of_the_year_when_one_is_marked(self, two_years, written):
        PupilMarker.objects.create(pupil=two_years.amina, kind="fsm", first_day=TUESDAY)
        assert written() == [f"pupils/year=2026/{two_years.school.urn}.parquet"]

    def test_writes_the_calendar_when_it_changes(self, two_years, written):
        SchoolSession.objects.filter(school=two_years.school, date=WEDNESDAY).update(kind="inset")
        assert written() == [f"calendar/year=2026/{two_years.school.urn}.parquet"]

    def test_leaves_another_schools_parts(self, two_years, written):
        other = AClass()
        load(other.school, other.amina, MONDAY)
        assert {name.split("/")[-1] for name in written()} == {f"{other.school.urn}.parquet"}

    def test_writes_a_part_that_was_lost(self, two_years, written):
        part("entries", two_years.school.urn).unlink()
        assert written() == [f"entries/year=2026/{two_years.school.urn}.parquet"]

    def test_writes_every_part_afresh_when_asked(self, two_years, written):
        assert len(written(afresh=True)) == len(files()) == 6

    def test_writes_every_part_after_an_account_nobody_can_read(self, two_years, written):
        account_path(two_years.school.urn).write_text("{")
        assert len(written()) == 6

    def test_writes_every_part_under_another_secret_key(self, two_years, written, settings):
        before = rows("entries", "pupil")
        settings.SECRET_KEY = "another, for tests only"
        assert len(written()) >= 4
        assert not set(before) & set(rows("entries", "pupil"))
        assert differences(two_years.school) == []

    def test_of_some_schools_leaves_the_others_and_takes_nothing_away(self, two_years, extract):
        other = AClass()
        done = extract(school_ids=[other.school.pk])
        assert (done.schools, done.removed) == (1, 0)
        assert parts_of(two_years.school.urn)


class TestAFolderOfAnotherDatabase:
    def test_is_written_afresh_where_its_account_is_of_another_ledger(self, two_years, written):
        account = account_of(two_years.school.urn)
        account.seal = "00" * 32
        account.keep()
        assert len(written()) == 6

    def test_loses_the_parts_of_schools_not_on_record(self, two_years, extract):
        School.objects.filter(pk=two_years.school.pk).update(urn="199999")
        assert extract(now=NEXT_NIGHT).removed == 6
        assert {path.rsplit("/", 1)[1] for path in files()} == {"199999.parquet"}


class TestDisposal:
    @pytest.fixture
    def of_long_ago(self, oak, extract):
        """A class with one year that need be kept no longer, extracted."""
        load(oak.school, oak.amina, LONG_AGO, made_at=at(8, 50, on=LONG_AGO))
        SchoolSession.objects.filter(school=oak.school, date=MONDAY).update(date=LONG_AGO)
        oak.take("/", "N", date=TUESDAY)
        extract()
        assert set(parts_of(oak.school.urn)) == {2022, 2026}
        return oak

    def dispose(self, oak):
        assert dispose_of_entries(
            school_id=oak.school.pk, before=dt.date(2023, 9, 7), by=SERVICE, now=at(17)
        ) == 1  # fmt: skip

    def test_takes_the_whole_year_out_of_the_extract_the_calendar_with_it(self, of_long_ago, extract):
        self.dispose(of_long_ago)
        extract(now=NEXT_NIGHT)
        assert set(parts_of(of_long_ago.school.urn)) == {2026}
        assert set(account_of(of_long_ago.school.urn).years) == {2026}
        assert differences(of_long_ago.school) == []

    def test_of_some_of_a_year_leaves_the_rest_of_it(self, of_long_ago, extract):
        load(of_long_ago.school, of_long_ago.callum, LONG_AGO, code="I")
        extract()
        self.dispose(of_long_ago)
        extract(now=NEXT_NIGHT)
        assert [code for day, code in rows("entries", "date", "code") if day == LONG_AGO] == ["I"]
        assert differences(of_long_ago.school) == []


def test_ends_where_a_whole_extraction_would(two_years, extract):
    other = a_school()
    newcomer = a_pupil_on_roll(other, a_group(other), "Niamh")
    load(other, newcomer, TUESDAY)
    two_years.amend(two_years.callum, "M")
    PupilMarker.objects.create(pupil=newcomer, kind="young carer", first_day=MONDAY)
    extract(now=NEXT_NIGHT)
    bit_by_bit = everything()
    extract(now=NEXT_NIGHT, afresh=True)
    assert everything() == bit_by_bit
    assert len(bit_by_bit["entries"]) == 4
