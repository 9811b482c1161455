"""The attendance codes in force, and those that have gone."""

from __future__ import annotations

from onroll.documentation.law import day, link
from onroll.documentation.tables import table
from onroll.law.attendance_codes import CODES
from onroll.law.code_meaning import CodeMeaning
from onroll.law.dated import From


def page() -> str:
    """Return each table of codes, the newest first."""
    tables = [step for step in reversed(CODES.steps) if isinstance(step, From)]
    return "\n\n".join(
        [
            "# The attendance and absence codes",
            "An entry keeps the meaning its code had on its own day.",
            *(
                f"## From {day(step.day)}\n\n{link(step.citation)}\n\n"
                + table(
                    ["code", "title", "counts as", "conditions", "rests on"], map(_row, step.value.values())
                )
                for step in tables
            ),
        ]
    )


def _row(code: CodeMeaning) -> tuple[str, ...]:
    # Two marks about a backslash, so that it does not swallow the one after it.
    shown = f"`` {code.code} ``" if code.code == "\\" else f"`{code.code}`"
    return shown, code.title, code.statistical_class.in_words, " ".join(code.conditions), link(code.citation)
