"""Sessions in the database, as Django keeps them; every page reads one, so the statement that does is ours."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection

from onroll.service import clock
from onroll.service.hand_written import columns_of, instances


class SessionStore(DatabaseSessions):
    """Django's own store of sessions, read by hand."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """Return the session of this key; None, and the key forgotten, where there is none or it has expired."""
        found = instances(
            self.model,
            f"SELECT {columns_of(self.model)} FROM {self.model._meta.db_table}"
            " WHERE session_key = %s AND expire_date > %s",
            [self.session_key, connection.ops.adapt_datetimefield_value(clock.real_now())],
        )
        if not found:
            self._session_key = None
            return None
        return found[0]
