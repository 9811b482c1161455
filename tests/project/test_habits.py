"""Habits that keep a rule findable: nothing happens behind a save, and nothing but the edges knows what time it is."""

import ast

from tests.project.sources import ROOT, SRC, dotted, named, python_files, tree

CLOCK = SRC / "service" / "clock.py"
READS_THE_CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime", "time.gmtime",
    "timezone.now", "timezone.localtime", "timezone.localdate", "dt.datetime.now", "dt.datetime.utcnow", "dt.date.today",
    "datetime.datetime.now", "datetime.date.today",
}  # fmt: skip
SIGNALS = {"receiver", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}


def calls(path):
    return [dotted(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]


def test_one_module_reads_the_clock():
    readers = {
        named(path): sorted(READS_THE_CLOCK & set(calls(path))) for path in python_files(SRC) if path != CLOCK
    }
    assert {name: found for name, found in readers.items() if found} == {}


def test_a_clock_read_would_be_found():
    assert READS_THE_CLOCK & set(calls(CLOCK))


def test_no_column_fills_itself_with_the_time():
    """`auto_now` reads the clock behind our back."""
    keywords = {
        (named(path), keyword.arg)
        for path in python_files(SRC)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in {"auto_now", "auto_now_add"}
    }
    assert keywords == set()


def test_times_for_people_are_written_in_one_way():
    """By `onroll.law.plain_words`; cells of files alone have the twenty-four hours."""
    cells = {"service/exchange/files/cells.py", "service/exchange/reading/workbooks.py"}
    readers = {
        named(path)
        for folder in ("service", "cli", "law")
        for path in python_files(SRC / folder)
        if "%H:%M" in path.read_text(encoding="utf-8")
    }
    assert {name for name in readers if not name.endswith(tuple(cells))} == set()
    assert len(readers) == len(cells)


def test_nothing_listens_to_signals():
    names = {
        (named(path), node.id)
        for path in python_files(SRC / "service")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name)
    }
    assert {found for found in names if found[1] in SIGNALS} == set()


def test_no_model_does_anything_of_its_own_when_saved():
    overrides = [
        f"{named(path)}: {part.name}"
        for path in python_files(SRC / "service")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name in {"save", "delete"}
    ]
    assert overrides == []


def test_no_test_is_switched_off():
    marks = [
        named(path)
        for path in python_files(ROOT / "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and dotted(node) in {"pytest.mark.skip", "pytest.mark.xfail"}
        if path.parent.name != "support"
    ]
    assert marks == []
