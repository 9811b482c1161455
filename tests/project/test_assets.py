"""The built pages carry nothing that is not ours to use: no crown, no crest, no GDS face, nothing from elsewhere."""

import json
import re
from pathlib import Path

from onroll.service.web.assets import BUILD

STYLES = "onroll.css"


def built(name: str) -> str:
    names = json.loads((BUILD / "manifest.json").read_text())["names"]
    return (BUILD / names[name]).read_text(encoding="utf-8")


def test_the_stylesheet_has_no_face_that_is_not_on_the_machine():
    assert not re.search(r"@font-face|gds transport", built(STYLES), re.IGNORECASE)


def test_the_stylesheet_fetches_nothing_from_elsewhere():
    assert re.findall(r"url\(\"?(?:https?:)?//[^)]*", built(STYLES)) == []


def test_every_picture_the_stylesheet_names_is_there():
    named = set(re.findall(r"url\(\"(images/[^\"]+)\"\)", built(STYLES)))
    assert named
    assert [name for name in named if not (BUILD / name).exists()] == []


def test_there_is_no_crown_and_no_crest():
    files = [path.name for path in BUILD.rglob("*") if path.is_file()]
    assert [name for name in files if re.search(r"crown|crest|govuk-logo|opengraph", name)] == []
    assert not re.search(r"crown|crest", built(STYLES))


def test_a_script_imports_only_what_was_built():
    names = {Path(path).name for path in BUILD.rglob("*.js")}
    imports = {
        found
        for path in BUILD.glob("*.js")
        if path.name.split(".")[0] not in {"govuk-frontend", "moj-frontend", "htmx"}
        for found in re.findall(r"[\"']\./([^\"']+\.js)[\"']", path.read_text(encoding="utf-8"))
    }
    assert imports
    assert imports <= names
