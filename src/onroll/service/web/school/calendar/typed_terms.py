"""A year's term dates typed into boxes: half terms, and days of staff training. No file is needed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from onroll.law.school_time import AcademicYear
from onroll.service.organisations.models import SchoolSession
from onroll.service.organisations.term_dates import TemplateSpan
from onroll.service.web.components.dates import DateNotGiven, date_from_boxes
from onroll.service.web.school.calendar.forms import Errors

Kind = SchoolSession.Kind
HALF_TERMS = (
    "Autumn, first half",
    "Autumn, second half",
    "Spring, first half",
    "Spring, second half",
    "Summer, first half",
    "Summer, second half",
)
#: As many days of staff training as a year usually holds; more can be set day by day.
TRAINING_DAYS = 5
_NEW_YEAR = 9


class TermsTyped:
    """What was typed for a year, and what is wrong with it box by box."""

    def __init__(self, sent: Mapping[str, str], year: AcademicYear) -> None:
        self.year = year
        self.errors: Errors = []
        self._sent = sent
        terms = [self._term(number, label) for number, label in enumerate(HALF_TERMS, start=1)]
        training = [self._training(number) for number in range(1, TRAINING_DAYS + 1)]
        self.spans = [span for span in (*terms, *training) if span is not None]
        if not self.errors and not any(span.kind == Kind.SCHOOL for span in self.spans):
            text = "Enter the first and last day of at least one half term."
            self.errors.append({"text": text, "href": "#term-1-first"})

    def _term(self, number: int, label: str) -> TemplateSpan | None:
        typed = [self._sent.get(f"term-{number}-{end}", "").strip() for end in ("first", "last")]
        if not any(typed):
            return None
        first = self._day(f"term-{number}-first", f"the first day of {label.lower()}")
        last = self._day(f"term-{number}-last", f"the last day of {label.lower()}")
        return TemplateSpan(Kind.SCHOOL, label, first, last) if first and last else None

    def _training(self, number: int) -> TemplateSpan | None:
        box = f"training-{number}"
        if not self._sent.get(box, "").strip():
            return None
        day = self._day(box, "the day of staff training")
        return TemplateSpan(Kind.INSET, "Staff training", day, day) if day else None

    def _day(self, box: str, what: str) -> dt.date | None:
        try:
            return day_typed(self._sent.get(box, ""), self.year, what)
        except DateNotGiven as refusal:
            self.errors.append({"text": str(refusal), "href": f"#{box}"})
            return None


def typed_boxes(sent: Mapping[str, str]) -> dict[str, str]:
    """Return the year and the days as they were typed, box by box, to go back to."""
    return {
        box: text for box, text in sent.items() if text and box.startswith(("year", "term-", "training-"))
    }


def day_typed(text: str, year: AcademicYear, what: str) -> dt.date:
    """Return a day as people type it: 2 Sep, 2/9/26, 2026-09-02; without a year, that of the academic year.

    Raises DateNotGiven.
    """
    words = [word for word in re.split(r"[\s/.,-]+", text.strip()) if word]
    if not words:
        raise DateNotGiven(f"Enter {what}, like 2 September.")
    if len(words[0]) == len("2026"):
        words.reverse()
    boxes = dict(zip(("x-day", "x-month", "x-year"), words, strict=False))
    in_spring = {**boxes, "x-year": str(year.last_day.year)}
    try:
        if len(words) == len(("day", "month")):
            day = date_from_boxes(in_spring, "x", what)
            return day if day.month < _NEW_YEAR else day.replace(year=year.first_day.year)
        if len(words) == len(("day", "month", "year")):
            return date_from_boxes(boxes, "x", what)
    except ValueError:
        pass
    raise DateNotGiven(f"“{text.strip()}” is not a day. Enter {what}, like 2 September.")
