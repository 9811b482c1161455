"""Documents on paper: a template and its data made into a tagged PDF that a screen reader can read (PDF/UA-1).

Data reach a template as JSON and are never read as markup. A document that breaks the accessibility rules is not made:
the compiler refuses it. The font travels with us, so a document is the same on every machine.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onroll.service.packed_pdf import packed

TEMPLATES = Path(__file__).parent / "content" / "documents"


def typeset(template: str, data: Mapping[str, Any], *, made_at: dt.datetime) -> bytes:
    """Return the PDF of a template of `content/documents` and its data; days and moments as text already.

    The same data and moment give the same bytes.
    """
    import typst

    plain = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )
    return packed(plain)


@cache
def _fonts() -> Any:
    """Return the fonts, read once a process: reading them takes longer than setting a letter."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(_folder_of_fonts())])


def _folder_of_fonts() -> Path:
    """Return the folder of the sans font; it comes as a package of its own."""
    # Looked up, not imported: the package reads every font as it is imported.
    found = find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise ModuleNotFoundError(
            "The package font-source-sans-pro is not installed. Install onroll[service]."
        )
    return Path(found.origin).parent / "files"
