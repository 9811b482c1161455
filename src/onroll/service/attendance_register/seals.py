"""The hashes that make the register a ledger. Pure: bytes out of values, nothing read and nothing kept.

Every entry has a hash over what it says. Every submission has a seal over itself, its entries' hashes in order and the
school's previous seal. Moments are whole seconds since 1970 (UTC), the same in every database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256

#: Before a school's first submission there is nothing to follow.
GENESIS = bytes(32)
_BETWEEN = "\x1f"


def seconds(moment: dt.datetime) -> int:
    """Return a moment as whole seconds since 1970."""
    return int(moment.timestamp())


def entry_hash(
    school_id: int,
    pupil_id: int,
    date: str,
    session: str,
    code: str,
    minutes_late: int | None,
    note: str,
    reason: str,
    replaces_id: int | None,
    made_at: int,
    made_by: str,
) -> bytes:
    """Return the hash of one attendance entry; `date` in ISO form, `made_at` in seconds."""
    late = "" if minutes_late is None else minutes_late
    replaced = "" if replaces_id is None else replaces_id
    text = (
        f"{school_id}\x1f{pupil_id}\x1f{date}\x1f{session}\x1f{code}\x1f{late}\x1f"
        f"{replaced}\x1f{made_at}\x1f{note}\x1f{reason}\x1f{made_by}"
    )
    return sha256(text.encode()).digest()


def digest(hashes: Iterable[bytes]) -> bytes:
    """Return one hash over entries' hashes, in order."""
    return sha256(b"".join(hashes)).digest()


def seal(header: tuple[object, ...], entries_digest: bytes, previous: bytes) -> bytes:
    """Return a submission's seal: over its header, its digest and the seal before it."""
    text = _BETWEEN.join("" if value is None else str(value) for value in header)
    return sha256(text.encode() + entries_digest + previous).digest()
