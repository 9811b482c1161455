"""What the documents say is so: those written from the code are current, and the paths the others name are there."""

import re

import pytest

from onroll.documentation import stale
from tests.project.sources import ROOT, named

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
