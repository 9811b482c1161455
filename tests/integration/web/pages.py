"""Reading a page as a test does: its words, and what its form would send."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape


def words_of(response) -> str:
    """Return a page's text, its tags taken out and its spaces made one."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def faults_at_the_top(response) -> list[str]:
    """Return the fields that a page's error summary leads to, in its order."""
    _, _, summary = response.content.decode().partition("govuk-error-summary__list")
    return re.findall(r'href="#([^"]+)"', summary.partition("</ul>")[0])


def form_of(response, form_id: str = "register") -> dict[str, str]:
    """Return what a form's fields hold as the page came, checked boxes and all."""
    page = response.content.decode()
    start = page.index(f'id="{form_id}"')
    body = page[start : page.index("</form>", start)]
    fields = {}
    for tag in re.findall(r"<input\b[^>]*>", body):
        name, value = _attribute(tag, "name"), _attribute(tag, "value")
        if name and ('type="radio"' not in tag or " checked" in tag):
            fields[name] = value
    return fields


def days(first: dt.date, last: dt.date | None = None) -> dict[str, str]:
    """Return what two date inputs send."""
    return {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in (("first_day", first), ("last_day", last or first))
        for part in ("day", "month", "year")
    }


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""
