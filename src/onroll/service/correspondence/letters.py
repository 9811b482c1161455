"""Letters on paper: one, or many in one file, each beginning on a page of its own with the address in the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onroll.law.plain_words import day_in_words
from onroll.service.correspondence.models import Message
from onroll.service.organisations.models import School
from onroll.service.typesetting import typeset

#: So many are set in one piece: thousands at once would take a gigabyte of memory.
A_PIECE = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it is set: the lines of the address, its day, and what it says in which language."""

    address: str
    on: dt.date
    subject: str
    body: str
    language: str


def letter_pdf(message: Message) -> bytes:
    """Return one letter as it is printed; the same message gives the same bytes."""
    return letters_pdf([message], made_at=message.asked_at)


def letters_pdf(messages: Sequence[Message], *, made_at: dt.datetime) -> bytes:
    """Return letters of one school as one PDF, in one piece of typesetting."""
    school = School.objects.get(pk=messages[0].school_id)
    title = messages[0].subject if len(messages) == 1 else f"{len(messages):,} letters"
    letters = [
        Letter(one.address, one.asked_at.date(), one.subject, one.body, one.language) for one in messages
    ]
    return set_letters(school, letters, title=title, made_at=made_at)


def set_letters(school: School, letters: Sequence[Letter], *, title: str, made_at: dt.datetime) -> bytes:
    """Return letters as one PDF, whether or not they were asked for."""
    data = {
        "title": title,
        "school": school.name,
        "school_address": [
            part.strip() for part in school.address.replace("\n", ",").split(",") if part.strip()
        ],
        "telephone": school.telephone,
        "letters": [_letter(one) for one in letters],
    }
    return typeset("letter.typ", data, made_at=made_at)


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "address": letter.address.split("\n"),
        "day": day_in_words(letter.on),
        "subject": letter.subject,
        "paragraphs": [part.split("\n") for part in letter.body.split("\n\n")],
        "language": letter.language,
    }
