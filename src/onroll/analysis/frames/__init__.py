"""Frames of the reader's own in place of files: pandas, Polars, pyarrow, DuckDB or Spark in, and the same kind back.

Narwhals stands at the door. Frames that are in memory, or that DuckDB or Polars can work out, are kept as Parquet beside the
engine, as CSV is, and are files from there on. Spark frames stay where they are, and Spark counts them.
"""

from onroll.analysis.frames.figures import Figures, figures_of

__all__ = ["Figures", "figures_of"]
