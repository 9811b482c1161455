"""Who is on roll on a day, and the index that finds them."""

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register.given import Leaving
from onroll.service.admission_register.queries.roll import Standing, pupils_on, roll_on, search_roll
from tests.factories.admissions import admitted
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

EVERYTHING = Scope.everything()
LAST = dt.date(2026, 10, 2)


@pytest.fixture
def school():
    return a_school()


def names(rows):
    return [row.index_name for row in rows]


def find(school, words="", **fields):
    return names(search_roll(EVERYTHING, school_id=school.pk, on=FIRST_DAY, words=words, **fields))


class TestTheRoll:
    def test_begins_on_the_starting_day(self, school):
        admitted(school)
        assert roll_on(EVERYTHING, school_id=school.pk, on=FIRST_DAY - dt.timedelta(days=1)) == []
        assert len(roll_on(EVERYTHING, school_id=school.pk, on=FIRST_DAY)) == 1

    def test_holds_a_leaver_to_the_end_of_the_last_day(self, school):
        admitted(school, leaving=Leaving(last_day=LAST, ground="a"))
        assert len(roll_on(EVERYTHING, school_id=school.pk, on=LAST)) == 1
        assert roll_on(EVERYTHING, school_id=school.pk, on=LAST + dt.timedelta(days=1)) == []

    def test_is_never_answered_without_scope(self, school):
        with pytest.raises(OutOfScope):
            roll_on(Scope(), school_id=school.pk, on=FIRST_DAY)

    def test_takes_three_statements_however_many_pupils(self, school, django_assert_num_queries):
        for surname in ("Begum", "Carter", "Okafor"):
            admitted(school, surname)
        with django_assert_num_queries(3):
            roll_on(EVERYTHING, school_id=school.pk, on=FIRST_DAY)


class TestTheIndex:
    @pytest.fixture(autouse=True)
    def pupils(self, school):
        admitted(school, "Šimić", "Ana", upn="H801200001001")
        admitted(school, "O’Neill-Carter", "Alfie James", known_forename="Jimmy")
        admitted(school, "Begum", "Amina", former_names=(("Khan", "Amina", FIRST_DAY),))

    def test_is_alphabetical_without_regard_to_accents(self, school):
        assert find(school) == ["Begum, Amina", "O’Neill-Carter, Alfie James", "Šimić, Ana"]

    @pytest.mark.parametrize(
        ("words", "surname"),
        [
            ("simic", "Šimić"),
            ("ŠIM an", "Šimić"),
            ("H8012", "Šimić"),
            ("carter", "O’Neill-Carter"),
            ("jimmy", "O’Neill-Carter"),
            ("khan", "Begum"),
            ("begum, amina", "Begum"),
        ],
    )
    def test_finds_by_the_beginning_of_any_name(self, school, words, surname):
        assert [name.split(",")[0] for name in find(school, words)] == [surname]

    def test_wants_every_word_to_fit(self, school):
        assert find(school, "begum alfie") == []

    def test_files_an_accented_letter_under_its_plain_one(self, school):
        assert find(school, letter="S") == ["Šimić, Ana"]


class TestStanding:
    def test_tells_those_coming_and_those_who_left_apart(self, school):
        admitted(school, "Begum", starting_day=LAST)
        admitted(
            school,
            "Carter",
            starting_day=dt.date(2025, 9, 1),
            leaving=Leaving(last_day=dt.date(2026, 7, 20), ground="a"),
        )
        assert find(school, standing=Standing.COMING) == ["Begum, Amina Noor"]
        assert find(school, standing=Standing.LEFT) == ["Carter, Amina Noor"]
        assert find(school, standing=Standing.ALL) == ["Begum, Amina Noor", "Carter, Amina Noor"]


class TestPupilsOfATeacher:
    def test_are_those_of_their_group_that_day(self, school):
        mine, other = a_group(school), a_group(school, "5 Elm")
        admitted(school, "Begum", group_id=mine.pk)
        admitted(school, "Carter", group_id=other.pk)
        teacher = an_actor("teacher", school, mine)
        assert names(pupils_on(teacher.scope, school_id=school.pk, on=FIRST_DAY)) == ["Begum, Amina Noor"]
