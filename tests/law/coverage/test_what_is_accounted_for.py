"""Every numbered rule, table row and list item of the summary of the law has its row, and each row holds water."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onroll.law import (
    absence_measures,
    deletion_conditions,
    dual_registration,
    notices_to_improve,
    offences,
    penalty_notice_amounts,
    penalty_notice_limit,
    penalty_notice_service,
    penalty_notices,
    public_places,
    registers,
    retention,
    returns,
    school_year,
    sharing,
)
from onroll.law.attendance_codes import CODES
from onroll.law.code_meaning import StatisticalClass
from onroll.law.coverage import COVERED, Status, counts, covered_by, told_by
from onroll.law.deletion_grounds import GROUNDS
from onroll.law.rules import all_dated_values, all_rules

# The summary is kept beside the checkout, or beside the folder that holds it.
_BESIDE = [parent / "shared" / "domain" / "law.md" for parent in Path(__file__).parents[4:6]]
SUMMARY = next((path for path in _BESIDE if path.exists()), _BESIDE[0])
SOURCE = Path(__file__).parents[3] / "src" / "onroll"
HEADING = re.compile(r"#{2,3} (\d+(?:\.\d+)?)")
ITEM = re.compile(r"(?:[-*]|\d+\.) ")
MARKS = ("123456789", "abcdefghij", ("i", "ii", "iii", "iv", "v"))

# Paragraphs, by their place in the section, that only say how the items beside them are to be read.
READING_AIDS = {"1.3": {1, 2}, "1.6": {1}, "2.2": {2, 3}, "5.3": {1}, "7.1": {1}}
# Lists written with semicolons: the words before the first item, and those after the last.
SEMICOLONS = {
    "1.2.6": (": ", " ["),
    "1.4.1": (": ", " ["),
    "2.2.37": ("U]: ", ". "),
    "2.6.4": (": ", " ["),
    "4.7.6": ("2005): ", " |"),
    "5.5.2": ("contain: ", ". "),
    "5.5.3": ("court | ", " | [A]"),
    "5.5.9": ("defences | ", " |"),
    "6.3.3": ("Counts:** ", " ["),
    "6.4.1": ("", " ["),
    "6.5.2": (": ", " ["),
    "6.7.1": ("]: ", ". "),
    "6.8.7": ("withdrawal | ", " |"),
    "6.9.1": ("Contents: ", " ["),
    "6.9.2": ("]: ", "."),
    "7.1.4": ("flags: ", "."),
    "8.1.2": ("duties: ", " ["),
    "8.1.3": ("]: ", "."),
    "8.1.4": (": ", "."),
    "8.4.5": ("decision | ", " |"),
    "8.5.2": ("contents: ", " |"),
    "8.7.1": ("Add: ", "."),
}  # fmt: skip

SHORT = {
    "PRE": StatisticalClass.PRESENT,
    "AEA": StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY,
    "AUT": StatisticalClass.AUTHORISED_ABSENCE,
    "UNA": StatisticalClass.UNAUTHORISED_ABSENCE,
    "NPA": StatisticalClass.NOT_POSSIBLE,
    "NC": StatisticalClass.NOT_COLLECTED,
}
_FIRST, _SECOND = (penalty_notice_amounts.FIRST_NOTICE, penalty_notice_amounts.SECOND_NOTICE)
_EARLY, _FULL = (
    penalty_notice_amounts.DAYS_AT_THE_REDUCED_AMOUNT.newest.value,
    penalty_notice_amounts.DAYS_TO_PAY.newest.value,
)
_BEFORE = _FIRST.steps[0].value
# The numbers of its table of constants, as they stand here, in the order they are written there.
NUMBERS: dict[str, tuple[object, ...]] = {
    "REGISTER_MAX_OPEN_MIN": (registers.LONGEST_OPEN.newest.value,),
    "N_RESOLVE_SCHOOL_DAYS": (registers.UNEXPLAINED_SCHOOL_DAYS.newest.value,),
    "ENTRY_RETENTION_YEARS": (retention.YEARS_PRESERVED.newest.value, retention.YEARS_PRESERVED.steps[0].value),
    "NEW_PUPIL_RETURN_DAYS": (returns.NEW_PUPIL_DAYS.newest.value,),
    "LEAVE_NO_RETURN_SCHOOL_DAYS": (deletion_conditions.SCHOOL_DAYS_AFTER_LEAVE.newest.value,),
    "CONTINUOUS_ABSENCE_SCHOOL_DAYS": (deletion_conditions.SCHOOL_DAYS_ABSENT.newest.value,),
    "DETENTION_MIN_MONTHS": (deletion_conditions.SENTENCE_MONTHS.newest.value,),
    "ATTENDANCE_RETURN_RUN": (returns.ATTENDANCE_RUN.newest.value,),
    "SICKNESS_RETURN_DAYS": (returns.SICKNESS_DAYS.newest.value,),
    "PA_FRACTION": (1, 100 // absence_measures.PERSISTENT_ABSENCE.newest.value, 1, 100 // absence_measures.SEVERE_ABSENCE.newest.value),
    "PN_THRESHOLD_SESSIONS": (penalty_notices.THRESHOLD_SESSIONS.newest.value, penalty_notices.THRESHOLD_SCHOOL_WEEKS.newest.value),
    "PN_AMOUNT first": (_FIRST.newest.value.reduced, _EARLY, _FIRST.newest.value.full, _FULL),
    "PN_AMOUNT second": (_SECOND.newest.value.full, _FULL),
    "PN_MAX_PER_PARENT_CHILD": (penalty_notice_limit.MOST_NOTICES.newest.value, penalty_notice_limit.YEARS_LOOKED_BACK.newest.value),
    "PN_AMOUNT before": (_BEFORE.reduced, _EARLY, _BEFORE.full, _FULL),
    "PN_AMOUNT s.105": (public_places.NOTICE_AMOUNTS.newest.value.reduced, public_places.NOTICE_AMOUNTS.newest.value.full),
    "POST_SERVICE_WORKING_DAYS": (penalty_notice_service.WORKING_DAYS_IN_THE_POST.newest.value,),
    "NTI_WEEKS": (notices_to_improve.LEAST_SCHOOL_WEEKS.newest.value, notices_to_improve.MOST_SCHOOL_WEEKS.newest.value),
    "PROSECUTION_MONTHS": (offences.MONTHS_TO_PROSECUTE.newest.value,),
    "CTF_DAYS": (sharing.SCHOOL_DAYS_TO_SEND_THE_FILE.newest.value,),
    "MOBILE_ATTENDANCES_12M": (offences.ATTENDANCES_OF_A_TRAVELLING_CHILD.newest.value, offences.AGE_OF_A_TRAVELLING_CHILD.newest.value),
    "MAIN_SCHOOL_LOOKBACK_MONTHS": (dual_registration.MAIN_SCHOOL_MONTHS.newest.value,),
    "CSA_PRESCRIBED_DAYS": (31, 31, 31),
    "MIN_SESSIONS_MAINTAINED": (school_year.LEAST_SESSIONS.newest.value,),
}  # fmt: skip
NOT_NUMBERS = {"PN_CODES", "LEAVING_DATE"}


def sections(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    place, held = "", []
    for line in lines:
        found = HEADING.match(line)
        if found or line.startswith("## "):
            yield place, held
            place, held = found[1] if found else "", []
        else:
            held.append(line)
    yield place, held


def items(place: str, lines: list[str]) -> list[str]:
    """The rows of tables, less headings and rules, and the items of lists; after them the paragraphs that are rules."""
    listed, paragraphs, in_table = [], [], False
    for line in lines:
        is_row = line.startswith("|")
        if is_row:
            if in_table and not re.fullmatch(r"\|[-| ]+\|", line):
                listed.append(line)
        elif ITEM.match(line):
            listed.append(line)
        elif line.strip() and line.strip() != "---":
            paragraphs.append(line)
        in_table = is_row
    aids = READING_AIDS.get(place, ())
    return listed + [words for number, words in enumerate(paragraphs, 1) if number not in aids]


def marked(words: str) -> int:
    """How many items a list inside a rule has, by its marks: (1), (a) or (i) and those that follow."""
    most = 0
    for marks in MARKS:
        found = 0
        while found < len(marks) and re.search(rf"(?:^|[\s;:,*])\({marks[found]}\)(?=\s|\*)", words):
            found += 1
        most = max(most, found)
    return most if most > 1 else 0


def by_semicolons(key: str, words: str) -> int:
    if key not in SEMICOLONS:
        return 0
    before, after = SEMICOLONS[key]
    if key == "7.1.4":
        return words.partition(before)[2].partition(after)[0].count(";") + 1
    inner = words.partition(before)[2] if before else words
    return inner.partition(after)[0].count(";") + 1


def cells(key: str, words: str) -> set[str]:
    """The bodies of which the summary of responsibilities expects something, by column."""
    columns = [cell.strip() for cell in words.strip("|").split(" | ")][1:]
    return {f"{key}.{number}" for number, cell in enumerate(columns, 1) if cell not in ("–", "-")}


def keys_wanted(text: str) -> set[str]:
    wanted = set()
    for place, lines in sections(text.splitlines()):
        if not place or not 1 <= int(place.split(".")[0]) <= 8:
            continue
        section = place if "." in place else f"{place}.0"
        for number, words in enumerate(items(place, lines), 1):
            key = f"{section}.{number}"
            inner = max(marked(words), by_semicolons(key, words))
            wanted |= {key, *(f"{key}.{place_in}" for place_in in range(1, inner + 1))}
            if section == "5.3":
                wanted |= cells(key, words)
    return wanted


class TestTheSummaryOfTheLaw:
    @pytest.fixture
    def summary(self) -> str:
        if not SUMMARY.exists():
            pytest.skip("the summary of the law is not beside this checkout")
        return SUMMARY.read_text(encoding="utf-8")

    def test_has_a_row_for_each_rule_row_of_a_table_item_and_item_inside_one(self, summary: str) -> None:
        assert keys_wanted(summary) - {one.key for one in COVERED} == set()

    def test_has_no_row_that_is_not_one_of_its_items(self, summary: str) -> None:
        wanted = keys_wanted(summary)
        beyond = {one.key for one in COVERED} - wanted
        # A list may be told in more items than it has there, never in fewer.
        assert {key for key in beyond if key.rpartition(".")[0] not in wanted} == set()
        assert {key for key in beyond if key.count(".") == 2} == set()

    def test_tells_each_code_and_ground_in_its_order(self, summary: str) -> None:
        by_place = dict(sections(summary.splitlines()))
        codes = [
            re.match(r"\| `?([^`|]+?)`? \|", row)
            for row in items("2.2", by_place["2.2"])
            if row.startswith("|")
        ]
        assert [found[1] for found in codes if found] == list(CODES.newest.value)
        letters = [re.match(r"\| \((.)\)", row) for row in items("1.6", by_place["1.6"])]
        of_age = [ground.key for ground in GROUNDS.values() if ground.of_compulsory_school_age]
        assert [found[1] for found in letters if found] == of_age

    def test_agrees_on_the_class_of_every_code(self, summary: str) -> None:
        block = re.search(r"^PRE :.*?^NC  :[^\n]*", summary, re.MULTILINE | re.DOTALL)
        assert block is not None
        listed = {
            code: name.strip()
            for name, _, codes in (line.partition(":") for line in block[0].splitlines())
            for code in codes.split()
        }
        ours = {code: meaning.statistical_class for code, meaning in CODES.newest.value.items()}
        assert set(listed) == set(ours)
        assert {code: SHORT[name] for code, name in listed.items()} == ours

    @pytest.mark.parametrize("name", NUMBERS)
    def test_agrees_on_each_number_of_its_table_of_constants(self, summary: str, name: str) -> None:
        row = re.search(rf"^\| {re.escape(name)}[^|]*\| ([^|]+)\|", summary, re.MULTILINE)
        assert row is not None
        assert [str(number) for number in NUMBERS[name]] == re.findall(r"\d+", row[1])[: len(NUMBERS[name])]

    def test_has_no_constant_beside_these(self, summary: str) -> None:
        table = summary.partition("## Appendix A")[2].partition("## Appendix B")[0]
        named = [row[2:].partition(" |")[0] for row in table.splitlines() if re.match(r"\| [A-Z]", row)]
        assert {name for name in named if not any(name.startswith(known) for known in NUMBERS)} <= NOT_NUMBERS


class TestRows:
    def test_are_each_there_once(self) -> None:
        assert len({one.key for one in COVERED}) == len(COVERED)

    def test_name_rules_and_values_that_are(self) -> None:
        known = {rule.name for rule in all_rules()} | set(all_dated_values())
        assert {name for one in COVERED for name in one.rules} - known == set()

    def test_that_are_built_say_by_what(self) -> None:
        assert [
            one.key for one in COVERED if one.status is Status.IMPLEMENTED and not one.rules + one.places
        ] == []

    def test_that_are_built_in_the_service_name_what_is_there(self) -> None:
        assert [one.key for one in COVERED for place in one.places if not (SOURCE / place).exists()] == []

    def test_that_are_not_built_say_why(self) -> None:
        assert [one.key for one in COVERED if one.status is not Status.IMPLEMENTED and not one.note] == []

    def test_name_their_provision_and_not_guidance_at_large(self) -> None:
        assert [
            one.key
            for one in COVERED
            if one.provision in ("guidance", "-", "statistics", "national framework")
        ] == []

    def test_leave_no_rule_without_a_provision(self) -> None:
        built = {name for one in COVERED for name in one.rules}
        assert {rule.name for rule in all_rules()} - built == set()

    def test_outside_name_no_rule(self) -> None:
        assert [one.key for one in COVERED if one.status is Status.OUTSIDE and one.rules] == []

    def test_add_up(self) -> None:
        assert sum(counts()[status.value] for status in Status) == counts()["in all"] == len(COVERED)

    def test_are_told_of_a_rule_without_the_items_of_a_list_it_builds_whole(self) -> None:
        built = {one.key for one in covered_by("notices_to_improve.contents")}
        assert {one.key for one in told_by("notices_to_improve.contents")} == {"6.6.4", "6.6.5"}
        assert "6.6.4.8" in built

    def test_lead_from_a_rule_to_its_provisions(self) -> None:
        assert "4.4.1" in {one.key for one in covered_by("returns.sickness")}
