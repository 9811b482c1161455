"""Every numbered rule, table row and list item of the summary of the law has its row, and each row holds water."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onroll.law.coverage import COVERED, Status, counts, covered_by
from onroll.law.rules import all_dated_values, all_rules

SUMMARY = Path(__file__).parents[4] / "shared" / "domain" / "law.md"
HEADING = re.compile(r"#{2,3} (\d+(?:\.\d+)?)")
ITEM = re.compile(r"(?:[-*]|\d+\.) ")


def sections(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    place, held = "", []
    for line in lines:
        if found := HEADING.match(line):
            yield place, held
            place, held = found[1], []
        else:
            held.append(line)
    yield place, held


def items(lines: list[str]) -> int:
    """Count the rows of tables, less headings and rules, and the items of lists."""
    count, in_table = 0, False
    for line in lines:
        is_row = line.startswith("|")
        if is_row and in_table and not re.fullmatch(r"\|[-| ]+\|", line):
            count += 1
        in_table = is_row
        count += bool(ITEM.match(line))
    return count


class TestTheSummaryOfTheLaw:
    @pytest.fixture
    def wanted(self) -> dict[str, int]:
        if not SUMMARY.exists():
            pytest.skip("the summary of the law is not beside this checkout")
        found = sections(SUMMARY.read_text(encoding="utf-8").splitlines())
        return {
            place: items(lines)
            for place, lines in found
            if place and "1" <= place[0] <= "8" and place[:2] not in ("10", "11")
        }

    def test_has_a_row_for_each_of_its_items(self, wanted: dict[str, int]) -> None:
        rows = {one.key for one in COVERED}
        keys = {f"{place}.{number}" for place, count in wanted.items() for number in range(1, count + 1)}
        assert keys - rows == set()
        assert rows - keys <= set(wanted)

    def test_has_a_row_for_each_section(self, wanted: dict[str, int]) -> None:
        begun = {".".join(one.key.split(".")[:2]) for one in COVERED}
        assert {place for place in wanted if "." in place} - begun == set()


class TestRows:
    def test_are_each_there_once(self) -> None:
        assert len({one.key for one in COVERED}) == len(COVERED)

    def test_name_rules_and_values_that_are(self) -> None:
        known = {rule.name for rule in all_rules()} | set(all_dated_values())
        assert {name for one in COVERED for name in one.rules} - known == set()

    def test_that_are_built_say_by_what(self) -> None:
        assert [one.key for one in COVERED if one.status is Status.IMPLEMENTED and not one.rules] == []

    def test_outside_name_no_rule(self) -> None:
        assert [one.key for one in COVERED if one.status is Status.OUTSIDE and one.rules] == []

    def test_add_up(self) -> None:
        assert sum(counts()[status.value] for status in Status) == counts()["in all"] == len(COVERED)

    def test_lead_from_a_rule_to_its_provisions(self) -> None:
        assert "4.4" in {one.key for one in covered_by("returns.sickness")}
