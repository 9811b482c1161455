"""Why another system's figures differ from ours: every pupil and session that explains it, adding up to the difference.

A figure counts sessions, so two figures differ by the sessions that one counts and the other does not. `reconcile` finds each of
them and says of what kind it is; what they come to is the difference, exactly. Where the other system gives totals alone,
`compare_totals` finds whose totals differ, and by how much.
"""

from onroll.analysis.reconciliation.code_map import CodeMap
from onroll.analysis.reconciliation.kinds import Kind
from onroll.analysis.reconciliation.marks import OurMark, Roll, TheirMark
from onroll.analysis.reconciliation.reconciling import Reconciliation, reconcile
from onroll.analysis.reconciliation.sessions import FIGURES, Explained
from onroll.analysis.reconciliation.totals import TotalsCompared, compare_totals

__all__ = [
    "FIGURES",
    "CodeMap",
    "Explained",
    "Kind",
    "OurMark",
    "Reconciliation",
    "Roll",
    "TheirMark",
    "TotalsCompared",
    "compare_totals",
    "reconcile",
]
