"""Where a page finds its stylesheet and scripts: by name in, by the built name (which holds a hash) out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.templatetags.static import static

BUILD = Path(__file__).resolve().parent / "static" / "build"


class AssetsNotBuilt(Exception):
    """The stylesheets and scripts have not been built, or lack the one named."""


@cache
def _names(manifest: Path) -> dict[str, str]:
    try:
        return json.loads(manifest.read_text(encoding="utf-8"))["names"]
    except FileNotFoundError:
        raise AssetsNotBuilt("The stylesheets and scripts have not been built. Run ./run assets.") from None


def asset(name: str) -> str:
    """Return the address of a built asset such as `onroll.css` or `images/favicon.svg`.

    Raise AssetsNotBuilt where there is none of that name.
    """
    return _address(BUILD / "manifest.json", name)


@cache
def _address(manifest: Path, name: str) -> str:
    names = _names(manifest)
    if name not in names:
        raise AssetsNotBuilt(f"No asset is called {name}. Add it to static_src and run ./run assets.")
    return static(f"build/{names[name]}")


def asset_text(name: str) -> str:
    """Return the text of a built asset. Raise AssetsNotBuilt where there is none of that name."""
    asset(name)
    return (BUILD / _names(BUILD / "manifest.json")[name]).read_text(encoding="utf-8")
