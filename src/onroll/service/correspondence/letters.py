"""Letters on paper: one, or many in one file, each beginning on a page of its own with the address in the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from onroll.law.plain_words import day_in_words
from onroll.service.correspondence.models import Message
from onroll.service.organisations.models import School
from onroll.service.typesetting import typeset

#: So many are set in one piece: thousands at once would take a gigabyte of memory.
A_PIECE = 500


def letter_pdf(message: Message) -> bytes:
    """Return one letter as it is printed; the same message gives the same bytes."""
    return letters_pdf([message], made_at=message.asked_at)


def letters_pdf(messages: Sequence[Message], *, made_at: dt.datetime) -> bytes:
    """Return letters of one school as one PDF, in one piece of typesetting."""
    school = School.objects.get(pk=messages[0].school_id)
    title = messages[0].subject if len(messages) == 1 else f"{len(messages):,} letters"
    data = {
        "title": title,
        "school": school.name,
        "school_address": [
            part.strip() for part in school.address.replace("\n", ",").split(",") if part.strip()
        ],
        "telephone": school.telephone,
        "letters": [_letter(one) for one in messages],
    }
    return typeset("letter.typ", data, made_at=made_at)


def _letter(message: Message) -> dict[str, Any]:
    return {
        "address": message.address.split("\n"),
        "day": day_in_words(message.asked_at.date()),
        "subject": message.subject,
        "paragraphs": [part.split("\n") for part in message.body.split("\n\n")],
        "language": message.language,
    }
