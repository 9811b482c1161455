"""What an upgrade leaves to do before the night: pages cannot read what another version kept."""

from __future__ import annotations

from onroll.service.extracts.account import account_of
from onroll.service.extracts.folder import schools_with_parts
from onroll.service.figures.store import has_another_format
from onroll.service.jobs import tasks


def count_after_upgrade() -> bool:
    """Have every school extracted and every body counted anew where another version kept anything; say whether they are."""
    found = has_another_format() or any(account_of(urn) is None for urn in schools_with_parts())
    if found:
        tasks.extract_all.enqueue()
    return found
