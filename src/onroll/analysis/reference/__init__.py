"""The second opinion: every figure of `onroll analyse` in plain Python, from lists of rows and the law alone.

Nothing here is shared with the engines, so that a figure on which both agree was worked out twice. It is written to be
read: a subject a module, whose docstring says what was chosen where the contract of the tables is silent.
"""

from onroll.analysis.reference.enrolments import EnrolmentFigures, figures
from onroll.analysis.reference.gathering import NothingToCount, Tables, gather
from onroll.analysis.reference.measures import Cell, cells, written
from onroll.analysis.reference.quality import Located, quality
from onroll.analysis.reference.rows import CalendarDay, Enrolment, Entry, Pupil
from onroll.analysis.reference.suppression import kept_back
from onroll.analysis.reference.totals import Totals, totals

__all__ = [
    "CalendarDay",
    "Cell",
    "Enrolment",
    "EnrolmentFigures",
    "Entry",
    "Located",
    "NothingToCount",
    "Pupil",
    "Tables",
    "Totals",
    "cells",
    "figures",
    "gather",
    "kept_back",
    "quality",
    "totals",
    "written",
]
