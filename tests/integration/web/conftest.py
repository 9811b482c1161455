"""A class on a Monday morning in September, and people who open its pages."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import User
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.registers import AClass


class Morning:
    """The clock of the pages, which a test may set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def is_at(self, hour: int, minute: int = 0, **on: object) -> None:
        """Make it this time of Monday."""
        moment = at(hour, minute, **on)
        self._monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> Morning:
    morning = Morning(monkeypatch)
    morning.is_at(8, 50)
    return morning


@pytest.fixture
def a_class(db: None, morning: Morning) -> AClass:
    return AClass()


@pytest.fixture
def officer(a_class: AClass, browse):
    return browse(a_user("attendance_officer", school=a_class.school, name="Mrs A. Example"))


@pytest.fixture
def school(a_class: AClass) -> str:
    return f"/schools/{a_class.school.pk}"


@pytest.fixture
def browse(client: Client):
    """Give `browse(user)`: a client signed in as that user."""

    def signed_in(user: User) -> Client:
        client.force_login(user)
        return client

    return signed_in
