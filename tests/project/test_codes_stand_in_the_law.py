"""Attendance codes are the law's to list: the service asks by what a code says, and never spells a code out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from onroll.law.attendance_codes import is_code
from tests.project.sources import SRC, named, python_files, tree

#: Scenarios of a made-up authority say which codes befell whom; every one is judged by the law when it is entered.
SCENARIOS = SRC / "service" / "demo"
#: Collections of letters that happen to be codes and are something else.
OTHER_LETTERS = {
    frozenset({"F", "M"}): "sex",
    frozenset({"N", "K", "E"}): "provision for special educational needs",
    frozenset({"N", "E"}): "that provision, but for SEN support",
    frozenset({"/", "\\", "#"}): "signs that an address cannot hold",
    frozenset({"C", "M", "S", "G"}): "enrolment status of the school census",
}
SQL = re.compile(r"\bcode\s*(?:=|<>|!=|(?:NOT\s+)?IN\s*\()\s*'[^']", re.IGNORECASE)


def spelt_out(source: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each place where a code is compared with, listed or written into SQL."""
    for node in ast.walk(source):
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
            about_codes = any("code" in ast.unparse(part).lower() for part in parts if not _codes_of(part))
            if about_codes and any(_codes_of(part) for part in parts):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Set | ast.Tuple | ast.List | ast.Dict):
            codes = _codes_of(node)
            if len(codes) > 1 and codes not in OTHER_LETTERS:
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield node.lineno, SQL.search(node.value).group()


def _codes_of(node: ast.AST) -> frozenset[str]:
    """Return the codes a literal is made of; none where anything in it is no code."""
    if isinstance(node, ast.Constant):
        return frozenset({node.value}) if isinstance(node.value, str) and is_code(node.value) else frozenset()
    parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    values = [part.value for part in parts if isinstance(part, ast.Constant)]
    codes = [value for value in values if isinstance(value, str) and is_code(value)]
    whole = len(codes) == len([value for value in values if value]) == len(
        [part for part in parts if part]
    ) or (len(codes) == len(parts) - values.count(""))
    return frozenset(codes) if codes and whole else frozenset()


def found_in(folders: list[Path]) -> dict[str, list[tuple[int, str]]]:
    found = {
        named(path): list(spelt_out(tree(path)))
        for folder in folders
        for path in python_files(folder)
        if SCENARIOS not in path.parents
    }
    return {name: places for name, places in found.items() if places}


def test_the_service_spells_no_code_out():
    assert found_in([SRC / "service", SRC / "cli"]) == {}


def test_each_way_of_spelling_one_out_would_be_found():
    ways = (
        "if code == 'N': pass",
        "if entry.code in ('', 'N'): pass",
        "GONE = frozenset({'Y3', 'Y4'})",
        "NEXT = {'/': 1, 'L': 2}",
        "sql = \"SELECT 1 WHERE c.code <> '#'\"",
        "sql = \"SELECT 1 WHERE c.code NOT IN ('/', 'L')\"",
    )
    assert [bool(list(spelt_out(ast.parse(way)))) for way in ways] == [True] * len(ways)


def test_other_letters_are_left_alone():
    ways = ("if sex in ('F', 'M'): pass", "x = {'a': 'N'}", "if record['sen'] == 'K': pass", "path == '/'")
    assert [list(spelt_out(ast.parse(way))) for way in ways] == [[]] * len(ways)
