"""Comparing a file that was sent with the registers as they stand, and keeping what came of it."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model

from onroll.analysis.arithmetic import Family
from onroll.analysis.reconciliation import (
    FIGURES,
    Explained,
    OurMark,
    Reconciliation,
    TheirMark,
    compare_totals,
    reconcile,
)
from onroll.analysis.reconciliation.sessions import adds
from onroll.analysis.reconciliation.their_rows import (
    CannotBeRead,
    SetAside,
    Totals,
    their_marks,
    their_totals,
)
from onroll.law.attendance_codes import class_for_counting
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.exchange.progress import Progress, no_progress
from onroll.service.reconciliation.asked import BY_PUPIL, AskedOfMarks, AskedOfTotals
from onroll.service.reconciliation.models import Comparison, RowSetAside, SessionFound, TotalsFound
from onroll.service.reconciliation.our_side import OurSide
from onroll.service.reconciliation.refusals import ComparisonRefused
from onroll.service.reconciliation.their_file import rows_sent

logger = logging.getLogger(__name__)
#: More than a school of 2,000 has marks in a year; a larger file is of more than one school or year.
MOST_ROWS = 1_000_000
#: Sessions kept to be looked at; what all of them come to is kept whole.
MOST_KEPT = 50_000
MOST_SET_ASIDE = 1_000
_AT_ONCE = 1_000
_NOT_KNOWN = "?"
_STOPPED = (
    "Comparing stopped by a fault in Onroll, not in the file. Compare it again; if it stops again, tell whoever looks after "
    "Onroll."
)


def compare_file(
    *, comparison_id: int, by: Actor, now: dt.datetime, progress: Progress = no_progress
) -> Comparison:
    """Compare a file with the registers as they stand; REFUSED with a message where it cannot be. Raises OutOfScope.

    Compared before, it is compared anew, and what came of it before is replaced.
    """
    comparison = _begin(comparison_id, by)
    try:
        with transaction.atomic():
            _forget(comparison)
            run = _of_marks if comparison.kind == Comparison.Kind.MARKS else _of_totals
            comparison.found = run(comparison, progress)
            comparison.state, comparison.message = Comparison.State.READY, ""
            comparison.compared_at = now
            comparison.save()
    except (ComparisonRefused, CannotBeRead) as refusal:
        _stop(comparison, Comparison.State.REFUSED, str(refusal))
    except Exception:
        _stop(comparison, Comparison.State.FAILED, _STOPPED)
        raise
    return comparison


def _begin(comparison_id: int, by: Actor) -> Comparison:
    with transaction.atomic():
        comparison = Comparison.objects.select_for_update(of=("self",)).get(pk=comparison_id)
        by.scope.require(Permission.RECONCILIATION_RUN, school_id=comparison.school_id)
        comparison.state = Comparison.State.RUNNING
        comparison.save(update_fields=["state"])
    return comparison


def _forget(comparison: Comparison) -> None:
    for rows in (comparison.sessions, comparison.totals, comparison.rows_set_aside):
        rows.all().delete()


def _stop(comparison: Comparison, state: str, message: str) -> None:
    comparison.refresh_from_db()
    comparison.state, comparison.message = state, message
    comparison.save(update_fields=["state", "message"])


def _of_marks(comparison: Comparison, progress: Progress) -> dict[str, Any]:
    asked = AskedOfMarks.of(comparison.asked)
    code_map = asked.code_map
    read = _Read(comparison, progress)
    theirs: dict[str, list[TheirMark]] = defaultdict(list)
    for row in read.rows(their_marks(rows_sent(comparison.folder, progress), asked.columns)):
        theirs[row[0]].append(row[1])
    days = [mark.date for marks in theirs.values() for mark in marks]
    if not days:
        raise ComparisonRefused(
            "No row of the file could be read as a mark. Look at what was set aside, or at the headings."
        )
    comparison.first_day, comparison.last_day = min(days), max(days)
    ours = OurSide(comparison.school_id, comparison.first_day, comparison.last_day)
    by_pupil, names = _by_pupil(theirs, ours)
    found = Reconciliation()
    progress("comparing", 0)
    explained = reconcile(
        _streamed(ours, set(by_pupil) if asked.only_theirs else None, progress),
        by_pupil,
        code_map=code_map,
        roll_of=lambda key: ours.roll_of(_id_of(key)),
        found=found,
    )
    kept = _insert(SessionFound, (_row(comparison, one, names) for one in islice(explained, MOST_KEPT)))
    # What is past the most that is kept still counts.
    for _ in explained:
        pass
    return {**_told(found), "kept": kept, **read.told()}


class _Read:
    """Rows of a file as they are read: what is set aside is kept to be shown, and how many there were."""

    def __init__(self, comparison: Comparison, progress: Progress) -> None:
        self._comparison, self._progress = comparison, progress
        self.count = self.set_aside = 0
        self._aside: list[RowSetAside] = []

    def rows(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Yield what was understood. Raises ComparisonRefused past the most rows."""
        for row in rows:
            self.count += 1
            if self.count > MOST_ROWS:
                raise ComparisonRefused(
                    f"The file has more than {MOST_ROWS:,} rows. Send one school and one academic year."
                )
            if not self.count % _AT_ONCE:
                self._progress("reading", self.count)
            if isinstance(row, SetAside):
                self._put_aside(row)
            else:
                yield row
        RowSetAside.objects.bulk_create(self._aside, batch_size=_AT_ONCE)

    def _put_aside(self, row: SetAside) -> None:
        self.set_aside += 1
        if len(self._aside) < MOST_SET_ASIDE:
            self._aside.append(
                RowSetAside(
                    comparison=self._comparison,
                    row=row.row,
                    column=row.column[:80],
                    value=row.value[:120],
                    what=row.what[:200],
                    cure=row.cure[:200],
                )
            )

    def told(self) -> dict[str, int]:
        """Return how many rows there were, and how many were set aside."""
        return {"rows": self.count, "set_aside": self.set_aside}


def _by_pupil(
    theirs: dict[str, list[TheirMark]], ours: OurSide
) -> tuple[dict[str, list[TheirMark]], dict[str, str]]:
    """Return the marks by pupil, and what the file calls each; whom nobody here is stands under their own name."""
    by_pupil: dict[str, list[TheirMark]] = defaultdict(list)
    names = {}
    for reference, marks in theirs.items():
        pupil_id = ours.pupil_of(reference)
        key = str(pupil_id) if pupil_id is not None else _NOT_KNOWN + reference
        by_pupil[key].extend(marks)
        names[key] = reference
    return by_pupil, names


def _id_of(key: str) -> int | None:
    return None if key.startswith(_NOT_KNOWN) else int(key)


def _streamed(
    ours: OurSide, only: set[str] | None, progress: Progress
) -> Iterator[tuple[str, list[OurMark]]]:
    for number, (pupil_id, marks) in enumerate(ours.marks(), start=1):
        if not number % 50:
            progress("comparing", number)
        if only is None or str(pupil_id) in only:
            yield str(pupil_id), marks


def _row(comparison: Comparison, one: Explained, names: dict[str, str]) -> SessionFound:
    return SessionFound(
        comparison=comparison,
        pupil_id=_id_of(one.pupil),
        reference=names.get(one.pupil, "")[:64],
        date=one.date,
        session=one.session,
        kind=one.kind,
        ours=one.ours,
        theirs=one.theirs[:60],
        read_as=one.read_as,
        effect={figure: effect for figure, effect in zip(FIGURES, one.effect, strict=True) if effect},
        why=one.why,
    )


def _insert(model: type[Model], rows: Iterator[Any]) -> int:
    count = 0
    while batch := list(islice(rows, _AT_ONCE)):
        model._default_manager.bulk_create(batch)
        count += len(batch)
    return count


def _told(found: Reconciliation) -> dict[str, Any]:
    ours, theirs = found.ours, found.theirs
    return {
        "pupils": found.pupils,
        "agreed": found.agreed,
        "differ": found.differ,
        "ours": {str(figure): ours[figure] for figure in FIGURES},
        "theirs": {str(figure): theirs[figure] for figure in FIGURES},
        "kinds": {
            str(kind): {
                "sessions": found.sessions_of[kind],
                **{str(figure): counted[figure] for figure in FIGURES},
            }
            for kind, counted in found.come_to.items()
        },
        "unread": dict(found.unread.most_common(20)),
    }


def _of_totals(comparison: Comparison, progress: Progress) -> dict[str, Any]:
    if comparison.first_day is None or comparison.last_day is None:
        raise ComparisonRefused("Say which days the totals are of.")
    asked = AskedOfTotals.of(comparison.asked, comparison.first_day, comparison.last_day)
    read = _Read(comparison, progress)
    sent = list(read.rows(their_totals(rows_sent(comparison.folder, progress), asked.columns)))
    ours = OurSide(comparison.school_id, asked.first_day, asked.last_day)
    theirs, labels = _their_totals(sent, ours, asked.by)
    groups = None if asked.by == BY_PUPIL else ours.groups(asked.by)
    counted = _our_totals(ours, groups)
    figures = tuple(asked.columns.figures)
    compared = compare_totals(counted, theirs, figures=figures)
    found = (
        TotalsFound(
            comparison=comparison,
            pupil_id=_id_of(one.name) if groups is None else None,
            name=labels.get(one.name, one.name if groups is not None else "")[:64],
            whose=one.whose,
            ours={str(figure): one.ours.get(figure, 0) for figure in figures},
            theirs={str(figure): one.theirs.get(figure, 0) for figure in figures},
        )
        for one in compared.differ
    )
    kept = _insert(TotalsFound, islice(found, MOST_KEPT))
    return {
        "agreed": compared.agreed,
        "differ": len(compared.differ),
        "kept": kept,
        "ours": {str(figure): compared.ours[figure] for figure in figures},
        "theirs": {str(figure): compared.theirs[figure] for figure in figures},
        **read.told(),
    }


def _their_totals(
    sent: list[Totals], ours: OurSide, by: str
) -> tuple[dict[str, dict[Family, int]], dict[str, str]]:
    """Return their totals by pupil or group; those of one pupil under two names are added up."""
    found: dict[str, dict[Family, int]] = {}
    labels = {}
    for one in sent:
        pupil_id = ours.pupil_of(one.name) if by == BY_PUPIL else None
        key = str(pupil_id) if pupil_id is not None else one.name if by != BY_PUPIL else _NOT_KNOWN + one.name
        labels[key] = one.name
        total = found.setdefault(key, {})
        for figure, count in one.figures.items():
            total[figure] = total.get(figure, 0) + count
    return found, labels


def _our_totals(ours: OurSide, groups: dict[int, str] | None) -> dict[str, dict[Family, int]]:
    found: dict[str, dict[Family, int]] = {}
    for pupil_id, marks in ours.marks():
        name = str(pupil_id) if groups is None else groups.get(pupil_id, "In no group that day")
        total = found.setdefault(name, dict.fromkeys(FIGURES, 0))
        for mark in marks:
            if mark.not_counted:
                continue
            effect = adds(mark.code, class_for_counting(mark.code, mark.date))
            for figure, added in zip(FIGURES, effect, strict=True):
                total[figure] += added
    return found
