"""What was wrong with a form that was sent: all of it at the top, and each fault at its field."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from onroll.service.refusals import Refused

_NOTHING: Mapping[str, str] = MappingProxyType({})


def faults_of(
    refusal: Exception, *, otherwise: str = "top", unread: Mapping[str, str] = _NOTHING
) -> dict[str, str]:
    """Return what was wrong by field, in the order it was asked for.

    `unread` says better of a field that could not be read than whoever was handed nothing for it. `otherwise` is where a
    refusal stands that names no field.
    """
    faults = refusal.faults if isinstance(refusal, Refused) else {otherwise: str(refusal)}
    return {field: unread.get(field, text) for field, text in faults.items()} | dict(unread)


def shown(faults: Mapping[str, str]) -> dict[str, Any]:
    """Return faults as a page's context has them."""
    return {
        "error": faults,
        "errors": [{"text": text, "href": f"#{field}"} for field, text in faults.items()],
    }
