"""Which words a school's message is sent in: the school's own latest approved version, or those that come with Onroll."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.service.correspondence.models import Wording
from onroll.service.correspondence.refusals import NoSuchWords
from onroll.service.correspondence.templates import AUDIENCES, LANGUAGES, Template, Words, templates

__all__ = ["AUDIENCES", "InUse", "template_called", "words_in_use", "words_of"]


@dataclass(frozen=True, slots=True)
class InUse:
    """Words in use, and the school's own version they are; None for those that come with Onroll."""

    words: Words
    wording: Wording | None


def template_called(key: str) -> Template:
    """Return a template by its key. Raises NoSuchWords."""
    found = templates().get(key)
    if found is None:
        raise NoSuchWords(f"There is no message called “{key}”.")
    return found


def words_in_use(template: Template, *, school_id: int, channel: str, language: str) -> InUse:
    """Return the approved words of a message. Raises NoSuchWords, saying whether there are none or nobody approved them."""
    own = (
        Wording.objects.filter(
            school_id=school_id, template=template.key, channel=channel, language=language, is_approved=True
        )
        .order_by("-version")
        .first()
    )
    if own is not None:
        return InUse(words_of(own), own)
    shipped = template.words.get((channel, language))
    if shipped is None:
        raise NoSuchWords(
            f"“{template.title}” has no words for a {channel} in {LANGUAGES.get(language, language)}. "
            "Choose another way to send it, or write them in Messages, Wording."
        )
    if template.approved.get(language) is None:
        raise NoSuchWords(
            f"Nobody has approved the {LANGUAGES[language]} words of “{template.title}”. Ask somebody who speaks "
            f"{LANGUAGES[language]} to read them, and approve them in Messages, Wording."
        )
    return InUse(shipped, None)


def words_of(wording: Wording) -> Words:
    """Return a school's version as words."""
    return Words(wording.channel, wording.language, wording.subject, wording.body)
