"""The codes as an address can hold them: three are signs, which an address cannot."""

from __future__ import annotations

_SIGNS = {"/": "present-morning", "\\": "present-afternoon", "#": "planned-closure"}
_CODES = {slug: code for code, slug in _SIGNS.items()}


def slug_of(code: str) -> str:
    """Return what stands for a code in an address."""
    return _SIGNS.get(code, code)


def code_of(slug: str) -> str:
    """Return the code that an address names, in large or small letters, whether or not there is one."""
    return _CODES.get(slug, slug.upper())
