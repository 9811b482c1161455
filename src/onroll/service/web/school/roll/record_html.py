"""A record of the register for paper, written as text: a template is slow at a thousand of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from onroll.service.admission_register.contents import Contents, Item
from onroll.service.admission_register.notifications import IN_ERROR
from onroll.service.admission_register.queries.register import RegisterRecord
from onroll.service.admission_register.wording import in_words, notification_in_words

#: Items that stand on paper only where they say something.
_WHERE_SAID = {"former_upn", "deletion"}
#: Goes with what was recorded in error: a line through it, and its title says so.
_STRUCK = ' class="onroll-struck"'
#: Set between the texts of a record while it is escaped as one, and between the lines of a text; no text holds them.
_NEXT, _LINE = "\x1e", "\x1f"


def records_html(records: Iterable[RegisterRecord], items: Sequence[Item]) -> Markup:
    """Return the records one beneath the other, every word escaped."""
    return Markup("".join(_record(record.said, items) for record in records))  # noqa: S704 - escaped below


def _record(said: Contents, items: Sequence[Item]) -> str:
    texts: list[tuple[str, list[str]]] = [
        (item.title, in_words(item.key, said.get(item.key)))
        for item in items
        if item.key not in _WHERE_SAID or said.get(item.key)
    ]
    struck = [False] * len(texts)
    for one in said["notifications"]:
        in_error = bool(one.get(IN_ERROR))
        title = f"Told to the school{', recorded in error' if in_error else ''}"
        texts.append((title, notification_in_words(one, with_error=False)))
        struck.append(in_error)
    heading, known, *pairs = _escaped(
        [
            f"{said['name']['surname']}, {said['name']['forenames']}",
            " ".join(filter(None, (said["name"].get("known_forename"), said["name"].get("known_surname")))),
            *(word for title, lines in texts for word in (title, _LINE.join(filter(None, lines)))),
        ]
    )
    aside = f' <span class="onroll-quiet">known as {known}</span>' if known else ""
    items_html = "".join(
        f"<div><dt>{title}</dt><dd{_STRUCK if line else ''}>{words}</dd></div>"
        for title, words, line in zip(pairs[::2], pairs[1::2], struck, strict=True)
    )
    return (
        f'<section class="onroll-record"><h2 class="govuk-heading-s">{heading}{aside}</h2>'
        f"<dl>{items_html}</dl></section>"
    )


def _escaped(texts: Sequence[str]) -> list[str]:
    """Escape texts in one go: a register is tens of thousands of them."""
    clean = (text.replace(_NEXT, " ") for text in texts)
    return str(escape(_NEXT.join(clean))).replace(_LINE, "<br>").split(_NEXT)
