"""The tree is what `docs/adr` and DEVELOPERS.md say it is: one subject a file, no cupboards, no machine's own paths."""

import re
import statistics

import pytest

from tests.project.sources import ROOT, SRC, named, project_files, python_files

CUPBOARDS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "core",
    "managers",
    "handlers",
    "services",
    "lib",
}
LOOK_HARD_AT = 400
TEXT = {
    ".py",
    ".md",
    ".html",
    ".scss",
    ".js",
    ".toml",
    ".in",
    ".json",
    ".yaml",
    ".yml",
    ".cfg",
    ".sh",
    ".css",
    ".txt",
    "",
}
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home)/[a-z]")


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_a_cupboard():
    assert [named(path) for path in python_files(SRC) if {path.stem, path.parent.name} & CUPBOARDS] == []


def test_no_file_passes_the_length_to_look_hard_at():
    files = [*python_files(SRC), *python_files(ROOT / "tests")]
    assert {named(path): lines(path) for path in files if lines(path) > LOOK_HARD_AT} == {}


def test_nine_files_in_ten_are_under_300_lines():
    assert statistics.quantiles([lines(path) for path in python_files(SRC)], n=10)[-1] < 300


def test_no_file_names_a_path_of_one_machine():
    texts = [path for path in project_files() if path.suffix in TEXT and path.name != "test_layout.py"]
    assert [named(path) for path in texts if MACHINE_PATHS.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "folder", ["attendance_register", "admission_register", "people", "organisations", "access", "audit"]
)
def test_a_domain_app_holds_no_views(folder):
    strangers = {"views", "forms", "urls", "signals", "receivers", "admin", "serializers"}
    assert [named(path) for path in python_files(SRC / "service" / folder) if path.stem in strangers] == []


def test_the_statute_is_read_by_nobody_but_python_itself():
    """Ring 1 imports the standard library and itself, and nothing else."""
    import ast
    import sys

    from tests.project.sources import tree

    allowed = set(sys.stdlib_module_names) | {"onroll"}
    strangers = {
        (named(path), name)
        for path in python_files(SRC / "law")
        for node in ast.walk(tree(path))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name.split(".")[0] not in allowed
    }
    assert strangers == set()
