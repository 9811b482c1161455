"""The statements a piece of work sends, whether the database keeps them planned or not."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import Self

from django.db import connection

#: Statements that are not work: transaction control, and PostgreSQL's row-security setting.
_NOT_COUNTED = re.compile(
    r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SELECT set_config|SET |RESET )", re.IGNORECASE
)


class Statements(ExitStack):
    """The statements of a block, without transaction control and the row-security setting."""

    def __init__(self) -> None:
        super().__init__()
        self._sent: list[str] = []

    def __enter__(self) -> Self:
        self.enter_context(connection.execute_wrapper(self._note))
        return self

    @property
    def counted(self) -> list[str]:
        return [sql for sql in self._sent if not _NOT_COUNTED.match(sql)]

    def _note(self, execute, sql, values, many, context):
        self._sent.append(sql)
        return execute(sql, values, many, context)
