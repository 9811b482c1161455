"""A class with two mornings on record, and the way another system's file comes in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onroll.service.access.actor import Actor
from onroll.service.reconciliation.actions.comparing import compare_file
from onroll.service.reconciliation.actions.sending import send_file
from onroll.service.reconciliation.asked import AskedOfMarks, AskedOfTotals
from onroll.service.reconciliation.models import Comparison
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass

TUESDAY = MONDAY + dt.timedelta(days=1)
NOW = at(12, on=TUESDAY)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a data folder of its own."""
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def a_class(db: None) -> AClass:
    """Amina and Callum: present and ill on Monday morning, ill and present on Tuesday."""
    a_class = AClass()
    a_class.take("/", "I", by=a_class.officer)
    a_class.take("I", "/", date=TUESDAY, by=a_class.officer)
    return a_class


@pytest.fixture
def officer(a_class: AClass) -> Actor:
    return an_actor("attendance_officer", a_class.school)


@pytest.fixture
def send(a_class: AClass, officer: Actor) -> Callable[..., Comparison]:
    """Send a file, by its name and what it holds, to be compared."""

    def send(
        content: str | bytes,
        *,
        asked: AskedOfMarks | AskedOfTotals | None = None,
        name: str = "marks.csv",
        **how: Any,
    ) -> Comparison:
        held = content.encode() if isinstance(content, str) else content
        how = {"by": officer, "now": NOW, "school_id": a_class.school.pk, **how}
        return send_file(files=[(name, io.BytesIO(held))], asked=asked or AskedOfMarks(), **how)

    return send


@pytest.fixture
def compare(send: Callable[..., Comparison], officer: Actor) -> Callable[..., Comparison]:
    """Send a file and compare it."""

    def compare(content: str | bytes, **how: Any) -> Comparison:
        return compare_file(comparison_id=send(content, **how).pk, by=officer, now=NOW)

    return compare


def marks_of(a_class: AClass, *lines: tuple[str, dt.date, str, str]) -> str:
    """Write a file of marks: a pupil by name, a day, a session and a sign."""
    ids = {"Amina": a_class.amina, "Callum": a_class.callum}
    refs = {name: pupil.enrolments.get().pupil_ref for name, pupil in ids.items()}
    rows = [f"{refs.get(who, who)},{day.isoformat()},{session},{sign}" for who, day, session, sign in lines]
    return "\n".join(["pupil,date,session,code", *rows]) + "\n"
