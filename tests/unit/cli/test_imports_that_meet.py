"""Two imports at once: one waits for the other, and says so where it has waited in vain."""

import pytest
import typer
from django.db import OperationalError

from onroll.cli.import_ import _others_at_work


class TestAnImportThatMeetsAnother:
    def test_says_that_somebody_else_is_writing_and_that_it_changed_nothing(self, capsys):
        with pytest.raises(typer.Exit), _others_at_work():
            raise OperationalError("database is locked")
        said = capsys.readouterr().err
        assert said.startswith("Onroll: Somebody else is writing to the record")
        assert "changed nothing" in said

    def test_leaves_every_other_fault_of_the_database_as_it_is(self):
        with pytest.raises(OperationalError, match="disk"), _others_at_work():
            raise OperationalError("disk I/O error")
