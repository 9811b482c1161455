"""Measures over flat tables of marks, the same whoever asks: ring 2.

Knows the law, DuckDB and Narwhals; no Django and no database of its own. For a program of one's own there is `figures_of`:

    from onroll.analysis import figures_of

    figures = figures_of(entries, pupils=pupils, by=["sex", "fsm"])
    figures.totals["persistent"], figures.measures(), figures.pupils()
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onroll.analysis.bad_input import BadTable
    from onroll.analysis.frames import Figures, figures_of
    from onroll.analysis.groupings import UnknownGroup
    from onroll.analysis.totals import Totals

__all__ = ["BadTable", "Figures", "Totals", "UnknownGroup", "figures_of"]

_MODULES = {
    "BadTable": "bad_input",
    "Figures": "frames",
    "Totals": "totals",
    "UnknownGroup": "groupings",
    "figures_of": "frames",
}


def __getattr__(name: str) -> object:
    """Import what is asked for, so that who wants one small module does not pay for the engines."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
