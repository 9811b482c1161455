"""Who an import is made by: the person who accepts it, with the reach that its files need and no other act of theirs has."""

from __future__ import annotations

from dataclasses import replace

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope


def importing(by: Actor, *, school_id: int | None) -> Actor:
    """Return the actor under whose name an import writes. Raise OutOfScope without leave to import.

    Leave to import is leave for everything the files hold: pupils, calendar, people. A new school is the service's own act.
    """
    if school_id is None:
        if not by.scope.unbounded:
            raise OutOfScope(
                "A school that is not on record is made by the command, or when the service is set up."
            )
    else:
        by.scope.require(Permission.IMPORT_RUN, school_id=school_id)
    return replace(by, scope=Scope.everything())
