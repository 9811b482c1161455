import pytest

from tests.factories.registers import AClass


@pytest.fixture
def oak(db):
    """A class of two whose register opens at 8:45 and closes at 9:15."""
    return AClass()
