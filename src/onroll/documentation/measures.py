"""Every measure: what it divides by what, for which periods, and whose method it follows."""

from __future__ import annotations

from onroll.analysis.disclosure_control import FEWEST_SHOWN
from onroll.analysis.measures import MEASURES, Measure
from onroll.analysis.quality import in_words
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS, FlatTable
from onroll.documentation.tables import table


def page() -> str:
    """Return the measures, the tables they are made from, and the faults that are counted beside them."""
    return "\n\n".join(
        [
            "# The measures",
            "What `onroll analyse` works out. Every figure is a numerator over a denominator, both whole numbers; a percentage is "
            "worked out once, at the end, to one decimal and halves up.",
            table(["measure", "is", "numerator", "over", "for", "follows"], map(_row, MEASURES)),
            "Each code has a measure of its own, such as `code I`: sessions with it over the possible ones.",
            f"Figures of fewer than {FEWEST_SHOWN} pupils are kept back unless told otherwise, and with them what would give them away.",
            "## The tables they are made from",
            *(_table(one) for one in (ENTRIES, PUPILS, CALENDAR)),
            "## What is wrong with rows",
            table(["fault", "is"], [(f"`{name}`", in_words(name)) for name in _FAULTS]),
        ]
    )


_FAULTS = ("missing", "unknown_code", "duplicate", "not_in_force", "impossible")


def _row(measure: Measure) -> tuple[str, ...]:
    return (
        f"`{measure.name}`",
        measure.title,
        measure.numerator.replace("_", " "),
        measure.denominator.replace("_", " "),
        str(measure.periods),
        measure.source,
    )


def _table(one: FlatTable) -> str:
    rows = [
        (f"`{column.name}`", str(column.kind), "needed" if column.needed else "") for column in one.columns
    ]
    return f"### `{one.name}`\n\n" + table(["column", "holds", ""], rows)
