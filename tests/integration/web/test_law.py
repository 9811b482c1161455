"""The law's pages open to everyone signed in: the codes, each code, each rule, and the helper."""

import pytest
from django.urls import reverse

from onroll.law import codes_in_force
from onroll.law.rules import all_rules
from onroll.service import clock
from onroll.service.web.law.slugs import code_of, slug_of
from tests.factories.access import a_user
from tests.factories.organisations import a_school


@pytest.fixture
def head(db, client):
    client.force_login(a_user("head", school=a_school()))
    return client


class TestTheLaw:
    def test_lists_codes_and_rules(self, head):
        words = head.get(reverse("law")).content.decode()
        assert "Arrived after the register closed" in words
        assert "Whether a ground for deleting a name is met" in words

    def test_sends_a_stranger_to_sign_in(self, db, client):
        assert client.get(reverse("law")).status_code == 302

    def test_has_a_page_for_every_code(self, head):
        for meaning in codes_in_force(clock.today()):
            page = head.get(reverse("law_code", kwargs={"slug": slug_of(meaning.code)}))
            assert page.status_code == 200, meaning.code
            assert code_of(slug_of(meaning.code)) == meaning.code

    def test_keeps_a_page_for_a_code_that_has_ended(self, head):
        assert (
            "It ended before 19 August 2024"
            in head.get(reverse("law_code", kwargs={"slug": "H"})).content.decode()
        )

    def test_says_of_a_rule_that_is_announced_that_it_binds_nobody_and_what_it_would_be(self, head):
        page = head.get(reverse("law_rule", kwargs={"rule_name": "home_education.may_ask_again"}))
        words = page.content.decode()
        assert "not in force: it binds nobody yet" in words
        assert "Announced, not in force: 6." in words
        assert "announced on 29 April 2026, not in force" in head.get(reverse("law")).content.decode()

    def test_has_a_page_for_every_rule(self, head):
        for rule in all_rules():
            assert head.get(reverse("law_rule", kwargs={"rule_name": rule.name})).status_code == 200

    @pytest.mark.parametrize("path", ["/law/codes/U/", "/law/codes/u/", "/law/codes/present-morning/"])
    def test_has_a_page_for_a_code_however_its_letters_are_typed(self, head, path):
        assert head.get(path).status_code == 200

    @pytest.mark.parametrize("path", ["/law/codes/A/", "/law/rules/no.rule/"])
    def test_has_no_page_for_what_is_none(self, head, path):
        assert head.get(path).status_code == 404


class TestWhichCode:
    def test_asks_one_question_at_a_time(self, head):
        words = head.get(reverse("law_which_code") + "?session=yes").content.decode()
        assert "Where was the pupil in this session?" in words
        assert "Answers so far" in words

    def test_says_which_fits_and_which_nearly_did(self, head):
        words = head.get(
            reverse("law_which_code") + "?session=yes&where=elsewhere&why=holiday&holiday=no"
        ).content.decode()
        assert "Code G fits" in words
        assert "Leave was not given" in words

    def test_knows_the_afternoon(self, head):
        words = head.get(
            reverse("law_which_code") + "?half=pm&session=yes&where=school&when=before"
        ).content.decode()
        assert "Code \\ fits" in words

    def test_asks_again_where_nothing_was_chosen(self, head):
        words = head.get(reverse("law_which_code") + "?asked=session").content.decode()
        assert "There is a problem" in words

    def test_starts_again_from_an_answer_there_is_not(self, head):
        words = head.get(reverse("law_which_code") + "?session=perhaps").content.decode()
        assert "There is a problem" in words
