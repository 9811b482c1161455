"""A group's register as a PDF: what it says, and that a screen reader can read it."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.documents.class_register import class_register, register_pdf
from onroll.service.attendance_register.models import LedgerHead
from onroll.service.organisations.models import SchoolSession
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 9, 7)
SUNDAY = dt.date(2026, 9, 13)
NOW = at(16, on=dt.date(2026, 9, 11))
WEEK = r"""
        | Mon 7 Sep | Tue 8 Sep |
        |  AM   PM  |  AM   PM  |
  Amina |  /    \   |  N    \   |
  Bryn  |  V    V   |  /    -   |
"""


@pytest.fixture
def drawn() -> DrawnSchool:
    made = DrawnSchool()
    made.take(WEEK)
    made.amend("Amina", dt.date(2026, 9, 8), "AM", "I")
    return made


def pdf(drawn: DrawnSchool, first_day: dt.date = MONDAY, last_day: dt.date = SUNDAY) -> bytes:
    return register_pdf(
        drawn.actor("teacher").scope,
        school_id=drawn.school.pk,
        group_id=drawn.group.pk,
        first_day=first_day,
        last_day=last_day,
        now=NOW,
        printed_by="Mx P. Example",
    )


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)


class TestTheRegister:
    def test_holds_every_session_and_every_entry_as_it_stands(self, drawn: DrawnSchool) -> None:
        text = text_of(pdf(drawn))
        assert "Attendance register of 5 Oak" in text
        assert "Begum, Amina / \\ I \\" in text
        assert "Begum, Bryn V V /" in text

    def test_lists_each_amendment_with_its_original(self, drawn: DrawnSchool) -> None:
        (amended,) = class_register(
            drawn.actor().scope,
            school_id=drawn.school.pk,
            group_id=drawn.group.pk,
            first_day=MONDAY,
            last_day=SUNDAY,
            now=NOW,
        ).amendments
        assert (amended.original, amended.amended, amended.reason) == ("N", "I", "A parent wrote")
        assert (amended.made_by, amended.role) == ("Mx A. Example", "attendance_officer")
        text = text_of(pdf(drawn))
        for words in ("A parent wrote", "9 September 2026 at 10:00am, Mx A. Example", "Attendance officer"):
            assert words in " ".join(text.split())

    def test_says_so_when_nothing_was_amended(self, drawn: DrawnSchool) -> None:
        assert "No entry of these days was amended" in text_of(pdf(drawn, last_day=MONDAY))

    def test_explains_the_codes_it_uses_and_no_others(self, drawn: DrawnSchool) -> None:
        text = text_of(pdf(drawn))
        assert "Educational visit or trip" in text
        assert "Religious observance" not in text

    def test_carries_the_seal_that_proves_it(self, drawn: DrawnSchool) -> None:
        assert bytes(LedgerHead.objects.get(school=drawn.school).seal).hex() in text_of(pdf(drawn))

    def test_leaves_a_dash_for_days_before_the_starting_day(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Cerys", starting_day=dt.date(2026, 9, 8))
        assert "Begum, Cerys – –" in text_of(pdf(drawn))

    def test_says_so_where_the_school_did_not_meet(self, drawn: DrawnSchool) -> None:
        SchoolSession.objects.all().delete()
        assert "holds no session on these days" in text_of(pdf(drawn))

    def test_of_two_weeks_has_a_table_each(self, drawn: DrawnSchool) -> None:
        text = text_of(pdf(drawn, last_day=dt.date(2026, 9, 20)))
        assert "Week of 7 September 2026" in text
        assert "Week of 14 September 2026" in text

    def test_never_takes_a_name_for_markup(self, drawn: DrawnSchool) -> None:
        drawn.pupil('#panic("x") *Bold* $1$')
        assert '#panic("x") *Bold* $1$' in text_of(pdf(drawn)).replace("\n", " ")

    def test_is_refused_to_a_teacher_of_another_group(self, drawn: DrawnSchool) -> None:
        elsewhere = an_actor("head", a_school("Elsewhere School"))
        with pytest.raises(OutOfScope):
            class_register(
                elsewhere.scope,
                school_id=drawn.school.pk,
                group_id=drawn.group.pk,
                first_day=MONDAY,
                last_day=SUNDAY,
                now=NOW,
            )

    def test_takes_the_same_few_statements_whatever_the_class(
        self, drawn: DrawnSchool, django_assert_max_num_queries: object
    ) -> None:
        scope = drawn.actor().scope
        with django_assert_max_num_queries(7):  # type: ignore[operator]
            class_register(
                scope,
                school_id=drawn.school.pk,
                group_id=drawn.group.pk,
                first_day=MONDAY,
                last_day=dt.date(2026, 10, 23),
                now=NOW,
            )


class TestReadingItAloud:
    def test_has_a_language_a_title_and_says_it_is_accessible(self, drawn: DrawnSchool) -> None:
        reader = PdfReader(io.BytesIO(pdf(drawn)))
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "en-GB"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert reader.metadata.title == "Attendance register of 5 Oak, Broadmere Primary School"
        assert b"pdfuaid:part" in root["/Metadata"].get_data()

    def test_has_tables_with_headings_in_its_structure(self, drawn: DrawnSchool) -> None:
        reader = PdfReader(io.BytesIO(pdf(drawn)))
        tags = tags_of(reader.trailer["/Root"]["/StructTreeRoot"])
        assert {"/Table", "/TR", "/TH", "/TD", "/H1", "/H2"} <= tags

    def test_is_the_same_to_the_byte_when_made_again(self, drawn: DrawnSchool) -> None:
        assert pdf(drawn) == pdf(drawn)

    def test_travels_with_its_own_face(self, drawn: DrawnSchool) -> None:
        fonts = PdfReader(io.BytesIO(pdf(drawn))).pages[0]["/Resources"]["/Font"].values()
        described = [one.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for one in fonts]
        assert any("SourceSansPro" in one["/FontName"] and "/FontFile3" in one for one in described)


def tags_of(node: object) -> set[str]:
    """Return every tag in a part of a PDF's structure."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found |= {str(one["/S"])} if "/S" in one else set()
            waiting += [one["/K"]] if "/K" in one else []
    return found
