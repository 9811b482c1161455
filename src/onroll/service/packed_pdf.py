"""A PDF made small: what is plain in it goes into compressed streams, and so does its table of where each object is.

The typesetter writes each element of a document's structure, which screen readers read, as an object of its own, and plain:
nine tenths of a long document. A reader of PDF 1.5 and later takes such objects, a few hundred together, from a stream
(ISO 32000-1, 7.5.7 and 7.5.8, which PDF/UA-1 builds on). Nothing is taken away or changed: every object keeps its number.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise

#: Objects in a stream: whoever wants one unpacks them all.
TOGETHER = 500
#: Bytes of a row of the table: the kind, the place or the stream's number, the generation or the place in the stream.
_WIDTHS = (1, 4, 2)
_FREE, _BY_ITSELF, _IN_A_STREAM = 0, 1, 2
#: A table as the typesetter writes it: one section from object 0, rows of twenty bytes, then the trailer.
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_ROW = 20
_SIZE = re.compile(rb"/Size \d+")
_HEAD, _TAIL = re.compile(rb"\d+ 0 obj\s*"), re.compile(rb"\s*endobj\s*$")

Row = tuple[int, int, int]


def packed(pdf: bytes) -> bytes:
    """Return a PDF with its plain objects and its table compressed; as it is where its table is compressed already."""
    trailer = _TRAILER.search(pdf, max(0, len(pdf) - 4_096))
    if trailer is None or not (table := _TABLE.match(pdf, int(trailer[2]))):
        return pdf
    written = bytearray(pdf[: pdf.index(b"\n") + 1] + b"%\x80\x80\x80\x80\n")
    count = int(table[1])
    rows: list[Row] = [(_FREE, 0, 65_535)] + [(_FREE, 0, 0)] * (count - 1)
    plain: dict[int, bytes] = {}
    for number, words in _objects(pdf, table.end(), count, int(trailer[2])):
        if words.endswith(b"endstream"):
            rows[number] = (_BY_ITSELF, _append(written, number, words), 0)
        else:
            plain[number] = words
    numbers = list(plain)
    for start in range(0, len(numbers), TOGETHER):
        chosen = numbers[start : start + TOGETHER]
        stream = len(rows)
        rows.append((_BY_ITSELF, _append(written, stream, _together({n: plain[n] for n in chosen})), 0))
        for place, number in enumerate(chosen):
            rows[number] = (_IN_A_STREAM, stream, place)
    at = len(written)
    rows.append((_BY_ITSELF, at, 0))
    _append(written, len(rows) - 1, _table_of(rows, _SIZE.sub(b"", trailer[1])))
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % at)


def _objects(pdf: bytes, first_row: int, count: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield each object in use by its number, without the words around it, in the order of the numbers."""
    begins = {
        number: int(pdf[row : row + 10])
        for number in range(count)
        if pdf[(row := first_row + _ROW * number) + 17 : row + 18] == b"n"
    }
    in_order = [*sorted(begins.values()), end]
    ends = dict(pairwise(in_order))
    for number, begin in begins.items():
        whole = pdf[begin : ends[begin]]
        head, tail = _HEAD.match(whole), _TAIL.search(whole)
        if head is None or tail is None:
            raise ValueError(f"Object {number} of the PDF does not stand where its table says.")
        yield number, whole[head.end() : tail.start()]


def _append(written: bytearray, number: int, words: bytes) -> int:
    """Write an object, and return where it begins."""
    at = len(written)
    written += b"%d 0 obj\n%b\nendobj\n" % (number, words)
    return at


def _together(plain: Mapping[int, bytes]) -> bytes:
    """Return a stream of several objects: the number and place of each, then the objects."""
    places, at = [], 0
    for number, words in plain.items():
        places.append(b"%d %d" % (number, at))
        at += len(words) + 1
    index = b" ".join(places) + b"\n"
    content = zlib.compress(index + b"\n".join(plain.values()))
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(plain), len(index)), content)


def _table_of(rows: list[Row], trailer: bytes) -> bytes:
    """Return the stream that says where each object is; each row is written as what differs from the one above it."""
    table = b"".join(
        b"".join(value.to_bytes(width, "big") for value, width in zip(row, _WIDTHS, strict=True))
        for row in rows
    )
    columns = sum(_WIDTHS)
    differences = bytes(
        (below - above) & 255 for above, below in zip(bytes(columns) + table, table, strict=False)
    )
    content = zlib.compress(
        b"".join(b"\x02" + differences[at : at + columns] for at in range(0, len(differences), columns))
    )
    said = b"/Type/XRef/Size %d/W[%d %d %d]" % (len(rows), *_WIDTHS)
    read_so = b"/DecodeParms<</Predictor 12/Columns %d>>" % columns
    return _stream(said + read_so + trailer, content)


def _stream(said: bytes, content: bytes) -> bytes:
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (said, len(content), content)
