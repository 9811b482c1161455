"""The templates that come with Onroll: one file each in `content/messages`, with what may be said in it and to whom.

A file begins with its front matter and holds a part for each channel and language (`# text, en`). In an email or a letter
the first line is its subject. Lines of a paragraph are joined; a single line break within one stays in a signature.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent.parent / "content" / "messages"
TEXT, EMAIL, LETTER = "text", "email", "letter"
CHANNELS = (TEXT, EMAIL, LETTER)
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "pl": "Polish", "ro": "Romanian", "ur": "Urdu"}
RIGHT_TO_LEFT = frozenset({"ur"})
PARENT = "parent"
#: About an account itself. A school's own words, such as those in another language, must name every fact: one that left the
#: link out would lock its parents out.
ACCOUNT = "account"
#: No message: a sheet that is printed and filled in at school.
PAPER = "paper"
AUDIENCES = {
    PARENT: "Parents",
    "social_worker": "Social worker",
    "youth_justice": "Youth justice worker",
    "virtual_school": "Virtual School",
    "other_school": "Other school",
    "authority": "Local authority",
    "staff": "Staff",
    ACCOUNT: "Parents’ accounts",
    PAPER: "Whoever fills it in at school",
}
_PART = re.compile(r"^# (\w+), (\w+)$", re.MULTILINE)
_SUBJECT = "Subject: "


class TemplateFault(Exception):
    """Raised where a template's file cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one channel in one language, with fields in braces; `edition` changes with every letter of them."""

    channel: str
    language: str
    subject: str
    body: str

    @property
    def edition(self) -> str:
        return hashlib.sha256(f"{self.subject}\n{self.body}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of message: to whom, what it needs to be told, and its words where nobody has changed them."""

    key: str
    title: str
    says: str
    audience: str
    facts: tuple[str, ...]
    #: After the day it is about it is of no use any more, and is not sent.
    only_on_the_day: bool
    #: May say more of the pupil than a name, a day and a session; in a text never.
    personal_detail: bool
    #: Says that somebody protects the pupil: kept from those who may not see that.
    protected: bool
    #: By language: who approved its words and when; None where nobody who speaks it has.
    approved: Mapping[str, tuple[str, dt.date] | None]
    words: Mapping[tuple[str, str], Words]

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels it has words for, text first."""
        return tuple(one for one in CHANNELS if (one, ENGLISH) in self.words)


@cache
def templates() -> dict[str, Template]:
    """Return every template by its key, in the order of their titles. Raises TemplateFault."""
    read = [read_template(path.read_text(encoding="utf-8"), path.stem) for path in CONTENT.glob("*.md")]
    return {one.key: one for one in sorted(read, key=lambda one: one.title)}


def read_template(text: str, name: str) -> Template:
    """Return the template a file holds. Raises TemplateFault."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise TemplateFault(f"{name} does not begin with its front matter between two lines of ---.")
    try:
        matter: dict[str, Any] = YAML(typ="safe").load(parts[1])
        return Template(
            key=matter["key"],
            title=matter["title"],
            says=matter["says"],
            audience=matter["audience"],
            facts=tuple(matter["facts"]),
            only_on_the_day=matter["only_on_the_day"],
            personal_detail=matter["personal_detail"],
            protected=matter.get("protected", False),
            approved={language: _approval(one) for language, one in matter["approved"].items()},
            words=_words(parts[2]),
        )
    except (KeyError, TypeError, YAMLError) as fault:
        raise TemplateFault(f"{name} lacks {fault} in its front matter, or has it twice.") from fault


def _approval(given: Any) -> tuple[str, dt.date] | None:
    return (given["by"], given["on"]) if isinstance(given, dict) else None


def _words(text: str) -> dict[tuple[str, str], Words]:
    pieces = _PART.split(text)[1:]
    found = {}
    for channel, language, part in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        subject, body = "", part.strip()
        if body.startswith(_SUBJECT):
            subject, _, body = body.partition("\n")
        found[channel, language] = Words(channel, language, subject.removeprefix(_SUBJECT), body.strip())
    return found
