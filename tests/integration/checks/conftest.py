from __future__ import annotations

import pytest

from tests.factories.drawn_school import DrawnSchool


@pytest.fixture
def drawn(db: None) -> DrawnSchool:
    """A school whose registers a test draws."""
    return DrawnSchool()
