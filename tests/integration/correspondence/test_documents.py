"""Messages taken out as documents: opened again, they name the school and the day, lack nothing, and harm no script."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from onroll.service.access.models import Viewing
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.correspondence.actions.taking_out import Taken, take_out_document
from onroll.service.correspondence.actions.wording import decide_wording, write_wording
from onroll.service.correspondence.drafting import Request
from onroll.service.correspondence.fields import FIELDS
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import LETTER, PARENT, templates
from onroll.service.correspondence.word import Page, word_document
from tests.factories.access import a_user
from tests.factories.correspondence import AFamily, a_parent
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

#: Whatever a letter has to be given, so that a kind added later is tried too.
FACTS = {one.name: one.example for one in FIELDS.values() if one.is_given}
#: What the office prints every week.
OFTEN = ("absence-reason-noted", "lateness", "call-back", "return-check-in", "welcome-back")


@pytest.fixture
def family() -> AFamily:
    """Amina, her mother, and her father who lives elsewhere."""
    family = AFamily()
    family.father = a_parent(family.pupil, "Imran", address="9 High Street, Wenlow")
    return family


def take(family: AFamily, template: str = "welcome-back", form: str = "docx", **others: object) -> Taken:
    """Take a letter about Amina out, as the attendance officer."""
    by = others.pop("by", family.officer)
    asked = Request(
        family.school.pk, template, "test", LETTER, {family.pupil.pk: FACTS}, **{"on": MONDAY, **others}
    )
    return take_out_document(request=asked, form=form, by=by, now=at(10))


def opened(taken: Taken):
    """Open a Word document again."""
    return Document(io.BytesIO(taken.made))


def text_of(taken: Taken) -> str:
    """Return everything a Word document says."""
    return "\n".join(one.text for one in opened(taken).paragraphs)


def with_wording(family: AFamily, body: str) -> None:
    """Let the school have its own words for welcoming a pupil back, approved by the head."""
    made = write_wording(
        school_id=family.school.pk, template="welcome-back", channel=LETTER, language="en", subject="{pupil}", body=body,
        by=family.officer, now=at(8),
    )  # fmt: skip
    head = an_actor("head", family.school)
    decide_wording(school_id=family.school.pk, wording_id=made.pk, approve=True, by=head, now=at(9))


def letters() -> list[str]:
    """Return every message to parents that there is as a letter."""
    return [one.key for one in templates().values() if one.audience == PARENT and LETTER in one.channels]


def test_what_the_office_prints_every_week_are_letters():
    assert set(OFTEN) <= set(letters())


class TestInWord:
    @pytest.mark.parametrize("template", letters())
    def test_each_kind_names_the_school_and_the_day_and_leaves_nothing_to_fill_in(self, family, template):
        text = text_of(take(family, template))
        assert "Broadmere Primary School" in text
        assert "School Road" in text
        assert "7 September 2026" in text
        assert re.findall(r"\{|\}|None", text) == []
        assert "Dear Mrs Begum" in text

    def test_begins_each_letter_on_a_page_of_its_own(self, family):
        taken = take(family)
        broken = [one.text for one in opened(taken).paragraphs if one.paragraph_format.page_break_before]
        assert (taken.letters, len(broken)) == (2, 1)
        assert [text_of(taken).count(one) for one in ("4 Mill Lane", "9 High Street")] == [1, 1]

    def test_is_in_the_words_the_school_approved(self, family):
        with_wording(family, "Dear {recipient}\n\nCroeso yn ôl, {pupil}: tŷ, dŵr, pêl.\n\n{sender}\n{school}")
        assert "Croeso yn ôl, Amina: tŷ, dŵr, pêl." in text_of(take(family))

    def test_that_waits_for_approval_is_not_used(self, family):
        write_wording(
            school_id=family.school.pk, template="welcome-back", channel=LETTER, language="en", subject="{pupil}",
            body="Dear {recipient}\n\nNot approved.\n\n{sender}\n{school}", by=family.officer, now=at(8),
        )  # fmt: skip
        assert "Not approved." not in text_of(take(family))

    def test_runs_right_to_left_where_its_language_does_and_nowhere_else(self, family):
        words = "Amina کا سکول میں واپس آنا اچھا ہے۔"
        urdu, polish = (
            Page(("A",), "", ((said,),), of) for said, of in ((words, "ur"), ("Dzień dobry", "pl"))
        )
        made = word_document(family.school, [urdu, polish], title="Letters", on=MONDAY)
        paragraphs = Document(io.BytesIO(made)).paragraphs
        turned = [one for one in paragraphs if one._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None]
        assert [one.text for one in turned] == [words]
        (run,) = turned[0].runs
        assert run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
        assert run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:bidi")) == "ur"
        (polish_run,) = next(one for one in paragraphs if one.text == "Dzień dobry").runs
        assert polish_run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) == "pl"

    def test_has_its_subject_as_a_heading_that_looks_as_a_letters_does(self, family):
        page = Page(("A",), "Amina’s attendance", (("Dear A",),), "en")
        made = word_document(family.school, [page], title="Letters", on=MONDAY)
        (heading,) = [
            one for one in Document(io.BytesIO(made)).paragraphs if one.style.name.startswith("Heading")
        ]
        assert (heading.text, heading.style.name) == ("Amina’s attendance", "Heading 1")
        face = heading.style.font
        assert (face.name, face.size.pt, face.bold, str(face.color.rgb)) == ("Arial", 11, True, "000000")
        assert not [name for name in heading.style.element.rPr.rFonts.attrib if name.endswith("Theme")]

    def test_keeps_characters_that_mean_something_to_a_file(self, family):
        with_wording(family, "Dear {recipient}\n\n<b>Khan & Co</b> “quoted”\n\n{sender}\n{school}")
        assert "<b>Khan & Co</b> “quoted”" in text_of(take(family))


class TestAsPdf:
    @pytest.mark.parametrize("template", OFTEN)
    def test_has_a_page_for_each_letter(self, family, template):
        pages = PdfReader(io.BytesIO(take(family, template, "pdf").made)).pages
        assert len(pages) == 2
        text = pages[0].extract_text()
        assert "Broadmere Primary School" in text
        assert "7 September 2026" in text
        assert "{" not in text


class TestTakingOut:
    def test_sends_nothing_and_leaves_a_note_and_a_look(self, family):
        officer = an_actor("attendance_officer", family.school)
        take(family, by=officer)
        assert not Message.objects.exists()
        event = Event.objects.get(name="messages.document.taken out")
        assert (event.details["letters"], event.details["form"]) == (2, "docx")
        assert [one.pupil_id for one in Viewing.objects.filter(page="letter as document")] == [
            family.pupil.pk
        ]

    def test_has_no_letter_for_a_parent_who_is_sent_nothing(self, family):
        family.father.relationships.update(may_be_sent=False)
        taken = take(family)
        assert taken.letters == 1
        assert "High Street" not in text_of(taken)

    def test_says_where_nobody_may_be_written_to(self, family):
        family.pupil.relationships.update(may_be_sent=False)
        with pytest.raises(MessageRefused, match="nothing to take out"):
            take(family)

    @pytest.mark.parametrize(("form", "says"), [("odt", "Choose Word or PDF"), ("", "Choose Word or PDF")])
    def test_is_word_or_pdf(self, family, form, says):
        with pytest.raises(MessageRefused, match=says):
            take(family, form=form)

    def test_is_for_those_who_may_send_messages(self, family):
        with pytest.raises(OutOfScope):
            take(family, by=an_actor("senco", family.school))


class TestThePage:
    def test_offers_both_and_sends_the_file(self, family, client):
        client.force_login(a_user("attendance_officer", school=family.school))
        page = f"/schools/{family.school.pk}/messages/send/welcome-back/"
        asked = {"whom": "all", "channel": "letter", "on": MONDAY.isoformat()}
        assert "As a document: Word, to edit or PDF, to print" in words_of(client.get(page, asked))
        assert "As a document" not in words_of(client.get(page, {**asked, "channel": "email"}))
        word = client.get(f"{page}document/", {**asked, "as": "docx"})
        assert word["Content-Disposition"].startswith('attachment; filename="welcome-back-')
        assert "no-store" in word["Cache-Control"]
        assert Document(io.BytesIO(word.content)).core_properties.author == "Broadmere Primary School"
        assert client.get(f"{page}document/", {**asked, "as": "pdf"}).content.startswith(b"%PDF")

    def test_leads_back_and_says_what_is_missing(self, family, client):
        client.force_login(a_user("attendance_officer", school=family.school))
        page = f"/schools/{family.school.pk}/messages/send/welcome-back/document/"
        answer = client.get(page, follow=True)
        assert "Choose about which pupils it is" in words_of(answer)
        assert client.get(f"/schools/{family.school.pk}/messages/send/none/document/").status_code == 404
