"""Every provision of the law of attendance, and what Onroll does about each: built, recorded only, or outside it.

The rows are kept by subject in the modules beside this one, in the order of the numbering of the law's summary, section
by section. A row that is built names the rules or the dated values that build it.
"""

from onroll.law.coverage.rows import COVERED, SECTIONS, Covered, Status, counts, covered_by, told_by

__all__ = ["COVERED", "SECTIONS", "Covered", "Status", "counts", "covered_by", "told_by"]
