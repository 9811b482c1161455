"""A register as a browser shows it: where it is, what stands in it, and how it is worked by keyboard."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onroll.service import clock
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.people.models import Pupil
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass

#: Who is in the class beside the two of `AClass`.
NAMES = [("Alfie", "Carter"), ("Bella", "Dunn"), ("Daisy", "Fenn"), ("Elis", "Gray")]


def let_it_be(monkeypatch: pytest.MonkeyPatch, hour: int, minute: int) -> None:
    """Set the service's clock to a time of the Monday of the tests."""
    # In UTC: the summer's clock and today's may stand an hour apart.
    offset = at(hour, minute).astimezone(dt.UTC) - clock.real_now().astimezone(dt.UTC)
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))


def address(a_class: AClass) -> str:
    """Return where the Monday morning's register is."""
    return f"/schools/{a_class.school.pk}/registers/{a_class.group.pk}/{MONDAY.isoformat()}/am/"


def codes(a_class: AClass) -> list[str]:
    """Return the codes that stand, in the order of the register; blank where there is none."""
    rows = CurrentEntry.objects.filter(school=a_class.school, date=MONDAY, session="AM")
    found = dict(rows.values_list("pupil_id", "code"))
    pupils = Pupil.objects.filter(enrolments__school=a_class.school).order_by("legal_surname")
    return [found.get(pupil.pk, "") for pupil in pupils]


def press(page: Any, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def start(page: Any) -> None:
    """Put the keyboard on the first pupil."""
    page.locator("tbody input[type=radio]").first.focus()


def state(page: Any) -> str:
    """Return what the page says of its marks."""
    return str(page.locator("#state").inner_text())


def forget_errors(page: Any, *expected: str) -> None:
    """Take from a page's errors those that the test brought about; any other still fails it."""
    page.page_errors[:] = [one for one in page.page_errors if not any(words in one for words in expected)]
