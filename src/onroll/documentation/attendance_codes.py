"""The attendance codes in force, and those that have gone."""

from __future__ import annotations

from collections.abc import Iterator

from onroll.documentation.law import day, link
from onroll.documentation.tables import table
from onroll.law.attendance_codes import CODES
from onroll.law.code_helper import near_misses
from onroll.law.code_meaning import CodeMeaning, Pupils
from onroll.law.dated import From

_NEWEST = CODES.newest


def page() -> str:
    """Return each table of codes, the newest first."""
    tables = [step for step in reversed(CODES.steps) if isinstance(step, From)]
    return "\n\n".join(
        [
            "# The attendance and absence codes",
            "An entry keeps the meaning its code had on its own day. † marks words still to be confirmed. The questions that lead to a code are asked by `onroll law which-code`. Back to [the contents](README.md).",
            *(
                f"## From {day(step.day)}\n\n{link(step.citation)}\n\n"
                + table(
                    ["code", "meaning", "counts as", "needs", "conditions", "rests on"],
                    map(_row, step.value.values()),
                )
                for step in tables
            ),
            "## Near misses\n\nWhere a code fits, those beside it are often used and do not.\n\n"
            + table(["code that fits", "not these, and why"], map(_near, _NEWEST.value.values())),
        ]
    )


def _shown(code: str) -> str:
    # Two marks about a backslash, so that it does not swallow the one after it.
    return f"`` {code} ``" if code == "\\" else f"`{code}`"


def _row(code: CodeMeaning) -> tuple[str, ...]:
    shown = _shown(code.code)
    counts = code.statistical_class.in_words
    if code.counts_towards_penalty_notice:
        counts += "; counts towards a penalty notice"
    return (
        shown,
        f"**{code.title}.** {code.description}",
        counts,
        ", ".join(_needs(code)),
        " ".join(code.conditions),
        link(code.citation),
    )


def _needs(code: CodeMeaning) -> Iterator[str]:
    if code.leave_required:
        yield "leave"
    if code.note_required:
        yield "a note"
    if code.pupils is not Pupils.ANY:
        yield code.pupils.value


def _near(code: CodeMeaning) -> tuple[str, str]:
    return (
        f"{_shown(code.code)} {code.title}",
        "<br>".join(f"{_shown(one.code)} {one.why_not}" for one in near_misses(code.code, on=_NEWEST.day)),
    )
