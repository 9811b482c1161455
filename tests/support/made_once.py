"""What takes long to make is made once for the tests of a module or a class, within a transaction that each test's own stands in.

@pytest.fixture(scope="module")
def counted(made_once):
    with made_once():
        yield a_school_with_a_year_of_registers()

What a test changes of it is undone with that test, as ever, and all of it after the last of them. Until then every test
of the module, or of the class, finds it in the database: one that must not is put in a class of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

MadeOnce = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def made_once(django_db_setup: None, django_db_blocker: Any) -> MadeOnce:
    """Give `made_once()`: a while in which a fixture may write to the database, and whatever is within is undone after it."""
    from django.db import transaction

    @contextmanager
    def within_one_transaction() -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return within_one_transaction
