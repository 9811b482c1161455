"""Letters on paper: each on pages of its own, with the address where a window envelope has its window."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from onroll.service.correspondence.letters import letter_pdf, letters_pdf
from tests.factories.correspondence import AFamily, a_parent
from tests.factories.moments import at

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
A_MILLIMETRE = 72 / 25.4


@pytest.fixture
def letters():
    family = AFamily()
    a_parent(family.pupil, "Imran", address="9 High Street, Wenlow")
    return family.ask(channel="letter").messages


def places(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Return where each piece of text of the first page begins, in millimetres from the left and from the top."""
    found: dict[str, tuple[float, float]] = {}

    def note(text, matrix, text_matrix, *_):
        if text.strip():
            x = matrix[4] + matrix[0] * text_matrix[4]
            y = matrix[5] + matrix[3] * text_matrix[5]
            found.setdefault(text.strip(), (x / A_MILLIMETRE, 297 - y / A_MILLIMETRE))

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return found


class TestALetter:
    def test_has_its_address_in_the_window_and_nothing_else_there(self, letters):
        inside = {
            text
            for text, (x, y) in places(letter_pdf(letters[0])).items()
            if 24.5 < x < 120 and 40 < y < 66.2
        }

        assert " ".join(sorted(inside)).count("Mill Lane") == 1
        assert {"Mrs Rukhsana Begum", "AB1 2CD"} <= set(" ".join(inside).split("\n")) | inside
        assert not any("not in school" in text for text in inside)

    def test_is_the_same_to_the_byte_each_time(self, letters):
        assert letter_pdf(letters[0]) == letter_pdf(letters[0])

    def test_is_tagged_and_in_english(self, letters):
        root = PdfReader(io.BytesIO(letter_pdf(letters[0]))).trailer["/Root"]

        assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
        assert str(root["/Lang"]).startswith("en")


def test_many_letters_are_one_file_with_a_page_or_more_each(letters):
    pages = PdfReader(io.BytesIO(letters_pdf(letters, made_at=at(10)))).pages

    assert len(pages) == 2
    assert "Mill Lane" in pages[0].extract_text()
    assert "High Street" not in pages[0].extract_text()
    assert "High Street" in pages[1].extract_text()
