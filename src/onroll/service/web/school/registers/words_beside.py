"""The words that a register says beside a pupil, as they are written in `content/`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import onroll.service

_WORDS = Path(onroll.service.__file__).parent / "content" / "registers" / "beside-a-pupil.toml"


@lru_cache(maxsize=1)
def words_beside() -> dict[str, str]:
    """Return each of the words by its name."""
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
