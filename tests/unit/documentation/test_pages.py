"""Documents written from the code say what the code says, and keep their shape whatever it holds."""

from datetime import date

from onroll.documentation import DOCUMENTS, stale
from onroll.documentation.law import link
from onroll.documentation.tables import table
from onroll.law.citation import Instrument, Strength
from onroll.law.rules import all_rules

REGULATIONS = Instrument(
    name="The Example Regulations 2024",
    short_name="Example Regulations 2024",
    link="https://www.legislation.gov.uk/uksi/2024/1",
    in_force_from=date(2024, 8, 19),
    strength=Strength.LAW,
    divisions="regulation",
)


class TestTable:
    def test_keeps_a_bar_in_a_cell_from_starting_another(self):
        assert table(["code"], [["a|b"]]).splitlines()[-1] == r"| a\|b |"

    def test_keeps_a_cell_on_one_line(self):
        assert len(table(["words"], [["one\ntwo"]]).splitlines()) == 3


class TestCitationLink:
    def test_opens_the_provision(self):
        shown = link(REGULATIONS.at("10(2)"))
        assert shown.endswith("(https://www.legislation.gov.uk/uksi/2024/1/regulation/10)")

    def test_holds_no_space_where_several_provisions_are_cited(self):
        assert link(REGULATIONS.at("4 to 8")).endswith("/regulation/4)")

    def test_marks_what_is_still_to_be_confirmed(self):
        assert link(REGULATIONS.unconfirmed("6", "The exact words.")).endswith("†")


class TestTheDocuments:
    def test_name_every_rule(self):
        page = DOCUMENTS["law/rules.md"]()
        assert [rule.name for rule in all_rules() if f"`{rule.name}`" not in page] == []

    def test_are_stale_until_written_and_current_after(self, tmp_path):
        waiting = dict(stale(tmp_path))
        assert {path.relative_to(tmp_path).as_posix() for path in waiting} == set(DOCUMENTS)
        for path, words in waiting.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
        assert list(stale(tmp_path)) == []

    def test_are_stale_again_when_one_is_changed_by_hand(self, tmp_path):
        for path, words in list(stale(tmp_path)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
        (tmp_path / "roles.md").write_text("Everyone may do everything.")
        assert [path.name for path, _ in stale(tmp_path)] == ["roles.md"]
