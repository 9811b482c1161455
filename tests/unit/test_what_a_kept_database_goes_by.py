"""The database kept between runs of the tests is another as soon as anything that makes it is."""

import shutil

import pytest

from tests.support import migrated


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """Give a copy of all the sources, to be changed."""
    copy = tmp_path / "onroll"
    shutil.copytree(migrated.SOURCES, copy, ignore=shutil.ignore_patterns("*.pyc", "static*", "templates"))
    monkeypatch.setattr(migrated, "SOURCES", copy)
    return copy


def changed(path):
    path.write_text(path.read_text() + "\n# changed\n")


@pytest.mark.parametrize(
    "source",
    [
        "service/people/migrations/0001_tables_of_november_2026.py",
        "service/access/row_security.py",
        "service/audit/ledgers.py",
        "service/settings/base.py",
    ],
)
def test_it_is_another_once_a_migration_or_what_one_stands_on_changes(sources, source):
    before = migrated.what_made_it()
    changed(sources / source)
    assert migrated.what_made_it() != before


def test_it_is_the_same_while_only_pages_change(sources):
    before = migrated.what_made_it()
    changed(sources / "service" / "web" / "pages.py")
    assert migrated.what_made_it() == before
