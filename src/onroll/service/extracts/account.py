"""What a school's parts were made from, and when: kept beside them, and believed only as far as the ledger agrees."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field

from onroll.service.extracts.folder import account_path, new_file, put

#: One more wherever parts come to be written otherwise, so that every part is written again.
FORMAT = 2


@dataclass(slots=True)
class PartMade:
    """One part: how many rows it has, a digest over them where they are few, and when it was written."""

    rows: int
    made_at: str
    digest: str = ""


@dataclass(slots=True)
class Account:
    """A school's parts: the ledger's number and seal they are equal to, under which ids, and as at when."""

    urn: str
    school_id: int
    number: int
    seal: str
    identities: str
    #: When they were last found to be, or made, equal to the registers.
    equal_at: str
    years: dict[int, dict[str, PartMade]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def moment(self) -> dt.datetime:
        """When the parts were last equal to the registers."""
        return dt.datetime.fromisoformat(self.equal_at)

    def keep(self) -> None:
        """Keep the account in its place; last, so that a part is never older than it says."""
        path = new_file("json")
        path.write_text(json.dumps(asdict(self)))
        put(path, account_path(self.urn))


def account_of(urn: str) -> Account | None:
    """Return what is kept of a school's parts; None where nothing is, or another version of Onroll wrote it."""
    try:
        said = json.loads(account_path(urn).read_text())
        if said["format"] != FORMAT:
            return None
        years = {
            int(year): {table: PartMade(**part) for table, part in parts.items()}
            for year, parts in said.pop("years").items()
        }
        return Account(years=years, **said)
    except (OSError, ValueError, KeyError, TypeError):
        return None
