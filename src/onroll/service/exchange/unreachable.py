"""Setting aside what would leave a pupil's home without a telephone number: of a parent, or of who lives with whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from onroll.service.exchange.comparison import Change, Comparison, Row
from onroll.service.exchange.judging.rows import Judged, Record

WHAT = (
    "A pupil lives with this parent, and nothing else reaches them in an emergency: the admission register must hold "
    "a telephone number."
)
CURE_OF_A_HOME = (
    "Give the parent a mobile or a phone in parents.csv or on the pupil’s entry, then load the row again."
)
CURE = "Give a mobile or a phone; or say in relationships.csv that no pupil lives with them."


def set_unreachable_aside(
    judged: Judged, comparison: Comparison, on_record: Iterable[Row], sent: Iterable[Record]
) -> None:
    """Set aside each change after which a parent whom a pupil lives with has no number; the record keeps what it has.

    `on_record` and `sent` are the relationships that stand, and those that come in the same files and go before them.
    """
    at_home = _lived_with(on_record, sent)
    unreachable = [change for change in comparison.changed if _leaves_no_number(change, at_home)]
    for change in unreachable:
        column = next((name for name in ("mobile", "phone") if name in change.columns), "mobile")
        judged.set_aside(change.record, column, WHAT, CURE)
    rows = {change.record.row for change in unreachable}
    comparison.changed = [change for change in comparison.changed if change.record.row not in rows]
    judged.keep([record for record in judged.records if record.row not in rows])


def set_homes_without_number_aside(
    judged: Judged, comparison: Comparison, parents: Mapping[str, Row], of_new_pupils: Collection[str]
) -> None:
    """Set aside each relationship that would say a pupil lives with a parent who has no number.

    `parents` are all there will be once the files are in. Pupils who come with the files (`of_new_pupils`) are left out:
    they are admitted with what is known, and what is missing is said on their entry.
    """
    unreachable = [
        record
        for record in comparison.new
        if record["pupil_ref"] not in of_new_pupils
        and record["last_day"] is None
        and _is_home_without_number(record.values, parents)
    ] + [
        change.record
        for change in comparison.changed
        if change.before["last_day"] is None
        and set(change.columns) - {"last_day"}
        and _is_home_without_number({**change.before, **change.record.values}, parents)
    ]
    for record in unreachable:
        judged.set_aside(record, "lives_with", WHAT, CURE_OF_A_HOME)
    rows = {record.row for record in unreachable}
    comparison.new = [record for record in comparison.new if record.row not in rows]
    comparison.changed = [change for change in comparison.changed if change.record.row not in rows]
    judged.keep([record for record in judged.records if record.row not in rows])


def _is_home_without_number(said: Mapping[str, Any], parents: Mapping[str, Row]) -> bool:
    reach = parents.get(said["parent_ref"], {})
    return bool(said.get("lives_with")) and not (reach.get("mobile") or reach.get("phone"))


def _lived_with(on_record: Iterable[Row], sent: Iterable[Record]) -> set[str]:
    """Return the parents whom a pupil lives with, once the files are in."""
    lives = {
        (row["pupil_ref"], row["parent_ref"]): row["lives_with"]
        for row in on_record
        if row["last_day"] is None
    }
    for record in sent:
        place = record["pupil_ref"], record["parent_ref"]
        if place in lives and "lives_with" in record.values:
            lives[place] = record["lives_with"]
    return {parent_ref for (_, parent_ref), lives_with in lives.items() if lives_with}


def _leaves_no_number(change: Change, at_home: set[str]) -> bool:
    after = {**change.before, **change.record.values}
    return change.before["parent_ref"] in at_home and not (after["mobile"] or after["phone"])
