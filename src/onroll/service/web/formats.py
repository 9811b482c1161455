"""How pages write days, times and counts, after the GOV.UK style: Friday 20 November 2026, 9:05am."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from onroll.law.citation import Citation
from onroll.law.plain_words import minutes_in_words, time_in_words
from onroll.service.clock import LONDON

SESSION_WORDS = {"AM": "morning", "PM": "afternoon"}


def day(value: dt.date) -> str:
    """Write a day in full: Friday 20 November 2026."""
    return f"{value:%A} {value.day} {value:%B} {value.year}"


def day_of_year(value: dt.date) -> str:
    """Write a day without its weekday: 20 November 2026."""
    return f"{value.day} {value:%B} {value.year}"


def short_day(value: dt.date) -> str:
    """Write a day of this year briefly: Fri 20 Nov."""
    return _short_day(value.year, value.month, value.day)


@lru_cache(maxsize=1024)  # a pupil's year writes each day four times
def _short_day(year: int, month: int, number: int) -> str:
    return f"{dt.date(year, month, number):%a {number} %b}"


def clock_time(value: dt.time | dt.datetime) -> str:
    """Write a time of day: 9:05am, midday, midnight. A moment is written in London time."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(LONDON)
    return time_in_words(value)


def moment(value: dt.datetime) -> str:
    """Write a moment: 20 November 2026 at 9:05am, in London time."""
    local = value.astimezone(LONDON)
    return f"{day_of_year(local)} at {clock_time(local)}"


def short_moment(value: dt.datetime) -> str:
    """Write a moment of this year briefly: Fri 20 Nov, 9:05am, in London time."""
    local = value.astimezone(LONDON)
    return f"{short_day(local)}, {clock_time(local)}"


def span(first_day: dt.date, last_day: dt.date) -> str:
    """Write a span of days, both included: Fri 20 Nov, or Mon 7 Dec to Fri 11 Dec."""
    return (
        short_day(first_day) if first_day == last_day else f"{short_day(first_day)} to {short_day(last_day)}"
    )


def session_words(session: str) -> str:
    """Write a session's half of the day: morning or afternoon."""
    return SESSION_WORDS[session]


def counted(number: int, one: str, many: str = "") -> str:
    """Write a count with its noun: 1 pupil, 2 pupils; `many` where the plural takes more than an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ordinal(number: int) -> str:
    """Write a place in a row: 1st, 2nd, 3rd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def breakable(address: str) -> Markup:
    """Write an email address with places where a line may end: after the @, and before a full stop, a hyphen or a _."""
    written = str(escape(address)).replace("@", "@<wbr>")
    return Markup(re.sub(r"(?=[._-])", "<wbr>", written))  # noqa: S704 - escaped above


def cite(citation: Citation) -> Markup:
    """Write a citation small, as a link to the law or guidance itself: Regulation 10(1), its full name on hover."""
    words = f"{citation.part[:1].upper()}{citation.part[1:]}"
    if not citation.link:
        return Markup('<span class="onroll-cite" title="{}">{}</span>').format(citation.text, words)
    return Markup('<a class="govuk-link onroll-cite" href="{}" title="{}" rel="noreferrer">{}</a>').format(
        citation.link, citation.text, words
    )


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "day_of_year": day_of_year,
    "short_day": short_day,
    "clock_time": clock_time,
    "moment": moment,
    "short_moment": short_moment,
    "span": span,
    "session_words": session_words,
    "breakable": breakable,
    "cite": cite,
    "counted": counted,
    "ordinal": ordinal,
    "minutes_in_words": minutes_in_words,
}
