"""Term dates as a CSV file: one line a span, `la,academic_year,term,start,end,kind`. Pure."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onroll.law.school_time import AcademicYear
from onroll.service.organisations.refusals import TermDatesRefused
from onroll.service.organisations.term_dates import TEMPLATE_KINDS, TemplateSpan

COLUMNS = ("la", "academic_year", "term", "start", "end", "kind")
_YEAR = re.compile(r"(20\d\d)\s*[/-]?\s*(?:20)?(\d\d)")
_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class TermDates:
    """A file of term dates, read: one authority's code, one academic year, its spans in order."""

    authority_code: str
    year: AcademicYear
    spans: tuple[TemplateSpan, ...]


def read_term_dates(data: bytes) -> TermDates:
    """Read a file of term dates. Raises TermDatesRefused, naming every line that cannot be read and its cure."""
    rows = list(csv.DictReader(io.StringIO(_text(data))))
    _refuse_columns(list(rows[0]) if rows else [])
    faults: list[str] = []
    spans = [_span(number, row, faults) for number, row in enumerate(rows, start=2)]
    codes = {(row["la"] or "").strip() for row in rows}
    years = {(row["academic_year"] or "").strip() for row in rows}
    faults += _more_than_one("authority", "la", codes) + _more_than_one(
        "academic year", "academic_year", years
    )
    year = _year(next(iter(years)))
    if year is None and len(years) == 1:
        faults.append(f"The academic_year “{next(iter(years))}” cannot be read. Write it as 2026/27.")
    if faults or year is None:
        raise TermDatesRefused(faults)
    ordered = sorted((span for span in spans if span), key=lambda span: (span.first_day, span.kind))
    return TermDates(codes.pop(), year, tuple(ordered))


def write_term_dates(authority_code: str, year: AcademicYear, spans: Sequence[TemplateSpan]) -> str:
    """Write term dates as `read_term_dates` reads them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (authority_code, year.name, span.label, span.first_day, span.last_day, span.kind) for span in spans
    )
    return out.getvalue()


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _refuse_columns(found: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in found]
    if missing:
        raise TermDatesRefused(
            [
                f"The file has no column {', '.join(missing)}. Its first line must be {','.join(COLUMNS)}, "
                "and one line must follow for each half term, holiday and INSET day."
            ]
        )


def _more_than_one(what: str, column: str, found: set[str]) -> list[str]:
    if len(found) == 1:
        return []
    return [
        f"The file names more than one {what} ({', '.join(sorted(found))}) in {column}. Load one at a time."
    ]


def _year(text: str) -> AcademicYear | None:
    match = _YEAR.fullmatch(text.strip())
    if match is None:
        return None
    year = AcademicYear.starting_in(int(match[1]))
    return year if year.code.endswith(match[2]) else None


def _span(number: int, row: dict[str, str | None], faults: list[str]) -> TemplateSpan | None:
    start, end = (_day(number, column, row[column] or "", faults) for column in ("start", "end"))
    kind = (row["kind"] or "").strip().lower()
    if kind not in TEMPLATE_KINDS:
        faults.append(f"Line {number}: the kind “{kind}” is not one of {', '.join(TEMPLATE_KINDS)}.")
    label = (row["term"] or "").strip()
    if not label:
        faults.append(f"Line {number}: the term has no name. Call it what people call it, such as Autumn 1.")
    return TemplateSpan(kind, label, start, end) if start and end else None


def _day(number: int, column: str, text: str, faults: list[str]) -> dt.date | None:
    for form in _DAY_FORMATS:
        try:
            return dt.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    faults.append(f"Line {number}: the {column} “{text}” is not a day. Write it as 2026-09-01 or 01/09/2026.")
    return None
