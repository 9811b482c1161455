"""Which of the encodings schools' files come in a file is in: by its byte-order mark, else UTF-8, else Windows-1252."""

from __future__ import annotations

import codecs
from pathlib import Path

from onroll.service.exchange.faults import FileRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_CURE = "Open it in the program that made it and save it as “CSV UTF-8 (comma delimited)”."


def encoding_of(path: Path, file: str) -> str:
    """Return the encoding of a text file; FileRefused where it is not text."""
    with path.open("rb") as stream:
        start = stream.read(4)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    # UTF-8 with Windows-1252 letters in it nearly always breaks UTF-8's rules; detectors that guess by frequency
    # took real Windows-1252 files for Windows-1250, so none is asked.
    for name in (marked,) if marked else ("utf-8", "cp1252"):
        if _decodes(path, name, file):
            return name
    if marked:
        raise FileRefused(file, f"It begins as {marked} text but does not go on as such.", _CURE)
    raise FileRefused(file, "It is neither UTF-8 nor Windows-1252 text.", _CURE)


def _decodes(path: Path, name: str, file: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError:
                return False
            if "\x00" in text:
                raise FileRefused(file, "It holds zero bytes, so it is not a text file.", _CURE)
            if not chunk:
                return True
