"""A class with a register, a data folder of its own, and the two acts of an extract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from onroll.service.extracts.comparing import PartCompared, compare_extracts
from onroll.service.extracts.extracting import Extracted, extract_registers
from onroll.service.organisations.models import School
from tests.factories.moments import MONDAY, at
from tests.factories.registers import SERVICE, AClass

TUESDAY = MONDAY + dt.timedelta(days=1)
TONIGHT = at(2, 30, on=TUESDAY)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a data folder of its own."""
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def oak() -> AClass:
    return AClass()


@pytest.fixture
def extract() -> Callable[..., Extracted]:
    def extract(*, now: dt.datetime = TONIGHT, **given: object) -> Extracted:
        return extract_registers(by=SERVICE, now=now, **given)  # type: ignore[arg-type]

    return extract


def compared(school: School, *, on: dt.date = TUESDAY) -> list[PartCompared]:
    """Compare every part of a school with its registers."""
    return compare_extracts(SERVICE.scope, school_id=school.pk, on=on)


def differences(school: School, *, on: dt.date = TUESDAY) -> list[str]:
    """Return what a comparison says of a school."""
    return [part.difference for part in compared(school, on=on) if not part.is_equal]
