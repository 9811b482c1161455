"""Every measure: a numerator over a denominator, for a period and a group."""

from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.cells import cells
from onroll.analysis.measures.definitions import MEASURES, Measure, measure_named

__all__ = ["MEASURES", "Cell", "Measure", "cells", "measure_named"]
