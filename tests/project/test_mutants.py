"""What `./run mutants` changes, and that what is explained in `tests/law/mutants.toml` is still there to be explained."""

import importlib
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support.mutants.changes import mutants_of
from tests.support.mutants.explained import explanations
from tests.support.mutants.trials import LAW, change_in_place

EXPLAINED = explanations()


def changes(source: str) -> list[tuple[str, str]]:
    return [(mutant.before, mutant.after) for mutant in mutants_of(dedent(source))]


class TestAChange:
    def test_moves_a_boundary_both_ways(self) -> None:
        assert ("a < b", "a <= b") in changes("met = a < b")
        assert ("a >= 10", "a > 10") in changes("met = a >= 10")
        assert ("10", "11") in changes("met = a >= 10")
        assert ("10", "9") in changes("met = a >= 10")

    def test_drops_each_condition_in_turn(self) -> None:
        assert changes("met = a and b") == [
            ("a and b", "a or b"),
            ("a and b", "b"),
            ("a and b", "a"),
        ]

    def test_drops_each_member_and_each_condition_of_a_list_in_the_making(self) -> None:
        assert changes("found = [a, b]") == [("[a, b]", "[b]"), ("[a, b]", "[a]")]
        assert ("for day in days if day > first", "for day in days") in changes(
            "found = [day for day in days if day > first]"
        )

    def test_takes_codes_apart(self) -> None:
        assert ("'GNO'", "'NO'") in changes("codes = frozenset('GNO')")

    def test_leaves_words_and_citations_to_the_documents(self) -> None:
        assert changes('"""Words."""\nCITED = ACT.at("9(1)")\nraise ValueError("Give a day.")') == []

    def test_leaves_types_alone(self) -> None:
        assert changes("def found(day: date | None) -> int | None: ...") == []

    def test_names_the_function_it_is_in(self) -> None:
        source = "class Span:\n    def holds(self, day):\n        return self.first <= day\n"
        assert {mutant.function for mutant in mutants_of(source)} == {"Span.holds"}

    def test_makes_source_with_that_change_and_no_other(self) -> None:
        sources = {mutant.source for mutant in mutants_of("met = days < 10 and not left")}
        assert "met = days <= 10 and (not left)" in sources
        assert "met = days < 10 and left" in sources


class TestARunningFunction:
    @pytest.fixture
    def module(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.syspath_prepend(tmp_path)
        (tmp_path / "changed_while_running.py").write_text(self.source)
        return "changed_while_running"

    source = "MOST = 2\n\n\ndef too_many(notices):\n    return notices > MOST\n"

    def test_takes_a_change_of_its_body(self, module: str) -> None:
        found = importlib.import_module(module)
        assert found.too_many(2) is False
        mutant = next(one for one in mutants_of(self.source) if one.after == "notices >= MOST")
        assert change_in_place(module, mutant)
        assert found.too_many(2) is True

    def test_cannot_take_one_of_the_module_around_it(self, module: str) -> None:
        mutant = next(one for one in mutants_of(self.source) if one.after == "3")
        assert change_in_place(module, mutant) is False


class TestWhatIsExplained:
    def mutants(self, module: str) -> set[tuple[str, str, str]]:
        return {mutant.key for mutant in mutants_of((LAW / f"{module}.py").read_text())}

    def test_is_still_a_change_of_the_law(self) -> None:
        there: dict[str, set[tuple[str, str, str]]] = {}
        for module, *key in EXPLAINED:
            assert tuple(key) in there.setdefault(module, self.mutants(module))

    def test_says_why(self) -> None:
        assert all(why.endswith(".") for why in EXPLAINED.values())
