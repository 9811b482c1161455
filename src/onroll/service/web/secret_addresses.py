"""Keep the secrets of addresses out of logs: whoever holds a link holds what it opens."""

from __future__ import annotations

import logging
import re
from typing import Any

#: Paths whose next part is a secret; under a school the same words are pages of its own, and no secret follows.
_SECRET = re.compile(
    r"(/schools/\d+)?(/(?:providers|notices|parents|calendar|sign-in/link|sign-in/address)/)([^/\s?#]+)"
)


def mask_secrets(words: str) -> str:
    """Return words with the secret of every address in them taken out."""
    return _SECRET.sub(lambda found: found[0] if found[1] else f"{found[2]}…", words)


class SecretAddresses(logging.Filter):
    """Mask the secrets of addresses in what is logged; every line is kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message and what is put into it."""
        record.msg = _masked(record.msg)
        if isinstance(record.args, dict):
            record.args = {key: _masked(value) for key, value in record.args.items()}
        elif record.args:
            record.args = tuple(_masked(one) for one in record.args)
        return True


def _masked(value: Any) -> Any:
    return mask_secrets(value) if isinstance(value, str) else value
