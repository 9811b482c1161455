"""A class whose pupil somebody outside the school must be told about."""

from __future__ import annotations

import pytest

from tests.factories.notices import AWatchedClass


@pytest.fixture
def oak(db: None) -> AWatchedClass:
    oak = AWatchedClass()
    oak.take("/", "N")
    return oak
