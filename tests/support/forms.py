"""The forms of a page, as a browser without scripts would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "search", "email", "tel", "number", "password", "url", "date", "time"}


@dataclass
class Field:
    """One field: its name, what it holds, and whether a person types into it."""

    name: str
    value: str
    is_typed: bool


@dataclass
class Form:
    """One form: where it goes, how, its fields and the buttons that send it."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    has_files: bool = False


def forms_of(html: str) -> list[Form]:
    """Return the forms of a page, every choice made: the first of each list, every box ticked."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input":
            self._input(self._form, given)
        elif tag == "button" and given.get("type", "submit") == "submit":
            self._form.buttons.append((given.get("name", ""), given.get("value", "")))
        elif tag == "textarea" and "name" in given:
            self._form.fields.append(Field(given["name"], "", is_typed=True))
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select and given.get("value"):
            self._form.fields.append(Field(self._select, given["value"], is_typed=False))
            self._select = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None

    @staticmethod
    def _input(form: Form, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind == "file":
            form.has_files = True
        elif kind == "submit":
            form.buttons.append((given.get("name", ""), given.get("value", "")))
        elif "name" in given and given["name"] != "csrfmiddlewaretoken":
            form.fields.append(Field(given["name"], given.get("value", ""), is_typed=kind in TYPED))
