"""Guides that can be run: their blocks of code, section by section, and what each says it prints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block to run, and what the block after it says is printed; None where there is none."""

    kind: str
    text: str
    prints: str | None


def sections(guide: Path) -> dict[str, list[Block]]:
    """Answer the blocks of each section that has any, by its heading."""
    titles_and_words = re.split(r"^## (.+)$", guide.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    pairs = zip(titles_and_words[::2], titles_and_words[1::2], strict=True)
    return {title: blocks for title, words in pairs if (blocks := list(_blocks(words)))}


def _blocks(words: str) -> Iterator[Block]:
    found = _BLOCK.findall(words)
    for (kind, text), following in zip(found, [*found[1:], ("", "")], strict=False):
        if kind != "text":
            yield Block(kind, text, following[1] if following[0] == "text" else None)
