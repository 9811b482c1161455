"""The documents that are written from the code, so that they cannot disagree with it: `onroll docs`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from onroll.documentation import attendance_codes, commands, law, measures, provisions, roles

NOTICE = "<!-- Written by `onroll docs` from the code. Change the code, not this file. -->\n"

#: Every generated document, from the `docs` folder, and the function that writes its words.
DOCUMENTS: dict[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "law/README.md": law.contents_page,
    "law/attendance-codes.md": attendance_codes.page,
    "law/casebook.md": provisions.casebook_page,
    "law/coverage.md": provisions.coverage_page,
    "law/provisions.md": law.provisions_page,
    "law/rules.md": law.rules_page,
    "law/values.md": law.values_page,
    "measures/README.md": measures.page,
    "roles.md": roles.page,
}


def stale(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each document in a `docs` folder that is missing or says otherwise, with what it should say."""
    for name, page in DOCUMENTS.items():
        words = f"{NOTICE}\n{page().strip()}\n"
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != words:
            yield path, words
