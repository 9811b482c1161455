"""Make HTML of parts. Every text is escaped, unless it was made here."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Html:
    """HTML that may stand as it is."""

    text: str


Part = Html | str | None
_EMPTY = frozenset({"br", "col", "meta", "line", "rect", "circle"})


def element(tag: str, /, *parts: Part, **attributes: str | float | bool | None) -> Html:
    """Make an element. Attributes of None or False are left out; of their names, `_` at the end goes and others are hyphens."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in _EMPTY and not parts:
        return Html(f"<{tag}{written}>" if tag in ("br", "col", "meta") else f"<{tag}{written}/>")
    return Html(f"<{tag}{written}>{joined(parts).text}</{tag}>")


def joined(parts: Iterable[Part], between: str = "") -> Html:
    """Put parts one after another; None is left out."""
    return Html(escape(between).join(_text(part) for part in parts if part is not None))


def _text(part: Html | str) -> str:
    return part.text if isinstance(part, Html) else escape(part)


def _attribute(key: str, value: str | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
