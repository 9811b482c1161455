"""How many parts a text is sent in: what a network carries in one, and in each of several."""

from __future__ import annotations

#: More than this costs a school more than it is worth, and is not read.
MOST_PARTS = 3

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Written with an escape before it, so it takes two places.
_EXTENDED = frozenset("^{}\\[~]|€")


def parts_of(text: str) -> int:
    """Return how many parts a text takes: 160 characters alone and 153 in each of several, or 70 and 67 beyond that alphabet."""
    characters = set(text)
    if characters <= _BASIC | _EXTENDED:
        places = len(text) + sum(text.count(one) for one in _EXTENDED)
        alone, each = 160, 153
    else:
        places = len(text.encode("utf-16-le")) // 2
        alone, each = 70, 67
    return 1 if places <= alone else -(-places // each)
