"""Loading a file of published figures: read and worked out again, looked at, then in use; what was loaded before stays."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from onroll.analysis.published.checking import Difference, Verdict, verify
from onroll.analysis.published.figures import Shape, figures_in, shape_of
from onroll.analysis.published.of_a_place import PublishedFigures
from onroll.analysis.published.periods import PublishedPeriod
from onroll.analysis.published.rows import NotAPublishedFile
from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.actions import record_event
from onroll.service.published.models import PublishedRelease, PublishedRow
from onroll.service.published.refusals import PublishedRefused
from onroll.service.published.rows import row_of
from onroll.service.room_for_words import TooLong, insert, refuse_too_long

#: A school year of weeks is some 23,000 rows and 12 MB, and absence bands of several years 44 MB, of which one year's some 11,000
#: are kept; a file by day is many times that, and not for comparing a year with.
MOST_ROWS = 60_000
LARGEST_BYTES = 64 * 1024 * 1024
_AT_ONCE = 500
_LONGEST_NAME = 160
_SHOWN = 20


@transaction.atomic
def read_release(
    *,
    path: Path,
    file_name: str,
    name: str,
    released_on: dt.date,
    authority_id: int | None,
    by: Actor,
    now: dt.datetime,
    period: PublishedPeriod | None = None,
    is_made_up: bool = False,
) -> PublishedRelease:
    """Read a published file, to be looked at before it is put in use. `authority_id` None is for every authority.

    `period` is that of a file of persistent absence, which does not say it. Raises PublishedRefused and OutOfScope.
    """
    _may_load(by, authority_id)
    _refuse_release(name, released_on, now)
    _refuse_size(path, file_name)
    digest = _digest(path)
    _refuse_known(digest, authority_id)
    try:
        found = _worked_out(path, shape_of(path))
        release = insert(
            PublishedRelease(
                authority_id=authority_id,
                name=name.strip(),
                released_on=released_on,
                shape=shape_of(path),
                is_made_up=is_made_up,
                file_name=file_name,
                digest=digest,
                rows=0,
                loaded_at=now,
                loaded_by_id=by.user_id,
                loaded_by_name=by.name,
            )
        )
        release.rows, held = _keep(release, figures_in(path, period=period))
    except NotAPublishedFile as fault:
        raise PublishedRefused(str(fault).replace(str(path), file_name)) from fault
    release.found = {**found, **held}
    release.save(update_fields=["rows", "found"])
    _record("read", release, by, now)
    return release


def read_sent_release(
    *,
    stream: BinaryIO,
    file_name: str,
    name: str,
    released_on: dt.date,
    authority_id: int | None,
    period: PublishedPeriod | None,
    by: Actor,
    now: dt.datetime,
) -> PublishedRelease:
    """Read a published file that was sent; the file itself is not kept. Raises PublishedRefused and OutOfScope."""
    _may_load(by, authority_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "published.csv"
        with path.open("wb") as kept:
            while (chunk := stream.read(1 << 20)) and kept.tell() <= LARGEST_BYTES:
                kept.write(chunk)
        return read_release(
            path=path,
            file_name=file_name[-_LONGEST_NAME:],
            name=name,
            released_on=released_on,
            authority_id=authority_id,
            period=period,
            by=by,
            now=now,
        )


@transaction.atomic
def accept_release(*, release_id: int, by: Actor, now: dt.datetime) -> PublishedRelease:
    """Put a release that was read in use; in use already, do nothing. Raises PublishedRefused and OutOfScope."""
    release = _locked(release_id, by)
    if release.state == PublishedRelease.State.IN_USE:
        return release
    if release.state == PublishedRelease.State.CANCELLED:
        raise PublishedRefused(f"“{release.name}” was set aside. Load its file again.")
    _decide(release, PublishedRelease.State.IN_USE, by, now)
    _record("accepted", release, by, now)
    return release


@transaction.atomic
def cancel_release(*, release_id: int, by: Actor, now: dt.datetime) -> PublishedRelease:
    """Set aside a release that is not in use, and remove its rows. Raises PublishedRefused and OutOfScope."""
    release = _locked(release_id, by)
    if release.state == PublishedRelease.State.CANCELLED:
        return release
    if release.state == PublishedRelease.State.IN_USE:
        raise PublishedRefused(
            f"“{release.name}” is in use, and comparisons made since rest on it. Load a later release: it is shown instead."
        )
    release.figures.all().delete()
    _decide(release, PublishedRelease.State.CANCELLED, by, now)
    _record("cancelled", release, by, now)
    return release


def _may_load(by: Actor, authority_id: int | None) -> None:
    if authority_id is not None:
        by.scope.require_over(Permission.PUBLISHED_EDIT, kind="authority", body_id=authority_id)
    elif not by.scope.unbounded:
        raise OutOfScope("Figures for every authority are loaded by the command.")


def _refuse_release(name: str, released_on: dt.date, now: dt.datetime) -> None:
    if not name.strip():
        raise PublishedRefused(
            "The release has no name. Give the one it is published under, such as “Pupil attendance in schools, week 29”."
        )
    if released_on > now.date():
        raise PublishedRefused(
            f"{day_in_words(released_on)} is still to come, so nothing was published then. Give the day the release came out."
        )


def _refuse_size(path: Path, file_name: str) -> None:
    if path.stat().st_size > LARGEST_BYTES:
        raise PublishedRefused(
            f"{file_name} is larger than {LARGEST_BYTES >> 20} MB. "
            "Load the file of the year to date or of its weeks, not the one of every day."
        )


def _refuse_known(digest: str, authority_id: int | None) -> None:
    """Refuse a file that is in use; forget one that was read and not decided on."""
    same = PublishedRelease.objects.filter(digest=digest, authority=authority_id)
    known = same.filter(state=PublishedRelease.State.IN_USE).first()
    if known is not None:
        raise PublishedRefused(
            f"This file is in use already, as “{known.name}”, published {day_in_words(known.released_on)}. "
            "Nothing was changed."
        )
    same.filter(state=PublishedRelease.State.READ).delete()


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _keep(release: PublishedRelease, figures: Iterable[PublishedFigures]) -> tuple[int, dict[str, Any]]:
    """Write the rows of a file, never many of them in memory; return how many, and what they are of."""
    count, held = 0, _Held()
    rows = held.passing(release, figures)
    while batch := list(islice(rows, _AT_ONCE)):
        PublishedRow.objects.bulk_create(batch)
        count += len(batch)
    return count, held.told()


class _Held:
    """What the rows of a file are of, counted as they pass."""

    def __init__(self) -> None:
        self._levels: Counter[str] = Counter()
        self._phases: Counter[str] = Counter()
        self._periods: dict[PublishedPeriod, None] = {}
        self._kept_back = 0

    def passing(
        self, release: PublishedRelease, figures: Iterable[PublishedFigures]
    ) -> Iterator[PublishedRow]:
        """Yield each row as it is kept. Raises PublishedRefused past the most that are."""
        for number, one in enumerate(figures):
            if number >= MOST_ROWS:
                raise PublishedRefused(
                    f"{release.file_name} has more than {MOST_ROWS:,} rows. "
                    "Load the file of the year to date or of its weeks, not the one of every day."
                )
            self._levels[one.area.level] += 1
            self._phases[one.phase] += 1
            self._periods[one.period] = None
            self._kept_back += bool(one.symbols)
            row = row_of(release.pk, one)
            try:
                refuse_too_long(row)
            except TooLong as refusal:
                raise PublishedRefused(f"{release.file_name}, line {one.line}: {refusal}") from refusal
            yield row

    def told(self) -> dict[str, Any]:
        """Return it in words that a reviewer is shown."""
        periods = sorted(self._periods, key=lambda one: (one.first_day, one.name))
        return {
            "levels": dict(self._levels),
            "phases": dict(self._phases),
            "periods": [one.title for one in periods],
            "kept_back": self._kept_back,
        }


def _worked_out(path: Path, shape: Shape) -> dict[str, Any]:
    """Work a file's figures out again from its counts; any but one of attendance holds nothing but counts."""
    if shape is not Shape.ATTENDANCE:
        return {}
    verdict = verify(path)
    return {
        "rates": verdict.rates,
        "identities": verdict.identities.total(),
        "differences": len(verdict.rates_that_differ) + len(verdict.broken),
        "shown": [_told(one) for one in (*verdict.rates_that_differ, *verdict.broken)[:_SHOWN]],
        "explained": _explained(verdict),
    }


def _told(one: Difference) -> str:
    return f"{one.where}: {one.name} is {one.published}, and comes to {one.worked_out}"


def _explained(verdict: Verdict) -> dict[str, int]:
    return {name: known.rows for name, known in verdict.explained.items() if known.rows}


def _locked(release_id: int, by: Actor) -> PublishedRelease:
    release = PublishedRelease.objects.select_for_update(of=("self",)).get(pk=release_id)
    _may_load(by, release.authority_id)
    return release


def _decide(release: PublishedRelease, state: str, by: Actor, now: dt.datetime) -> None:
    release.state, release.decided_at, release.decided_by_name = state, now, by.name
    release.save(update_fields=["state", "decided_at", "decided_by_name"])


def _record(what: str, release: PublishedRelease, by: Actor, now: dt.datetime) -> None:
    record_event(
        f"published.release.{what}",
        by=by,
        now=now,
        school_id=None,
        subject_type="authority" if release.authority_id else "published release",
        subject_id=release.authority_id or release.pk,
        release=release.name,
        released_on=release.released_on.isoformat(),
        release_id=release.pk,
    )
