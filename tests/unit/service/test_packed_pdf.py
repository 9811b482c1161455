"""A PDF packed: smaller, and the same to whoever reads it."""

from __future__ import annotations

import datetime as dt
import io
import json
import re

import pytest
import typst
from pypdf import PdfReader

from onroll.service import packed_pdf
from onroll.service.packed_pdf import packed
from onroll.service.typesetting import TEMPLATES, typeset
from onroll.service.typesetting import _fonts as fonts

ITEMS = [
    {"title": "Unique pupil number", "lines": ["A123456789012"]},
    {"title": "Parents", "lines": ["Ms Mel Begum, mother, lives with the pupil", "07700 900123"]},
    {"title": "Notified, in error", "lines": ["Moves to 3 High Street"], "struck": True},
]
MADE_AT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)


def roll_of(pupils: int) -> dict[str, object]:
    named = [{"name": f"Amina Begum-{number}", "items": ITEMS} for number in range(pupils)]
    return {
        "school": "Oak School",
        "urn": "199999",
        "as_at": "20 November 2026",
        "printed_by": "Ms R. Adeyemi",
        "printed_at": "20 November 2026, 9:05am",
        "count": f"{pupils} pupils",
        "pupils": named,
    }


def as_the_typesetter_writes_it(pupils: int) -> bytes:
    return typst.compile(
        str(TEMPLATES / "admission-register.typ"),
        root=str(TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(roll_of(pupils))},
        pdf_standards=["ua-1"],
        timestamp=int(MADE_AT.timestamp()),
    )


@pytest.fixture(scope="module")
def plain() -> bytes:
    return as_the_typesetter_writes_it(40)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def words_of(thing: object) -> str:
    """Return an object in words, without what says which reader it was read by."""
    return re.sub(r"IndirectObject\((\d+), 0, \d+\)", r"<\1>", repr(thing))


class TestAPackedPdf:
    @pytest.mark.parametrize("together", [1, 7, packed_pdf.TOGETHER])
    def test_holds_every_object_under_its_own_number(self, plain, monkeypatch, together):
        monkeypatch.setattr(packed_pdf, "TOGETHER", together)
        before, after = read(plain), read(packed(plain))
        for number in range(1, before.trailer["/Size"]):
            assert words_of(after.get_object(number)) == words_of(before.get_object(number))

    def test_keeps_its_identity_its_words_and_its_structure(self, plain):
        before, after = read(plain), read(packed(plain))
        assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]
        assert after.metadata == before.metadata
        assert words_of(after.trailer["/ID"]) == words_of(before.trailer["/ID"])
        assert after.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert after.trailer["/Root"]["/StructTreeRoot"]["/K"]

    def test_is_half_of_what_it_was_or_less(self, plain):
        assert 2 * len(packed(plain)) <= len(plain)

    def test_is_not_packed_again(self, plain):
        once = packed(plain)
        assert packed(once) == once

    def test_is_refused_where_an_object_does_not_stand_where_the_table_says(self, plain):
        with pytest.raises(ValueError, match="Object 1 of the PDF does not stand where its table says"):
            packed(plain.replace(b"\n1 0 obj", b"\n1 0 OBJ", 1))


class TestADocument:
    def test_is_packed_and_the_same_for_the_same_data_and_moment(self):
        once, again = (typeset("admission-register.typ", roll_of(3), made_at=MADE_AT) for _ in range(2))
        assert once == again
        assert b"/Type/ObjStm" in once

    def test_weighs_at_most_a_kilobyte_for_each_pupil_more_of_a_roll(self):
        few, more = (len(typeset("admission-register.typ", roll_of(n), made_at=MADE_AT)) for n in (20, 120))
        assert more - few < 100 * 1_024

    def test_reads_an_item_of_a_roll_as_one_paragraph(self):
        text = read(typeset("admission-register.typ", roll_of(1), made_at=MADE_AT)).pages[0].extract_text()
        assert re.search(r"Unique pupil number\s*A123456789012", text)
