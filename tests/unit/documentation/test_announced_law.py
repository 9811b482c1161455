"""What is announced and not in force is never written as law that binds."""

from onroll.documentation.law import provisions_page, rules_page


class TestAnnouncedLaw:
    def test_is_said_to_be_so_beside_each_of_its_rules(self):
        words = rules_page()
        assert "`home_education.may_ask_again` · announced on 29 April 2026, not in force" in words
        assert "`home_education.consent_needed` · from 19 August 2024" in words

    def test_is_said_to_be_so_where_its_act_is_listed(self):
        words = provisions_page()
        assert "sections 37 to 42 are not in force for England" in words
        assert "In force from 29 April 2026" not in words
