"""What the documents say is so: those written from the code are current, and the paths the others name are there."""

import re

import pytest

from onroll.documentation import stale
from tests.project.sources import ROOT, SRC, named, python_files

GUIDES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs" / "adr").glob("*.md")])
A_PATH = re.compile(r"`((?:src|tests|docs|\.ci)/[\w./-]+|[A-Z]+\.md|onroll/[\w./-]+)`")
A_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_the_documents_written_from_the_code_are_current():
    assert [named(path) for path, _ in stale(ROOT / "docs")] == []


@pytest.mark.parametrize("guide", GUIDES, ids=named)
def test_every_path_a_guide_names_is_there(guide):
    words = guide.read_text(encoding="utf-8")
    missing = [
        path
        for path in A_PATH.findall(words)
        if not (ROOT / path).exists() and not (ROOT / "src" / path).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("guide", GUIDES, ids=named)
def test_every_file_a_guide_links_to_is_there(guide):
    words = guide.read_text(encoding="utf-8")
    assert [link for link in A_LINK.findall(words) if not (guide.parent / link).exists()] == []


def test_every_name_the_glossary_says_is_in_the_code_is_there():
    """A name in (brackets) is kept for a part that is not built yet."""
    rows = [line.split(" | ") for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()]
    cells = [re.sub(r"\([^)]*\)", "", row[3]) for row in rows if len(row) == 5 and row[3] != "In the code"]
    names = {part for cell in cells for name in re.findall(r"`([\w.]+)`", cell) for part in name.split(".")}
    said = {
        word for path in python_files(SRC) for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    }
    assert len(names) > 20
    assert sorted(names - said) == []


def test_the_map_names_every_part_of_the_service():
    words = (ROOT / "DEVELOPERS.md").read_text(encoding="utf-8")
    parts = [
        path.name for path in (SRC / "service").iterdir() if path.is_dir() and path.name != "__pycache__"
    ]
    assert [part for part in parts if f" {part}/" not in words] == []
