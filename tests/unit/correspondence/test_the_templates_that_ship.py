"""The templates that come with Onroll: each is read when the tests run, and what may not be said is refused."""

from __future__ import annotations

import pytest

from onroll.service.correspondence.filling import faults_of, fields_in
from onroll.service.correspondence.templates import TemplateFault, read_template, templates

GOOD = """---
key: made-up
title: Made up
says: Says nothing in particular.
audience: parent
facts: []
only_on_the_day: false
personal_detail: false
approved:
  en: {by: Somebody, on: 2026-11-27}
---
# text, en
{school}: {pupil} is well.
"""


def faults(text: str) -> str:
    return " ".join(faults_of(read_template(text, "made-up")))


class TestEveryTemplateThatShips:
    @pytest.mark.parametrize("key", templates())
    def test_has_no_fault(self, key):
        assert list(faults_of(templates()[key])) == []

    def test_is_kept_under_its_own_key(self):
        from onroll.service.correspondence.templates import CONTENT

        assert sorted(templates()) == sorted(path.stem for path in CONTENT.glob("*.md"))

    def test_of_an_absence_is_there_in_other_languages_that_nobody_has_approved(self):
        absence = templates()["absence-no-reason"]

        assert {language for _, language in absence.words} == {"en", "pl", "ro", "ur"}
        assert [language for language, approved in absence.approved.items() if approved] == ["en"]

    def test_for_a_parent_says_in_no_text_why_or_how_often(self):
        said = {
            name
            for template in templates().values()
            for (channel, _), words in template.words.items()
            if channel == "text"
            for name in fields_in(words)
        }

        assert said <= {"school", "pupil", "telephone", "day", "date", "session"}


class TestATemplate:
    def test_that_is_as_it_should_be_has_no_fault(self):
        assert faults(GOOD) == ""

    def test_that_names_an_unknown_field_is_refused(self):
        assert "{pupill} is no field" in faults(GOOD.replace("{pupil}", "{pupill}"))

    @pytest.mark.parametrize("name", ["reason", "medical", "marker", "attendance", "minutes"])
    def test_whose_text_says_something_personal_is_refused(self, name):
        told = GOOD.replace("facts: []", f"facts: [{name}]").replace("is well", f"{{{name}}}")

        assert "too much for a text" in faults(told.replace("detail: false", "detail: true"))

    def test_whose_email_says_something_personal_is_refused_unless_it_may(self):
        email = GOOD.replace("# text, en\n", "# email, en\nSubject: Made up\n\n").replace(
            "facts: []", "facts: [reason]"
        )
        told = email.replace("is well", "{reason}")

        assert "carries no personal detail" in faults(told)
        assert faults(told.replace("detail: false", "detail: true")) == ""

    def test_whose_text_does_not_say_whom_it_is_from_is_refused(self):
        assert "whom it is from" in faults(GOOD.replace("{school}: ", ""))

    def test_that_says_what_it_is_not_told_is_refused(self):
        assert "is not known when" in faults(GOOD.replace("is well", "is away {session}"))

    def test_that_is_told_what_it_does_not_say_is_refused(self):
        assert "never said" in faults(GOOD.replace("facts: []", "facts: [session]"))

    def test_that_nobody_approved_is_refused(self):
        assert "Nobody has approved" in faults(GOOD.replace("{by: Somebody, on: 2026-11-27}", "not yet"))

    def test_without_front_matter_cannot_be_read(self):
        with pytest.raises(TemplateFault, match="front matter"):
            read_template("# text, en\nNothing", "made-up")

    def test_that_says_a_thing_twice_in_its_front_matter_cannot_be_read(self):
        with pytest.raises(TemplateFault):
            read_template(GOOD.replace("facts: []", "facts: []\nfacts: []"), "made-up")


class TestTheLengthOfAText:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3),
            ("€" * 80, 1), ("€" * 81, 2),
            ("ą" * 70, 1), ("ą" * 71, 2), ("ą" * 134, 2), ("ą" * 135, 3),
        ],
    )  # fmt: skip
    def test_is_counted_as_networks_count_it(self, text, parts):
        from onroll.service.correspondence.text_length import parts_of

        assert parts_of(text) == parts

    def test_of_more_than_three_parts_is_refused(self):
        """With the longest names the words beside them fill three parts exactly, and then one place more."""
        beside = 3 * 153 - len("St Thomas of Canterbury Catholic Academy: Christopher-James is .")

        assert faults(GOOD.replace("well", "w" * beside)) == ""
        assert "sent as 4 texts" in faults(GOOD.replace("well", "w" * (beside + 1)))
