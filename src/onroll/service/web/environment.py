"""The template environment: compiled once, autoescaped, and strict about names that are not there."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Make the environment that every page is rendered in."""
    return Environment(
        **{
            **options,
            "undefined": StrictUndefined,
            "autoescape": True,
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
    )  # noqa: S701 - it is on
