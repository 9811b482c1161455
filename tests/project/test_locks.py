"""What is installed is what was locked: by hash, from whatever index the machine has."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
REQUIREMENT = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def versions(lock: Path) -> dict[str, str]:
    return dict(REQUIREMENT.findall(lock.read_text()))


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json"], ids=lambda path: path.name)
def test_a_lock_holds_no_address(lock):
    assert "://" not in lock.read_text()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_hash(lock):
    blocks = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lesser", ["requirements.lock", "requirements-postgres.lock"])
def test_the_fuller_lock_holds_the_lesser_at_the_same_versions(lesser):
    full = versions(ROOT / "requirements-dev.lock")
    assert {name: full.get(name) for name in versions(ROOT / lesser)} == versions(ROOT / lesser)


def test_every_front_end_package_has_a_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
