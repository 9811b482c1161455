"""What is arranged ahead, by keys alone, with scripts and without: from the first page to the register, and to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from onroll.service import clock
from onroll.service.attendance_register.actions.closing_school import enter_closures
from onroll.service.people.models import YearGroupMembership
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import SERVICE, AClass
from tests.support.keyboard import Keyboard
from tests.support.register_page import forget_errors, let_it_be

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture(
    params=[("attendance_officer", False), ("head", True)],
    ids=["the office without scripts", "the head with scripts"],
)
def sit_down(
    request: pytest.FixtureRequest, transactional_db: None, monkeypatch: pytest.MonkeyPatch, browse: Any
) -> Callable[[], tuple[AClass, Keyboard]]:
    """Give `sit_down()`: a class of year 11 at eight on the Monday, and the office or the head at their first page."""
    role, scripts = request.param

    def sit() -> tuple[AClass, Keyboard]:
        let_it_be(monkeypatch, 8, 0)
        a_class = AClass()
        YearGroupMembership.objects.update(year_group="11")
        page = browse(a_user(role, school=a_class.school), java_script_enabled=scripts)
        page.goto("/")
        return a_class, Keyboard(page)

    return sit


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give `later(hour, minute, on=day)`: set the service's clock."""

    def until(hour: int, minute: int = 0, on: dt.date = MONDAY) -> None:
        offset = at(hour, minute, on=on).astimezone(dt.UTC) - clock.real_now().astimezone(dt.UTC)
        monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))

    return until


def write(keys: Keyboard, **words: str) -> None:
    """Write into fields by their labels, in the order of the page."""
    for label, said in words.items():
        keys.tab_to(label.replace("_", " "))
        keys.type(said)


def day(keys: Keyboard, date: dt.date) -> None:
    """Write a day into the three boxes that come next."""
    for name, number in (("Day", date.day), ("Month", date.month), ("Year", date.year)):
        keys.tab_to(name)
        keys.press("Control+A")
        keys.type(str(number))


def said(keys: Keyboard) -> str:
    """Return what the page says, in one line."""
    return " ".join(keys.page.locator("main").inner_text().split())


def go(keys: Keyboard, *names: str) -> None:
    """Follow links and buttons, one after another."""
    for name in names:
        keys.follow(name)


def take_the_rest(keys: Keyboard) -> None:
    """Have whoever is blank in a register be present, and finish it."""
    with_scripts = keys.page.evaluate("document.body.classList.contains('js-enabled')")
    keys.tab_to("Everyone else")
    if with_scripts:
        keys.press("Enter")
        keys.tab_to("Yes, they are present")
        keys.press("Enter")
        keys.follow("Finish")
    else:
        go_from_here(keys)
        keys.follow("Yes, mark them present and finish")


def go_from_here(keys: Keyboard) -> None:
    """Press what the keyboard is on, and wait for the page it leads to."""
    with keys.page.expect_navigation():
        keys.press("Enter")


ARRANGED = [
    pytest.param("Interviews for employment", "J1", "At the college of the fens", id="an interview"),
    pytest.param("Public examination at another place", "B", "Mathematics, paper 1", id="an examination"),
    pytest.param("Study leave for public examinations", "S", "Before the summer papers", id="study leave"),
]


@pytest.mark.parametrize(("kind", "code", "title"), ARRANGED)
def test_is_arranged_entered_from_the_register_and_over(sit_down, later, kind, code, title):
    a_class, keys = sit_down()
    go(keys, "Arrangements", "Visits and other planned absence", "Arrange something")
    keys.tab_to("Educational visit")
    while not keys.at.startswith(kind):
        keys.press("ArrowDown")
    write(keys, **{"Or pupils by name": "amina"})
    go(keys, "Continue")
    write(keys, What_it_is=title)
    day(keys, MONDAY)
    write(keys, Where_it_is="Ely")
    if code == "B":
        write(keys, Who_supervises="Mr T. Example", Who_approved_it="Ms H. Example")
    else:
        day(keys, MONDAY)
    go(keys, "See what would come of it")
    assert f"code {code}" in said(keys)
    go(keys, "Arrange it")
    assert "Arranged for 1 pupil" in said(keys)

    later(8, 50)
    go(keys, "Registers", "5 Oak")
    assert f"· {code}" in said(keys)
    take_the_rest(keys)
    assert (a_class.code(a_class.amina), a_class.code(a_class.callum)) == (code, "/")

    later(9, 20, on=TUESDAY)
    go(keys, "Arrangements", "Visits and other planned absence", "Past and withdrawn", title)
    assert f"{title} Over" in said(keys)
    assert "Marks to look at" not in said(keys)


def test_remote_education_is_noted_beside_the_absence_looked_at_and_ended(sit_down, later):
    a_class, keys = sit_down()
    go(keys, "Arrangements", "Remote education", "Note remote education")
    write(keys, **{"Pupil’s name": "cal"})
    go(keys, "Find", "Callum Eyre")
    day(keys, MONDAY)
    day(keys, TUESDAY)
    keys.tab_to("Illness or a medical need")
    keys.press("Space")
    write(keys, The_code_of_the_absence="I", What_is_set="Reading, by email", Agreed_with="Mr Eyre")
    day(keys, TUESDAY)
    go(keys, "Note it")
    assert "The register stays as it is: the pupil is absent." in said(keys)

    later(8, 50)
    a_class.take("/", "I")
    later(9, 20, on=TUESDAY)
    go(keys, "Arrangements", "Remote education", "Callum Eyre")
    assert "(1 session of absence)" in said(keys)
    write(keys, What_you_found="He is well again")
    go(keys, "Record the look")
    assert "He is well again It ended." in said(keys)


def test_a_closure_is_made_entered_withdrawn_and_the_register_taken(sit_down, later):
    a_class, keys = sit_down()
    go(keys, "Registers", "Closures", "Look at what it would do")
    forget_errors(keys.page, "409")
    keys.tab_to("Choose the code that says why")
    keys.press("Enter")
    assert keys.at == "Why"
    keys.type("Y4")
    write(keys, What_happened="The boiler failed")
    go(keys, "Look at what it would do")
    assert "Close the whole school?" in said(keys)
    go(keys, "Close the school")
    assert "Mon 7 Sep: Y4, The boiler failed" in said(keys)

    later(8, 46)
    enter_closures(school_id=a_class.school.pk, date=MONDAY, session="AM", by=SERVICE, now=at(8, 46))
    assert a_class.code(a_class.amina) == "Y4"
    later(8, 50)
    go(keys, "Registers", "Closures", "Withdraw", "Withdraw the closure")
    assert "Registers it had filled count as not taken" in said(keys)
    go(keys, "Registers", "5 Oak")
    assert "2 entries left by a closure that was withdrawn" in said(keys)
    take_the_rest(keys)
    assert (a_class.code(a_class.amina), a_class.code(a_class.callum)) == ("/", "/")
    assert a_class.is_whole()
