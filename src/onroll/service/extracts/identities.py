"""Under which id a child stands in an extract: one for each child, the same every time, and meaning nothing outside.

A UPN would name the child to any other system, and some children have none. So the id is made from the service's own by
the service's secret key: a copy of the extract without that key leads to nobody, and the service needs no list to lead
back. Where two rows were found to be one child, both stand under the id of the row that was kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping

from django.conf import settings

from onroll.service.people.models import Pupil

#: Eighty bits: among every pupil in England the chance that any two are alike is one in 30,000 million.
_BYTES = 10


class Identities:
    """The ids of children in extracts, by the service's own ids for them."""

    def __init__(self, folded: Mapping[int, int], key: bytes) -> None:
        """Make them from which row was folded into which, and a key."""
        self._folded, self._key = folded, key

    @classmethod
    def now(cls) -> Identities:
        """Return them as the record stands now."""
        folded = Pupil.objects.filter(folded_into__isnull=False).order_by()
        key = hashlib.sha256(b"onroll.extracts.pupil" + settings.SECRET_KEY.encode()).digest()
        return cls(dict(folded.values_list("pk", "folded_into_id")), key)

    def of(self, pupil_id: int) -> str:
        """Return the id of a child."""
        return self.of_row(self.kept(pupil_id))

    def of_row(self, pupil_id: int) -> str:
        """Return the id of a child's own row, under which an extract from before it was folded into another has it."""
        made = hmac.digest(self._key, str(pupil_id).encode(), "sha256")[:_BYTES]
        return base64.b32encode(made).decode().lower()

    def fingerprint(self, pupil_ids: Iterable[int]) -> str:
        """Return what changes when any of these children comes to stand under another id."""
        moved = sorted((pupil_id, self.kept(pupil_id)) for pupil_id in pupil_ids if pupil_id in self._folded)
        return hmac.new(self._key, repr(moved).encode(), "sha256").hexdigest()

    def kept(self, pupil_id: int) -> int:
        """Return the row that a child's own row was folded into in the end; itself where it was not."""
        while (kept := self._folded.get(pupil_id)) is not None:
            pupil_id = kept
        return pupil_id
